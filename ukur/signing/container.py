"""Finds the signature containers of a PDF by their marks in the bytes, without trusting the file's own
tables.

A signature covers the whole file except its container, the hex string ``/Contents <...>``. Everything in that
hole has to be proven some other way: it must be exactly one CMS object (RFC 5652) in DER, in one letter case,
and zeros.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from dataclasses import dataclass
from hashlib import sha256, sha384, sha512

from ukur.signing.cms import length_of

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_ONE_CASE = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")
_TITLE = re.compile(rb"/T\s*\(([\x20-\x27\x2a-\x5b\x5d-\x7e]{1,60})\)")
_MOST = 64  # signatures that are looked at in one file
_HASHES = {"sha256": sha256, "sha384": sha384, "sha512": sha512}


@dataclass(frozen=True, slots=True)
class Container:
    """A place that claims to be a signature: the hole from ``start`` to ``end``, covered up to ``stop``."""

    name: str
    start: int
    end: int
    stop: int

    def hole(self, data: bytes) -> bytes:
        return data[self.start : self.end]

    def digest(self, data: bytes, algorithm: str) -> bytes | None:
        """The digest of all that the signature covers; None for an algorithm that PAdES does not allow."""
        if algorithm not in _HASHES:
            return None
        view = memoryview(data)
        found = _HASHES[algorithm](view[: self.start])
        found.update(view[self.end : self.stop])
        return found.digest()


def _field_name(data: bytes, at: int, count: int) -> str:
    """The name of the field whose value is the dictionary around ``at``.

    A running number when it cannot be seen.
    """
    head = data.rfind(b" obj", 0, at)
    number = re.search(rb"(\d{1,8} \d{1,5})$", data[max(head - 15, 0) : max(head, 0)])
    holder = data.find(b"/V " + number.group(1) + b" R") if number else -1
    if holder >= 0:
        title = _TITLE.search(data[max(holder - 300, 0) : holder + 300])
        if title:
            return title.group(1).decode()
    return f"ke-{count}"


def find_containers(data: bytes) -> list[Container]:
    """All containers in the order of how much they cover.

    A range that starts late or has no hole is not one.
    """
    found = []
    for count, hit in enumerate(_BYTE_RANGE.finditer(data), start=1):
        first, start, end, length = (int(one) for one in hit.groups())
        if first == 0 and start < end and count <= _MOST:
            found.append(Container(_field_name(data, hit.start(), count), start, end, end + length))
    return sorted(found, key=lambda one: one.stop)


def unwrap(hole: bytes) -> tuple[bytes, str]:
    """The DER bytes out of a container, and what is wrong with their wrapping ("" when nothing is)."""
    if not (hole.startswith(b"<") and hole.endswith(b">")):
        return b"", "tanda kurung wadah rusak"
    try:
        content = unhexlify(hole[1:-1])
    except ValueError:
        return b"", "wadah berisi huruf yang bukan heksadesimal, atau panjangnya ganjil"
    length = length_of(content)
    if length is None:
        return b"", "awal wadah rusak"
    return content[:length], _padding_fault(hole, content[length:])


def _padding_fault(hole: bytes, rest: bytes) -> str:
    if any(rest):
        return "isian nol di belakang tanda tangan berubah"
    return "" if _ONE_CASE.fullmatch(hole) else "huruf besar dan kecil bercampur di dalam wadah"
