"""A PostgreSQL for the tests: the one ``UKUR_TEST_PG`` names, or one of our own on a free loopback port."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.rig import processes

# Nothing of a test database has to survive, so it does not wait for the disk.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
}


def given() -> str:
    """The address in ``UKUR_TEST_PG`` (``postgres://user:password@host:port/name``), or an empty text."""
    return os.environ.get("UKUR_TEST_PG", "")


def binaries() -> Path | None:
    """The folder of the newest ``initdb`` and ``postgres`` on this machine; None when there are none."""
    packaged = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found = sorted(packaged, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    # Debian keeps postgres beside the initdb that a link on the PATH points to.
    folders = [*found, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((one for one in folders if (one / "postgres").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """The address of a server, for ``DATABASE_URL``; one of our own is stopped and removed at the end.

    RuntimeError when it cannot be started.
    """
    if given():
        yield given()
        return
    programs = binaries()
    if programs is None:
        raise RuntimeError("no PostgreSQL found: set UKUR_TEST_PG or install the package postgresql")
    with tempfile.TemporaryDirectory(prefix="ukur-pg-", ignore_cleanup_errors=True) as name:
        home, password = Path(name), secrets.token_hex(16)
        _make(programs, home, password)
        process, port = _start(programs, home, password)
        try:
            yield f"postgres://ukur:{password}@127.0.0.1:{port}/postgres"
        finally:
            processes.stop(process, signal.SIGINT)


def _user() -> str | None:
    """The user that runs the server, which refuses root. None: run it as whoever we are."""
    if os.geteuid():
        return None
    return next(name for name in ("postgres", "nobody") if _exists(name))


def _exists(user: str) -> bool:
    with suppress(KeyError):
        return bool(pwd.getpwnam(user))
    return False


def _make(programs: Path, home: Path, password: str) -> None:
    secret = home / "password"
    secret.write_text(password)
    user = _user()
    if user:
        for path in (home, secret):
            shutil.chown(path, user, user)
    words = ["--username=ukur", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", "--locale=C.UTF-8", *words, home / "data"],
        cwd=home,
        user=user,
        group=user,
        extra_groups=() if user else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr}")


def _start(programs: Path, home: Path, password: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server; another port when somebody took ours in between."""
    log = home / "log"
    for _ in range(5):
        port = processes.free_port()
        settings = [word for key, value in FAST.items() for word in ("-c", f"{key}={value}")]
        command = [str(programs / "postgres"), "-D", str(home / "data"), "-p", str(port), *settings]
        process = processes.start(command, log=log, user=_user(), last_signal=signal.SIGINT)
        if _answers(process, port, password):
            return process, port
        processes.stop(process, signal.SIGINT)
    raise RuntimeError(f"PostgreSQL did not start: {processes.tail(log)}")


def _answers(process: subprocess.Popen[bytes], port: int, password: str) -> bool:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(psycopg.OperationalError):
            where = f"host=127.0.0.1 port={port} user=ukur password={password} dbname=postgres"
            psycopg.connect(where, connect_timeout=2).close()
            return True
        time.sleep(0.1)
    return False
