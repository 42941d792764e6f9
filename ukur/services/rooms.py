"""What a room offers to the door: activities, through one protocol. The engine never learns what a room checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ukur.domain.errors import Refusal, Refused, refusal
from ukur.domain.run.model import Action, GoBack, State
from ukur.domain.sop.model import Sop
from ukur.services.access import Actor, Power
from ukur.store.models import Run, Task


@dataclass(frozen=True, slots=True)
class FromPaper:
    """An act that happened on paper: who did it, on which day, and the scan; the recorder is the actor."""

    person: int
    date: dt.date
    scan: str = ""


@dataclass(slots=True)
class Context:
    """One command at work under the lock of its run."""

    actor: Actor
    run: Run
    sop: Sop
    state: State
    now: dt.datetime
    paper: FromPaper | None = None

    def refuse(self, code: str, /, **values: object) -> Refused:
        return Refused(refusal(code, **values))


@dataclass(frozen=True, slots=True)
class Deed:
    """What a room decided: actions for the engine, what the journal keeps, and jobs to queue."""

    actions: tuple[Action, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)
    jobs: tuple[tuple[str, int], ...] = ()
    answer: str = ""
    note: str = ""


class Activity(Protocol):
    """One thing a step can do. ``commands``: command type -> the power it takes."""

    name: str
    commands: Mapping[type, Power]

    def open(self, context: Context, task: Task) -> None:
        """A task of this activity was opened (rows the room needs are made here)."""

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        """What still stands in the way of ``command``; empty when nothing does."""

    def handle(self, context: Context, task: Task, command: Any) -> Deed:
        """Do it: rows of the room, and what the engine shall do."""

    def reopen(self, context: Context, back: GoBack) -> None:
        """The flow goes back: the room opens again what the return names."""


class Plain:
    """The parts most activities leave as they are."""

    name = ""
    commands: Mapping[type, Power] = {}

    def open(self, context: Context, task: Task) -> None:
        """Nothing to prepare."""

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        return ()

    def reopen(self, context: Context, back: GoBack) -> None:
        """Nothing to open again."""
