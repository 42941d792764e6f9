"""The one background task: ``run(job)``. What jobs do lives in ``services.bodies``; arguments are ids only."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from ukur.store.models import Job

log = logging.getLogger("ukur.jobs")
Body = Callable[[int], None]
_bodies: dict[str, Body] = {}
_switch = {"inline": False}
ATTEMPTS = 3


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
    except Exception as fault:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _mark(job, "failed", error=f"{type(fault).__name__}: {fault}"[:500])
        return
    _mark(job, "done", error="")


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
