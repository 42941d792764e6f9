"""Commands of a run: propose, take, return, cancel, supersede. Each names its subject."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.people.subject import Subject
from ukur.domain.plan.model import Period


@dataclass(frozen=True, slots=True)
class RunCommand:
    """A command about one run."""

    run: int

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)


@dataclass(frozen=True, slots=True)
class TaskCommand(RunCommand):
    """A command about one open task of a run; ``task`` is its key. A key is never used twice, so a second click,
    a stale page and a late colleague all meet a closed task and are told who closed it."""

    task: str


@dataclass(frozen=True, slots=True)
class ProposeRun:
    """Usulkan pelaksanaan: the run begins, its first task waits for the head's disposition."""

    agency: int
    sop: str
    period: Period

    @property
    def subject(self) -> Subject:
        return Subject("agency", self.agency)


@dataclass(frozen=True, slots=True)
class TakeTask(TaskCommand):
    """Kerjakan: waiting ends, handling begins. Taking a task twice is no fault."""


@dataclass(frozen=True, slots=True)
class Return(TaskCommand):
    """Kembalikan untuk diperbaiki: to step ``to`` with a reason; ``values`` names single indicators by code.

    ``proposed``: the figure that is thought right, as typed, when one value is named; its unit and the team decide.
    """

    to: str
    reason: str
    values: tuple[str, ...] = ()
    deviation: bool = False
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class CancelRun(RunCommand):
    reason: str


@dataclass(frozen=True, slots=True)
class SupersedeRun(RunCommand):
    """Ralat: after the signature a new run opens at ``at`` with the figures of this one; this one stays as it is."""

    reason: str
    at: str = "7"
