"""The meeting: invitation, minutes, decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class Invite(TaskCommand):
    starts: dt.datetime
    place: str
    agenda: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class DecisionMade:
    text: str
    owner: str
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FinishMeeting(TaskCommand):
    """Selesaikan rapat: ``attendance`` maps person numbers to hadir, daring, mewakili or izin."""

    minutes: str
    chair: str
    attendance: tuple[tuple[int, str], ...] = ()
    decisions: tuple[DecisionMade, ...] = ()
