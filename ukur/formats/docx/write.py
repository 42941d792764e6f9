"""Content in, DOCX out. What is edited is no longer the frozen paper, and every page of it says so."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from typing import Any, cast

from docx.document import Document

from ukur.formats.docx.chapters import write_document
from ukur.formats.docx.letter import write_letter
from ukur.formats.docx.sheet import opened
from ukur.formats.papers import Paper
from ukur.formats.papers.check import require

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a ZIP can name
_LONGEST = 255  # characters of a property of the file
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_TURNING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # hides text or turns its direction


def write(content: Mapping[str, object], *, paper: Paper = "A4") -> bytes:
    """``content`` (a ``papers.Dpk`` or ``papers.Letter``) as an editable DOCX on A4 or F4.

    It carries letterhead, text, tables and blocks for signing by pen, but no QR code and no claim of an electronic
    signature: those belong to the PDF. The same content and paper give the same bytes. Raises BadContent when the
    content has gaps or its arms are no picture.
    """
    require(content)
    if paper not in ("A4", "F4"):
        raise ValueError(f"kertas {paper!r}")
    clean = cast(dict[str, Any], _clean(json.loads(json.dumps(content))))
    document = opened(clean, paper)
    (write_document if clean["kind"] == "dpk" else write_letter)(document, clean)
    return _packed(document, clean)


def _clean(value: object) -> object:
    """All strings as XML may hold them, in NFC, one kind of line break; nothing that turns or hides text."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
        return _TURNING.sub("", _NOT_XML.sub("", text))
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


def _packed(document: Document, content: dict[str, Any]) -> bytes:
    """The file with the date of the content in place of now, in its properties and in the ZIP."""
    facts, day = document.core_properties, dt.date.fromisoformat(content["dated"])
    facts.title = (content["title"] or content.get("subject", "Surat"))[:_LONGEST]
    facts.author = facts.last_modified_by = content["letterhead"]["agency"][:_LONGEST]
    facts.created = facts.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
    facts.language, facts.comments, facts.keywords, facts.revision = "id-ID", "", "", 1
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _EPOCH), before.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
