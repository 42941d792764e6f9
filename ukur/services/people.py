"""Accounts and stand-ins."""

from __future__ import annotations

import secrets

from ukur.domain.errors import Refused, refusal
from ukur.domain.people.commands import Delegate, ResetAccount
from ukur.services.access import Actor, person_of
from ukur.services.rooms import Deed
from ukur.store.models import Assignment, Delegation, Position

# No letters or digits that are taken for one another on a printed slip.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Three groups of four signs, as printed on the account slip."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))


def reset(actor: Actor, command: ResetAccount) -> tuple[Deed, str]:
    """A new one-time password; it is shown once and never kept or journalled."""
    if not actor.admin:
        raise Refused(refusal("not_administrator"))
    person = person_of(actor, command.person)
    password = one_time_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    return Deed(payload={"person": person.pk, "name": person.name}), password


def delegate(actor: Actor, command: Delegate) -> Deed:
    """Only the holder of the post (or the administrator for him) lets another act in it, for a dated time."""
    position = Position.objects.filter(pk=command.position, agency=actor.agency).first()
    receiver = person_of(actor, command.receiver)
    if position is None:
        raise Refused(refusal("person_unknown"))
    if command.until < command.since:
        raise Refused(refusal("dates_reversed"))
    if not command.reason.strip():
        raise Refused(refusal("reason_missing"))
    holder = Assignment.objects.filter(position=position, until=None).order_by("-since").first()
    if holder is None or (holder.person_id != actor.id and not actor.admin):
        raise Refused(refusal("not_holder", position=position.name))
    Delegation.objects.create(
        giver=holder.person,
        receiver=receiver,
        position=position,
        since=command.since,
        until=command.until,
        reason=command.reason.strip()[:300],
    )
    dates = {"since": command.since.isoformat(), "until": command.until.isoformat()}
    return Deed(
        payload={
            "position": position.name,
            "receiver": receiver.name,
            "reason": command.reason.strip(),
            **dates,
        }
    )
