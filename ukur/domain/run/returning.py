"""Ways back: drawn returns of a decision, exceptional ones, and mending tasks for named values."""

from __future__ import annotations

from ukur.domain.errors import Refused, refusal
from ukur.domain.run.entering import enter, supplying
from ukur.domain.run.model import (
    Cast,
    GoBack,
    Mend,
    Returned,
    StepLeft,
    Task,
    TaskClosed,
    TaskKind,
    TaskOpened,
    TaskVoided,
)
from ukur.domain.run.replay import Course
from ukur.domain.sop.model import Answer, Manner, Sop, Step


def decides(step: Step, task: Task) -> bool:
    """Whether closing ``task`` answers the decision of ``step``. Where any one may do the step, whoever does
    decides.
    """
    if not step.answers or task.kind is not TaskKind.MAIN:
        return False
    return step.manner is Manner.ANY_ONE or task.performer == step.decider


def drawn_return(step: Step, task: Task, to: str) -> Answer | None:
    """The answer with which ``task`` may go back to ``to`` as the SOP draws it; None when it does not."""
    if not decides(step, task):
        return None
    return next((one for one in step.answers if one.returns and (one.to == to or to in one.also)), None)


def go_back(course: Course, sop: Sop, task: Task, action: GoBack) -> None:
    """Return the flow to ``action.to``; the document states become those with which that step was last
    entered.

    In a drawn return the decider's task is closed with its answer; in an exceptional one (``deviation``) it
    is voided, for its work was not done. Refused as ``sealed``, ``step_unknown``, ``reason_missing``,
    ``return_not_from_here``, ``return_not_drawn``, ``return_not_earlier``, ``return_not_visited`` or
    ``owner_not_cast``.
    """
    if course.sealed:
        raise Refused(refusal("sealed"))
    if action.to not in sop.rows:
        raise Refused(refusal("step_unknown", step=action.to))
    step, goal = sop.step(task.step), sop.step(action.to)
    answer = drawn_return(step, task, goal.no)
    _check(course, sop, task, action, answer)
    mending = {} if goal.suppliers else {seat: _performer_of(course.cast, sop, seat) for seat in action.owners}
    if goal.suppliers:
        _check_owners(course.cast, goal, action)
    if answer is not None:
        course.emit(TaskClosed(task, answer.label))
    _void(course, sop, goal)
    course.emit(StepLeft(step.no, {}))
    documents = course.entered.get(goal.no, course.documents)
    course.emit(Returned(step.no, goal.no, action.reason.strip(), documents, answer is None))
    enter(course, goal, action.owners if goal.suppliers else None)
    for seat, performer in mending.items():
        mend(course, goal.no, performer, seat, tuple(action.owners[seat]))


def _check(course: Course, sop: Sop, task: Task, action: GoBack, answer: Answer | None) -> None:
    if not action.reason.strip():
        raise Refused(refusal("reason_missing"))
    if task.kind is not TaskKind.MAIN:
        raise Refused(refusal("return_not_from_here", task=task.key))
    if answer is not None:
        return
    if not action.deviation:
        raise Refused(refusal("return_not_drawn", step=task.step, to=action.to))
    if sop.rows[action.to] >= sop.rows[task.step]:
        raise Refused(refusal("return_not_earlier", step=task.step, to=action.to))
    if not course.rounds.get(action.to):
        raise Refused(refusal("return_not_visited", to=action.to))


def _check_owners(cast: Cast, goal: Step, action: GoBack) -> None:
    strangers = [seat for seat in action.owners if seat not in supplying(cast, goal)]
    if strangers:
        raise Refused(refusal("owner_not_cast", seats=", ".join(strangers)))


def _void(course: Course, sop: Sop, goal: Step) -> None:
    """Take away the running step's tasks and the hand-ins that will be opened anew; mending goes on."""
    for task in tuple(course.open):
        own = task.kind in (TaskKind.MAIN, TaskKind.CONFIRM)
        if own or (task.kind is TaskKind.HAND_IN and _opens_anew(course, sop, task, goal)):
            course.emit(TaskVoided(task))


def _opens_anew(course: Course, sop: Sop, task: Task, goal: Step) -> bool:
    """A hand-in comes again when its step is entered again, or when the step from which it is open is left
    again.
    """
    if task.step == goal.no or task.round <= course.rounds.get(task.step, 0):
        return True
    since = sop.step(task.step).suppliers_since
    return bool(since) and sop.rows[goal.no] <= sop.rows[since]


def mend_for(course: Course, sop: Sop, action: Mend) -> None:
    """Open what :class:`Mend` asks for. Refused as ``sealed``, ``step_unknown`` or ``owner_not_cast``."""
    if course.sealed:
        raise Refused(refusal("sealed"))
    if action.step not in sop.rows:
        raise Refused(refusal("step_unknown", step=action.step))
    cast = course.cast
    seats = (*cast.doers.get(action.performer, ()), *cast.suppliers.get(action.performer, ()))
    if all(one.key != action.seat for one in seats):
        raise Refused(refusal("owner_not_cast", seats=action.seat))
    mend(course, action.step, action.performer, action.seat, action.scope)


def mend(course: Course, step: str, performer: str, seat: str, scope: tuple[str, ...]) -> None:
    """Open a mending task for ``seat``; what is still open for it is joined to it, so that a seat has one at
    a time.

    An empty scope means all values of the seat. Nothing happens when the open task covers the scope already.
    """
    old = next((one for one in course.open if one.kind is TaskKind.MENDING and one.seat == seat), None)
    if old is not None:
        if not old.scope or (scope and set(scope) <= set(old.scope)):
            return
        scope = tuple(dict.fromkeys((*old.scope, *scope))) if scope else ()
        course.emit(TaskVoided(old))
    series = Task(step, 0, TaskKind.MENDING, performer, seat).series
    round_ = max(course.rounds.get(step, 0), course.issued.get(series, 0) + 1)
    course.emit(TaskOpened(Task(step, round_, TaskKind.MENDING, performer, seat, scope)))


def _performer_of(cast: Cast, sop: Sop, seat: str) -> str:
    """For whom a seat mends: the supplier it hands in for, else the performer whose seat it is."""
    for step in sop.steps:
        if step.suppliers:
            performer = supplying(cast, step).get(seat)
            if performer:
                return performer
    for performer, seats in cast.doers.items():
        if any(one.key == seat for one in seats):
            return performer
    raise Refused(refusal("owner_not_cast", seats=seat))
