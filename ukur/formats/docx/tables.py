"""Tables of a DOCX: ruled ones whose head repeats, plain ones that only stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from ukur.formats.docx.sheet import width_mm

SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_HEAD, _GROUP = "E8E8E8", "F5F5F5"


def ruled(
    document: Document,
    head: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    *,
    widths: Sequence[float] = (),
    align: Sequence[str] = (),
    size: float = 10,
    row_height: float = 0,
    line: float = 0,
) -> Table:
    """A table with lines: its head stands on every page, no row is torn, a row of one cell goes across.

    ``line`` is its width in mm, that of the text when it is 0.
    """
    count = len(head)
    table = laid(document, 1 + len(rows), widths or (1,) * count, lines=True, line=line)
    sides = align or ("left",) * count
    for at, row in enumerate(table.rows):
        _whole(row)
        cells = row.cells
        if at == 0:
            _repeat(row)
            for cell, name in zip(cells, head, strict=True):
                put(cell, name, "center", size, bold=True, fill=_HEAD)
            continue
        texts = rows[at - 1]
        if len(texts) == 1 and count > 1:
            put(cells[0].merge(cells[-1]), texts[0], "left", size, bold=True, fill=_GROUP)
            continue
        if row_height:
            row.height, row.height_rule = Mm(row_height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text, side in zip(cells, texts, sides, strict=True):
            put(cell, text, side, size)
    after(document)
    return table


def laid(document: Document, rows: int, widths: Sequence[float], *, lines: bool = False, line: float = 0) -> Table:
    """A table of ``rows`` rows, its columns shares of the line; without lines it only puts things side by side."""
    table: Table = document.add_table(rows, len(widths), "Table Grid" if lines else None)
    table.autofit = False
    whole, total = line or width_mm(document), sum(widths)
    sizes = [Mm(whole * share / total) for share in widths]
    _margins(table, 1.3 if lines else 0.8, 0.8 if lines else 0)
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    for row in table.rows:
        for cell, size in zip(row.cells, sizes, strict=True):
            cell.width = size
    return table


def put(
    cell: _Cell, text: str | None, side: str = "left", size: float = 10, *, bold: bool = False, fill: str = ""
) -> None:
    """Text into a cell: None is a dash for what nobody has reported, an empty one is left to write in."""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = SIDES[side]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run("–" if text is None else text)
    run.font.size, run.bold = Pt(size), bold
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if fill:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def dotted(cell: _Cell) -> None:
    """A dotted line under a cell, to write on."""
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for key, value in (("val", "dotted"), ("sz", "6"), ("space", "0"), ("color", "404040")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def fields(document: Document, rows: Sequence[Sequence[str | None]], *, indent: float = 0, size: float = 12) -> None:
    """Label, colon, value a line, the colons under each other; a value of None is a line to write on."""
    if not rows:
        return
    label = min(60.0, max(20.0, *(len(row[0] or "") * size * 0.19 + 3 for row in rows), 0))
    rest = width_mm(document) - indent - label - 4
    table = laid(document, len(rows), (*((indent,) if indent else ()), label, 4, rest))
    for row, (name, value) in zip(table.rows, rows, strict=True):
        _whole(row)
        *before, first, colon, last = row.cells
        for cell, text in (
            (first, name or ""),
            (colon, ":" if name else ""),
            (last, value or ""),
            *((c, "") for c in before),
        ):
            put(cell, text, size=size)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
        if value is None:
            dotted(last)
    after(document)


def _margins(table: Table, side: float, above: float) -> None:
    """The air between text and line in every cell, in mm."""
    found = OxmlElement("w:tblCellMar")
    for name, size in (("top", above), ("left", side), ("bottom", above), ("right", side)):
        edge = OxmlElement(f"w:{name}")
        edge.set(qn("w:w"), str(round(size * 56.7)))
        edge.set(qn("w:type"), "dxa")
        found.append(edge)
    table._tbl.tblPr.append(found)


def after(document: Document) -> None:
    """A little air under a table; two tables must not touch or Word makes one of them."""
    gap = document.add_paragraph()
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(8)


def _whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
