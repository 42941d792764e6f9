"""Killed, raced, crowded and worn: a small round in ``make test``, a long one in ``make drill`` with its figures."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.conftest import DRILL
from tests.rig.site import environment

ROOT = Path(__file__).resolve().parents[2]
KILLS = 60 if DRILL else 4
WHOLE_RUNS = 40 if DRILL else 4
CROWD, CROWDS = (20, 3) if DRILL else (6, 1)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a fresh demo, on the database that the whole run of tests is on."""
    data = tmp_path_factory.mktemp("drill") / "data"
    data.mkdir()
    with _database(data) as env:
        _office(env, "setup")
        yield env


@pytest.fixture
def office(pristine: dict[str, str], tmp_path: Path) -> Iterator[dict[str, str]]:
    """A copy of it, so that no drill sees what another has left."""
    data = tmp_path / "data"
    shutil.copytree(pristine["UKUR_DATA"], data)
    with _database(data, pristine.get("DATABASE_URL", "")) as env:
        yield env


class _database:
    """Settings for ``data``; on PostgreSQL with a database of its own, made from ``template``."""

    def __init__(self, data: Path, template: str = "") -> None:
        self.env, self.server = environment(data), os.environ.get("DATABASE_URL", "")
        self.name = f"drill_{uuid.uuid4().hex[:12]}"
        self.template = urlsplit(template).path.lstrip("/") or "template0"

    def __enter__(self) -> dict[str, str]:
        if self.server.startswith("postgres"):
            self._do(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
            parts = urlsplit(self.server)
            self.env["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{self.name}"))
        return self.env

    def __exit__(self, *_: object) -> None:
        if "DATABASE_URL" in self.env:
            self._do(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _do(self, sql: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as admin:
            admin.execute(sql.encode())


def _start(env: dict[str, str], *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.drill.office", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _office(env: dict[str, str], *words: object) -> list[dict[str, Any]]:
    """Everything a mode says; it must end well."""
    process = _start(env, *words)
    out, err = process.communicate()
    assert process.returncode == 0, err[-3000:]
    return [json.loads(line) for line in out.splitlines()]


def _report(**figures: object) -> None:
    print(json.dumps(figures))  # noqa: T201


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_half_done(office: dict[str, str]) -> None:
    chance = random.Random(7)  # noqa: S311 - the same moments again
    said: list[dict[str, Any]] = []
    for _ in range(KILLS):
        process = _start(office, "play", 0, KILLS)
        assert process.stdout
        enough = chance.randrange(1, 12)
        killer = threading.Timer(20 + chance.random(), process.kill)
        killer.start()
        for heard, line in enumerate(process.stdout, 1):
            said.append(json.loads(line))
            if heard == enough:
                threading.Timer(chance.random() * 0.2, process.send_signal, [signal.SIGKILL]).start()
        process.wait()
        killer.cancel()
        assert process.returncode == -signal.SIGKILL, process.stderr and process.stderr.read()[-3000:]
    (found,) = _office(office, "closed")
    closed = {tuple(one) for one in found["closed"]}
    acknowledged = {(one["run"], one["task"]) for one in said if "task" in one}
    assert acknowledged and acknowledged <= closed
    ends = [one for one in _office(office, "play", 0, 1 if not DRILL else KILLS // 3) if "ended" in one]
    assert ends and all(one["ended"] for one in ends)
    assert _office(office, "verify") == [{"unsound": []}]
    _report(kills=KILLS, acknowledged=len(acknowledged), runs_ended=len(ends))


def test_of_many_who_do_the_same_at_once_one_does_it_and_the_others_are_told(office: dict[str, str]) -> None:
    found, sound = _office(office, "race", CROWD)
    assert sorted(found["found"]) == ["done", *["task_done"] * (CROWD - 1)]
    assert sound == {"unsound": []}


def test_a_crowd_loses_nothing_and_nobody_meets_a_fault(office: dict[str, str]) -> None:
    found, sound = _office(office, "storm", CROWD, CROWDS)
    assert all(isinstance(one, int) for one in found["acted"]), found["acted"]
    assert found["versions"] == found["wrote"]
    assert sound == {"unsound": []}
    acts = sum(found["acted"])
    figures = {key: round(found[key], 3) for key in ("seconds", "cpu", "p50", "p95")}
    _report(people=CROWD, acts=acts, typed=found["wrote"], **figures)


def test_run_after_run_costs_the_same(office: dict[str, str]) -> None:
    *runs, sound = _office(office, "soak", WHOLE_RUNS)
    assert sound == {"unsound": []}
    settled = runs[1:] if not DRILL else runs[WHOLE_RUNS // 4 :]
    queries = {one["queries"] for one in settled}
    assert max(queries) <= min(queries) * 1.1, queries
    first, last = settled[0]["kilobytes"], settled[-1]["kilobytes"]
    assert last <= first * (1.1 if DRILL else 1.25)
    _report(runs=WHOLE_RUNS, queries=sorted(queries), megabytes=[first // 1024, last // 1024])
