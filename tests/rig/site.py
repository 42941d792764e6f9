"""The real ``ukur`` as child process, on a copy of the demo or empty: for a browser, real commits, a kill."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.rig import processes
from tests.rig.source import ROOT

UKUR = Path(sys.executable).with_name("ukur")
SECRET = "for-the-tests-only-" + "0123456789" * 4


@dataclass(frozen=True, slots=True)
class Site:
    """A served copy of the demo: its address, its data folder, its log, and its process."""

    address: str
    data: Path
    log: Path
    process: processes.Process


def environment(data: Path) -> dict[str, str]:
    """The caller's environment without its settings of Ukur: on ``data`` and SQLite, never on anybody's own.

    Python may keep what it compiles: hundreds of children would each compile everything anew.
    """
    ours = ("UKUR_", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**kept, "UKUR_DATA": str(data), "UKUR_SECRET": SECRET}


def make_demo(data: Path) -> None:
    """The demo's data in ``data``, made once by the command that people use, and left unserved."""
    command = [str(UKUR), "demo", "--dir", str(data), "--no-serve"]
    done = subprocess.run(command, env=environment(data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def make_office(data: Path, **rows: int) -> None:
    """A larger office in ``data``: so many indicators for each unit (see ``tests.offices``), its form shared."""
    data.mkdir()
    command = [sys.executable, "-m", "tests.offices", str(data), *(f"{unit}={count}" for unit, count in rows.items())]
    done = subprocess.run(command, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def serve(
    pristine: Path, folder: Path, *, practice_only: bool = True, settings: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """Serve a copy of ``pristine`` below ``folder`` until the block is left; the empty place beside it only if asked.

    ``settings``: settings of Ukur beside its data. AssertionError with the end of its log when the front page does not
    answer 200 within a minute.
    """
    data, log = folder / "data", folder / "log"
    shutil.copytree(pristine, data)
    port = processes.free_port()
    words = ["demo", "--dir", str(data), "--port", str(port), *(["--practice-only"] if practice_only else [])]
    with _started(words, port, data, log, settings) as site:
        yield site


@contextmanager
def serve_empty(folder: Path) -> Iterator[Site]:
    """Serve a place in which nothing has been set up; its log holds the kode pemasangan."""
    data, log = folder / "data", folder / "log"
    port = processes.free_port()
    with _started(["serve", "--workers", "1", "--with-worker", "--port", str(port)], port, data, log) as site:
        yield site


@contextmanager
def _started(
    words: list[str], port: int, data: Path, log: Path, settings: Mapping[str, str] | None = None
) -> Iterator[Site]:
    command = [str(UKUR), *words]
    process = processes.start(command, log=log, env=environment(data) | dict(settings or {}))
    try:
        site = Site(f"http://127.0.0.1:{port}", data, log, process)
        assert answers(site.address, process), f"no answer from {' '.join(command)}\n{processes.tail(log)}"
        yield site
    finally:
        processes.stop(process)


def answers(address: str, process: processes.Process, patience: float = 60) -> bool:
    """Whether the front page is there before ``process`` ends or the patience (seconds) is at its end."""
    deadline = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=20).close()  # noqa: S310 - an address of our own
        except urllib.error.HTTPError:
            return False  # it listens, and its front page is broken
        except OSError:
            pass  # not listening yet
        else:
            return True
        time.sleep(0.1)
    return False
