"""Posts and who holds them: what a role of somebody's line means in the tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.around import LEADING
from ukur.domain.people.names import bare
from ukur.services.setup.trail import Trail
from ukur.store.models import Assignment, Person, Position, Unit

_PREFIXES = {"plt": "Plt", "plh": "Plh", "pj": "Pj"}
_PREPARER = "penyiap"


@dataclass(frozen=True, slots=True)
class Post:
    """A post somebody gets. ``role``: kepala, sekretaris, kepala-unit, penyiap, pengisi; ``since`` None: not said."""

    role: str
    title: str
    unit: Unit | None
    status: str
    since: dt.date | None


def put_post(trail: Trail, agency: int, person: Person, post: Post, *, usual: dt.date) -> Position:
    """Let ``person`` hold the post, once; ``usual``: since when, where nothing is said.

    Refused when somebody else holds a leading post: a change of office is an act of its own.
    """
    title, status = _said(post)
    position = _seat(trail, agency, person, post, title)
    holder = _open(position).exclude(person=person).select_related("person").first()
    if post.role in LEADING and holder is not None:
        raise Refused(refusal("seat_taken", post=position.name, other=holder.person.name))
    held = _open(position).filter(person=person).first()
    if held is None:
        since = post.since or usual
        trail.make(Assignment, person=person, position=position, status=status or "definitif", since=since)
    else:
        trail.change(held, status=status or held.status, since=post.since or held.since)
    _link_preparer(trail, agency)
    return position


def settle_office(trail: Trail, agency: int) -> None:
    """The Sekretaris belongs to the Sekretariat, whichever of the two was named first."""
    office = Unit.objects.filter(agency=agency, kind="sekretariat").first()
    for one in Position.objects.filter(agency=agency, kind="sekretaris", unit=None) if office else ():
        trail.change(one, unit_id=office.pk if office else None)


def _said(post: Post) -> tuple[str, str]:
    """Title and manner; ``Plt. Kepala Dinas`` is the post Kepala Dinas, held as Plt."""
    first, _, rest = post.title.partition(" ")
    prefix = _PREFIXES.get(first.rstrip(".").casefold(), "")
    return (rest.strip(), post.status or prefix) if prefix and rest.strip() else (post.title, post.status)


def _open(position: Position) -> QuerySet[Assignment]:
    return Assignment.objects.filter(until=None, position=position).order_by("-since", "-pk")


def _seat(trail: Trail, agency: int, person: Person, post: Post, title: str) -> Position:
    """The post's row: the one there is, or a new one."""
    rows = Position.objects.filter(agency=agency)
    unit = post.unit
    if post.role in ("sekretaris", _PREPARER) and unit is None:
        unit = Unit.objects.filter(agency=agency, kind="sekretariat").first()
    if post.role in LEADING:
        there = rows.filter(kind=post.role, **({"unit": unit} if post.role == "kepala-unit" else {})).first()
    else:
        held = rows.filter(assignments__person=person, assignments__until=None, kind="staf", unit=unit)
        there = next((one for one in held if not title or bare(one.name) == bare(title)), None)
    if there is not None:
        return trail.change(there, name=title or there.name, unit_id=there.unit_id or (unit.pk if unit else None))
    code, usual = _names(post.role, unit)
    code = _free(code, set(rows.values_list("code", flat=True)), single=post.role in LEADING)
    kind = post.role if post.role in LEADING else "staf"
    where = None if post.role == "kepala" else unit
    return trail.make(Position, agency_id=agency, unit=where, code=code, name=title or usual, kind=kind)


def _names(role: str, unit: Unit | None) -> tuple[str, str]:
    """The code and the usual title of a new post."""
    of = bare(unit.code)[:25] if unit else "dinas"
    return {
        "kepala": ("kepala", "Kepala Dinas"),
        "sekretaris": ("sekretaris", "Sekretaris"),
        "kepala-unit": (f"kepala-{of}", f"Kepala {unit.name if unit else ''}"[:200]),
        _PREPARER: (_PREPARER, "Kasubag Perencanaan"),
        "pengisi": (f"pengisi-{of}", f"Pengisi, {unit.name if unit else 'dinas'}"[:200]),
    }[role]


def _free(code: str, taken: set[str], *, single: bool) -> str:
    if single and code not in taken:
        return code
    tries = (f"{code}-{no}" for no in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)


def _link_preparer(trail: Trail, agency: int) -> None:
    """The Kasubag who prepares does so for the Kepala and for the Sekretaris, unless somebody else does already."""
    preparer = Position.objects.filter(agency=agency, code__startswith=_PREPARER).order_by("pk").first()
    if preparer is None:
        return
    for one in Position.objects.filter(agency=agency, kind__in=("kepala", "sekretaris"), preparer=None):
        trail.change(one, preparer_id=preparer.pk)
