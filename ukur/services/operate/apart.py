"""Checking a file of a stranger: by ``ukur verify`` in a process of its own, which may take only so much.

A parser that hangs or swells on a hostile file takes its process with it and nothing else. The process gets no setting
of this installation: no database, no key.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ukur.domain.paper.checks import Check
from ukur.services.signature import roots
from ukur.services.verify import Verdict

SECONDS = 60.0
_PROCESSOR = 60  # seconds
_MEMORY = 2 << 30  # bytes of address space
_ROOT = Path(__file__).resolve().parents[3]
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "TMPDIR")


def verify_apart(path: Path) -> Verdict | None:
    """The verdict on a file; None when it is neither a PDF nor a package, or cannot be checked within the limits."""
    with tempfile.TemporaryDirectory() as room:
        command = [sys.executable, "-m", "ukur.cli.main", "verify", "--json", "--no-redraw", str(path)]
        for no, pem in enumerate(roots()):
            root = Path(room) / f"{no}.pem"
            root.write_bytes(pem)
            command += ["--root", str(root)]
        answer = _answer(command, Path(room))
    try:
        said = json.loads(answer)
        checks = tuple(Check(one["name"], one["ok"], one["detail"]) for one in said["checks"])
        return Verdict(said["kind"], said["sound"], checks, said["signed"], said["code"])
    except (ValueError, KeyError, TypeError):
        return None


def _answer(command: list[str], room: Path) -> bytes:
    """What the process says; empty when it took too long."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    env = {**kept, "PYTHONPATH": str(_ROOT), "TMPDIR": str(room)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=room, env=env
    ) as started:
        with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):  # limits of another: Linux alone
            import resource

            resource.prlimit(started.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.prlimit(started.pid, resource.RLIMIT_CPU, (_PROCESSOR, _PROCESSOR))
        try:
            return started.communicate(timeout=SECONDS)[0]
        except subprocess.TimeoutExpired:
            started.kill()
            return b""
