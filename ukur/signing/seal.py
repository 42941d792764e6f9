"""A seal against accidents in what no signature covers.

Evidence added after the last signature (PAdES B-LT) proves itself where it is signed by others, and nothing covers the
rest. So Ukur writes a digest of its update into it, as a comment. It holds nobody off who wants to change it; whoever
does can only take evidence away, never a signature.
"""

from __future__ import annotations

import re
from hashlib import sha256

_MARK = b"%UKUR_Segel "
_SEAL = re.compile(rb"%UKUR_Segel ([0-9a-f]{64})\n(?=startxref)")
_TRACE = re.compile(rb"UKUR_Segel|[0-9A-Fa-f]{63}\s?startxref")


def sealed(start: int, pdf: bytes) -> bytes:
    """The same with the seal of the update that begins at ``start``, before its ``startxref``."""
    at = pdf.rindex(b"startxref")
    return pdf[:at] + _MARK + _digest(pdf[start:at], pdf[at:]) + b"\n" + pdf[at:]


def _digest(head: bytes, tail: bytes) -> bytes:
    return sha256(head + tail).hexdigest().encode()


def seal_of(update: bytes) -> bool | None:
    """Whether the seal of an update holds; None when there is none (other software made it)."""
    found = list(_SEAL.finditer(update))
    if not found:
        return False if _TRACE.search(update) else None
    one = found[-1]
    return one.group(1) == _digest(update[: one.start()], update[one.end() :])
