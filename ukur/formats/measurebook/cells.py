"""Reading single cells: each reader takes what can be read and puts what cannot into the list of faults."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ukur.domain.achievement.numbers import Reading, from_cell
from ukur.domain.errors import Fault, Refused
from ukur.domain.people.nip import check_nip
from ukur.formats.measurebook import words
from ukur.formats.measurebook.layout import LONG, offered
from ukur.formats.measurebook.model import Number
from ukur.formats.sheets.marks import Mark
from ukur.formats.sheets.places import bare

Choice = TypeVar("Choice")
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # no text, and no database takes NUL
_DAY_FIRST = re.compile(r"(\d{1,2})(?:[-/. ])([A-Za-z]+|\d{1,2})(?:[-/. ])(\d{4})")


@dataclass
class Faults:
    """What was found wrong, in reading order."""

    found: list[Fault] = field(default_factory=list)

    def add(self, where: str, reason: str) -> None:
        self.found.append(Fault(where, reason))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``where`` is its address such as ``Realisasi!D12``; blank cells have an empty text."""

    where: str
    value: object
    mark: Mark | None = None
    limit: int = LONG

    @property
    def blank(self) -> bool:
        """Nothing stands there: no value, no error, no formula."""
        return self.mark is None and (self.value is None or str(self.value).strip() == "")


def text(cell: Cell, faults: Faults, *, long: bool = False) -> str:
    """The words of a cell, blanks tidied; ``long`` keeps its lines. Empty for a blank or faulty cell."""
    if cell.mark in (Mark.ERROR, Mark.NO_VALUE):
        faults.add(cell.where, words.ERROR if cell.mark is Mark.ERROR else words.NO_VALUE)
        return ""
    if isinstance(cell.value, bool):
        faults.add(cell.where, words.TRUTH)
        return ""
    found = _plain(cell.value)
    lines = [" ".join(line.split()) for line in _CONTROL.sub("", found).splitlines()]
    tidy = ("\n" if long else " ").join(lines).strip()
    if len(tidy) > cell.limit:
        faults.add(cell.where, words.TOO_LONG.format(limit=cell.limit))
    return tidy


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def number(cell: Cell, faults: Faults) -> Number:
    """The exact number of a cell; None for a blank, a dash or a faulty cell. Doubtful text is asked about,
    not read.
    """
    reasons = {
        Mark.ERROR: words.ERROR,
        Mark.NO_VALUE: words.NO_VALUE,
        Mark.PERCENT: words.percent(cell.value),
    }
    if cell.mark:
        faults.add(cell.where, reasons[cell.mark])
        return None
    try:
        reading = from_cell(cell.value)
    except Refused as refused:
        faults.add(cell.where, _unread(cell, refused))
        return None
    return _sure(cell, reading, faults)


def _sure(cell: Cell, reading: Reading, faults: Faults) -> Number:
    if reading.ambiguous:
        faults.add(cell.where, words.ambiguous(str(cell.value).strip(), reading.readings))
        return None
    return reading.value


def _unread(cell: Cell, refused: Refused) -> str:
    if refused.refusals[0].code == "number_is_date":
        return words.a_date(_plain(cell.value))
    return words.TRUTH if isinstance(cell.value, bool) else words.not_a_number(str(cell.value).strip())


def choice(cell: Cell, meanings: Mapping[str, Choice], faults: Faults) -> Choice | None:
    """What the word in the cell means; None for a blank cell, and for an unknown word with a fault."""
    found = text(cell, faults)
    known = {bare(word): meaning for word, meaning in meanings.items()}
    if found and bare(found) not in known:
        faults.add(cell.where, words.unknown_word(found, offered(meanings)))
    return known.get(bare(found))


def nip(cell: Cell, faults: Faults) -> str:
    """The 18 digits of a NIP; empty for a blank or faulty cell."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        faults.add(cell.where, words.NIP_AS_NUMBER)
        return ""
    found = text(cell, faults)
    if found in ("", "-", "–"):
        return ""
    try:
        return check_nip(found).digits
    except Refused as refused:
        faults.add(cell.where, words.nip(found, refused.refusals))
        return ""


def date(cell: Cell, faults: Faults) -> dt.date | None:
    """A date from a date cell, or from text such as ``5 Januari 2026``, ``05/01/2026`` or ``2026-01-05``."""
    if isinstance(cell.value, dt.datetime):
        return cell.value.date()
    if isinstance(cell.value, dt.date):
        return cell.value
    found = text(cell, faults)
    if not found:
        return None
    read = _read_date(found)
    if read is None:
        faults.add(cell.where, f"“{found}” bukan tanggal; tulis misalnya 5 Januari 2026")
    return read


def _read_date(found: str) -> dt.date | None:
    match = _DAY_FIRST.fullmatch(found)
    try:
        if not match:
            return dt.date.fromisoformat(found)
        day, month, year = match.groups()
        number_of_month = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
        return dt.date(int(year), number_of_month, int(day))
    except ValueError:
        return None
