"""Digests of the blocks of a file, so that a changed byte can be named by its place and not only noticed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

BLOCK = 4096  # bytes


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes ``start`` up to ``end``, the end not included, counted from 0."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"byte {self.start}–{self.end - 1}"


def block_digests(data: bytes, size: int = BLOCK) -> tuple[str, ...]:
    """SHA-256 in hex of each ``size`` bytes of ``data``, in order; the last block may be shorter."""
    view = memoryview(data)
    return tuple(sha256(view[at : at + size]).hexdigest() for at in range(0, len(data), size))


def changed(data: bytes, digests: Sequence[str], size: int = BLOCK) -> tuple[Span, ...]:
    """The spans of ``data`` that are not as when ``digests`` was made; neighbouring blocks are one span.

    A digest may be shortened to its first digits. Bytes beyond the last digest, and blocks that are gone,
    count as changed; a gone block has the place it had.
    """
    now = block_digests(data, size)
    bad = [
        Span(at * size, min((at + 1) * size, len(data)) if at < len(now) else (at + 1) * size)
        for at in range(max(len(now), len(digests)))
        if at >= len(now) or at >= len(digests) or not (digests[at] and now[at].startswith(digests[at]))
    ]
    return tuple(_joined(bad))


def _joined(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for one in spans:
        if out and out[-1].end >= one.start:
            out[-1] = Span(out[-1].start, max(one.end, out[-1].end))
        else:
            out.append(one)
    return out
