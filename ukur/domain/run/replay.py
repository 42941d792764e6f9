"""The state of a run as the sum of its events. What the engine decides and what a replay reads go through
here alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ukur.domain.run.model import (
    Cast,
    Ended,
    Event,
    Returned,
    Sealed,
    Started,
    State,
    Status,
    StepEntered,
    StepLeft,
    Task,
    TaskClosed,
    TaskKind,
    TaskOpened,
    TaskVoided,
)


class Course:
    """A run on its way: a working copy of a state and the events that have happened to it since.

    Only this copy's own list of open tasks is changed in place; mappings are replaced, so the state it began
    from and the events that share them stay as they are. ``status`` is None before the run has started.
    """

    __slots__ = (
        "arrivals", "cast", "documents", "entered", "events", "handed", "here", "issued", "open", "rounds",
        "sealed", "status",
    )  # fmt: skip

    def __init__(self, state: State | None) -> None:
        self.events: list[Event] = []
        self.status: Status | None = None
        self.cast = Cast({})
        self.open: list[Task] = []
        self.rounds: Mapping[str, int] = {}
        self.documents: Mapping[str, str] = {}
        self.entered: Mapping[str, Mapping[str, str]] = {}
        self.here: tuple[str, ...] = ()
        self.handed: frozenset[str] = frozenset()
        self.arrivals: Mapping[str, tuple[str, ...]] = {}
        self.sealed = False
        self.issued: Mapping[str, int] = {}
        if state is not None:
            self._take(state)

    def _take(self, state: State) -> None:
        self.status, self.cast, self.open = state.status, state.cast, list(state.open)
        self.rounds, self.documents, self.entered = state.rounds, state.documents, state.entered
        self.here, self.handed, self.arrivals = state.here, state.handed, state.arrivals
        self.sealed, self.issued = state.sealed, state.issued

    def state(self) -> State:
        """The state now; ValueError before the run has started."""
        if self.status is None:
            raise ValueError("the first event of a run is Started")
        return State(
            status=self.status,
            cast=self.cast,
            open=tuple(self.open),
            rounds=self.rounds,
            documents=self.documents,
            entered=self.entered,
            here=self.here,
            handed=self.handed,
            arrivals=self.arrivals,
            sealed=self.sealed,
            issued=self.issued,
        )

    def emit(self, event: Event) -> None:
        """Let ``event`` happen. ValueError when it cannot (a task closed that is not open, nothing started)."""
        if (self.status is None) is not isinstance(event, Started):
            raise ValueError(f"{type(event).__name__} cannot happen here")
        _HAPPEN[type(event)](self, event)
        self.events.append(event)


def evolve(state: State | None, event: Event) -> State:
    """The state after one more event."""
    return evolve_all(state, (event,))


def evolve_all(state: State | None, events: Iterable[Event]) -> State:
    """The state after ``events``, in order; from None the first must be Started."""
    course = Course(state)
    for event in events:
        course.emit(event)
    return course.state()


def _started(course: Course, event: Started) -> None:
    course.status, course.cast, course.documents = Status.RUNNING, event.cast, event.documents


def _entered(course: Course, event: StepEntered) -> None:
    course.rounds = {**course.rounds, event.step: event.round}
    course.entered = {**course.entered, event.step: event.documents}
    course.here = (*course.here, event.step)
    _forget(course, event.step, event.round)


def _opened(course: Course, event: TaskOpened) -> None:
    task = event.task
    course.open.append(task)
    series = task.series
    if series and course.issued.get(series, 0) < task.round:
        course.issued = {**course.issued, series: task.round}


def _closed(course: Course, event: TaskClosed) -> None:
    course.open.remove(event.task)
    if event.task.kind is TaskKind.HAND_IN:
        course.handed |= {event.task.key}


def _voided(course: Course, event: TaskVoided) -> None:
    course.open.remove(event.task)


def _left(course: Course, event: StepLeft) -> None:
    if event.gives:
        course.documents = {**course.documents, **event.gives}
    course.here = tuple(one for one in course.here if one != event.step)
    _forget(course, event.step, course.rounds.get(event.step, 0) + 1)


def _forget(course: Course, step: str, before: int) -> None:
    """Hand-ins of ``step`` in rounds under ``before`` no longer count."""
    if course.handed:
        course.handed = frozenset(one for one in course.handed if not _older(one, step, before))


def _older(key: str, step: str, before: int) -> bool:
    of, round_, _ = key.split("/", 2)
    return of == step and int(round_) < before


def _returned(course: Course, event: Returned) -> None:
    course.documents = event.documents


def _sealed(course: Course, _: Sealed) -> None:
    course.sealed = True


def _ended(course: Course, event: Ended) -> None:
    course.status = event.status


_HAPPEN: Mapping[type, Any] = {
    Started: _started,
    StepEntered: _entered,
    TaskOpened: _opened,
    TaskClosed: _closed,
    TaskVoided: _voided,
    StepLeft: _left,
    Returned: _returned,
    Sealed: _sealed,
    Ended: _ended,
}
