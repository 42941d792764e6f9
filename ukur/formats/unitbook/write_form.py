"""The sheet Form: one row an indicator, with what a cell takes and the colours of what looks empty or wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ukur.domain.achievement.numbers import NOT_REPORTED, format_number
from ukur.domain.collection.contents import LONGEST, REASON, held
from ukur.formats.sheets.writing import exact, protect, put_text
from ukur.formats.unitbook import model
from ukur.formats.unitbook.model import Column, Row, UnitBook
from ukur.formats.unitbook.pen import Pen, choice, rule, titles

_WIDEST = 999_999_999_999_999  # the digits that a workbook keeps exactly
_NUMBER = {
    "validate": "decimal", "criteria": "between", "minimum": -_WIDEST, "maximum": _WIDEST,
    "error_title": "Bukan angka",
    "error_message": "Tulis angka saja, tanpa tanda %, satuan, dan titik ribuan. Kosongkan bila belum ada angkanya.",
}  # fmt: skip


def form_sheet(pen: Pen, book: UnitBook) -> None:
    sheet = pen.book.add_worksheet(model.FORM)
    columns = model.form_columns(returned=any(one.returned for one in book.rows))
    put_text(sheet, 0, 1, f"Form Pengukuran {book.unit}", pen.title)
    put_text(sheet, 1, 1, f"{book.title}. {book.due}".strip(), pen.words)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    titles(sheet, model.HEAD, columns, pen.head)
    sheet.set_column(0, 0, 10, None, {"hidden": True})
    for row, one in enumerate(book.rows, start=model.HEAD + 1):
        for number, column in enumerate(columns):
            _CELLS.get(column.key, _read_only)(pen, sheet, row, number, column.key, one)
    if book.rows:
        _rules(pen, sheet, columns, book.rows)
    sheet.freeze_panes(model.HEAD + 1, 2)
    sheet.repeat_rows(model.HEAD)
    protect(sheet)


def _read_only(pen: Pen, sheet: Any, row: int, number: int, key: str, one: Row) -> None:
    put_text(sheet, row, number, getattr(one, "code" if key == "id" else key), pen.cell(opened=False))


def _number(pen: Pen, sheet: Any, row: int, number: int, value: Decimal | None, one: Row, *, opened: bool) -> None:
    """A number as a number when a workbook can keep it, else in letters that can be read back exactly."""
    if value is None:
        put_text(sheet, row, number, "" if opened else NOT_REPORTED, pen.figure(one.decimals, None, opened=opened))
    elif exact(value):
        sheet.write_number(row, number, float(value), pen.figure(one.decimals, value, opened=opened))
    else:
        put_text(sheet, row, number, format_number(value, None), pen.figure(one.decimals, value, opened=opened))


def _target(pen: Pen, sheet: Any, row: int, number: int, key: str, one: Row) -> None:
    if key == "target" and one.upper is not None:
        low, high = (format_number(bound, None) for bound in (one.target, one.upper))
        put_text(sheet, row, number, f"{low}–{high}", pen.cell(opened=False))
    else:
        _number(pen, sheet, row, number, getattr(one, key), one, opened=False)


def _figure(pen: Pen, sheet: Any, row: int, number: int, key: str, one: Row) -> None:
    if one.opened or one.content.value is not None:
        _number(pen, sheet, row, number, one.content.value, one, opened=one.opened)
    else:
        put_text(sheet, row, number, "", pen.cell(opened=False))


def _certainty(pen: Pen, sheet: Any, row: int, number: int, key: str, one: Row) -> None:
    word = next(word for word, meaning in model.CERTAINTY.items() if meaning is one.content.provisional)
    put_text(sheet, row, number, word, pen.cell(opened=one.opened))


def _words(pen: Pen, sheet: Any, row: int, number: int, key: str, one: Row) -> None:
    put_text(sheet, row, number, held(getattr(one.content, key)), pen.cell(opened=one.opened))


_CELLS: dict[str, Callable[[Pen, Any, int, int, str, Row], None]] = {
    **dict.fromkeys(("target", "target_year", "before"), _target),
    "figure": _figure,
    "certainty": _certainty,
    **dict.fromkeys(("unavailable", "cause", "follow_up"), _words),
}


def _rules(pen: Pen, sheet: Any, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """What a cell takes, and the colours of what looks empty or wrong."""
    first, last = model.HEAD + 1, model.HEAD + len(rows)
    places = {column.key: number for number, column in enumerate(columns)}
    for key, limit in (("unavailable", REASON), ("cause", LONGEST), ("follow_up", LONGEST)):
        short = {"validate": "length", "criteria": "<=", "value": limit, "error_title": "Terlalu panjang"}
        rule(
            sheet,
            columns[places[key]],
            places[key],
            first,
            last,
            {**short, "error_message": f"Paling banyak {limit} huruf."},
        )
    rule(sheet, columns[places["figure"]], places["figure"], first, last, _NUMBER)
    choice(sheet, columns[places["certainty"]], places["certainty"], first, last)
    opened = [number for number, one in enumerate(rows, start=first) if one.opened]
    if opened:
        _colours(pen, sheet, opened)


def _colours(pen: Pen, sheet: Any, opened: Sequence[int]) -> None:
    """Empty, far from the target, no number: only in rows that are open."""
    row = opened[0] + 1
    far = f"AND(ISNUMBER($H{row}),ISNUMBER($D{row}),$D{row}<>0,OR($H{row}/$D{row}>2,$H{row}/$D{row}<0.5))"
    rules = ((f"=OR(ISTEXT($H{row}),{far})", pen.doubtful), (f'=AND($H{row}="",$J{row}="")', pen.missing))
    where = " ".join(f"H{first + 1}:H{last + 1}" for first, last in _stretches(opened))
    for criteria, form in rules:
        rule = {"type": "formula", "criteria": criteria, "format": form, "multi_range": where}
        sheet.conditional_format(opened[0], 7, opened[-1], 7, rule)


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows that follow one another, as first and last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
