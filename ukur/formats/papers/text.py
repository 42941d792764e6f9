"""Text that can be drawn with the paper's one font, dates in words, codes in groups."""

from __future__ import annotations

import datetime as dt
import struct
import unicodedata
from pathlib import Path

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
UNDRAWABLE = "□"
_LINE_BREAKS = {0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029}


def font_folder() -> Path:
    """Where the installed package keeps Arimo, which has the widths of Arial (Permendagri 1/2023 asks for
    Arial).
    """
    import fontpkg_arimo

    return Path(fontpkg_arimo.ROOT) / "files"


class Drawable(dict[int, str]):
    """A table for ``str.translate``: code point -> what is drawn for it.

    PDF/A and PDF/UA allow no character without a glyph, so what the font lacks becomes a visible box; the
    unchanged text stays in the attached snapshot. Invisible characters that turn the reading direction or
    hide text are left out.
    """

    def __init__(self, glyphs: frozenset[int]) -> None:
        super().__init__()
        self._glyphs = glyphs

    def __missing__(self, code: int) -> str:
        self[code] = drawn = self._drawn(code)
        return drawn

    def _drawn(self, code: int) -> str:
        if code in _LINE_BREAKS:
            return "\n"
        kind = unicodedata.category(chr(code))
        if kind == "Zs" or code == 0x09:
            return chr(code) if code == 0xA0 else " "
        if kind in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
            return ""
        return chr(code) if code in self._glyphs else UNDRAWABLE

    def clean(self, value: object) -> object:
        """``value`` (a JSON value) with all its strings drawable, in NFC; keys and numbers stay."""
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).translate(self)
        if isinstance(value, dict):
            return {key: self.clean(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(item) for item in value]
        return value


def glyphs_of(font: bytes) -> frozenset[int]:
    """The code points a TrueType font can draw (OpenType table ``cmap``, format 4)."""
    tables = struct.unpack(">H", font[4:6])[0]
    for index in range(tables):
        tag, _, offset, _ = struct.unpack(">4sLLL", font[12 + 16 * index : 28 + 16 * index])
        if tag == b"cmap":
            return _cmap(font, offset)
    raise ValueError("font without cmap")


def _cmap(font: bytes, start: int) -> frozenset[int]:
    count = struct.unpack(">H", font[start + 2 : start + 4])[0]
    for index in range(count):
        _, _, offset = struct.unpack(">HHL", font[start + 4 + 8 * index : start + 12 + 8 * index])
        if font[start + offset : start + offset + 2] == b"\0\x04":
            return _format_4(font, start + offset)
    raise ValueError("font without a cmap of format 4")


def _format_4(font: bytes, at: int) -> frozenset[int]:
    """Segments of first and last code; a glyph of 0 means the font has none."""
    size = struct.unpack(">H", font[at + 6 : at + 8])[0]
    ends, starts, deltas, ranges = (at + 14, at + 16 + size, at + 16 + 2 * size, at + 16 + 3 * size)
    found = set()
    for shift in range(0, size, 2):
        first, last = _u16(font, starts + shift), _u16(font, ends + shift)
        delta, jump = _u16(font, deltas + shift), _u16(font, ranges + shift)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = _u16(font, ranges + shift + jump + 2 * (code - first)) if jump else code
            if glyph and (glyph + delta) % 0x10000:
                found.add(code)
    return frozenset(found)


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def long_date(iso: str) -> str:
    """``2026-10-29`` -> ``29 Oktober 2026``; ValueError when it is no date."""
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def code_of(digest: str) -> str:
    """*Kode keaslian*: the first 16 hex digits of a digest in groups of four, as a reader compares them."""
    head = digest[:16].upper()
    return " ".join(head[at : at + 4] for at in range(0, len(head), 4))


def nip_groups(nip: str) -> str:
    """An 18-digit NIP as printed, ``19751229 199902 2 001`` (Perka BKN 22/2007); anything else unchanged."""
    if len(nip) == 18 and nip.isascii() and nip.isdigit():
        return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    return nip
