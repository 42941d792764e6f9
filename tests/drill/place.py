"""A place of its own for the real ``ukur``: a data folder and a database of the kind that this test run uses."""

from __future__ import annotations

import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

from tests.rig.site import UKUR, environment
from tests.rig.source import ROOT


@dataclass(frozen=True, slots=True)
class Place:
    """``address`` is its DATABASE_URL; empty for SQLite, which lives in ``data``."""

    data: Path
    address: str = ""

    @property
    def env(self) -> dict[str, str]:
        return {**environment(self.data), **({"DATABASE_URL": self.address} if self.address else {})}

    def ukur(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """The command as people use it, on this place."""
        return shell(self.env, UKUR, *words)

    def python(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """``python …`` on this place, with the tests to import from."""
        return shell(self.env, sys.executable, *words, cwd=ROOT)


def shell(
    env: Mapping[str, str], *words: str | Path, cwd: Path | None = None, patience: float | None = None
) -> subprocess.CompletedProcess[str]:
    """A command to its end, with what it said; TimeoutExpired when it takes more than ``patience`` seconds."""
    command = [str(one) for one in words]
    return subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False, timeout=patience)


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    """An empty place in the new folder ``folder``; a database on a server is dropped at the end."""
    data = folder / "data"
    data.mkdir(parents=True)
    if connection.vendor != "postgresql":
        yield Place(data)
        return
    name = f"drill_{uuid.uuid4().hex}"
    _order(f'CREATE DATABASE "{name}"')
    try:
        yield Place(data, _address(name))
    finally:
        _order(f'DROP DATABASE "{name}" WITH (FORCE)')


def copy(source: Place, target: Place) -> None:
    """Bring the data of ``source``, which nobody uses now, to the empty ``target``."""
    shutil.copytree(source.data, target.data, dirs_exist_ok=True)
    if source.address:
        old, new = (one.address.rpartition("/")[2] for one in (source, target))
        _order(f'DROP DATABASE "{new}"')
        _order(f'CREATE DATABASE "{new}" TEMPLATE "{old}"')


def _address(name: str) -> str:
    at = connection.settings_dict
    return f"postgres://{quote(str(at['USER']))}:{quote(str(at['PASSWORD']))}@{at['HOST']}:{at['PORT']}/{name}"


def _order(statement: str) -> None:
    """Databases are made and dropped outside every transaction, from the server's own database."""
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(statement.encode())
