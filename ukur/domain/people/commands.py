"""Accounts, stand-ins, and setting an agency up: letterhead, units, people, team, changes of office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.domain.people.subject import Subject


@dataclass(frozen=True, slots=True)
class AgencyCommand:
    agency: int

    @property
    def subject(self) -> Subject:
        return Subject("agency", self.agency)


@dataclass(frozen=True, slots=True)
class ResetAccount(AgencyCommand):
    """A new one-time password for a person who has forgotten his; made by the administrator, no e-mail needed."""

    person: int


@dataclass(frozen=True, slots=True)
class Delegate(AgencyCommand):
    """The holder of ``position`` lets ``receiver`` act for him in a dated time."""

    position: int
    receiver: int
    since: dt.date
    until: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class DescribeAgency(AgencyCommand):
    """The letterhead. ``paper``: A4 or F4. ``logo``: PNG or JPEG; empty keeps the old one unless ``without_logo``."""

    name: str
    government: str
    address: str
    contact: str
    place: str
    paper: str
    short: str = ""
    logo: bytes = b""
    without_logo: bool = False


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit; ``id`` 0 is a new one. ``kind``: sekretariat, bidang or uptd."""

    id: int
    code: str
    name: str
    kind: str
    remove: bool = False


@dataclass(frozen=True, slots=True)
class ArrangeUnits(AgencyCommand):
    """The units in the order in which they are shown. Units that are not named stay."""

    units: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post somebody gets. ``role``: kepala, sekretaris, kepala-unit, penyiap or pengisi; ``unit``: 0 for none."""

    role: str
    title: str
    unit: int
    status: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class SavePerson(AgencyCommand):
    """Somebody of the agency; ``person`` 0 is a new one. ``posts`` are added to those he holds.

    ``admin``: whether he may set the agency up; None leaves it as it is.
    """

    person: int
    name: str
    honorific: str
    nip: str
    rank: str
    phone: str
    email: str
    username: str
    posts: tuple[PostLine, ...] = ()
    admin: bool | None = None


@dataclass(frozen=True, slots=True)
class SaveTeam(AgencyCommand):
    """The team with its SK; ``team`` 0 is a new one. ``members``: person and ketua or anggota."""

    team: int
    name: str
    decree: str
    decree_date: dt.date | None
    since: dt.date
    until: dt.date | None
    members: tuple[tuple[int, str], ...]
    scan_name: str = ""
    scan: bytes = b""


@dataclass(frozen=True, slots=True)
class ConfirmPrint(AgencyCommand):
    """Hasil cetak sudah benar: somebody has held the test print in his hands."""


@dataclass(frozen=True, slots=True)
class HandOutCodes(AgencyCommand):
    """One-time codes for people; only their hashes come here: (person, hash)."""

    codes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeHolder(AgencyCommand):
    """Pergantian pejabat: holders of ``position`` end before ``since``, ``successor`` (0: nobody) begins then.

    ``ends``: the persons who end; None for everybody who holds it. A Plh often stands beside the one who stays.
    """

    position: int
    successor: int
    status: str
    since: dt.date
    basis: str = ""
    ends: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class LeaveAgency(AgencyCommand):
    """Somebody leaves: his posts end on the day ``until``, his account is closed."""

    person: int
    until: dt.date
    reason: str
