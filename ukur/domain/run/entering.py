"""What opens when the flow comes to a step or leaves it: the tasks of its performers and of its suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ukur.domain.run.model import Cast, StepEntered, Task, TaskKind, TaskOpened
from ukur.domain.run.replay import Course
from ukur.domain.sop.model import Manner, Sop, Step


def enter(course: Course, step: Step, owners: Mapping[str, tuple[str, ...]] | None = None) -> None:
    """Let the flow come to ``step``: a new round, its tasks, and its hand-ins unless they were opened before.

    ``owners`` is given when the flow returns: hand-ins are then opened anew, only for these seats and values,
    or for all when it is empty. A round counts the goes at a step with its collection: when hand-ins had to
    be opened twice before the step was reached, it is entered as round 2.
    """
    entered = course.rounds.get(step.no, 0)
    issued = course.issued.get(_series(step), 0) if step.suppliers else 0
    waiting = owners is None and issued > entered and _asked(course, step, issued)
    round_ = issued if waiting else max(entered, issued) + 1
    course.emit(StepEntered(step.no, round_, course.documents))
    for task in _own_tasks(course.cast, step, round_):
        course.emit(TaskOpened(task))
    if step.suppliers and not waiting:
        _open_hand_ins(course, step, round_, owners or {})


def _asked(course: Course, step: Step, round_: int) -> bool:
    """Whether every supplier has its hand-in of this round, open or handed in; a return may have taken some
    away.
    """
    there = course.handed | {one.key for one in course.open}
    return all(
        Task(step.no, round_, TaskKind.HAND_IN, performer, seat).key in there
        for seat, performer in supplying(course.cast, step).items()
    )


def open_from(course: Course, sop: Sop, left: str, entering: str = "") -> None:
    """Open the hand-ins that may begin once step ``left`` is done (``penyerah_sejak``), except those of
    ``entering``.
    """
    for step in sop.steps:
        if step.suppliers_since == left and step.no != entering:
            round_ = max(course.rounds.get(step.no, 0), course.issued.get(_series(step), 0)) + 1
            _open_hand_ins(course, step, round_, {})


def open_performer(course: Course, step: Step, performer: str) -> None:
    """Open the tasks of one performer in the running round of ``step`` (the next in turn)."""
    round_ = course.rounds[step.no]
    for task in _tasks(course.cast, step, round_, TaskKind.MAIN, (performer,)):
        course.emit(TaskOpened(task))


def _series(step: Step) -> str:
    return Task(step.no, 0, TaskKind.HAND_IN, "", "").series


def _own_tasks(cast: Cast, step: Step, round_: int) -> Iterable[Task]:
    """The tasks with which a step begins, by its manner (``cara``)."""
    if step.manner is Manner.JOINT:
        others = tuple(one for one in step.performers if one != step.main)
        yield from _tasks(cast, step, round_, TaskKind.MAIN, (step.main,))
        yield from _tasks(cast, step, round_, TaskKind.CONFIRM, others)
    elif step.manner is Manner.SEQUENTIAL:
        yield from _tasks(cast, step, round_, TaskKind.MAIN, step.performers[:1])
    else:
        yield from _tasks(cast, step, round_, TaskKind.MAIN, step.performers)


def _tasks(cast: Cast, step: Step, round_: int, kind: TaskKind, performers: Iterable[str]) -> Iterable[Task]:
    for performer in performers:
        for seat in dict.fromkeys(one.key for one in cast.doers[performer]):
            yield Task(step.no, round_, kind, performer, seat)


def _open_hand_ins(course: Course, step: Step, round_: int, owners: Mapping[str, tuple[str, ...]]) -> None:
    """One task a seat, even when it supplies for two performers; only for ``owners`` when some are named."""
    for seat, performer in supplying(course.cast, step).items():
        if not owners or seat in owners:
            scope = tuple(owners.get(seat, ()))
            course.emit(TaskOpened(Task(step.no, round_, TaskKind.HAND_IN, performer, seat, scope)))


def supplying(cast: Cast, step: Step) -> dict[str, str]:
    """The seats that hand in for ``step`` -> the first performer they do it for, in the order of the SOP."""
    seats: dict[str, str] = {}
    for performer in step.suppliers:
        for seat in cast.supplying(performer):
            seats.setdefault(seat.key, performer)
    return seats
