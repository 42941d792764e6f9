"""What the bytes of an ``.xlsx`` part alone show, so that it need not be walked.

A sheet as Excel, LibreOffice and our own writer save it, without a formula, an error or a percentage, is recognised:
walking a form of fifty rows would cost more than all the rest of reading it. Whatever looks unusual is walked.
"""

from __future__ import annotations

import re
from xml.parsers import expat

BUILT_IN_PERCENT = ("9", "10")
_UTF8 = rb'<\?xml version="1\.0"(?: encoding="UTF-8")?(?: standalone="(?:yes|no)")?\?>\s*'
_DECLARED = re.compile(_UTF8)
_SHEET = re.compile(_UTF8 + rb"<worksheet[\s>]")
_COUNT = re.compile(_UTF8 + rb'<sst [^<>]*\buniqueCount="([0-9]{1,8})"')
# A cell whose address is one of A1 to GR4999, that is no error and has no formula; a row of them; all rows.
_NEAR = rb'r="(?:[A-F]?[A-Z]|G[A-R])(?:[1-4][0-9]{3}|[1-9][0-9]{0,2})"'
_TEXT = rb"[^<&\x00-\x08\x0b\x0c\x0e-\x1f\x80-\xff]*+"
_VALUE = rb"(?:<v>" + _TEXT + rb'</v>|<is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is>)?+"
_HEAD = rb"<c " + _NEAR + rb'(?: s="[0-9]++")?+(?: t="(?:s|n|str|b|inlineStr)")?+ ?+'
_CELL = _HEAD + rb"(?:/>|>" + _VALUE + rb"</c>)"
_ROW = rb'<row(?: [A-Za-z0-9:]++="[^"<>&]*+")*+ ?+(?:/>|>(?:' + _CELL + rb")*+</row>)"
_ROWS = re.compile(rb"<sheetData>(?:" + _ROW + rb")*+</sheetData>")
_ELSEWHERE = re.compile(rb"<!|[<:](?:c|f|v|is|row|sheetData)[\s/>]")


def unmarked(sheet: bytes) -> bool:
    """Whether each cell is plain and stands where a sheet may have one, whatever a walk would find otherwise."""
    rows = _ROWS.search(sheet) if _SHEET.match(sheet) else None
    if rows is None:
        return False
    rest = sheet[: rows.start()] + sheet[rows.end() :]
    return not _ELSEWHERE.search(rest) and sound(rest)


def sound(part: bytes) -> bool:
    """Whether ``part`` is well-formed XML."""
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError:
        return False
    return True


def no_percent(styles: bytes) -> bool:
    """Whether the bytes alone show that no format is a percentage."""
    if not _DECLARED.match(styles) or any(one in styles for one in (b"%", b"<!", b"&#")):
        return False
    written = styles.count(b'numFmtId="')
    return written == styles.count(b"numFmtId") and not any(
        f'numFmtId="{one}"'.encode() in styles for one in BUILT_IN_PERCENT
    )


def count_of_texts(strings: bytes) -> str | None:
    """How many texts the part says that it holds; None when it takes a walk to know."""
    found = _COUNT.match(strings)
    return found.group(1).decode() if found and strings.count(b"<sst") == 1 and sound(strings) else None
