"""What a page may offer, and what the journal alone says of a run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.errors import Refusal
from ukur.domain.run import model as m
from ukur.domain.run.engine import evolve
from ukur.domain.run.record import from_data
from ukur.services import access, journal, run
from ukur.services.access import Actor
from ukur.services.acts.registry import activity_of
from ukur.store.models import Run, Task


@dataclass(frozen=True, slots=True)
class Offer:
    """One command a page can offer for a task; ``closed``: the reasons why it would be refused now."""

    command: type
    closed: tuple[Refusal, ...] = ()


def available(actor: Actor, task: Task, *, now: dt.datetime | None = None) -> tuple[Offer, ...]:
    """What ``actor`` can do with this task, each with the reasons while it is closed; nothing when it is not his."""
    if task.status != "open":
        return ()
    context = run.around(task.run, actor, now or timezone.now())
    power = access.rights(actor.id or 0, context.today).of(task.seat).power
    activity = activity_of(task)
    return tuple(
        Offer(command, activity.unmet(context, task, command))
        for command, needed in activity.commands.items()
        if power >= needed
    )


def replayed(stream_run: int) -> m.State | None:
    """The engine state that the journal alone gives; equal to what the rows say, or the rows were changed behind us."""
    state: m.State | None = None
    for entry in journal.entries(f"run:{stream_run}"):
        for event in entry["payload"].get("events", ()):
            state = evolve(state, from_data(event))
    return state


def state_in_rows(run_id: int) -> m.State:
    """The engine state that the rows say."""
    return run.state_of(Run.objects.get(pk=run_id))
