"""What every act does after its room has decided: engine, rows, rooms that reopen, due times, jobs, journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ukur.domain.run import model as m
from ukur.domain.run.record import to_data
from ukur.services import jobs, journal, run
from ukur.services.acts.registry import REOPENING
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
        full["from_paper"] = {
            "person": context.paper.person,
            "date": context.paper.date.isoformat(),
            "entered": context.today.isoformat(),
            "scan": context.paper.scan,
        }
    journal.write(head, context.now, context.actor.id, context.actor.name, type(command).__name__, full)


def move(context: Context, deed: Deed, task: Task | None) -> tuple[m.Event, ...]:
    """Engine, rows, rooms that open and reopen, due times, jobs."""
    events = run.apply(context, deed, task)
    for back in (one for one in deed.actions if isinstance(one, m.GoBack)):
        for room in REOPENING:
            room.reopen(context, back)
    if any(isinstance(one, m.Returned) for one in events) or (task is not None and task.activity == "disposisi"):
        run.schedule.plan(context.run, context.sop, context.state, context.now)
    for kind, target in deed.jobs:
        jobs.later(kind, target)
    return events
