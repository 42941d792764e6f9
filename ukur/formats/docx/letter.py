"""Letters, forms and records as DOCX, block by block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from ukur.formats.docx.signing import initials, signers
from ukur.formats.docx.tables import after, fields, laid, put, ruled
from ukur.formats.papers.text import code_of

Block = dict[str, Any]
_BLANK = "." * 40


def write_letter(document: Document, content: dict[str, Any]) -> None:
    """The letter under its letterhead, in the order of the PDF."""
    titled, place = bool(content["title"]), content["place_date"]
    first = not titled or content.get("letter_head", False)
    if first and place:
        document.add_paragraph(place).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if first and not titled:
        fields(document, content["rows"])
    if first:
        _addressee(document, content)
    if titled:
        _title(document, content)
        fields(document, content["rows"])
        if not first:
            _addressee(document, content)
    for block in content["blocks"]:
        _BLOCKS[block["type"]](document, block)
    _hold_together(document)
    signers(document, content, "" if first else place)
    initials(document, content.get("initials", ()))
    if content.get("cc"):
        document.add_paragraph("Tembusan:")
        _numbered(document, {"items": content["cc"]})


def _hold_together(document: Document) -> None:
    """The last paragraph of text goes with what is signed after it."""
    for paragraph in document.paragraphs[-3:]:
        paragraph.paragraph_format.keep_with_next = True


def _addressee(document: Document, content: dict[str, Any]) -> None:
    if content["addressee"]:
        document.add_paragraph("\n".join(content["addressee"]))


def _title(document: Document, content: dict[str, Any]) -> None:
    document.add_paragraph(content["title"].upper(), "Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    if "number" in content:
        number = _BLANK if content["number"] is None else content["number"]
        document.add_paragraph(f"NOMOR {number}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    if "subtitle" in content:
        document.add_paragraph(content["subtitle"]).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraph(document: Document, block: Block) -> None:
    document.add_paragraph(block["text"]).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _heading(document: Document, block: Block) -> None:
    document.add_paragraph(block["text"], "Heading 1")


def _fields(document: Document, block: Block) -> None:
    fields(document, block["rows"], indent=8)


def _numbered(document: Document, block: Block) -> None:
    """Numbers as text: they say the same when a part is copied elsewhere."""
    for no, item in enumerate(block["items"], 1):
        paragraph = document.add_paragraph(f"{'•' if block.get('bullets') else f'{no}.'}\t{item}")
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(8), Mm(-8)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(8))


def _checks(document: Document, block: Block) -> None:
    for words, on in block["items"]:
        document.add_paragraph(_tick(words, on))


def _tick(words: str, on: bool) -> str:
    return f"{'☒' if on else '☐'} {words}"


def _table(document: Document, block: Block) -> None:
    size = 10 if len(block["head"]) < 8 else 9
    more = {key: block[key] for key in ("widths", "align", "row_height") if key in block}
    ruled(document, block["head"], block["rows"], size=size, **more)


def _signing(document: Document, block: Block) -> None:
    count = len(block["head"])
    every = [*block["rows"], *[[""] * count] * block.get("blank", 0)]
    rows = [[str(no), *row, f"{no}."] for no, row in enumerate(every, 1)]
    shares = block.get("widths", (1,) * (count + 1))
    widths = [sum(shares) / 15, *shares]
    height = block.get("row_height", 11)
    table = ruled(document, ("No", *block["head"], "Tanda tangan"), rows, widths=widths, row_height=height)
    room = (table.columns[-1].width or 0) // 2
    for row in table.rows[2::2]:  # left and right in turn
        row.cells[-1].paragraphs[0].paragraph_format.left_indent = room


def _code(document: Document, block: Block) -> None:
    fields(document, [["Kode keaslian", code_of(block["digest"])], ["Cek keaslian", block["url"]]])


def _boxes(document: Document, block: Block) -> None:
    table = laid(document, len(block["rows"]), block["columns"], lines=True)
    for row, boxes in zip(table.rows, block["rows"], strict=True):
        cells, at = row.cells, 0
        for box in boxes:
            end = at + box.get("span", 1)
            cell = cells[at].merge(cells[end - 1]) if end > at + 1 else cells[at]
            put(cell, box.get("label", ""), size=11, bold=True)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
            cell.paragraphs[0].add_run("\n" if "label" in box else "").bold = False
            cell.paragraphs[0].add_run("\n".join(line for part in box["blocks"] for line in _lines(part)))
            row.height = max(row.height or 0, Mm(box.get("height", 0))) or None
            at = end
    after(document)


def _lines(part: Block) -> list[str]:
    """What stands in a box, a line each."""
    if part["type"] == "fields":
        return [f"{name}: {_BLANK[:24] if value is None else value}" for name, value in part["rows"]]
    if part["type"] == "list":
        return [f"{'•' if part.get('bullets') else f'{no}.'} {item}" for no, item in enumerate(part["items"], 1)]
    if part["type"] == "checks":
        return [_tick(words, on) for words, on in part["items"]]
    return [part["text"]]


_BLOCKS: dict[str, Callable[[Document, Block], None]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "fields": _fields,
    "list": _numbered,
    "checks": _checks,
    "table": _table,
    "signing": _signing,
    "code": _code,
    "boxes": _boxes,
}
