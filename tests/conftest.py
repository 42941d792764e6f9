"""What holds for every test.

Tests of the database use the fixture ``db`` (or the mark ``django_db``): each runs in a transaction that is
rolled back, never in a flushed database: the triggers that keep the journal append-only refuse the flush.
What needs real commits, processes or a browser serves a copy of the demo (``tests/rig/site.py``).
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests.rig import network

if TYPE_CHECKING:
    from tests.rig.stages import Stages
    from tests.world import World

DRILL = os.environ.get("UKUR_DRILL") == "1"
_DATA = pytest.StashKey[Path]()
_STAGES: pytest.StashKey[Stages] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite_only: says something of SQLite alone, or of no database")
    config.addinivalue_line("markers", "once: in make test on SQLite alone, in make drill on both databases")
    data = Path(tempfile.mkdtemp(prefix="ukur-data-"))
    config.stash[_DATA] = data
    settings.DATA, settings.FILES, settings.STATIC_ROOT = data, data / "files", data / "static"
    settings.STATIC_ROOT.mkdir()
    # Hashing well takes 0.1 s a password on purpose; hashed file names need `collectstatic`.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    _load_profile()
    network.close()
    # A shell starts its background jobs deaf to Control-C, and what they start inherits it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _load_profile() -> None:
    """Few and always the same examples in `make test`; many new ones in `make drill`."""
    calm = hypothesis(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis.register_profile("test", calm, derandomize=True, max_examples=40)
    hypothesis.register_profile("drill", calm, max_examples=2000, database=None, print_blob=True)
    hypothesis.load_profile("drill" if DRILL else "test")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_DATA], ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The browser plays last: it is slow, and its event loop makes Django refuse later queries."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is not None)
    if not DRILL:
        long = [item for item in items if item.get_closest_marker("drill")]
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)


@pytest.fixture
def files(tmp_path: Path, settings: object) -> Path:
    """An empty folder for the system's files, for a test that looks at what is kept there."""
    folder = tmp_path / "files"
    folder.mkdir()
    settings.FILES = folder  # type: ignore[attr-defined]
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> None:
    """The sample dinas stands in the test database from the start."""
    from tests import world as worlds

    with django_db_blocker.unblock():
        pytestconfig.stash[_STAGES] = worlds.make()


@pytest.fixture
def world(db: None, files: Path, pytestconfig: pytest.Config) -> World:
    """The sample dinas, fresh for each test."""
    from tests import world as worlds

    return worlds.World(pytestconfig.stash[_STAGES])
