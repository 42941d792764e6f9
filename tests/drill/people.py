"""The office of the drills: the demo's people, runs enough to measure, and somebody who looks at every act."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ukur.domain.errors import Refused
from ukur.domain.plan.model import Period
from ukur.services import access, acts, jobs
from ukur.services.access import Actor
from ukur.services.operate import sample
from ukur.services.operate.demo import PASSPHRASE
from ukur.services.operate.play import Player
from ukur.services.operate.prepare import built_in_sop
from ukur.store.models import Agency, Indicator, Job, Objective, Run, Target

FIRST = 2031  # runs of the drills lie in years of their own
PATIENCE = 900  # seconds; a crowd that takes longer hangs


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


def player() -> Player:
    agency = Agency.objects.get(practice=True)
    return Player(agency, {one.code: one for one in sample.load().answers}, PASSPHRASE)


def someone(seat: str) -> Actor:
    return access.actor(access.people_on(seat, timezone.localdate())[0])


@transaction.atomic
def _plan(year: int) -> None:
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
    """The run with this number of the drill, made when it is not there yet."""
    period = Period(FIRST + no // 3, no % 3 + 1)  # yearly figures, asked for in the fourth, are not in the sample
    _plan(period.year)
    found = Run.objects.filter(period=period.key).first()
    return found.pk if found else who.propose(built_in_sop().digest, period)


def finish_jobs() -> None:
    for job in Job.objects.exclude(state="done").order_by("pk"):
        jobs.do(job.pk)


@dataclass(frozen=True, slots=True)
class Act:
    """One act or draft that came back: what it was, its answer, how long it took, how many questions it asked."""

    kind: str
    command: Any
    answer: Any
    seconds: float
    queries: int


def watch(tell: Callable[[Act], None]) -> None:
    """From now on ``tell`` hears of every act of this process once it is committed."""
    for name in ("perform", "sign", "save_cells", "add_evidence"):
        setattr(acts, name, _watched(getattr(acts, name), tell))


def _watched(do: Callable[..., Any], tell: Callable[[Act], None]) -> Callable[..., Any]:
    def watched(actor: Actor, command: Any, *rest: Any, **words: Any) -> Any:
        asked = [0]

        def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            asked[0] += 1
            return execute(sql, params, many, context)

        began = time.perf_counter()
        with connection.execute_wrapper(counted):
            answer = do(actor, command, *rest, **words)
        kind = "Sign" if isinstance(command, int) else type(command).__name__
        tell(Act(kind, command, answer, time.perf_counter() - began, asked[0]))
        return answer

    return watched


def crowd(count: int, do: Callable[[int], Any], meanwhile: Callable[[], None] = lambda: None) -> list[Any]:
    """``count`` processes begin at the same moment; what each gave back, or the refusal or fault that it met."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    context = multiprocessing.get_context("fork")
    gate, found = context.Barrier(count), context.Queue()

    def one(no: int) -> None:
        gate.wait(PATIENCE)
        try:
            answer = do(no)
        except Refused as refused:
            answer = refused.refusals[0].code
        except Exception as fault:
            answer = f"{type(fault).__name__}: {fault}"
        found.put(answer)

    people = [context.Process(target=one, args=(no,)) for no in range(count)]
    for person in people:
        person.start()
    meanwhile()
    answers = [found.get(timeout=PATIENCE) for _ in people]
    for person in people:
        person.join()
    return answers
