"""The marks of an ``.ods`` workbook."""

from __future__ import annotations

from ukur.domain.errors import Fault, Unreadable
from ukur.formats.sheets.marks import MAX_CELLS, Mark, Marks, Parts, Walker


def scan(parts: Parts) -> dict[str, Marks]:
    """The marks of each sheet by its name; raises Unreadable for a damaged or too large part."""
    content = _Content()
    content.walk(parts, "content.xml")
    return content.found


class _Content(Walker):
    """Rows and cells are run-length coded: only filled ones are taken in, each at its own place."""

    def __init__(self) -> None:
        self.found: dict[str, Marks] = {}
        self._marks = Marks("")
        self._row = self._column = 0
        self._row_times, self._size = 1, 0
        self._filled: list[tuple[int, Mark | None]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            name = attributes.get("name", "")
            self._marks = self.found[name] = Marks(name)
            self._row = 0
        elif tag == "table-row":
            self._row_times = _times(attributes, "number-rows-repeated")
            self._column, self._filled = 0, []
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell(attributes)

    def end(self, tag: str) -> None:
        if tag == "table":
            self._size += self._marks.rows * self._marks.columns
            if self._size > MAX_CELLS:  # the cell reader makes room for all sheets, wanted or not
                raise Unreadable(
                    [Fault(self._marks.sheet, "lembar terlalu banyak atau terlalu besar; hapus yang lain")]
                )
        if tag != "table-row":
            return
        if self._filled:
            for row in range(self._row, self._row + self._row_times):
                for column, mark in self._filled:
                    self._marks.note(row, column, mark)
        self._row += self._row_times

    def _cell(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "number-columns-repeated")
        if "value-type" in attributes or "formula" in attributes:
            for column in range(self._column, self._column + times):
                self._filled.append((column, _mark(attributes)))
                self._marks.note(self._row, column, None)
        self._column += times


def _times(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "1")
    return max(1, int(text)) if text.isdigit() else 1


def _mark(attributes: dict[str, str]) -> Mark | None:
    if attributes.get("calcext:value-type") == "error":
        return Mark.ERROR
    if "value-type" not in attributes:
        return Mark.NO_VALUE
    return Mark.PERCENT if attributes["value-type"] == "percentage" else None
