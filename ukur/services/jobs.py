"""The one background task: ``run(job)``. What jobs do lives in ``services.bodies``; arguments are ids only.

Beside it, what is done again and again: ``tick()``, which a worker calls every few seconds.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from ukur.store.files import Unreachable
from ukur.store.models import Job, Timer

log = logging.getLogger("ukur.jobs")
Body = Callable[[int], None]
_bodies: dict[str, Body] = {}
_switch = {"inline": False}
ATTEMPTS = 3
Regular = Callable[[], dt.timedelta]
_regular: dict[str, Regular] = {}
LEASE = dt.timedelta(minutes=10)  # what was begun and neither ended nor failed is begun again after this time


def body(kind: str) -> Callable[[Body], Body]:
    """Sign in the body of a kind of job; it gets the target's number and must be safe to repeat."""

    def sign_in(function: Body) -> Body:
        _bodies[kind] = function
        return function

    return sign_in


def inline(on: bool) -> None:
    """Run jobs at once after commit, in this process: for the command line, which has no worker beside it."""
    _switch["inline"] = on


def later(kind: str, target: int) -> None:
    """Queue a job with the running transaction; nothing is queued when that is rolled back."""
    now = timezone.now()
    job = Job.objects.create(kind=kind, target=target, made_at=now, changed_at=now)
    if _switch["inline"]:
        transaction.on_commit(lambda: do(job.pk))
    else:
        transaction.on_commit(lambda: run.enqueue(job.pk))


@task()
def run(job_id: int) -> None:
    """What the worker calls."""
    do(job_id)


def do(job_id: int) -> None:
    """Do one job; its row tells people how it stands. A failure is kept in words and may be tried again."""
    job = Job.objects.get(pk=job_id)
    if job.state == "done":
        return
    _mark(job, "running", attempts=job.attempts + 1)
    try:
        _bodies[job.kind](job.target)
    except Unreachable as away:  # no fault of the work: it waits until the storage answers again
        _mark(job, "waiting", attempts=job.attempts - 1, error=str(away))
        return
    except Exception as fault:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _mark(job, "failed", error=f"{type(fault).__name__}: {fault}"[:500])
        return
    _mark(job, "done", error="")


def regularly(kind: str) -> Callable[[Regular], Regular]:
    """Sign in what is done again and again; it says itself after which pause. It must bear being cut off anywhere."""

    def sign_in(function: Regular) -> Regular:
        _regular[kind] = function
        return function

    return sign_in


def tick() -> int:
    """Do what is due by its row's ``next_at``; says how much. Of several workers one takes each turn."""
    now, done = timezone.now(), 0
    for kind in _regular:
        Timer.objects.get_or_create(kind=kind, defaults={"next_at": now})
    for row in Timer.objects.filter(kind__in=_regular, next_at__lte=now).order_by("next_at"):
        if Timer.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=now + LEASE):
            _take_turn(row.kind)
            done += 1
    return done


def _take_turn(kind: str) -> None:
    try:
        pause = _regular[kind]()
    except Exception:
        log.exception("turn of %s failed", kind)
        return  # it comes again when its lease is over
    Timer.objects.filter(kind=kind).update(next_at=timezone.now() + pause)


def hurry(kind: str) -> None:
    """The next turn of ``kind`` is due now."""
    Timer.objects.update_or_create(kind=kind, defaults={"next_at": timezone.now()})


@regularly("postponed")
def postponed() -> dt.timedelta:
    """Queue again the jobs that met a storage which did not answer."""
    for job in Job.objects.filter(state="waiting").exclude(error=""):
        _mark(job, "waiting", error="")
        run.enqueue(job.pk)
    return dt.timedelta(minutes=1)


def recover() -> int:
    """Queue again what a killed worker left behind, and what failed but has attempts left; says how many."""
    left = Job.objects.exclude(state="done").filter(attempts__lt=ATTEMPTS)
    for job in left:
        run.enqueue(job.pk)
    return len(left)


def _mark(job: Job, state: str, **values: object) -> None:
    job.state, job.changed_at = state, timezone.now()
    for name, value in values.items():
        setattr(job, name, value)
    job.save()
