"""Who sits on a seat now: for names on pages and papers, and to whom a task goes."""

from __future__ import annotations

import datetime as dt

from ukur.store import sql
from ukur.store.models import Person

_TEAM = """
SELECT person_id FROM store_teammember
  WHERE team_id = %s AND since <= %s AND (until IS NULL OR until >= %s) ORDER BY role DESC, id
"""
_POSITION = """
SELECT person_id FROM store_assignment
  WHERE position_id = %s AND since <= %s AND (until IS NULL OR until >= %s) ORDER BY since DESC, id
"""
_UNIT = """
SELECT a.person_id FROM store_assignment a JOIN store_position p ON p.id = a.position_id
  WHERE p.unit_id = %s AND p.kind IN ('kepala-unit', 'sekretaris')
    AND a.since <= %s AND (a.until IS NULL OR a.until >= %s) ORDER BY a.since DESC, a.id
"""


def people_on(seat: str, on: dt.date) -> list[Person]:
    """The persons who may close a task of the seat by their own post, the present holder first."""
    order = _order(seat, on)
    found = {one.pk: one for one in sql.objects(Person, _among(order), *order)} if order else {}
    return [found[key] for key in order]


def names_on(seat: str, on: dt.date) -> tuple[tuple[int, str], ...]:
    """The same people by number and name only."""
    order = _order(seat, on)
    found = dict(sql.read(Person, ("id", "name"), _among(order), *order)) if order else {}
    return tuple((key, found[key]) for key in order)


def _order(seat: str, on: dt.date) -> list[int]:
    kind, _, number = seat.partition(":")
    question = {"team": _TEAM, "position": _POSITION}.get(kind, _UNIT)
    day = on.isoformat()
    return list(dict.fromkeys(key for (key,) in sql.ask(question, int(number), day, day)))


def _among(keys: list[int]) -> str:
    return f"id IN ({', '.join(['%s'] * len(keys))})"
