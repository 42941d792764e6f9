"""Accounts and stand-ins."""

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
