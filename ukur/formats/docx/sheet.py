"""What every DOCX shares: sheet, styles, letterhead, marks, footer with page numbers."""

from __future__ import annotations

import base64
import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ukur.formats.papers import TEST_LABEL, BadContent, Paper
from ukur.formats.papers.text import code_of

FONT = "Arial"
SHEETS = {"A4": (210, 297), "F4": (215, 330)}
EDITABLE = "Salinan untuk disunting; yang berlaku adalah naskah PDF."
_HEADINGS = {"Title": 13, "Heading 1": 12, "Heading 2": 11, "Heading 3": 10}


def lies(content: dict[str, Any]) -> bool:
    """Is the sheet turned? Measurement documents and wide forms are."""
    return content["kind"] == "dpk" or bool(content.get("landscape"))


def opened(content: dict[str, Any], paper: Paper) -> Document:
    """An empty document with sheet, styles, marks, footer and the letterhead at its top."""
    document = docx.Document()
    _sheet(document, content, paper)
    _styles(document, 9.5 if content["kind"] == "dpk" else 12)
    marks = _marks(content)
    section = document.sections[0]
    if marks:
        _aligned(section.header.paragraphs[0], " · ".join(marks), WD_ALIGN_PARAGRAPH.RIGHT, 9, bold=True)
    _footer(section.footer.paragraphs[0], content)
    _letterhead(document, content["letterhead"])
    return document


def width_mm(document: Document) -> float:
    """The width between the margins."""
    section = document.sections[0]
    return float(((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) / Mm(1))


def _marks(content: dict[str, Any]) -> list[str]:
    test = content.get("kind_of_signature") == TEST_LABEL
    return [*(["LATIHAN"] if content["practice"] else []), *([TEST_LABEL] if test else [])]


def _sheet(document: Document, content: dict[str, Any], paper: Paper) -> None:
    section, turned = document.sections[0], lies(content)
    short, long = (Mm(side) for side in SHEETS[paper])
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if turned else (short, long)
    section.left_margin, section.right_margin = (Mm(20), Mm(17)) if turned else (Mm(28), Mm(20))
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    section.header_distance, section.footer_distance = Mm(9), Mm(9)


def _styles(document: Document, size: float) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101 - tells the type checker what the template holds
    _face(normal, size)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    for name, points in _HEADINGS.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101
        _face(style, points, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(6)
        style.paragraph_format.keep_with_next = True
    title = document.styles["Title"].element.get_or_add_pPr()
    for line in title.findall(qn("w:pBdr")):
        title.remove(line)


def _face(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    """Arial in every script, black, Indonesian; the template's own theme fonts and colours go."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in [key for key in fonts.attrib if "Theme" in key or "theme" in key]:
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    properties.append(language)


def _aligned(paragraph: Paragraph, text: str, at: WD_ALIGN_PARAGRAPH, size: float, *, bold: bool = False) -> None:
    paragraph.alignment = at
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold


def _footer(paragraph: Paragraph, content: dict[str, Any]) -> None:
    name = content["title"] or content.get("subject", "Surat")
    code = code_of(content.get("digest", ""))
    words = [f"{name}, {content['letterhead']['agency']}", EDITABLE, *([f"Kode keaslian: {code}"] if code else [])]
    _aligned(paragraph, " · ".join([*words, "Halaman "]), WD_ALIGN_PARAGRAPH.LEFT, 7)
    _field(paragraph, "PAGE")
    _small(paragraph, " dari ")
    _field(paragraph, "NUMPAGES")


def _small(paragraph: Paragraph, text: str = "") -> Run:
    run = paragraph.add_run(text)
    run.font.size = Pt(7)
    return run


def _field(paragraph: Paragraph, code: str) -> None:
    """A field of Word. Only here, and only for the two words above: text of a content never becomes one."""
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        _small(paragraph)._r.append(mark)
        if kind == "begin":
            order = OxmlElement("w:instrText")
            order.text = code
            _small(paragraph)._r.append(order)
        if kind == "separate":
            _small(paragraph, "1")


def _letterhead(document: Document, kop: dict[str, Any]) -> None:
    first = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    if kop.get("arms"):
        first.alignment = WD_ALIGN_PARAGRAPH.CENTER
        try:
            first.add_run().add_picture(io.BytesIO(base64.b64decode(kop["arms"], validate=True)), height=Mm(18))
        except (UnrecognizedImageError, ValueError):
            raise BadContent("Lambang pada kop bukan gambar PNG atau JPEG.") from None
        first = document.add_paragraph()
    _aligned(first, kop["government"].upper(), WD_ALIGN_PARAGRAPH.CENTER, 12)
    _aligned(document.add_paragraph(), kop["agency"].upper(), WD_ALIGN_PARAGRAPH.CENTER, 16, bold=True)
    last = document.add_paragraph()
    _aligned(last, "\n".join(filter(None, (kop["address"], kop["contact"]))), WD_ALIGN_PARAGRAPH.CENTER, 9)
    _rule(last)
    last.paragraph_format.space_after = Pt(10)


def _rule(paragraph: Paragraph) -> None:
    """The thick and thin line under the letterhead."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "4"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)
