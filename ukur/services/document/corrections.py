"""Wording that the head has corrected in place: old, new and why. The unit's own text stays in its cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from ukur.services.collection import Reported
from ukur.store import sql
from ukur.store.models import Run

FIELDS = {"cause": "Kendala", "follow_up": "Tindak lanjut"}


class Corrected(NamedTuple):
    """One text of one indicator as the head wants it read. ``by``: his name and post."""

    code: str
    field: str
    old: str
    new: str
    reason: str
    by: str
    at: dt.datetime


_CORRECTIONS = """
SELECT c.code, c.field, c.old, c.new, c.reason, p.name, c.acted_as, c.at FROM store_correction c
  JOIN store_person p ON p.id = c.by_id WHERE c.run_id = %s ORDER BY c.id
"""


def corrections_of(run: Run) -> tuple[Corrected, ...]:
    """All corrections of a run in the order in which they were made."""
    rows = sql.ask(_CORRECTIONS, run.pk)
    return tuple(
        Corrected(code, field, old, new, reason, f"{name}, {as_}" if as_ else name, _moment(at))
        for code, field, old, new, reason, name, as_, at in rows
    )


def _moment(at: dt.datetime | str) -> dt.datetime:
    """SQLite gives text."""
    found = dt.datetime.fromisoformat(at) if isinstance(at, str) else at
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def read_as(cell: Reported, made: tuple[Corrected, ...]) -> tuple[Reported, tuple[Corrected, ...]]:
    """The cell with the head's wording, and the corrections that hold: what the unit rewrites since is its own."""
    held: dict[str, Corrected] = {}
    for one in made:
        if one.old in (getattr(cell, one.field), held[one.field].new if one.field in held else None):
            held[one.field] = one
    if not held:
        return cell, ()
    cause = held["cause"].new if "cause" in held else cell.cause
    follow_up = held["follow_up"].new if "follow_up" in held else cell.follow_up
    return replace(cell, cause=cause, follow_up=follow_up), tuple(held.values())
