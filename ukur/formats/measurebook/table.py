"""Finding the columns of a sheet by their titles, wherever they stand, and walking its rows."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ukur.domain.errors import Fault
from ukur.formats.measurebook.cells import Cell, Faults
from ukur.formats.measurebook.layout import Column
from ukur.formats.sheets.container import Grid
from ukur.formats.sheets.places import address, bare

_HEAD_ROWS = 15  # how far down the row of titles is looked for


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column key; absent columns give a blank cell."""

    cells: dict[str, Cell]

    def __getitem__(self, key: str) -> Cell:
        return self.cells.get(key, Cell("", ""))

    @property
    def blank(self) -> bool:
        return all(one.blank for one in self.cells.values())


def rows(grid: Grid, columns: Sequence[Column], faults: Faults) -> Iterator[Row]:
    """The filled rows below the titles; nothing but faults when a column that must be there is missing or
    doubled.
    """
    head = _head(grid, columns)
    places, complete = _places(grid, head, columns, faults)
    if not complete:
        return
    limits = {one.key: one.limit for one in columns}
    for index in range(head + 1, len(grid.rows)):
        cells = {key: _cell(grid, index, column, limits[key]) for key, column in places.items()}
        row = Row(cells)
        if not row.blank:
            yield row


def _cell(grid: Grid, row: int, column: int, limit: int) -> Cell:
    line = grid.rows[row]
    value = line[column] if column < len(line) else ""
    return Cell(address(grid.name, row, column), value, grid.marks.cells.get((row, column)), limit)


def _titles(grid: Grid, row: int) -> list[str]:
    return [str(one).strip() for one in grid.rows[row]] if row < len(grid.rows) else []


def _head(grid: Grid, columns: Sequence[Column]) -> int:
    """The row that holds most of the titles, the first such; row 0 when none holds any."""
    known = {bare(one.title) for one in columns}
    counts = [sum(bare(one) in known for one in _titles(grid, row)) for row in range(_HEAD_ROWS)]
    return counts.index(max(counts))


def _places(grid: Grid, head: int, columns: Sequence[Column], faults: Faults) -> tuple[dict[str, int], bool]:
    """Column key -> column number, and whether every column that must be there is there once."""
    titles = [bare(one) for one in _titles(grid, head)]
    places: dict[str, int] = {}
    before = len(faults.found)
    for expected, column in enumerate(columns):
        wanted = bare(column.title)
        count = titles.count(wanted)
        if count:
            places[column.key] = titles.index(wanted)
        elif not column.optional:
            faults.found.append(_missing(grid, head, expected, column, columns))
        if count > 1:
            twice = address(grid.name, head, len(titles) - 1 - titles[::-1].index(wanted))
            faults.add(twice, f"kolom “{column.title}” ada {count}; hapus atau ganti judul salah satu")
    return places, len(faults.found) == before


def _missing(grid: Grid, head: int, expected: int, column: Column, columns: Sequence[Column]) -> Fault:
    """A missing column, with where the template has it and a title that may be a misspelling of it."""
    where = address(grid.name, head, expected)
    place = f"sesudah “{columns[expected - 1].title}”" if expected else "paling kiri"
    reason = f"kolom “{column.title}” tidak ada; tambahkan {place}"
    known = {bare(one.title) for one in columns}
    strangers = {bare(one): one for one in _titles(grid, head) if one and bare(one) not in known}
    close = difflib.get_close_matches(bare(column.title), list(strangers), n=1, cutoff=0.75)
    if close:
        reason = f"kolom “{column.title}” tidak ada; ubah judul “{strangers[close[0]]}” menjadi “{column.title}”"
    return Fault(where, reason)
