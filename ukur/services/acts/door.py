"""The one door for writes: ``perform(actor, command)``.

Order: lock the subject, who may, what is unmet, the room's and the engine's decision, rows, one journal entry, commit.
A refusal is journalled after the roll-back, in a transaction of its own; what outsiders try goes to the security log.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from ukur.domain.errors import Refused
from ukur.domain.run.commands import Return, TakeTask, TaskCommand
from ukur.services import access, journal, run
from ukur.services.access import Actor
from ukur.services.acts.moving import keep, move
from ukur.services.acts.registry import activity_of
from ukur.services.acts.rights import open_task
from ukur.services.acts.whole import HANDLERS, Outcome
from ukur.services.rooms import FromPaper


def perform(actor: Actor, command: Any, *, paper: FromPaper | None = None, now: dt.datetime | None = None) -> Outcome:
    """Do one command or raise :class:`Refused`; nothing is half done.

    ``paper``: the act happened on paper, the actor only records it. ``now`` is for tests.
    """
    at = now or timezone.now()
    subject = command.subject
    if subject.kind == "run" and actor is not access.SYSTEM:
        access.may_reach(actor, subject.id)
    elif subject.kind == "agency" and subject.id != actor.agency:
        access.outsider(actor, subject.stream)
        raise access.NotThere
    try:
        with transaction.atomic():
            head = journal.lock(subject.stream)
            return HANDLERS.get(type(command), _run_task)(actor, command, head, at, paper)
    except Refused as refused:
        journal.refuse(subject.stream, at, actor.id, actor.name, type(command).__name__, refused.refusals)
        raise


def _run_task(
    actor: Actor, command: TaskCommand, head: journal.Head, at: dt.datetime, paper: FromPaper | None
) -> Outcome:
    context = run.load(command.run, actor, at, paper)
    task, right = open_task(context, command)
    activity = activity_of(task)
    if type(command) is TakeTask:
        deed = run.take(context, task)
    elif type(command) is Return:
        deed = run.give_back(context, task, command)
    else:
        if type(command) not in activity.commands:
            raise context.refuse("wrong_step", step=task.step)
        unmet = activity.unmet(context, task, type(command))
        if unmet:
            raise Refused(*unmet)
        deed = activity.handle(context, task, command)
    events = move(context, deed, task)
    keep(head, context, command, {**deed.payload, "task": task.key, "as": right.as_}, events)
    return Outcome(command.run)
