"""Writing a unit's workbook: only cells to be filled in are open, and the simple mistakes show at once."""

from __future__ import annotations

import datetime as dt
import io

from ukur.domain.collection.brought_proofs import label
from ukur.formats.sheets.writing import A4, F4, landscape, protect, put_text, workbook
from ukur.formats.unitbook import guide, model
from ukur.formats.unitbook.manifest import Seal, sealed
from ukur.formats.unitbook.model import UnitBook
from ukur.formats.unitbook.pen import Pen, choice, rule, titles
from ukur.formats.unitbook.write_form import form_sheet

_CHUNK = 30_000  # letters of the manifest in one cell
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same form gives the same bytes


def write(book: UnitBook, seal: Seal) -> bytes:
    """The bytes of the workbook (.xlsx); the same ``book`` gives the same bytes."""
    stream = io.BytesIO()
    with workbook(stream, made=_MADE, title=book.title, subject=book.unit) as made:
        pen = Pen(made)
        paper = F4 if book.paper == "F4" else A4
        foot = f"{book.unit}, {book.title}"
        _guide(pen, book)
        form_sheet(pen, book)
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
        sheet.merge_range(2, 0, 2, 1, "", pen.practice)
        put_text(sheet, 2, 0, guide.PRACTICE, pen.practice)
    for row, (title, words) in enumerate(guide.LINES, start=4):
        put_text(sheet, row, 0, title, pen.label)
        put_text(sheet, row, 1, words, pen.words)
    protect(sheet)


def _proofs(pen: Pen, book: UnitBook) -> None:
    sheet = pen.book.add_worksheet(model.PROOFS)
    for number, column in enumerate(model.PROOF_COLUMNS):
        sheet.set_column(number, number, column.width, pen.cell(opened=True))
        for row in range(model.PROOF_HEAD):
            sheet.write_blank(row, number, None, pen.words)
    put_text(sheet, 0, 0, "Bukti dukung yang ditambahkan", pen.title)
    put_text(sheet, 1, 0, "Satu baris satu bukti. Berkas dan foto diunggah di halaman form.", pen.words)
    titles(sheet, model.PROOF_HEAD, model.PROOF_COLUMNS, pen.head)
    first, last = model.PROOF_HEAD + 1, model.PROOF_HEAD + model.PROOF_ROWS
    opened = any(one.opened for one in book.rows)
    for number, column in enumerate(model.PROOF_COLUMNS):
        if column.key == "label" and opened:
            listed = {"validate": "list", "source": "=daftar_indikator", "error_title": "Pilih dari daftar"}
            rule(sheet, column, number, first, last, {**listed, "error_message": "Pilih indikator dari daftar."})
        elif column.words:
            choice(sheet, column, number, first, last)
        else:
            rule(sheet, column, number, first, last, {"validate": "any"})
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
