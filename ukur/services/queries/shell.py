"""What the frame of every page needs: who is signed in, the agency, how many tasks wait."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.services import access
from ukur.services.access import Actor, Power
from ukur.services.paper import signer_of
from ukur.services.queries.names import called
from ukur.store.models import Person, Task


@dataclass(frozen=True, slots=True)
class Shell:
    actor: Actor
    name: str
    called: str
    role: str
    agency: str
    practice: bool
    open_tasks: int
    admin: bool


def shell(person: Person) -> Shell:
    """The frame for a signed-in person. ``open_tasks`` counts what he may act on or prepare now."""
    today = timezone.localdate()
    role = signer_of(person.pk, today).role
    agency = person.agency
    return Shell(
        actor=access.actor(person),
        name=person.name,
        called=called(person),
        role=role or ("Pengelola" if person.is_admin else ""),
        agency=agency.name if agency else "",
        practice=bool(agency and agency.practice),
        open_tasks=_count(person),
        admin=person.is_admin,
    )


def _count(person: Person) -> int:
    seats = {
        key
        for key, right in access.rights(person.pk, timezone.localdate()).seats.items()
        if right.power >= Power.PREPARE
    }
    return (
        Task.objects.filter(run__agency=person.agency_id, run__status="running", status="open", seat__in=seats)
        .exclude(kind="confirm")
        .count()
    )
