"""A whole office in a process of its own, with real commits: what the drills start, race and kill.

``python -m tests.drill.office MODE ...`` on the database of the environment. Each line it prints is one JSON object,
and a line is printed only after the commit it tells of.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if sys.platform == "linux":  # as ``ukur`` itself chooses it
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ukur.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from ukur.domain.collection.commands import CellChange, SaveCells
from ukur.domain.errors import Refused
from ukur.domain.plan.model import Period
from ukur.domain.validation.commands import HandOver
from ukur.services import access, acts, jobs, operate
from ukur.services.operate import sample
from ukur.services.operate.demo import PASSPHRASE
from ukur.services.operate.play import Player
from ukur.services.operate.prepare import built_in_sop
from ukur.store.models import Agency, Cell, Indicator, Job, Objective, Run, Target, Task

if TYPE_CHECKING:
    from ukur.services.access import Actor

FIRST = 2031  # runs of the drills lie in years of their own


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


def setup() -> None:
    """The demo, on whatever database the environment names."""
    call_command("migrate", interactive=False, verbosity=0)
    operate.make_demo()
    say(ready=True)


def player() -> Player:
    agency = Agency.objects.get(practice=True)
    return Player(agency, {one.code: one for one in sample.load().answers}, PASSPHRASE)


def plan(year: int) -> None:
    """The sample's plan once more for ``year``, so that there are periods enough to measure."""
    if Objective.objects.filter(year=year).exists():
        return
    for old in Objective.objects.filter(year=2026):
        rows = [(row, list(row.targets.all())) for row in Indicator.objects.filter(objective=old)]
        old.pk, old.year = None, year
        old.save()
        for row, targets in rows:
            row.pk, row.objective = None, old
            row.save()
            for one in targets:
                Target.objects.create(indicator=row, quarter=one.quarter, value=one.value, upper=one.upper)


def propose(who: Player, no: int) -> int:
    period = Period(FIRST + no // 3, no % 3 + 1)  # yearly figures, asked for in the fourth, are not in the sample
    plan(period.year)
    found = Run.objects.filter(period=period.key).first()
    return found.pk if found else who.propose(built_in_sop().digest, period)


def finish_jobs() -> None:
    for job in Job.objects.exclude(state="done").order_by("pk"):
        jobs.do(job.pk)


def play(first: int, count: int) -> None:
    """Play runs to their ends, going on with one that was left behind; says each act once it is committed."""
    jobs.inline(True)
    finish_jobs()
    who = player()
    for no in range(first, first + count):
        run = propose(who, no)
        for task in who._waiting(run, ""):
            who.do(run, task)
            say(run=run, task=task.key)
        finish_jobs()
        say(run=run, ended=Run.objects.get(pk=run).status == "ended")


def verify() -> None:
    """What the check of the live system finds."""
    say(unsound=[f"{one.name}: {one.detail}" for one in operate.check() if not one.ok])


def closed() -> None:
    """Every task that is not open any more."""
    say(closed=[[one.run_id, one.key] for one in Task.objects.exclude(status="open")])


def together(count: int, do: Callable[[int], Any]) -> list[Any]:
    """``count`` threads begin at the same moment; what each of them got, or the fault it met."""
    gate = threading.Barrier(count)
    found: list[Any] = [None] * count

    def one(no: int) -> None:
        gate.wait()
        try:
            found[no] = do(no)
        except Refused as refused:
            found[no] = refused.refusals[0].code
        except Exception as fault:
            found[no] = f"{type(fault).__name__}: {fault}"
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(no,)) for no in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def race(people: int) -> None:
    """Everybody of the team hands the same run over at the same moment, again and again as the same person."""
    who = player()
    run = propose(who, 400)
    who.play(run, until="8")
    key = Task.objects.get(run=run, activity="serahkan", status="open").key
    actor = _someone(Task.objects.get(run=run, key=key).seat)
    found = together(people, lambda _: "done" if acts.perform(actor, HandOver(run, key)) else "")
    say(found=found)
    verify()


def _someone(seat: str) -> Actor:
    return access.actor(access.people_on(seat, timezone.localdate())[0])


def storm(people: int, rounds: int) -> None:
    """Each thread plays a run of its own up to step 7 and types into one shared sheet all the while."""
    who = player()
    shared = propose(who, 500)
    who.play(shared, until="4")
    runs = [propose(who, 501 + no) for no in range(people * rounds)]
    sheet = Task.objects.filter(run=shared, kind="hand_in", status="open").order_by("pk")[0]
    cell = Cell.objects.filter(sheet__run=shared, sheet__unit=int(sheet.seat.split(":")[1]), measured=True)[0]
    typist, waits, wrote = _someone(sheet.seat), [], []

    def busy(no: int) -> int:
        mine, acted = player(), 0
        for run in runs[no::people]:
            for task in mine._waiting(run, "7"):
                began = time.perf_counter()
                mine.do(run, task)
                waits.append(time.perf_counter() - began)
                acted += 1
                version = Cell.objects.values_list("version", flat=True).get(pk=cell.pk)
                change = CellChange(cell.code, f"{no},{acted}", version)
                saved = acts.save_cells(typist, SaveCells(shared, sheet.key, (change,)), timezone.now())[0]
                wrote.append(saved.refusal is None)
        return acted

    began, used = time.perf_counter(), time.process_time()
    found = together(people, busy)
    waits.sort()
    say(
        acted=found,
        seconds=time.perf_counter() - began,
        cpu=time.process_time() - used,
        p50=waits[len(waits) // 2],
        p95=waits[len(waits) * 95 // 100],
        versions=Cell.objects.get(pk=cell.pk).version,
        wrote=sum(wrote),
    )
    verify()


def soak(count: int) -> None:
    """Whole runs one after another in one process: memory and questions asked a run."""
    jobs.inline(True)
    who = player()
    for no in range(count):
        run = propose(who, 700 + no)
        asked = [0]

        def counted(execute: Any, sql: str, params: Any, many: bool, context: Any, asked: list[int] = asked) -> Any:
            asked[0] += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counted):
            who.play(run)
        finish_jobs()
        say(run=run, queries=asked[0], kilobytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    verify()


MODES: dict[str, Callable[..., None]] = {one.__name__: one for one in (setup, play, verify, closed, race, storm, soak)}

if __name__ == "__main__":
    MODES[sys.argv[1]](*map(int, sys.argv[2:]))
