"""Who sits on a seat now: for names on pages and papers, and to whom a task goes."""

from __future__ import annotations

import datetime as dt

from ukur.store import sql
from ukur.store.models import Person

_TEAM = """
SELECT n.id, n.name FROM store_teammember m JOIN store_person n ON n.id = m.person_id
  WHERE m.team_id = %s AND m.since <= %s AND (m.until IS NULL OR m.until >= %s) ORDER BY m.role DESC, m.id
"""
_POSITION = """
SELECT n.id, n.name FROM store_assignment a JOIN store_person n ON n.id = a.person_id
  WHERE a.position_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s) ORDER BY a.since DESC, a.id
"""
_UNIT = """
SELECT n.id, n.name FROM store_assignment a JOIN store_position p ON p.id = a.position_id
  JOIN store_person n ON n.id = a.person_id
  WHERE p.unit_id = %s AND p.kind IN ('kepala-unit', 'sekretaris')
    AND a.since <= %s AND (a.until IS NULL OR a.until >= %s) ORDER BY a.since DESC, a.id
"""


def people_on(seat: str, on: dt.date) -> list[Person]:
    """The persons who may close a task of the seat by their own post, the present holder first."""
    order = [key for key, _ in names_on(seat, on)]
    among = f"id IN ({', '.join(['%s'] * len(order))})"
    found = {one.pk: one for one in sql.objects(Person, among, *order)} if order else {}
    return [found[key] for key in order]


def names_on(seat: str, on: dt.date) -> tuple[tuple[int, str], ...]:
    """The same people by number and name only."""
    kind, _, number = seat.partition(":")
    question = {"team": _TEAM, "position": _POSITION}.get(kind, _UNIT)
    day = on.isoformat()
    return tuple(dict.fromkeys(sql.ask(question, int(number), day, day)))
