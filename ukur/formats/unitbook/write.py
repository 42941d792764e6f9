"""Writing a unit's workbook: only cells to be filled in are open, and the simple mistakes show at once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ukur.domain.achievement.numbers import NOT_REPORTED, format_number
from ukur.domain.collection.merge import LONGEST, REASON, held
from ukur.domain.collection.proofs import label
from ukur.formats.sheets.writing import A4, F4, exact, landscape, protect, put_text, workbook
from ukur.formats.unitbook import guide, model
from ukur.formats.unitbook.manifest import Seal, sealed
from ukur.formats.unitbook.model import Column, Row, UnitBook
from ukur.formats.unitbook.pen import Pen

_WIDEST = 999_999_999_999_999  # the digits that a workbook keeps exactly
_CHUNK = 30_000  # letters of the manifest in one cell
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same form gives the same bytes
_NUMBER = {
    "validate": "decimal", "criteria": "between", "minimum": -_WIDEST, "maximum": _WIDEST,
    "error_title": "Bukan angka",
    "error_message": "Tulis angka saja, tanpa tanda %, satuan, dan titik ribuan. Kosongkan bila belum ada angkanya.",
}  # fmt: skip


def write(book: UnitBook, seal: Seal) -> bytes:
    """The bytes of the workbook (.xlsx); the same ``book`` gives the same bytes."""
    stream = io.BytesIO()
    with workbook(stream, made=_MADE, title=book.title, subject=book.unit) as made:
        pen = Pen(made)
        paper = F4 if book.paper == "F4" else A4
        foot = f"{book.unit}, {book.title}"
        _guide(pen, book)
        _form(pen, book)
        _proofs(pen, book)
        for sheet in made.worksheets():
            landscape(sheet, paper, foot)
        _lists(pen, book)
        _manifest(pen, sealed(book.manifest, seal))
    return stream.getvalue()


def _guide(pen: Pen, book: UnitBook) -> None:
    sheet = pen.book.add_worksheet(model.GUIDE)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    put_text(sheet, 0, 0, f"Form Pengukuran {book.unit}", pen.title)
    put_text(sheet, 1, 0, f"{book.agency}, {book.title}", pen.label)
    if book.practice:
        put_text(sheet, 2, 0, guide.PRACTICE, pen.practice)
    for row, (title, words) in enumerate(guide.LINES, start=4):
        put_text(sheet, row, 0, title, pen.label)
        put_text(sheet, row, 1, words, pen.words)
    protect(sheet)


def _form(pen: Pen, book: UnitBook) -> None:
    sheet = pen.book.add_worksheet(model.FORM)
    columns = model.form_columns(returned=any(one.returned for one in book.rows))
    put_text(sheet, 0, 1, f"Form Pengukuran {book.unit}", pen.title)
    put_text(sheet, 1, 1, f"{book.title}. {book.due}".strip(), pen.words)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    _titles(sheet, model.HEAD, columns, pen.head)
    sheet.set_column(0, 0, 10, None, {"hidden": True})
    for row, one in enumerate(book.rows, start=model.HEAD + 1):
        for number, column in enumerate(columns):
            _CELLS.get(column.key, _read_only)(pen, sheet, row, number, column.key, one)
    if book.rows:
        _rules(pen, sheet, columns, book.rows)
    sheet.freeze_panes(model.HEAD + 1, 2)
    sheet.repeat_rows(model.HEAD)
    protect(sheet)


def _titles(sheet: Any, row: int, columns: Sequence[Column], form: Any) -> None:
    for number, column in enumerate(columns):
        put_text(sheet, row, number, column.title, form)
    sheet.set_row(row, 30)


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
        _rule(
            sheet,
            columns[places[key]],
            places[key],
            first,
            last,
            {**short, "error_message": f"Paling banyak {limit} huruf."},
        )
    _rule(sheet, columns[places["figure"]], places["figure"], first, last, _NUMBER)
    _choice(sheet, columns[places["certainty"]], places["certainty"], first, last)
    opened = [number for number, one in enumerate(rows, start=first) if one.opened]
    if opened:
        _colours(pen, sheet, opened)


def _rule(sheet: Any, column: Column, number: int, first: int, last: int, rule: dict[str, Any]) -> None:
    told = {"input_title": column.title[:32], "input_message": column.hint[:255]} if column.hint else {}
    sheet.data_validation(first, number, last, number, {**rule, **told})


def _choice(sheet: Any, column: Column, number: int, first: int, last: int) -> None:
    wrong = {"error_title": "Pilih dari daftar", "error_message": f"Pilih {' atau '.join(column.words)}."}
    _rule(sheet, column, number, first, last, {"validate": "list", "source": list(column.words), **wrong})


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


def _proofs(pen: Pen, book: UnitBook) -> None:
    sheet = pen.book.add_worksheet(model.PROOFS)
    for number, column in enumerate(model.PROOF_COLUMNS):
        sheet.set_column(number, number, column.width, pen.cell(opened=True))
        for row in range(model.PROOF_HEAD):
            sheet.write_blank(row, number, None, pen.words)
    put_text(sheet, 0, 0, "Bukti dukung yang ditambahkan", pen.title)
    put_text(sheet, 1, 0, "Satu baris satu bukti. Berkas dan foto diunggah di halaman form.", pen.words)
    _titles(sheet, model.PROOF_HEAD, model.PROOF_COLUMNS, pen.head)
    first, last = model.PROOF_HEAD + 1, model.PROOF_HEAD + model.PROOF_ROWS
    opened = any(one.opened for one in book.rows)
    for number, column in enumerate(model.PROOF_COLUMNS):
        if column.key == "label" and opened:
            listed = {"validate": "list", "source": "=daftar_indikator", "error_title": "Pilih dari daftar"}
            _rule(sheet, column, number, first, last, {**listed, "error_message": "Pilih indikator dari daftar."})
        elif column.words:
            _choice(sheet, column, number, first, last)
        else:
            _rule(sheet, column, number, first, last, {"validate": "any"})
    sheet.freeze_panes(model.PROOF_HEAD + 1, 1)
    sheet.repeat_rows(model.PROOF_HEAD)
    protect(sheet)


def _lists(pen: Pen, book: UnitBook) -> None:
    sheet = pen.book.add_worksheet(model.LISTS)
    names = [label(one.code, one.name) for one in book.rows if one.opened]
    for row, name in enumerate(names):
        put_text(sheet, row, 0, name, pen.words)
    if names:
        pen.book.define_name("daftar_indikator", f"={model.LISTS}!$A$1:$A${len(names)}")
    sheet.very_hidden()
    protect(sheet)


def _manifest(pen: Pen, text: str) -> None:
    sheet = pen.book.add_worksheet(model.HIDDEN)
    put_text(sheet, 0, 0, "Jangan diubah: dengan lembar ini Ukur mengenali buku ini.", pen.words)
    for row, start in enumerate(range(0, len(text), _CHUNK), start=1):
        put_text(sheet, row, 0, text[start : start + _CHUNK], pen.words)
    sheet.very_hidden()
    protect(sheet)
