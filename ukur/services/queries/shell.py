"""What the frame of every page needs: who is signed in, the agency, how many tasks wait."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.services.access import Actor, Power, Rights
from ukur.services.queries.names import called
from ukur.store import sql
from ukur.store.models import Person


@dataclass(frozen=True, slots=True)
class Shell:
    name: str
    called: str
    role: str
    agency: str
    practice: bool
    open_tasks: int
    admin: bool
    official: bool


def shell(person: Person, actor: Actor) -> Shell:
    """The frame for a signed-in person. ``open_tasks`` counts what he may act on or prepare now."""
    rights = actor.rights(timezone.localdate())
    agency = person.agency
    return Shell(
        name=person.name,
        called=called(person),
        role=rights.role or ("Pengelola" if person.is_admin else ""),
        agency=agency.name if agency else "",
        practice=bool(agency and agency.practice),
        open_tasks=_count(actor, rights),
        admin=person.is_admin,
        official=rights.official,
    )


def _count(actor: Actor, rights: Rights) -> int:
    seats = [key for key, right in rights.seats.items() if right.power >= Power.PREPARE]
    if not seats:
        return 0
    ((count,),) = sql.ask(_COUNT.format(", ".join(["%s"] * len(seats))), actor.agency, *seats)
    return int(count)


_COUNT = """
SELECT count(*) FROM store_task t JOIN store_run r ON r.id = t.run_id
  WHERE r.agency_id = %s AND r.status = 'running' AND t.status = 'open' AND t.kind <> 'confirm' AND t.seat IN ({})
"""
