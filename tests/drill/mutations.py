"""Changes that no program makes and that a cable, an editor or a hand does: to workbooks and to SOP texts."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]
NUMBERS = (
    "0",
    "-1",
    "1",
    "255",
    "65536",
    "1048576",
    "1048577",
    "4294967296",
    "99999999999999999999",
    "1e308",
    "NaN",
    "",
)
PLACES = ("A1", "XFD1048576", "A0", "ZZZZ9", "1A", "", "R1C1", "A99999999999")
WORDS = (
    "",
    " ",
    "\x00",
    "\ufeff",
    "\u202e",
    "=1+1",
    "1.210",
    "–",
    "٣",
    "９",
    "a" * 40_000,
    "\U0001f600",
    "]]>",
    "&#x0;",
)
_TAG = re.compile(rb"<[^>]{1,200}>")
_NUMBER = re.compile(rb"\d+")
_ATTRIBUTE = re.compile(rb'"[^"]{0,80}"')


def parts_of(workbook: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


# --- Inside one part. -------------------------------------------------------------------------------------------------


def splice(data: bytes, chance: random.Random) -> bytes:
    """A few bytes are others, more or fewer."""
    at, length = chance.randint(0, len(data)), chance.choice((0, 1, 3, 40))
    return data[:at] + chance.randbytes(chance.choice((0, 1, 4))) + data[at + length :]


def _replaced(pattern: re.Pattern[bytes], data: bytes, chance: random.Random, by: bytes) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return splice(data, chance)
    one = chance.choice(found)
    return data[: one.start()] + by + data[one.end() :]


def number(data: bytes, chance: random.Random) -> bytes:
    return _replaced(_NUMBER, data, chance, chance.choice(NUMBERS).encode())


def attribute(data: bytes, chance: random.Random) -> bytes:
    return _replaced(_ATTRIBUTE, data, chance, b'"' + chance.choice((*PLACES, *NUMBERS)).encode() + b'"')


def tag_lost(data: bytes, chance: random.Random) -> bytes:
    return _replaced(_TAG, data, chance, b"")


def words(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(WORDS).encode() + data[at:]


def twice(data: bytes, chance: random.Random) -> bytes:
    """A stretch stands there twice."""
    first, last = sorted(chance.randint(0, len(data)) for _ in range(2))
    last = min(last, first + 2_000)
    return data[:last] + data[first:]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two stretches have changed places."""
    a, b, c = sorted(chance.randint(0, len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def deep(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + b"<a>" * chance.choice((10, 20_000)) + data[at:]


def doctype(data: bytes, chance: random.Random) -> bytes:
    head = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>'
    return data.replace(b"?>", b"?>" + head, 1) if b"?>" in data else head + data


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


INSIDE: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    splice, number, number, attribute, attribute, tag_lost, words, twice, swapped, deep, doctype, cut,
)  # fmt: skip


# --- Of the whole. ----------------------------------------------------------------------------------------------------


def _lost(parts: Parts, chance: random.Random) -> Parts:
    gone = chance.choice(sorted(parts))
    return {name: content for name, content in parts.items() if name != gone}


def _renamed(parts: Parts, chance: random.Random) -> Parts:
    old, new = chance.choice(sorted(parts)), chance.choice(("../a.xml", "/a.xml", "xl/workbook.xml", "a\\b", "é"))
    return {new if name == old else name: content for name, content in parts.items()}


def _exchanged(parts: Parts, chance: random.Random) -> Parts:
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    return {**parts, one: parts[other], other: parts[one]}


def _changed(parts: Parts, chance: random.Random) -> Parts:
    name = chance.choice(sorted(parts))
    return {**parts, name: chance.choice(INSIDE)(parts[name], chance)}


def _torn(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((splice, cut, twice, swapped))(data, chance)


def workbook(parts: Parts, chance: random.Random) -> bytes:
    """A workbook with one to four changes; one in eight is torn as a file as well."""
    for _ in range(chance.randint(1, 4)):
        parts = chance.choice((_lost, _renamed, _exchanged, *[_changed] * 12))(parts, chance) or parts
    data = packed(parts)
    return _torn(data, chance) if chance.random() < 1 / 8 else data


# --- A SOP text. ------------------------------------------------------------------------------------------------------

_VALUE = re.compile(r"(?m)(?<== ).+$")
TOML = (
    "0",
    "-1",
    "1e400",
    "nan",
    '""',
    "[]",
    "{}",
    "true",
    "[[[]]]",
    '"""',
    "1979-05-27",
    "99999999999999999999",
    "[" * 2_000,
)


def _value(text: str, chance: random.Random) -> str:
    """A value is another one: out of the list, or one that stands elsewhere in the text."""
    found = list(_VALUE.finditer(text))
    if not found:
        return text + chance.choice(TOML)
    one, other = chance.choice(found), chance.choice(found)
    return text[: one.start()] + chance.choice((*TOML, other.group(), other.group())) + text[one.end() :]


def _lines(text: str, chance: random.Random) -> str:
    """A line is gone, stands twice, or stands elsewhere."""
    lines = text.splitlines()
    at = chance.randrange(len(lines)) if lines else 0
    moved = lines[at : at + chance.choice((1, 1, 12))]
    if chance.random() < 2 / 3:
        del lines[at : at + len(moved)]
    if chance.random() < 2 / 3:
        there = chance.randint(0, len(lines))
        lines[there:there] = moved
    return "\n".join(lines) + "\n"


def _letters(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return (
        text[:at]
        + chance.choice((*WORDS, '"', "'", "[", "]", "=", "\n", "#", "\\", "\r"))
        + text[at + chance.randint(0, 2) :]
    )


def sop(text: str, chance: random.Random) -> str:
    """A SOP text with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice((_value, _value, _lines, _letters))(text, chance)
    return text
