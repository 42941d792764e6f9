"""The frozen content (Naskah final) that Ukur attaches to its papers, read from the bytes of a PDF by marks alone."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ukur.domain.paper import chain

_ATTACHMENT = re.compile(rb"/Type\s*/EmbeddedFile")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_LENGTH = re.compile(rb"/Length (\d{1,10})\b(?! \d+ R)")
_BEGIN = re.compile(rb"stream\r?\n")
_NEAR = 2000  # bytes in which the dictionary of an attachment ends
_MOST = 64 << 20  # bytes that may come out of one attachment
_BESIDE = ("digest", "verify")  # stand beside the content and are not part of it


@dataclass(frozen=True, slots=True)
class Attached:
    """``printed`` is the Kode keaslian the paper shows, ``computed`` the one of its content, which is ``content``."""

    printed: str
    computed: str
    content: dict[str, Any]


def attached(pdf: bytes) -> Attached | None:
    """The frozen content of a paper; None when none is attached, or none that can be read."""
    for hit in _ATTACHMENT.finditer(pdf):
        found = _read(pdf, hit.start())
        if isinstance(found, dict) and "kind" in found and isinstance(found.get("digest"), str):
            content = {key: value for key, value in found.items() if key not in _BESIDE}
            try:
                return Attached(found["digest"], sha256(chain.canonical(content)).hexdigest(), found)
            except (TypeError, ValueError, RecursionError):
                continue
    return None


def page_count(pdf: bytes) -> int:
    """How many pages a paper of Ukur has, before it was signed; 0 when none can be seen."""
    return len(_PAGE.findall(pdf))


def _read(pdf: bytes, at: int) -> object:
    """The JSON of the attachment whose mark stands at ``at``; None when it is something else."""
    near = pdf[at : at + _NEAR]
    begin = _BEGIN.search(near)
    length = _LENGTH.search(pdf, max(pdf.rfind(b" obj", 0, at), 0), at + _NEAR)
    if not begin or not length:
        return None
    start = at + begin.end()
    try:
        text = zlib.decompressobj().decompress(pdf[start : start + int(length.group(1))], _MOST)
        return json.loads(text)
    except (zlib.error, ValueError, RecursionError):
        return None
