"""The state of a run and what can happen to it. Plain values: no clock, no people, no database.

A run's state is a set of open tasks plus rounds and cast. ``engine.decide`` turns an action into events,
``engine.evolve`` applies one event; replaying the events of the journal rebuilds the same state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Seat:
    """Who stands for a performer in this run: a position, a unit or a team. ``key`` is ``kind:number``."""

    key: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Frozen when a run starts: performer -> seats that do, performer -> seats that hand in (suppliers)."""

    doers: Mapping[str, tuple[Seat, ...]]
    suppliers: Mapping[str, tuple[Seat, ...]] = field(default_factory=dict)

    def supplying(self, performer: str) -> tuple[Seat, ...]:
        """The seats that hand in for ``performer``: its suppliers, or its doers when none are named apart."""
        return self.suppliers.get(performer) or self.doers[performer]


class TaskKind(StrEnum):
    MAIN = "main"  # closes the step (or its part)
    CONFIRM = "confirm"  # others of a joint step: recorded, never blocking
    HAND_IN = "hand_in"  # a supplier's part, counts when the step is entered
    MENDING = "mending"  # answers a finding, whatever the current step; not a round


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work. It belongs to performer + seat; the person is resolved at the act.

    ``key`` is unique in the run: step, round, kind, performer and seat. ``scope`` names the only values that
    are open in a hand-in or mending task; empty means all of the seat.
    """

    step: str
    round: int
    kind: TaskKind
    performer: str
    seat: str
    scope: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.step}/{self.round}/{self.kind}/{self.performer}/{self.seat}"

    @property
    def series(self) -> str:
        """Within what the round counts on, so that a key is never used twice; empty for a step's own tasks.

        Hand-ins count per step, mending tasks per step, performer and seat.
        """
        if self.kind is TaskKind.HAND_IN:
            return f"{self.step}/{self.kind}"
        if self.kind is TaskKind.MENDING:
            return f"{self.step}/{self.kind}/{self.performer}/{self.seat}"
        return ""


class Status(StrEnum):
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class State:
    """Everything the engine knows of a run.

    ``open``: open tasks in the order they were opened. ``rounds``: how often each step was entered.
    ``documents``: document id -> its state now. ``entered``: the document states recorded when each step was
    last entered. ``here``: steps that are entered and not left (one, until forks come). ``handed``: keys of
    hand-in tasks closed for the running or coming round. ``arrivals``: for joins to come, branches that have
    reached a step. ``sealed``: signed, nothing returns any more. ``issued``: :attr:`Task.series` -> the
    highest round a task of it was ever opened with (open, closed or voided).
    """

    status: Status
    cast: Cast
    open: tuple[Task, ...] = ()
    rounds: Mapping[str, int] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    entered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    here: tuple[str, ...] = ()
    handed: frozenset[str] = frozenset()
    arrivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sealed: bool = False
    issued: Mapping[str, int] = field(default_factory=dict)

    def task(self, key: str) -> Task | None:
        """The open task with ``key``, or None when it is not (or no longer) open."""
        return next((one for one in self.open if one.key == key), None)


# --- Actions: what somebody wants. --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Start:
    """Begin at ``at`` (default: the first step) with ``documents`` in these states (a superseding run)."""

    cast: Cast
    at: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Close:
    """Close one open task; a decision needs ``answer`` (the label of an answer that does not return)."""

    task: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class GoBack:
    """Return the flow to step ``to`` out of the open task ``task``, with a mandatory reason.

    ``owners`` maps the seats that own named values to those values; empty means: no value named. To a step
    with suppliers only the owners get a hand-in task (all suppliers when empty). Otherwise each owner gets a
    mending task. ``deviation``: an exceptional return that the SOP does not draw. ``proposed``: for the room that
    opens the named value again; the flow does not depend on it.
    """

    task: str
    to: str
    reason: str
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deviation: bool = False
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """Open a mending task for ``seat`` over the values ``scope`` of step ``step``, whatever the current step."""

    step: str
    performer: str
    seat: str
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """The document is signed: from now on nothing returns."""


@dataclass(frozen=True, slots=True)
class Cancel:
    reason: str


Action = Start | Close | GoBack | Mend | Seal | Cancel


# --- Events: what happened. ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    cast: Cast
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepEntered:
    """The flow came to ``step`` for the ``round``-th time; ``documents`` are the states at that moment."""

    step: str
    round: int
    documents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TaskOpened:
    task: Task


@dataclass(frozen=True, slots=True)
class TaskClosed:
    task: Task
    answer: str = ""


@dataclass(frozen=True, slots=True)
class TaskVoided:
    """An open task that a return, an end or a cancellation took away."""

    task: Task


@dataclass(frozen=True, slots=True)
class StepLeft:
    """``gives`` are the document states put by leaving (empty when left by a return)."""

    step: str
    gives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Returned:
    """The flow went back from ``step`` to ``to``; ``documents`` are the restored states."""

    step: str
    to: str
    reason: str
    documents: Mapping[str, str]
    deviation: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    pass


@dataclass(frozen=True, slots=True)
class Ended:
    status: Status
    reason: str = ""


Event = Started | StepEntered | TaskOpened | TaskClosed | TaskVoided | StepLeft | Returned | Sealed | Ended
