"""What a room offers to the door: activities, all of one shape. The engine never learns what a room checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from django.utils import timezone

from ukur.domain.errors import Refusal, Refused, refusal
from ukur.domain.run.model import Action, GoBack, State
from ukur.domain.sop.model import Sop
from ukur.services.access import Actor, Power
from ukur.store.models import Run, Task

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FromPaper:
    """An act that happened on paper: who did it, on which day, and the scan; the recorder is the actor."""

    person: int
    date: dt.date
    scan: str = ""


@dataclass(slots=True)
class Context:
    """One command at work under the lock of its run; a page that only asks what is unmet needs no lock.

    ``loaded``: what the run's row says; only what differs is written. ``read``: the engine state of the rows, asked
    for once, by whoever needs it first.
    """

    actor: Actor
    run: Run
    sop: Sop
    read: Callable[[], State]
    now: dt.datetime
    paper: FromPaper | None = None
    loaded: Mapping[str, Any] = field(default_factory=dict)
    known: State | None = None
    found: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> State:
        if self.known is None:
            self.known = self.read()
        return self.known

    def once(self, what: str, find: Callable[[], T]) -> T:
        """What a room finds while it is asked what is unmet, for one command after the other."""
        if what not in self.found:
            self.found[what] = find()
        kept: T = self.found[what]
        return kept

    @property
    def today(self) -> dt.date:
        """The day at the office: until seven in the morning it is still yesterday in Greenwich."""
        return timezone.localdate(self.now)

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


class Activity:
    """One thing a step can do in the software. ``commands``: command type -> the power it takes.

    ``unmet`` is asked by both ``acts.available`` and ``acts.perform``, so a page never offers what the door refuses.
    """

    name: ClassVar[str] = ""
    commands: ClassVar[Mapping[type, Power]] = {}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        """What still stands in the way of ``command``; empty when nothing does."""
        return ()

    def handle(self, context: Context, task: Task, command: Any) -> Deed:
        """Do it: rows of the room, and what the engine shall do."""
        raise NotImplementedError(f"{type(self).__name__} handles no command")

    def reopen(self, context: Context, back: GoBack) -> None:
        """The flow goes back: the room opens again what the return names."""
