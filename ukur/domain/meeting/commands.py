"""The meeting: invitation, minutes, decisions, and what becomes of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.domain.people.subject import Subject
from ukur.domain.run.commands import RunCommand, TaskCommand


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be invited: a person of the agency by number, or by name from outside."""

    name: str = ""
    office: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Invite(TaskCommand):
    """Kirim undangan. ``place`` or ``link`` (https, for those who join online) is needed; ``agenda``: a point a line.

    ``invited`` empty: the head, the Sekretaris, the heads of units and the team.
    """

    starts: dt.datetime
    place: str
    agenda: str
    number: str = ""
    link: str = ""
    invited: tuple[Guest, ...] = ()


@dataclass(frozen=True, slots=True)
class InviteAgain(RunCommand):
    """Rapat lanjutan: another meeting while the flow is at the meeting or collects the forms."""

    starts: dt.datetime
    place: str
    agenda: str
    number: str = ""
    link: str = ""
    invited: tuple[Guest, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision: what, who, until when. ``unit`` or ``person`` is its owner in the agency, ``owner`` the name as
    printed; ``code``: the indicator it is about.
    """

    text: str
    owner: str = ""
    due: dt.date | None = None
    code: str = ""
    unit: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class FinishMeeting(TaskCommand):
    """Selesaikan rapat: ``attendance`` maps person numbers to hadir, daring, mewakili or izin, beside what is noted.

    ``later``: notula menyusul; the step closes and the minutes stay to be written.
    """

    minutes: str
    chair: str
    attendance: tuple[tuple[int, str], ...] = ()
    decisions: tuple[DecisionMade, ...] = ()
    note_taker: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class WriteMinutes(RunCommand):
    """Selesaikan notula: the minutes of a meeting that was held. Ends a Rapat lanjutan; with ``later`` that alone."""

    meeting: int
    minutes: str
    chair: str
    note_taker: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class SettleDecision:
    """The owner of a decision says that it is done, or why not yet. It outlives its run, hence the agency."""

    agency: int
    decision: int
    done: bool
    note: str

    @property
    def subject(self) -> Subject:
        return Subject("agency", self.agency)


@dataclass(frozen=True, slots=True)
class Mark:
    """A draft: how one line of the attendance stands. ``was``: what the page showed, so that nothing newer is lost."""

    key: str  # "p7": person 7; "i3": line 3 of those invited from outside; "a9": line 9 of the attendance
    how: str  # hadir, daring, mewakili, izin; empty: not noted
    was: str = ""
    represents: str = ""
