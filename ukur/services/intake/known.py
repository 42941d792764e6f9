"""What an agency has already, as the rules of the intake compare it; and as the lines of a template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from ukur.domain.intake.around import LEADING, Known, KnownPerson
from ukur.domain.intake.model import Line, Part
from ukur.domain.intake.rules_plan import QUARTERS, typed
from ukur.store.models import Assignment, Indicator, Objective, Person, Position, Unit


def known(agency: int, year: int) -> Known:
    """The units, people, leading posts and earlier units of measure of an agency. ``year``: of the plan."""
    people = Person.objects.filter(agency=agency, is_active=True).order_by("pk")
    plans = Objective.objects.filter(agency=agency, year__lt=year).order_by("-year")
    before = plans.values_list("year", flat=True).first() or 0
    earlier = Indicator.objects.filter(objective__agency=agency, objective__year=before).order_by("pk")
    return Known(
        units={one.code: (one.name, one.kind) for one in Unit.objects.filter(agency=agency)},
        people=tuple(KnownPerson(one.username, one.name, one.nip) for one in people),
        seats={_seat(one.position): one.person.name for one in _held(agency, timezone.localdate())},
        uoms=tuple(earlier.values_list("name", "unit__code", "uom")),
        earlier=before,
        elsewhere=frozenset(Person.objects.exclude(agency=agency).exclude(nip="").values_list("nip", flat=True)),
        taken=frozenset(Person.objects.values_list("username", flat=True)),
    )


def _held(agency: int, day: dt.date) -> Iterable[Assignment]:
    rows = Assignment.objects.filter(Q(until=None) | Q(until__gte=day), position__agency=agency)
    return rows.filter(position__kind__in=LEADING).select_related("position__unit", "person")


def _seat(position: Position) -> str:
    if position.kind == "kepala-unit" and position.unit is not None:
        return f"kepala-unit {position.unit.code}"
    return position.kind


def year_for_new_plan(agency: int) -> int:
    """The year that a plan is most likely for: this one."""
    newest = Objective.objects.filter(agency=agency).order_by("-year").values_list("year", flat=True).first()
    return max(timezone.localdate().year, newest or 0)


def lines(agency: int, year: int) -> dict[Part, list[Line]]:
    """Everything an agency has as the lines of a workbook: what the template is filled with."""
    return {Part.UNITS: _units(agency), Part.PEOPLE: _people(agency), Part.PLAN: _plan(agency, year)}


def _units(agency: int) -> list[Line]:
    rows = Unit.objects.filter(agency=agency)
    return [Line(Part.UNITS, no, {"code": one.code, "name": one.name, "kind": one.kind}) for no, one in enumerate(rows)]


def _people(agency: int) -> list[Line]:
    today = timezone.localdate()
    rows = Assignment.objects.filter(Q(until=None) | Q(until__gte=today), person__agency=agency, person__is_active=True)
    rows = rows.select_related("person", "position__unit").order_by("person", "pk")
    preparers = set(Position.objects.filter(agency=agency).exclude(preparer=None).values_list("preparer", flat=True))
    return [_person(no, one, preparers) for no, one in enumerate(rows)]


def _person(no: int, held: Assignment, preparers: set[int | None]) -> Line:
    one, post = held.person, held.position
    role = post.kind if post.kind in LEADING else "penyiap" if post.pk in preparers else "pengisi"
    names = ("name", "nip", "rank", "honorific", "phone", "email", "username")
    cells = {key: str(getattr(one, key)) for key in names}
    unit = post.unit.code if post.unit and post.kind != "sekretaris" else ""
    return Line(
        Part.PEOPLE,
        no,
        cells
        | {"role": role, "title": post.name, "unit": unit, "status": held.status, "since": held.since.isoformat()},
    )


def _plan(agency: int, year: int) -> list[Line]:
    rows = Indicator.objects.filter(objective__agency=agency, objective__year=year)
    rows = rows.select_related("objective", "unit", "filler").prefetch_related("targets")
    ordered = rows.order_by("objective__order", "order", "pk")
    return [_indicator(no, one) for no, one in enumerate(ordered)]


def _indicator(no: int, one: Indicator) -> Line:
    names = ("code", "name", "uom", "polarity", "accumulation", "frequency", "definition", "formula", "source")
    cells = {key: str(getattr(one, key)) for key in (*names, "evidence", "example", "proof", "kind")}
    targets = {target.quarter: target for target in one.targets.all()}
    for quarter, key in enumerate((*QUARTERS, "year"), start=1):
        target = targets.get(quarter % 5)
        cells[key] = typed(target.value) if target and target.value is not None else "–"
    upper = targets[0].upper if 0 in targets else None
    cells |= {"objective": one.objective.name, "unit": one.unit.code, "decimals": str(one.decimals)}
    cells |= {"upper": "" if upper is None else typed(upper), "filler": one.filler.name if one.filler else ""}
    return Line(Part.PLAN, no, cells)
