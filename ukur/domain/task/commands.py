"""The general task: disposition, a note with a confirmation, taking part in a joint step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class GiveDisposition(TaskCommand):
    """Beri disposisi: the instruction and the deadline (tenggat) from which every due time follows."""

    instruction: str
    deadline: dt.datetime


@dataclass(frozen=True, slots=True)
class CompleteTask(TaskCommand):
    """Close a general task with a note; ``answer`` when the step decides."""

    note: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPart(TaskCommand):
    """Confirm one's part of a joint step: recorded, never blocking."""

    note: str = ""
