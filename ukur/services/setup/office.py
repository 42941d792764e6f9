"""Changes of office: one holder ends, another begins; somebody leaves the agency."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.rules_people import STATUSES
from ukur.domain.people.commands import ChangeHolder, LeaveAgency
from ukur.services.access import Actor, person_of, require_administrator
from ukur.services.rooms import Deed
from ukur.store.models import Assignment, Delegation, Person, Position, TeamMember


def change_holder(actor: Actor, command: ChangeHolder, now: dt.datetime) -> Deed:
    """Pergantian pejabat from a day on. Tasks belong to the post, so what is open is the successor's from that day."""
    require_administrator(actor)
    position = Position.objects.filter(pk=command.position, agency=command.agency).first()
    if position is None:
        raise Refused(refusal("post_unknown"))
    successor = person_of(actor, command.successor) if command.successor else None
    if command.status not in STATUSES:
        raise Refused(refusal("status_unknown"))
    ended = _end(position, successor, command)
    if successor is not None:
        Assignment.objects.create(
            person=successor,
            position=position,
            status=command.status,
            since=command.since,
            basis=command.basis.strip()[:200],
        )
    elif not ended:
        raise Refused(refusal("nothing_to_change"))
    return Deed(
        payload={
            "position": position.name,
            "ended": ended,
            "successor": successor.name if successor else "",
            "status": command.status,
            "since": command.since.isoformat(),
            "basis": command.basis.strip(),
        }
    )


def _end(position: Position, successor: Person | None, command: ChangeHolder) -> list[str]:
    """End those who are to end on the eve of the day; the names."""
    eve = command.since - dt.timedelta(days=1)
    names = []
    for held in Assignment.objects.filter(position=position, until=None).select_related("person"):
        if successor is not None and held.person_id == successor.pk and held.status == command.status:
            raise Refused(refusal("holds_already", name=successor.name, post=position.name))
        if command.ends is not None and held.person_id not in command.ends:
            continue
        if held.since > eve:
            raise Refused(refusal("change_too_early", name=held.person.name, since=f"{held.since:%d-%m-%Y}"))
        held.until = eve
        held.save(update_fields=["until"])
        names.append(held.person.name)
    return names


def leave(actor: Actor, command: LeaveAgency, now: dt.datetime) -> Deed:
    """Somebody leaves: posts, team and stand-ins end that day, the account is closed. Signed papers keep the name."""
    require_administrator(actor)
    person = person_of(actor, command.person)
    if person.pk == actor.id:
        raise Refused(refusal("leaving_oneself"))
    if not command.reason.strip():
        raise Refused(refusal("reason_missing"))
    if command.until > timezone.localdate(now):
        raise Refused(refusal("leaving_ahead"))
    for model, who in ((Assignment, "person"), (TeamMember, "person"), (Delegation, "giver"), (Delegation, "receiver")):
        _end_rows(model, who, person, command.until)
    person.is_active = person.is_admin = False
    person.save(update_fields=["is_active", "is_admin"])
    return Deed(payload={"person": person.pk, "name": person.name, "until": command.until.isoformat(),
                         "reason": command.reason.strip()})  # fmt: skip


def _end_rows(
    model: type[Assignment] | type[TeamMember] | type[Delegation], who: str, person: Person, until: dt.date
) -> None:
    """End what runs beyond the day; what was to begin later never begins."""
    rows = model._default_manager.filter(**{who: person})
    rows.filter(since__gt=until).delete()
    for row in rows:
        if row.until is None or row.until > until:
            row.until = until
            row.save(update_fields=["until"])
