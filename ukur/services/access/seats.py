"""Who sits on a seat now: for names on pages and papers, and to whom a task goes."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ukur.store.models import Assignment, Person, TeamMember


def people_on(seat: str, on: dt.date) -> list[Person]:
    """The persons who may close a task of the seat by their own post, the present holder first."""
    kind, _, text = seat.partition(":")
    number = int(text)
    if kind == "team":
        members = TeamMember.objects.filter(Q(until=None) | Q(until__gte=on), team=number, since__lte=on)
        return [one.person for one in members.select_related("person").order_by("-role", "pk")]
    rows = Assignment.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on).select_related("person")
    if kind == "position":
        rows = rows.filter(position=number)
    else:
        rows = rows.filter(position__unit=number, position__kind__in=("kepala-unit", "sekretaris"))
    return [one.person for one in rows.order_by("-since", "pk")]
