"""What the measure workbook holds, as plain data. Numbers are exact; None is "not reported" or "no target",
never 0.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ukur.domain.errors import Fault
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity

Number = Decimal | None
Quarters = tuple[Number, Number, Number, Number]
NO_QUARTERS: Quarters = (None, None, None, None)


class UnitKind(StrEnum):
    SECRETARIAT = "sekretariat"
    DIVISION = "bidang"
    TECHNICAL = "uptd"


class IndicatorKind(StrEnum):
    OUTCOME = "outcome"
    OUTPUT = "output"


class EvidenceKind(StrEnum):
    FILE = "file"
    LINK = "link"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """The letterhead. ``place`` stands before the date of a letter."""

    name: str
    government: str
    short: str = ""
    address: str = ""
    email: str = ""
    site: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who signs or leads. ``nip`` is 18 digits without blanks, or empty; ``rank`` is the pangkat."""

    name: str
    nip: str = ""
    position: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A bidang, the Sekretariat or a UPTD; ``key`` is its short code."""

    key: str
    name: str
    kind: UnitKind
    head: Official


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the plan with its definition sheet (kartu indikator).

    ``targets`` are the four quarters and ``year_target`` the whole year, in ``uom``. A target of a quarter is
    what is to be reached *in* it when the year is the sum, else what is to be reached *by* it. For a range
    they are the lower bound and ``upper`` the upper one. ``decimals`` is how many are shown.
    """

    code: str
    objective: str
    name: str
    uom: str
    unit: str
    polarity: Polarity
    accumulation: Accumulation
    frequency: Frequency
    targets: Quarters
    year_target: Decimal
    upper: Number = None
    definition: str = ""
    formula: str = ""
    source: str = ""
    evidence: str = ""
    kind: IndicatorKind = IndicatorKind.OUTCOME
    decimals: int = 2

    def measured(self, quarter: int) -> bool:
        """Whether it is measured in ``quarter`` (1 to 4); a yearly one only in the fourth."""
        return self.frequency is Frequency.QUARTERLY or quarter == 4

    def target(self, quarter: int) -> Number:
        """The target of ``quarter``; a yearly one without its own has the year's in the fourth."""
        own = self.targets[quarter - 1]
        return self.year_target if own is None and quarter == 4 and not self.measured(1) else own


@dataclass(frozen=True, slots=True)
class Report:
    """What the unit reports of one indicator: the figures of the year so far, and words on the quarter of the
    book.

    ``missing`` is why there is no figure, ``cause`` the kendala, ``follow_up`` the tindak lanjut.
    """

    code: str
    actuals: Quarters
    provisional: bool = False
    missing: str = ""
    cause: str = ""
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One proof of the quarter's figure. ``body`` is a path relative to the workbook, an address, or the
    text itself.
    """

    code: str
    kind: EvidenceKind
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Decree:
    """The SK of the team; ``date`` may be unknown."""

    number: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MeasureBook:
    """A whole workbook. ``past`` has last year's quarters by indicator code; ``remarks`` are doubts that do
    not block.
    """

    agency: AgencyCard
    period: Period
    head: Official
    secretary: Official
    team_lead: Official
    decree: Decree
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    reports: tuple[Report, ...]
    evidence: tuple[Evidence, ...] = ()
    past: tuple[tuple[str, Quarters], ...] = ()
    remarks: tuple[Fault, ...] = ()

    @property
    def objectives(self) -> tuple[str, ...]:
        """The objectives, each once, in the order of the sheet."""
        return tuple(dict.fromkeys(one.objective for one in self.indicators))

    def report(self, code: str) -> Report:
        """The report of indicator ``code``; an empty one when the sheet has no row for it."""
        return next((one for one in self.reports if one.code == code), Report(code, NO_QUARTERS))
