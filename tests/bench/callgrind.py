"""Counting instructions: the same answer on a busy machine as on a quiet one, unlike seconds.

Without valgrind the processor time of repeated runs is taken instead: good for ratios of 1.5 and more, not for less.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.steps import SUBJECTS, Subject

ROOT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory, so that waiting for the disk costs nobody anything


def available() -> bool:
    return shutil.which("valgrind") is not None


def instructions(name: str) -> float:
    """Instructions per unit of the subject ``name``."""
    subject = SUBJECTS[name]
    with ThreadPoolExecutor(2) as pool:
        low, high = pool.map(lambda n: _counted(name, n, subject.high), (subject.low, subject.high))
    return (high - low) / _units(subject)


def seconds(name: str) -> float:
    """Seconds of processor time per unit: the least of several runs at each end, the noise of a machine only adds."""
    subject = SUBJECTS[name]
    ends = (subject.low * subject.longer, subject.high * subject.longer)
    low, high = (min(_timed(name, n, ends[1]) for _ in range(subject.rounds)) for n in ends)
    return (high - low) / (_units(subject) * subject.longer)


def _units(subject: Subject) -> int:
    return (subject.high - subject.low) * subject.units


def _counted(name: str, n: int, top: int) -> int:
    """All instructions of a process that does ``n`` pieces."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        out = Path(folder) / "callgrind.out"
        _run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"], name, n, top, folder)
        (total,) = re.findall(r"^(?:summary|totals): (\d+)$", out.read_text(), re.MULTILINE)[:1]
        return int(total)


def _timed(name: str, n: int, top: int) -> float:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _run([], name, n, top, folder)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(prefix: list[str], name: str, n: int, top: int, folder: str) -> None:
    """One subject in a process of its own. RuntimeError with what it said when it fails."""
    words = [sys.executable, "-m", "tests.bench.steps", name, str(n), str(top)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("UKUR_", "DATABASE_URL", "DJANGO_"))}
    env = {**kept, "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT), "UKUR_DATA": folder}
    command = [*_fixed_addresses(), *prefix, *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stdout[-2000:]}{done.stderr[-4000:]}")


def _fixed_addresses() -> list[str]:
    """Hashes of objects depend on their addresses: keep those the same from run to run where the system lets us."""
    fixed = ["setarch", "--addr-no-randomize"]
    if not shutil.which("setarch"):
        return []
    return fixed if subprocess.run([*fixed, "true"], capture_output=True, check=False).returncode == 0 else []
