"""The digest chain of a journal stream: each entry carries the digest of the one before it.

Changing, dropping, adding or moving an entry breaks every digest after it, so the head alone vouches for the
whole stream. The rule is small on purpose: it is printed in each archive package, to be recomputed there
without Ukur.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

GENESIS = ""  # ``prev`` of the first entry of a stream

_PLAIN = frozenset({str, int, bool, type(None)})
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def _require_exact(value: object) -> None:
    kind = type(value)
    if kind in _PLAIN:
        return
    if kind is dict:
        for key, one in value.items():  # type: ignore[attr-defined]
            if type(key) is not str:
                raise TypeError(f"key {key!r} is not text")
            _require_exact(one)
    elif kind is list or kind is tuple:
        for one in value:  # type: ignore[attr-defined]
            _require_exact(one)
    else:
        raise TypeError(f"{kind.__name__} has no exact form; write it as text")


def canonical(value: object) -> bytes:
    """The one byte form of a value: JSON, keys sorted, no blanks, UTF-8.

    TypeError for what two machines could write differently: floats, decimals, dates, sets, keys that are not
    text.
    """
    _require_exact(value)
    return _encode(value).encode()


def digest(prev: str, entry: Mapping[str, object]) -> str:
    """SHA-256 in hex over the canonical entry, without its own ``digest`` and with the ``prev`` given."""
    content = dict(entry)
    content.pop("digest", None)
    content["prev"] = prev
    return sha256(canonical(content)).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether a stream is whole. ``count`` entries are good, ``head`` is the digest of the last of them.

    ``bad_seq`` is the ``seq`` of the first bad entry (its expected number when it has none); ``reason`` is
    ``unreadable``, ``gap`` (numbering), ``broken_link`` (``prev``) or ``changed`` (``digest``); both empty
    when valid.
    """

    valid: bool
    count: int
    head: str
    bad_seq: int | None = None
    reason: str = ""


def _fault(entry: object, seq: int, prev: str) -> str:
    if not isinstance(entry, Mapping):
        return "unreadable"
    if type(entry.get("seq")) is not int or entry["seq"] != seq:
        return "gap"
    if entry.get("prev") != prev:
        return "broken_link"
    try:
        return "" if digest(prev, entry) == entry.get("digest") else "changed"
    except (TypeError, ValueError, RecursionError):
        return "unreadable"


def verify(entries: Iterable[Mapping[str, object]]) -> ChainVerdict:
    """Recomputes a stream from its first entry (``seq`` 1, ``prev`` empty); stops at the first bad one."""
    head, count = GENESIS, 0
    for entry in entries:
        reason = _fault(entry, count + 1, head)
        if reason:
            given = entry.get("seq") if isinstance(entry, Mapping) else None
            bad = given if type(given) is int else count + 1
            return ChainVerdict(False, count, head, bad, reason)
        head, count = str(entry["digest"]), count + 1
    return ChainVerdict(True, count, head)
