"""Names the place of a change inside a signed PDF.

A signature says only that something changed. So each signature also carries a *locator*: shortened digests of
the blocks of the file it was put on. The locator stands in the signature dictionary and is itself signed. It
proves nothing (the signature does), it only tells where to look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from ukur.domain.paper.blocks import block_digests, changed
from ukur.signing.pdfmap import PdfMap

LOCATOR_KEY = "/UKUR_Letak"  # a second-class name as ISO 32000-1 annex E asks of private keys
_SMALLEST = 256  # bytes a block
_MOST = 1024  # blocks
_SHORT = 8  # hex digits kept of each digest
_HEAD = 24  # hex digits: block size, bytes covered, self-check
_FOUND = re.compile(rb"/UKUR_Letak\s*<([0-9A-Fa-f]{24,16384})>")


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a locator was found, how many bytes of the file it covers, and their digests."""

    at: int
    covered: int
    size: int
    digests: tuple[str, ...]


def make_locator(data: bytes) -> bytes:
    """The locator of a file that is about to be signed.

    12 bytes of head and 4 bytes a block, at most about 4 kB.
    """
    size = _SMALLEST
    while size * _MOST < len(data):
        size *= 2
    body = "".join(one[:_SHORT] for one in block_digests(data, size))
    head = f"{size:08x}{len(data):08x}"
    return bytes.fromhex(head + sha256((head + body).encode()).hexdigest()[:_SHORT] + body)


def _parsed(at: int, text: str) -> Locator | None:
    head, check, body = text[:16], text[16:_HEAD], text[_HEAD:]
    size, covered = int(head[:8], 16), int(head[8:], 16)
    if sha256((head + body).encode()).hexdigest()[:_SHORT] != check or not size:
        return None
    digests = tuple(body[i : i + _SHORT] for i in range(0, len(body), _SHORT))
    return Locator(at, covered, size, digests) if len(digests) == -(-covered // size) else None


def find_locators(data: bytes) -> tuple[list[Locator], int]:
    """The undamaged locators in file order, and how many damaged ones there are."""
    found = [(hit.start(), hit.group(1).decode().lower()) for hit in _FOUND.finditer(data)]
    parsed = [_parsed(at, text) for at, text in found]
    good = [one for one in parsed if one is not None]
    named = len(re.findall(rb"/UKUR_Letak", data))
    return good, max(named, len(found)) - len(good)


def name_change(data: bytes) -> str:
    """Where ``data`` differs from what was signed, as exactly as can be said.

    Empty when no locator can tell.
    """
    locators, damaged = find_locators(data)
    if damaged:
        return "bagian tanda tangan sendiri (tabel letak di dalamnya)"
    if not locators:
        return ""
    last = max(locators, key=lambda one: one.covered)
    spans = changed(data[: last.covered], last.digests, last.size)
    if not spans:
        return f"bagian tanda tangan sendiri, sesudah byte {last.covered - 1}"
    parts = PdfMap(data[: last.covered])
    named = "; ".join(
        f"{one}: {parts.describe(one)}" if one.start < len(data) else f"{one} hilang" for one in spans[:5]
    )
    return named if len(spans) <= 5 else f"{named}; dan {len(spans) - 5} tempat lain"
