"""Letter numbers from an agency's own book (pattern: practice since Permendagri 83/2022)."""

from __future__ import annotations

import re

NEXT = "\N{NUMERO SIGN}"
"""Typed instead of a number: take the next one from the agency's own book."""

PARTS = ("kode", "urut", "unit", "bulan", "tahun")
_PART = re.compile(r"\{([^{}]*)\}")


def faults_in(pattern: str) -> tuple[str, ...]:
    """The parts in braces that no number has; ``urut`` itself when the pattern lacks it."""
    named = _PART.findall(pattern)
    unknown = tuple(f"{{{one}}}" for one in named if one not in PARTS)
    return unknown or (() if "urut" in named else ("{urut}",))


def follows(pattern: str, number: str) -> bool:
    """Whether ``number`` was written by ``pattern``, whatever its parts are."""
    literal = [re.escape(one) for one in _PART.split(pattern)[::2]]
    return bool(pattern) and re.fullmatch(".+".join(literal), number) is not None


def written(pattern: str, **parts: str) -> str:
    """The number as a letter prints it: ``000.8.6.3/112-Diskop/2026``."""
    return _PART.sub(lambda found: parts[found.group(1)], pattern)
