"""One thing that was looked at when a document, a package or the live system was checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """``name`` says what was looked at, ``ok`` whether it is sound, ``detail`` what was seen and where."""

    name: str
    ok: bool
    detail: str
