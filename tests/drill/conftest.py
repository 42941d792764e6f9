"""A copy of the demo for each drill, on the kind of database that this run of tests is on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DRILL
from tests.drill.place import Place, copy, place
from tests.rig.source import ROOT

HERE = Path(__file__).parent
Lines = list[dict[str, Any]]
Report = Callable[..., None]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is long in ``make drill``, which asks for the mark, and short in ``make test``."""
    for item in items:
        if DRILL and item.path.is_relative_to(HERE):
            item.add_marker("drill")


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A place with the demo; copy it, change nothing in it."""
    with place(tmp_path_factory.mktemp("drill") / "demo") as made:
        office(made, "setup")
        yield made


@pytest.fixture
def here(pristine: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it, so that no drill sees what another has left."""
    with place(tmp_path / "here") as made:
        copy(pristine, made)
        yield made


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Report:
    """Shows the figures of a drill; a small round in ``make test`` keeps them to itself."""

    def shown(**figures: object) -> None:
        if DRILL:
            with capsys.disabled():
                print(f"\n{request.node.name}: {json.dumps(figures)}")  # noqa: T201

    return shown


def start(at: Place, *words: object) -> subprocess.Popen[str]:
    """An office at work; its lines come through ``stdout``, its complaints go to ``at.data/complaints``."""
    command = [sys.executable, "-m", "tests.drill.office", *map(str, words)]
    with complaints(at).open("ab") as err:
        return subprocess.Popen(command, cwd=ROOT, env=at.env, stdout=subprocess.PIPE, stderr=err, text=True)


def complaints(at: Place) -> Path:
    return at.data / "complaints"


def office(at: Place, *words: object) -> Lines:
    """Everything that a mode says; it must end well."""
    process = start(at, *words)
    out, _ = process.communicate()
    assert process.returncode == 0, complaints(at).read_text(errors="replace")[-3000:]
    return [json.loads(line) for line in out.splitlines()]
