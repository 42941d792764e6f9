"""The shape of a sample dinas: plain data from which an agency can be set up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ukur.domain.plan.model import Period
from ukur.formats.measurebook.model import AgencyCard, EvidenceKind, Indicator, Unit


class Role(StrEnum):
    """What a position does in a measurement."""

    HEAD = "kepala"
    SECRETARY = "sekretaris"
    PREPARER = "kasubag"
    DIVISION_HEAD = "kabid"
    TECHNICAL_HEAD = "kepala-uptd"
    FILLER = "pengisi"
    STAFF = "staf"


LEADING = (Role.SECRETARY, Role.DIVISION_HEAD, Role.TECHNICAL_HEAD)  # roles that lead their unit


class Status(StrEnum):
    """How a position is held: definitif, or Plt., Plh., Pj."""

    FULL = "definitif"
    ACTING = "plt"
    DAILY = "plh"
    INTERIM = "pj"


@dataclass(frozen=True, slots=True)
class Person:
    """``username`` is the key. ``nip`` is 18 digits, or empty for staff who are no civil servants."""

    username: str
    name: str
    honorific: str
    nip: str = ""
    rank: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """``unit`` is empty for the head of the agency. ``prepares_for`` are positions whose acts it prepares."""

    key: str
    title: str
    role: Role
    unit: str
    prepares_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    position: str
    person: str
    since: dt.date
    status: Status = Status.FULL
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the team; ``role`` is ketua or anggota."""

    person: str
    role: str


@dataclass(frozen=True, slots=True)
class Team:
    """The team with its decree (SK), which holds until it is withdrawn; ``date`` may be unknown."""

    key: str
    name: str
    number: str
    date: dt.date | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """One figure from before the open quarter, already valid."""

    code: str
    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """``body`` is the address, the text, or what stands in the file named ``file``; empty when the file is
    on disk.
    """

    kind: EvidenceKind
    title: str
    body: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit reports of one indicator in the open quarter; ``text`` as an official types it."""

    code: str
    text: str
    missing: str = ""
    cause: str = ""
    follow_up: str = ""
    provisional: bool = False
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One agency with everything a measurement needs. ``period`` is the open quarter."""

    agency: AgencyCard
    period: Period
    units: tuple[Unit, ...]
    persons: tuple[Person, ...]
    positions: tuple[Position, ...]
    assignments: tuple[Assignment, ...]
    team: Team
    objectives: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    history: tuple[Opening, ...]
    answers: tuple[Answer, ...]

    def person(self, username: str) -> Person:
        """The person with ``username``; KeyError when there is none."""
        for one in self.persons:
            if one.username == username:
                return one
        raise KeyError(username)

    def at(self, position: str) -> Person:
        """Who holds the position with this key; KeyError when nobody does."""
        for one in self.assignments:
            if one.position == position:
                return self.person(one.person)
        raise KeyError(position)

    def holder(self, role: Role, unit: str = "") -> Person:
        """Who holds the first position of ``role`` (in ``unit`` when given); KeyError when nobody does."""
        for position in self.positions:
            if position.role is role and unit in ("", position.unit):
                return self.at(position.key)
        raise KeyError(f"{role} {unit}")

    def leader(self, unit: str) -> Person:
        """The head of ``unit``; KeyError when the unit has none."""
        for position in self.positions:
            if position.role in LEADING and position.unit == unit:
                return self.at(position.key)
        raise KeyError(unit)

    @property
    def team_lead(self) -> Person:
        return self.person(next(one.person for one in self.team.members if one.role == "ketua"))
