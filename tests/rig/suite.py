"""``make test`` and ``make drill``: the whole of pytest, on SQLite and on PostgreSQL at the same time.

The browser plays the pages once, in a run of its own beside both. What no database can change (the rooms that
import-linter keeps from the tables, the reading of the source) is tested once too, in a run of its own: four runs
leave two processors no time to wait in.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.rig import packages, postgres
from tests.rig.site import environment

ROOT = Path(__file__).resolve().parents[2]
NO_DATABASE = ("domain", "formats", "signing", "rig", "services/wording", "web/test_look.py", "test_architecture.py",
               "test_docs.py", "test_size_budget.py")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One run of pytest: what it is called, on which database, with which further words."""

    name: str
    address: str
    words: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for; 0 when every run was green and had tests."""
    asked = _asked(arguments)
    began = time.monotonic()
    signal.signal(signal.SIGTERM, _leave)
    packages.ensure()
    with ExitStack() as stack:
        runs = tuple(_runs(asked, stack))
        codes = _play(runs, drill=asked.drill)
    said = [f"{run.name} {'FAILED' if code else 'ok'}" for run, code in zip(runs, codes, strict=True)]
    _say(f"\n{', '.join(said)}; {time.monotonic() - began:.0f} s in all")
    return max(codes)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make test", description="ARGS go to pytest as they are.")
    parser.add_argument("--database", choices=("both", "sqlite", "postgres"), default="both")
    parser.add_argument("--drill", action="store_true")
    parser.add_argument("words", nargs="*")
    return parser.parse_args(arguments)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """SIGTERM unwinds like Control-C, so that the server is stopped."""
    raise KeyboardInterrupt


def _runs(asked: argparse.Namespace, stack: ExitStack) -> Iterator[Run]:
    words = tuple(asked.words)
    apart = not asked.drill and not words  # of named tests there may be none in one of the runs
    elsewhere = [str(ROOT / "tests" / name) for name in NO_DATABASE] if apart and asked.database == "both" else []
    ignored = [f"--ignore={path}" for path in elsewhere]
    if asked.database in ("both", "sqlite"):
        which = "drill or hypothesis" if asked.drill else "not drill and not e2e" if apart else "not drill"
        yield Run("SQLite", "", ("-m", which, *ignored, *words))
        if apart:
            yield Run("Browser", "", ("-m", "not drill", str(ROOT / "tests" / "e2e")))
    if asked.database in ("both", "postgres"):
        address = stack.enter_context(postgres.server())
        which = "drill and not e2e" if asked.drill else "not drill and not once and not e2e"
        yield Run("PostgreSQL", address, ("-m", f"{which} and not sqlite_only", *ignored, *words))
    if elsewhere:
        yield Run("No database", "", ("-m", "not drill", *elsewhere))


def _play(runs: Sequence[Run], *, drill: bool) -> list[int]:
    """Play all runs side by side; the first is shown as it goes, the next when those before it are done."""
    with ExitStack() as stack:
        started = [_started(run, drill=drill, shown=run is runs[0]) for run in runs]
        first, *others = [stack.enter_context(one) for one in started]
        codes = [first[0].wait()]
        for (process, output), run in zip(others, runs[1:], strict=True):
            codes.append(process.wait())
            _say(f"\n--- {run.name} ---\n{output.read_text(errors='replace').rstrip()}")
        return codes


@contextmanager
def _started(run: Run, *, drill: bool, shown: bool) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    with tempfile.TemporaryDirectory(prefix="ukur-test-", ignore_cleanup_errors=True) as name:
        output = Path(name) / "output"
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *run.words]
        if shown:
            _say(f"--- {run.name} ---")
        env = _environment(run, Path(name), drill=drill)
        with output.open("wb") as kept:
            out = None if shown else kept
            process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
        try:
            yield process, output
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


def _environment(run: Run, data: Path, *, drill: bool) -> dict[str, str]:
    drilled = {"UKUR_DRILL": "1"} if drill else {}
    return {**environment(data), **drilled, **({"DATABASE_URL": run.address} if run.address else {})}


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
