"""The cast of a run: which positions, units and team of the agency stand for the SOP's performers."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ukur.domain.run.model import Cast, Seat
from ukur.domain.sop.model import Performer, PerformerKind, Sop
from ukur.store.models import Position, Team, Unit

# The columns of a SOP AP name posts, not people; these kinds of post stand for the usual column names.
_POSITIONS = {"kepala": "kepala", "sekretaris": "sekretaris"}


def cast_for(agency: int, sop: Sop, on: dt.date) -> Cast:
    """The seats of each performer on that day; a performer nobody stands for has none (the engine refuses to start).

    A column of kind ``unit`` that stands for several units is played by each bidang and UPTD. A position that also
    hands in figures (``penyerah``) does so for its own unit: the Sekretaris for the Sekretariat.
    """
    doers = {one.id: _seats(agency, one, on) for one in sop.performers}
    supplying = {name for step in sop.steps for name in step.suppliers}
    suppliers = {
        one.id: _units_of_position(agency, one)
        for one in sop.performers
        if one.id in supplying and one.kind is PerformerKind.POSITION
    }
    return Cast(doers, {name: seats for name, seats in suppliers.items() if seats})


def _seats(agency: int, performer: Performer, on: dt.date) -> tuple[Seat, ...]:
    if performer.kind is PerformerKind.UNIT:
        units = Unit.objects.filter(agency=agency).exclude(kind="sekretariat")
        return tuple(Seat(f"unit:{one.pk}", one.name) for one in units)
    if performer.kind is PerformerKind.TEAM:
        teams = Team.objects.filter(Q(until=None) | Q(until__gte=on), agency=agency, since__lte=on).order_by("-since")[
            :1
        ]
        return tuple(Seat(f"team:{one.pk}", one.name) for one in teams)
    kind = _POSITIONS.get(performer.id)
    posts = Position.objects.filter(agency=agency)
    posts = posts.filter(kind=kind) if kind else posts.filter(code=performer.id)
    return tuple(Seat(f"position:{one.pk}", one.name) for one in posts[:1])


def _units_of_position(agency: int, performer: Performer) -> tuple[Seat, ...]:
    units = Unit.objects.filter(agency=agency, positions__kind=_POSITIONS.get(performer.id, performer.id)).distinct()
    return tuple(Seat(f"unit:{one.pk}", one.name) for one in units)
