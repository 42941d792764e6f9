"""A server of our own leaves nothing behind, however the tests end."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.rig import postgres, source

CHILD = """
import time
from tests.rig import postgres
with postgres.server() as address:
    print(address, flush=True)
    time.sleep(600)
"""


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UKUR_TEST_PG", raising=False)
    if postgres.binaries() is None:
        pytest.skip("this machine has no PostgreSQL of its own; the tests use UKUR_TEST_PG")


@pytest.mark.usefixtures("own_server")
def test_the_server_ends_with_its_block() -> None:
    with postgres.server() as address:
        assert _answers(address)
    assert not _answers(address)


@pytest.mark.usefixtures("own_server")
def test_the_server_ends_when_the_tests_are_killed() -> None:
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(command, cwd=source.ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        address = child.stdout.readline().strip()
        with psycopg.connect(address) as connection:
            ((data,),) = connection.execute("SHOW data_directory").fetchall()
        child.kill()
    deadline = time.monotonic() + 20
    while Path(data, "postmaster.pid").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(data, "postmaster.pid").exists()
    assert not _answers(address)
    shutil.rmtree(Path(data).parent)
