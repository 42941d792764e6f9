"""Writing a measure workbook: locked titles, drop-downs and hints; text stays text and never becomes a
formula.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ukur.domain.plan.model import ROMAN
from ukur.formats.measurebook import guide, layout, rows
from ukur.formats.measurebook.layout import Column, Line
from ukur.formats.measurebook.model import MeasureBook
from ukur.formats.measurebook.rows import Value
from ukur.formats.sheets import writing
from ukur.formats.sheets.writing import shape

SPARE_ROWS = 300  # rows below the titles that have drop-downs and hints
_ALLOWED = (
    *("format_cells", "format_columns", "format_rows"),
    *("insert_rows", "delete_rows", "sort", "autofilter"),
)
_INK, _GROUND, _PRACTICE = "#FFFFFF", "#0B4F5C", "#A11212"


def write_template(path: Path | str, book: MeasureBook, *, practice: bool = True) -> None:
    """Write ``book`` as an .xlsx workbook to ``path``; ``practice`` says on the first sheet that all is
    invented.
    """
    Path(path).write_bytes(template(book, practice=practice))


def template(book: MeasureBook, *, practice: bool = True) -> bytes:
    """The bytes of the workbook; the same ``book`` gives the same bytes, and ``parse`` gives ``book``
    back.
    """
    stream = io.BytesIO()
    made = dt.datetime(book.period.year, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
    with writing.workbook(stream, made=made, title=guide.TITLE, subject=book.period.long) as workbook:
        pen = Pen(workbook)
        _guide(pen, practice)
        _agency(pen, book)
        pen.decimals = {one.code: one.decimals for one in book.indicators}
        table(pen, layout.UNITS, layout.UNIT_COLUMNS, map(rows.unit, book.units))
        table(pen, layout.PLAN, layout.PLAN_COLUMNS, map(rows.indicator, book.indicators))
        table(pen, layout.REPORTS, layout.REPORT_COLUMNS, map(rows.report, book.reports))
        table(pen, layout.EVIDENCE, layout.EVIDENCE_COLUMNS, map(rows.evidence, book.evidence))
        table(pen, layout.PAST, layout.PAST_COLUMNS, ((code, *quarters) for code, quarters in book.past))
    return stream.getvalue()


class Pen:
    """The workbook with its cell formats, each made once."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        head = {**base, "bold": True, "text_wrap": True, "font_color": _INK, "bg_color": _GROUND, "border": 1}
        self._base = {**base, "locked": False, "text_wrap": True}
        self.decimals: Mapping[str, int] = {}
        self._made: dict[str, Any] = {}
        self.head = workbook.add_format(head)
        self.label = workbook.add_format({**base, "bold": True})
        self.words = workbook.add_format({**base, "text_wrap": True})
        self.title = workbook.add_format({**base, "bold": True, "font_size": 14})
        self.practice = workbook.add_format({**base, "bold": True, "font_color": _INK, "bg_color": _PRACTICE})

    def cell(self, form: str = "@") -> Any:
        """An unlocked cell with the number format ``form``."""
        if form not in self._made:
            self._made[form] = self.workbook.add_format({**self._base, "num_format": form})
        return self._made[form]

    def write(self, sheet: Any, row: int, column: int, value: Value, decimals: int = 0) -> None:
        """One value as what it is; None leaves the cell empty."""
        if value is None or value == "":
            return
        if isinstance(value, dt.date):
            sheet.write_datetime(row, column, value, self.cell("dd/mm/yyyy"))
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self.cell())
        else:
            sheet.write_number(row, column, float(value), self.cell(shape(Decimal(value), decimals)))


def _guide(pen: Pen, practice: bool) -> None:
    sheet = pen.workbook.add_worksheet(layout.GUIDE)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 92)
    sheet.write_string(0, 0, guide.TITLE, pen.title)
    if practice:
        sheet.merge_range(1, 0, 1, 1, "", pen.practice)
        sheet.write_string(1, 0, guide.PRACTICE, pen.practice)
    for row, (label, words) in enumerate(guide.LINES, start=3):
        sheet.write_string(row, 0, label, pen.label)
        sheet.write_string(row, 1, words, pen.words)
    sheet.protect("", dict.fromkeys(_ALLOWED, True))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _agency(pen: Pen, book: MeasureBook) -> None:
    sheet = pen.workbook.add_worksheet(layout.AGENCY)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 70, pen.cell())
    values = rows.agency(book)
    for row, line in enumerate(layout.AGENCY_LINES):
        sheet.write_string(row, 0, line.title, pen.head)
        pen.write(sheet, row, 1, values[line.key])
        if line.key == "year":
            sheet.write_number(row, 1, book.period.year, pen.cell("0"))
        _line_help(sheet, row, line)
    sheet.protect("", dict.fromkeys(_ALLOWED, True))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _line_help(sheet: Any, row: int, line: Line) -> None:
    if line.key == "quarter":
        sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(ROMAN), **_hint(line)})
    elif line.hint:
        sheet.data_validation(row, 1, row, 1, {"validate": "any", **_hint(line)})


def table(pen: Pen, name: str, columns: Sequence[Column], lines: Iterable[tuple[Value, ...]]) -> None:
    """A sheet with locked titles in its first row; the first value of a line may be an indicator's code."""
    sheet = pen.workbook.add_worksheet(name)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, pen.cell("General" if column.number else "@"))
        sheet.write_string(0, number, column.title, pen.head)
        _help(sheet, number, column)
    for row, values in enumerate(lines, start=1):
        places = pen.decimals.get(str(values[0]), 0)
        for number, value in enumerate(values):
            pen.write(sheet, row, number, value, 0 if columns[number].key == "decimals" else places)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", dict.fromkeys(_ALLOWED, True))


def _help(sheet: Any, number: int, column: Column) -> None:
    """A drop-down (a warning, not a wall) or a hint for the cells of a column."""
    source: Any = list(column.words)
    if column.key == "unit":
        source = f"={layout.UNITS}!$A$2:$A${SPARE_ROWS}"
    if source:
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, number, SPARE_ROWS, number, {**rule, **_hint(column)})
    elif column.hint:
        sheet.data_validation(1, number, SPARE_ROWS, number, {"validate": "any", **_hint(column)})


def _hint(of: Column | Line) -> dict[str, str]:
    return {"input_title": of.title[:32], "input_message": of.hint[:255]} if of.hint else {}
