"""What every act does after its room has decided: engine, rows, rooms that open and reopen, due times, jobs, journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ukur.domain.run import model as m
from ukur.domain.run.record import to_data
from ukur.services import jobs, journal, run
from ukur.services.acts.registry import PREPARING, REOPENING, activity_of
from ukur.services.rooms import Context, Deed
from ukur.store.models import Task


def keep(
    head: journal.Head,
    context: Context,
    command: Any,
    payload: Mapping[str, Any],
    events: tuple[m.Event, ...],
) -> None:
    full = {**payload, "events": [to_data(one) for one in events]}
    if context.paper is not None:
        full["paper"] = {
            "person": context.paper.person,
            "date": context.paper.date.isoformat(),
            "entered": timezone.localtime(context.now).date().isoformat(),
            "scan": context.paper.scan,
        }
    journal.write(head, context.now, context.actor.id, context.actor.name, type(command).__name__, full)


def move(context: Context, deed: Deed, task: Task | None) -> tuple[m.Event, ...]:
    """Engine, rows, rooms that open and reopen, due times, jobs."""
    events = run.apply(context, deed, task)
    opened = [one.task.key for one in events if isinstance(one, m.TaskOpened)]
    for back in (one for one in deed.actions if isinstance(one, m.GoBack)):
        for room in REOPENING:
            room.reopen(context, back)
    if any(isinstance(one, m.Returned) for one in events) or (task is not None and task.activity == "disposisi"):
        run.schedule.plan(context.run, context.sop, context.state, context.now)
    _open(context, opened)
    for kind, target in deed.jobs:
        jobs.later(kind, target)
    return events


def _open(context: Context, keys: list[str]) -> None:
    """Rooms that prepare something for a new task do it now; most do not, and cost nothing."""
    if any(
        name in PREPARING for name in (context.sop.step(key.split("/")[0]).activity(key.split("/")[3]) for key in keys)
    ):
        for row in Task.objects.filter(run=context.run, key__in=keys):
            activity_of(row).open(context, row)
