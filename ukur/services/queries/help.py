"""Kartu peran: which of them are the reader's own, and whom he can ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.services.access import Actor, Power
from ukur.services.queries.names import called
from ukur.services.wording.roles import ROLE_CARDS, RoleCard
from ukur.store import sql
from ukur.store.models import Person

_OF_POST = {"kepala": "kepala", "sekretaris": "sekretaris", "kepala-unit": "kabid", "staf": "pengisi"}
_POSTS = """
SELECT p.kind FROM store_assignment a JOIN store_position p ON p.id = a.position_id
  WHERE a.person_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s)
"""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """``mine`` first; ``ask``: name and phone of whoever runs the accounts."""

    mine: tuple[RoleCard, ...]
    others: tuple[RoleCard, ...]
    ask: tuple[tuple[str, str], ...]


def help_page(actor: Actor) -> HelpPage:
    """The cards for everybody who is signed in, his own first."""
    keys = _keys(actor)
    mine = tuple(one for one in ROLE_CARDS if one.key in keys)
    admins = Person.objects.filter(agency=actor.agency, is_admin=True, is_active=True) if actor.agency else []
    ask = tuple((called(one), one.phone) for one in admins)
    return HelpPage(mine, tuple(one for one in ROLE_CARDS if one not in mine), ask)


def _keys(actor: Actor) -> set[str]:
    today = timezone.localdate()
    day = today.isoformat()
    keys = {_OF_POST.get(kind, "") for (kind,) in sql.ask(_POSTS, actor.id or 0, day, day)}
    if any(key.startswith("team:") and right.power is Power.ACT for key, right in actor.rights(today).seats.items()):
        keys.add("tim")
    return keys | ({"pengelola"} if actor.admin else set())
