"""How long a berkas is kept, and what then: rules of a retention schedule (JRA).

Each local government enacts its own schedule (PP 28/2012, Pasal 53). A berkas is active, then inactive, and both are
counted in whole years from the day on which it was closed; afterwards its fate is due. Nothing is destroyed here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

FATES = ("Permanen", "Musnah", "Dinilai kembali")
STAGES = ("asli", "salinan")
MOST_YEARS = 100
_CODE = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,9}")


@dataclass(frozen=True, slots=True)
class Terms:
    """Years active, years inactive after that, the fate, and the rule that says so (empty: an example only)."""

    active: int
    inactive: int
    fate: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule: the kind of records, the classification code that it covers, its terms."""

    kind: str
    code: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class Code:
    """A classification code (Permendagri 83/2022) with its name."""

    code: str
    name: str


def is_code(text: str) -> bool:
    """Whether ``text`` is written as a classification code: numbers with dots between them."""
    return _CODE.fullmatch(text) is not None


def line_for(lines: Iterable[Line], code: str) -> Line | None:
    """The line that covers ``code`` most closely: of the longest code that it begins with; the first of equals."""
    covering = [one for one in lines if code == one.code or code.startswith(one.code + ".")]
    return max(covering, key=lambda one: len(one.code), default=None)


def sound_terms(terms: Terms) -> bool:
    """Whether years and fate can be used."""
    years = 0 <= terms.active <= MOST_YEARS and 0 <= terms.inactive <= MOST_YEARS
    return years and terms.fate in FATES


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day ``years`` later; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class Spans:
    """Last days of the active and of the inactive time; ``phase`` on the day that was asked about."""

    active_until: dt.date
    inactive_until: dt.date
    phase: str  # active, inactive, over


def spans(closed: dt.date, active: int, inactive: int, today: dt.date) -> Spans:
    """Where a berkas closed on ``closed`` stands ``today``. The anniversary itself still belongs to the time before."""
    first = years_after(closed, active)
    second = years_after(closed, active + inactive)
    phase = "active" if today <= first else "inactive" if today <= second else "over"
    return Spans(first, second, phase)
