"""People of an agency with their posts; stand-ins."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.services.access import Actor
from ukur.services.paper import signer_of
from ukur.services.paper.frame import spaced
from ukur.services.wording.dates import long_date
from ukur.store.models import Assignment, Delegation, Person


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: int
    name: str
    username: str
    nip: str
    role: str
    phone: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    people: tuple[PersonLine, ...]
    admin: bool


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """Posts the actor holds, people who can stand in, and what is in force."""

    posts: tuple[tuple[int, str], ...]
    people: tuple[tuple[int, str], ...]
    current: tuple[tuple[str, str, str, str], ...]


def people_page(actor: Actor) -> PeoplePage:
    """Everybody of the agency; ``waiting``: has a one-time password and has not signed in with it yet."""
    today = timezone.localdate()
    rows = Person.objects.filter(agency=actor.agency, is_active=True).order_by("pk") if actor.agency else []
    lines = (
        PersonLine(
            one.pk,
            one.name,
            one.username,
            spaced(one.nip),
            signer_of(one.pk, today).role,
            one.phone,
            one.must_change_password,
        )
        for one in rows
    )
    return PeoplePage(tuple(lines), actor.admin)


def delegation_page(actor: Actor) -> DelegationPage:
    today = timezone.localdate()
    held = Assignment.objects.filter(person=actor.id, until=None, since__lte=today).select_related("position")
    people = Person.objects.filter(agency=actor.agency, is_active=True).exclude(pk=actor.id or 0).order_by("pk")
    rows = Delegation.objects.filter(giver=actor.id, until__gte=today).select_related("receiver", "position")
    return DelegationPage(
        tuple((one.position_id, one.position.name) for one in held),
        tuple(people.values_list("pk", "name")),
        tuple(
            (one.position.name, one.receiver.name, f"{long_date(one.since)} sampai {long_date(one.until)}", one.reason)
            for one in rows
        ),
    )
