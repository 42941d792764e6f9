"""Child processes of the tests: started alone in their session, ended by their own id, never left behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

Process = subprocess.Popen[bytes]


def start(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
    last_signal: signal.Signals = signal.SIGTERM,
) -> Process:
    """Start ``command`` in a session of its own, output to ``log``, as ``user`` when root gives one.

    The kernel sends it ``last_signal`` when this process dies, even by SIGKILL (on Linux with util-linux;
    elsewhere only ``stop`` ends it).
    """
    setpriv = shutil.which("setpriv")
    guard = [setpriv, "--pdeathsig", last_signal.name.removeprefix("SIG")] if setpriv else []
    with log.open("ab") as out:
        return subprocess.Popen(
            [*guard, *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=env,
            user=user,
            group=user,
            extra_groups=() if user else None,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM, patience: float = 10) -> None:
    """End ``process`` and all of its session: ``how`` first, SIGKILL after ``patience`` seconds."""
    for kind in (how, signal.SIGKILL):
        try:
            os.killpg(process.pid, kind)
        except ProcessLookupError:
            break
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def tail(log: Path, lines: int = 25) -> str:
    """The last lines of ``log``, for an error message."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
