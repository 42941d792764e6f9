"""Reading a plan workbook: every line as it stands, with what the file itself leaves open.

What can be settled by whoever knows the plan (an empty unit of measure, a figure with two readings) is no fault here:
it is asked about on the page. A fault is what only the file's owner can mend: a missing sheet or column, a formula
without a result, a spreadsheet error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from ukur.domain.errors import Fault, Unreadable
from ukur.domain.intake.model import Book, Line, Part
from ukur.domain.intake.rules_plan import NUMBERS, typed
from ukur.formats.measurebook import cells
from ukur.formats.measurebook.cells import Cell, Faults
from ukur.formats.measurebook.table import Row, rows
from ukur.formats.planbook.layout import CODES, COLUMNS, LONG_TEXTS, SHEETS
from ukur.formats.sheets.container import Grid, open_grids
from ukur.formats.sheets.marks import Mark
from ukur.formats.sheets.places import bare

_DIGITS = 15  # significant digits that a spreadsheet keeps of a number
_TYPED_AS_TEXT = ("nip", "phone")


def parse(data: bytes, name: str, year: int) -> Book:
    """The lines of the sheets Unit, Pegawai and Rencana; a sheet may be absent, not all of them.

    Raises Unreadable with every fault; ``where`` is a cell (``Rencana!D12``), a sheet or the file's name.
    """
    faults = Faults()
    grids = open_grids(data, name, SHEETS.values())
    if not grids:
        raise Unreadable([Fault(name, f"lembar {', '.join(SHEETS.values())} tidak ada; pakai contoh Excel dari Ukur")])
    lines = [
        line
        for part, sheet in SHEETS.items()
        if sheet in grids
        for line in _filled_down(_lines(part, grids[sheet], faults))
    ]
    if not faults.found and not lines:
        faults.add(name, "belum ada isinya; isi paling sedikit satu baris di bawah judul kolom")
    if faults.found:
        raise Unreadable(faults.found)
    return Book(year, tuple(lines))


def _lines(part: Part, grid: Grid, faults: Faults) -> Iterator[Line]:
    for row in rows(grid, COLUMNS[part], faults):
        texts: dict[str, str] = {}
        asks: dict[str, tuple[str, ...]] = {}
        for column in COLUMNS[part]:
            text, readings = _read(part, column.key, row[column.key], faults)
            texts[column.key] = text
            if readings is not None:
                asks[column.key] = readings
        yield Line(part, _number_of(row), texts, asks)


def _number_of(row: Row) -> int:
    """The row as the spreadsheet counts, from the address of any of its cells."""
    where = next(iter(row.cells.values())).where.rpartition("!")[2]
    return int("".join(one for one in where if one.isdigit()))


def _filled_down(lines: Iterator[Line]) -> Iterator[Line]:
    """An empty objective is the one above: in a plan it is written once, over merged cells."""
    above = ""
    for line in lines:
        if line.part is Part.PLAN and not line["objective"] and above:
            line = line.filled("objective", above)  # noqa: PLW2901 - the line as it is meant
        above = line["objective"] or above
        yield line


def _read(part: Part, key: str, cell: Cell, faults: Faults) -> tuple[str, tuple[str, ...] | None]:
    """The text of a cell; and its readings when the file leaves them open."""
    if part is Part.PLAN and key in NUMBERS:
        return _figure(cell, faults)
    if key == "since":
        day = cells.date(cell, Faults())
        return (day.isoformat() if day else cells.text(cell, faults)), None
    text = cells.text(cell, faults, long=key in LONG_TEXTS)
    if key == "nip":
        return _nip(cell, text)
    words = {bare(word): code for word, code in CODES.get((part, key), {}).items()}
    return words.get(bare(text), text), None


def _nip(cell: Cell, text: str) -> tuple[str, tuple[str, ...] | None]:
    """The digits without blanks; a number of the spreadsheet has lost its last ones, so it is asked about."""
    if text in ("-", "–"):
        return "", None
    digits = "".join(text.split())
    return (digits if digits.isdigit() else text), () if isinstance(cell.value, int | float) and text else None


def _figure(cell: Cell, faults: Faults) -> tuple[str, tuple[str, ...] | None]:
    """A figure as it would be typed; one shown as a percentage is asked about, with both readings."""
    value = cell.value
    if cell.mark is Mark.PERCENT and isinstance(value, int | float):
        exact = Decimal(format(value, f".{_DIGITS}g"))
        return f"{typed(exact * 100)}%", (typed(exact * 100), typed(exact))
    if isinstance(value, int | float) and not isinstance(value, bool) and cell.mark is None:
        return typed(Decimal(format(value, f".{_DIGITS}g"))), None
    if isinstance(value, dt.date | dt.time):
        return (value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else value.isoformat()), None
    return cells.text(cell, faults), None
