"""Who acts, and for which seats he may act today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum

from ukur.domain.errors import Refused, refusal
from ukur.store import sql
from ukur.store.models import Person, Run


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts. ``id`` is None for the system itself."""

    id: int | None
    agency: int | None
    name: str
    admin: bool = False
    asked: dict[dt.date, Rights] = field(default_factory=dict, compare=False, repr=False)

    def rights(self, on: dt.date) -> Rights:
        """The seats on that day, asked for once: an actor lives as long as one page.

        Only for what a page shows. The door asks :func:`rights` anew, behind its lock.
        """
        if on not in self.asked:
            self.asked[on] = rights(self.id or 0, on)
        return self.asked[on]

    @property
    def person(self) -> int:
        """The person's number; Refused for the system, which never writes drafts or evidence."""
        if self.id is None:
            raise Refused(refusal("person_unknown"))
        return self.id


SYSTEM = Actor(None, None, "Ukur")


class Power(IntEnum):
    """How far somebody may go with a task of a seat."""

    NONE = 0
    PREPARE = 1  # fill in and prepare; the official confirms
    ACT = 2  # close it


@dataclass(frozen=True, slots=True)
class Right:
    """``as_``: what is written beside the name, such as ``Plt. Kepala Bidang Koperasi`` or ``atas delegasi ...``."""

    power: Power
    as_: str


@dataclass(frozen=True, slots=True)
class Rights:
    """The seats somebody may act for: seat key -> right. ``role``: the post as printed that he has held longest.

    ``official``: he holds, or stands in for, a post whose holder signs: the head's, the Sekretaris', that of a unit.
    """

    seats: dict[str, Right] = field(default_factory=dict)
    role: str = ""
    official: bool = False

    def of(self, seat: str) -> Right:
        return self.seats.get(seat, _NONE)

    @property
    def units(self) -> frozenset[int]:
        """The units he works in: their drafts are his to see."""
        return frozenset(int(key.removeprefix("unit:")) for key in self.seats if key.startswith("unit:"))

    def leads(self, run: Run) -> bool:
        """Whether he acts for a seat of the run that is not a unit's: the head, the Sekretaris or the team."""
        seats = (key for group in run.cast["doers"].values() for key, _ in group if not key.startswith("unit:"))
        return any(self.of(key).power is Power.ACT for key in seats)


_NONE = Right(Power.NONE, "")

# One question: posts held, posts delegated, posts one prepares for, teams.
_SEATS = """
SELECT 'held', p.id, p.unit_id, p.kind, p.name, a.status, a.since FROM store_assignment a
  JOIN store_position p ON p.id = a.position_id
  WHERE a.person_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s)
UNION ALL
SELECT 'delegated', p.id, p.unit_id, p.kind, p.name, g.name, NULL FROM store_delegation d
  JOIN store_position p ON p.id = d.position_id JOIN store_person g ON g.id = d.giver_id
  WHERE d.receiver_id = %s AND d.since <= %s AND d.until >= %s
UNION ALL
SELECT 'prepares', p.id, p.unit_id, p.kind, p.name, '', NULL FROM store_position p
  JOIN store_assignment a ON a.position_id = p.preparer_id
  WHERE a.person_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s)
UNION ALL
SELECT 'team', t.id, NULL, m.role, t.name, '', NULL FROM store_teammember m JOIN store_team t ON t.id = m.team_id
  WHERE m.person_id = %s AND m.since <= %s AND (m.until IS NULL OR m.until >= %s)
    AND t.since <= %s AND (t.until IS NULL OR t.until >= %s)
"""
_HEADS = ("kepala-unit", "sekretaris")  # the Sekretaris is head of the Sekretariat
_OFFICES = ("kepala", *_HEADS)


def rights(person: int, on: dt.date) -> Rights:
    """The seats of ``person`` on that day. Unit: its head acts, its staff prepare. Team: each member acts."""
    day = on.isoformat()
    found: dict[str, Right] = {}
    posts = []
    official = False
    for *row, since in sql.ask(_SEATS, *((person, day, day) * 4), day, day):
        seats = _seats_of(*row)
        official = official or (row[0] in ("held", "delegated") and row[3] in _OFFICES)
        for seat, right in seats:
            if right.power > found.get(seat, _NONE).power:
                found[seat] = right
        if since is not None:
            posts.append((since, row[1], seats[0][1].as_))
    return Rights(found, min(posts)[2] if posts else "", official)


def _seats_of(how: str, id: int, unit: int | None, kind: str, name: str, extra: str) -> list[tuple[str, Right]]:
    if how == "team":
        return [(f"team:{id}", Right(Power.ACT, name))]
    if how == "held":
        right = Right(Power.ACT, post(name, extra))
    elif how == "delegated":
        right = Right(Power.ACT, f"{name}, atas delegasi {extra}")
    else:
        right = Right(Power.PREPARE, f"Penyiap {name}")
    seats = [(f"position:{id}", right)]
    if unit is not None:
        if kind in _HEADS:
            seats.append((f"unit:{unit}", right))
        elif how == "held":
            seats.append((f"unit:{unit}", Right(Power.PREPARE, name)))
    return seats


def post(name: str, status: str) -> str:
    """A position as printed by how it is held: ``Plt. Sekretaris``."""
    return name if status == "definitif" else f"{status}. {name}"


def actor(person: Person) -> Actor:
    return Actor(person.pk, person.agency_id, person.name, person.is_admin)


def person_of(actor: Actor, id: int) -> Person:
    """A person of the actor's own agency; the refusal is the same whether he is elsewhere or nowhere."""
    found = Person.objects.filter(pk=id, agency=actor.agency).first()
    if found is None or actor.agency is None:
        raise Refused(refusal("person_unknown"))
    return found


def require_administrator(actor: Actor) -> None:
    """Refused for everybody but the administrator of an agency."""
    if not actor.admin or actor.agency is None:
        raise Refused(refusal("not_administrator"))
