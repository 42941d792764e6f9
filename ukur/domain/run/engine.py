"""The engine: turns what somebody wants into what happens, or refuses it. Pure: a SOP, a state and an action
in, events out. Control flow is the one truth; document states follow from it and never hold it up.

Fork, join and sub-SOPs are read but not run yet: such a SOP is refused at the start.
"""

from __future__ import annotations

from ukur.domain.errors import Refusal, Refused, refusal
from ukur.domain.run.entering import enter, open_from, open_performer
from ukur.domain.run.model import (
    Action,
    Cancel,
    Cast,
    Close,
    Ended,
    Event,
    GoBack,
    Mend,
    Seal,
    Sealed,
    Start,
    Started,
    State,
    Status,
    StepLeft,
    Task,
    TaskClosed,
    TaskKind,
    TaskVoided,
)
from ukur.domain.run.replay import Course, evolve, evolve_all
from ukur.domain.run.returning import decides, go_back, mend_for
from ukur.domain.sop.model import Manner, Sop, Step

__all__ = ["apply", "decide", "evolve", "evolve_all", "obstacles"]

OUTSIDE = "luar"


def decide(sop: Sop, state: State | None, action: Action) -> tuple[Event, ...]:
    """The events that ``action`` brings about in ``state`` (None before the run has started).

    Raises Refused with the reason; nothing has happened then. A mending task that is covered already gives no
    event.
    """
    return tuple(_run(sop, state, action).events)


def apply(sop: Sop, state: State | None, action: Action) -> tuple[State, tuple[Event, ...]]:
    """The new state and the events: :func:`decide` and :func:`evolve_all` in one go."""
    course = _run(sop, state, action)
    return course.state(), tuple(course.events)


def obstacles(sop: Sop) -> tuple[Refusal, ...]:
    """What in the SOP the engine cannot run yet, each with the step: ``sop_not_runnable`` for fork or
    sub_sop.
    """
    found: list[Refusal] = []
    for step in sop.steps:
        if len(step.next) > 1:
            found.append(refusal("sop_not_runnable", reason="fork", step=step.no))
        if step.sub_sop:
            found.append(refusal("sop_not_runnable", reason="sub_sop", step=step.no))
    return tuple(found)


def _run(sop: Sop, state: State | None, action: Action) -> Course:
    course = Course(state)
    if isinstance(action, Start):
        _start(course, sop, action)
        return course
    if course.status is not Status.RUNNING:
        raise Refused(refusal("run_not_running"))
    if isinstance(action, Close):
        _close(course, sop, _open_task(course, action.task), action.answer)
    elif isinstance(action, GoBack):
        go_back(course, sop, _open_task(course, action.task), action)
    elif isinstance(action, Mend):
        mend_for(course, sop, action)
    elif isinstance(action, Seal):
        _seal(course)
    else:
        _cancel(course, action)
    return course


def _open_task(course: Course, key: str) -> Task:
    for task in course.open:
        if task.key == key:
            return task
    raise Refused(refusal("task_not_open", task=key))


def _start(course: Course, sop: Sop, action: Start) -> None:
    """Begin. Rounds of the steps before ``at`` stay 0; their hand-ins open when the step that needs them is
    entered.
    """
    if course.status is not None:
        raise Refused(refusal("run_already_started"))
    if action.at and action.at not in sop.rows:
        raise Refused(refusal("step_unknown", step=action.at))
    refusals = (*obstacles(sop), *_uncast(sop, action.cast), *_many_deciders(sop, action.cast), *_unlisted(sop, action))
    if refusals:
        raise Refused(*refusals)
    course.emit(Started(action.cast, dict(action.documents)))
    enter(course, sop.step(action.at) if action.at else sop.first)


def _uncast(sop: Sop, cast: Cast) -> tuple[Refusal, ...]:
    doing = {name for step in sop.steps for name in step.performers}
    handing = {name for step in sop.steps for name in step.suppliers}
    missing = [
        one.name
        for one in sop.performers
        if (one.id in doing and not cast.doers.get(one.id))
        or (one.id in handing and not (cast.suppliers.get(one.id) or cast.doers.get(one.id)))
    ]
    return (refusal("cast_missing", performers=", ".join(missing)),) if missing else ()


def _many_deciders(sop: Sop, cast: Cast) -> tuple[Refusal, ...]:
    """A decision belongs to one: a decider with several seats could give two answers."""
    return tuple(
        refusal("sop_not_runnable", reason="many_deciders", step=step.no)
        for step in sop.steps
        if step.manner is not Manner.ANY_ONE and len(cast.doers.get(step.decider, ())) > 1
    )


def _unlisted(sop: Sop, action: Start) -> tuple[Refusal, ...]:
    listed = {one.id: one.states for one in sop.documents}
    return tuple(
        refusal("document_state_unknown", document=document, state=state)
        for document, state in action.documents.items()
        if state not in listed.get(document, ())
    )


def _close(course: Course, sop: Sop, task: Task, label: str) -> None:
    step = sop.step(task.step)
    goals = _goals(course, step, task, label)
    if task.kind is TaskKind.MAIN:
        _check_hand_ins(course, step)
    course.emit(TaskClosed(task, label))
    if task.kind is not TaskKind.MAIN:
        return
    if step.manner is not Manner.ANY_ONE and _mains(course, step):
        return
    if step.manner is Manner.SEQUENTIAL and task.performer != step.performers[-1]:
        open_performer(course, step, step.performers[step.performers.index(task.performer) + 1])
        return
    _leave(course, sop, step, goals)


def _mains(course: Course, step: Step) -> list[Task]:
    return [one for one in course.open if one.kind is TaskKind.MAIN and one.step == step.no]


def _goals(course: Course, step: Step, task: Task, label: str) -> tuple[str, ...]:
    """Where the flow goes once the step is left; refuses a wrong, missing or unasked answer."""
    if not decides(step, task):
        if label:
            raise Refused(refusal("answer_not_asked", answer=label))
        return step.next
    if not label:
        raise Refused(refusal("answer_missing", answers=", ".join(one.label for one in step.answers)))
    answer = next((one for one in step.answers if one.label == label), None)
    if answer is None:
        known = ", ".join(one.label for one in step.answers)
        raise Refused(refusal("answer_unknown", answer=label, answers=known))
    if answer.returns:
        raise Refused(refusal("return_needs_goal", answer=label, goals=", ".join((answer.to, *answer.also))))
    others = [one.seat for one in _mains(course, step) if one is not task]
    if others and step.manner is not Manner.ANY_ONE:
        raise Refused(refusal("others_first", seats=", ".join(others)))
    return (answer.to,) if answer.to else ()


def _check_hand_ins(course: Course, step: Step) -> None:
    """No one closes a step while its suppliers still owe it something; what is open for it is of this round."""
    if not step.suppliers:
        return
    owing = [one.seat for one in course.open if one.kind is TaskKind.HAND_IN and one.step == step.no]
    if owing:
        raise Refused(refusal("hand_in_missing", seats=", ".join(owing)))


def _leave(course: Course, sop: Sop, step: Step, goals: tuple[str, ...]) -> None:
    """Leave a done step: put its document states and go on, or end."""
    for task in tuple(course.open):
        if task.step == step.no and task.kind in (TaskKind.MAIN, TaskKind.CONFIRM):
            course.emit(TaskVoided(task))
    gives = (one.partition(":") for one in step.gives)
    course.emit(StepLeft(step.no, {document: state for document, _, state in gives if document != OUTSIDE}))
    for goal in goals:
        enter(course, sop.step(goal))
        open_from(course, sop, step.no, goal)
    if not goals:
        _end(course, Status.ENDED, "")


def _end(course: Course, status: Status, reason: str) -> None:
    for task in tuple(course.open):
        course.emit(TaskVoided(task))
    course.emit(Ended(status, reason))


def _seal(course: Course) -> None:
    if course.sealed:
        raise Refused(refusal("sealed"))
    for task in tuple(course.open):
        if task.kind is TaskKind.MENDING:
            course.emit(TaskVoided(task))
    course.emit(Sealed())


def _cancel(course: Course, action: Cancel) -> None:
    if not action.reason.strip():
        raise Refused(refusal("reason_missing"))
    _end(course, Status.CANCELLED, action.reason.strip())
