"""Whether the actor may do this to that task, and the refusal that says how it stands."""

from __future__ import annotations

from django.utils import timezone

from ukur.domain.errors import Refusal, Refused, refusal
from ukur.domain.run.commands import TakeTask, TaskCommand
from ukur.services import access
from ukur.services.access import Power, Right
from ukur.services.acts.registry import activity_of
from ukur.services.rooms import Context
from ukur.store import sql
from ukur.store.models import Person, Task


def open_task(context: Context, command: TaskCommand) -> tuple[Task, Right]:
    """The open task with the right to do this; otherwise a refusal that says how it stands."""
    task = sql.first(Task, "run_id = %s AND key = %s", context.run.pk, command.task)
    if task is None:
        raise context.refuse("task_unknown")
    if task.status != "open":
        raise Refused(_closed(task))
    right = _right(context, task)
    needed = activity_of(task).commands.get(type(command), Power.ACT)
    if type(command) is TakeTask:
        needed = Power.PREPARE
    if right.power < needed:
        raise context.refuse("not_your_task" if right.power is Power.NONE else "only_the_official")
    task.acted_as = right.as_
    return task, right


def _right(context: Context, task: Task) -> Right:
    if context.paper is None:
        return access.rights(context.actor.id or 0, context.today).of(task.seat)
    return _paper_right(context, task)


def _paper_right(context: Context, task: Task) -> Right:
    """An act on paper: the official must have held the seat on that day, the recorder must be one who may record."""
    made = context.paper
    assert made is not None  # noqa: S101 - asked by the caller
    if made.date > context.today:
        raise context.refuse("paper_date_ahead")
    official = Person.objects.filter(pk=made.person, agency=context.run.agency_id).first()
    if official is None:
        raise context.refuse("person_unknown")
    right = access.rights(official.pk, made.date).of(task.seat)
    if right.power < Power.ACT:
        raise context.refuse("paper_not_official", name=official.name)
    mine = access.rights(context.actor.id or 0, context.today)
    teams = {seat.key for seats in context.state.cast.doers.values() for seat in seats if seat.key.startswith("team:")}
    may = (
        context.actor.admin
        or mine.leads(context.run)
        or mine.of(task.seat).power > Power.NONE
        or any(mine.of(one).power > Power.NONE for one in teams)
    )
    if not may:
        raise context.refuse("paper_not_recorder")
    return right


def _closed(task: Task) -> Refusal:
    if task.status == "void":
        return refusal("task_withdrawn")
    name = task.closed_by.name if task.closed_by else "sistem"
    at = timezone.localtime(task.closed_at) if task.closed_at else None
    return refusal("task_done", by=name, at=f"{at:%d-%m-%Y pukul %H.%M}" if at else "")


def require_leader(context: Context) -> None:
    """Refused for everybody but those who may end, replace or remind: the head, the Sekretaris and the team."""
    if not access.rights(context.actor.id or 0, context.today).leads(context.run):
        raise context.refuse("not_your_task")
