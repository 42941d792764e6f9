"""What the cell reader cannot tell: cells with a spreadsheet error, formulas without a result, percent
formats.

calamine hands over an empty text for ``#DIV/0!`` and for a formula that no program has computed, and 0.9474
for a cell shown as 94.74 %. Each of these would silently become a wrong figure, so the sheets are walked once
more, as a stream, before calamine opens them. The same walk refuses sheets too large to be read safely.

Sources: ECMA-376 part 1, 18.3.1.4 (cell), 18.8.45 (xf); OASIS OpenDocument 1.3 part 3, 9.1.4 (table-cell).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from xml.parsers import expat

from ukur.domain.errors import Fault, Unreadable

MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_CELLS = 2 * MAX_ROWS * MAX_COLUMNS  # of all sheets together, the empty ones between filled ones included
Parts = Mapping[str, bytes]  # the unpacked members of an archive by name


class Mark(StrEnum):
    ERROR = "error"
    NO_VALUE = "no_value"
    PERCENT = "percent"


@dataclass
class Marks:
    """The marked cells of one sheet by (row, column), both from 0; as far as a walk has gone, how large it is."""

    sheet: str
    cells: dict[tuple[int, int], Mark] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0

    def note(self, row: int, column: int, mark: Mark | None) -> None:
        """Take one filled cell in; Unreadable when it lies outside what a measure workbook can need."""
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            reason = f"lebih dari {MAX_ROWS} baris atau {MAX_COLUMNS} kolom terisi; hapus sel di luar tabel"
            raise Unreadable([Fault(self.sheet, reason)])
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if mark:
            self.cells[row, column] = mark


class Walker:
    """Feeds one XML part of an archive to ``start``, ``text`` and ``end``."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; ``tag`` and the attribute names come without their namespace (see
        ``_local``).
        """

    def text(self, text: str) -> None:
        """Text inside the element that began last."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def walk(self, parts: Parts, part: str) -> None:
        """Read ``part`` through; KeyError when it is absent, Unreadable when it is no plain XML."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda tag: self.end(_local(tag))
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            parser.Parse(parts[part], True)
        except expat.ExpatError as error:
            raise Unreadable([Fault(part, f"bagian berkas rusak ({error})")]) from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.start(_local(tag), {_local(key): one for key, one in attributes.items()})


def _local(name: str) -> str:
    """The name without its namespace; LibreOffice's own twins of official attributes keep a prefix."""
    space, _, local = name.rpartition(" ")
    return f"calcext:{local}" if space.endswith("calcext:1.0") else local


def _no_doctype(*_: object) -> None:
    raise Unreadable([Fault("berkas", "memuat deklarasi DOCTYPE yang tidak dipakai program lembar kerja")])
