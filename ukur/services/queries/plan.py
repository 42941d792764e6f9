"""Rencana Kinerja: objectives with their indicators, targets and the known figures of a year."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.collection.figures import Item
from ukur.domain.plan.model import Period
from ukur.services.access import Actor
from ukur.services.plan import items_for
from ukur.services.wording.achievement import ACCUMULATION, POLARITY
from ukur.services.wording.labels import FREQUENCY
from ukur.store.models import Actual, Objective


@dataclass(frozen=True, slots=True)
class PlanLine:
    code: str
    name: str
    uom: str
    unit: str
    polarity: str
    accumulation: str
    frequency: str
    targets: tuple[str, ...]
    target_year: str
    known: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    year: int
    years: tuple[int, ...]
    objectives: tuple[tuple[str, tuple[PlanLine, ...]], ...]
    count: int


def plan_page(actor: Actor, year: int | None = None) -> PlanPage:
    """The plan of ``year`` (default: the newest); empty when the agency has none."""
    years = tuple(
        Objective.objects.filter(agency=actor.agency).values_list("year", flat=True).distinct().order_by("-year")
    )
    chosen = year if year in years else (years[0] if years else 0)
    items = items_for(actor.agency or 0, Period(chosen, 4)) if chosen else []
    groups: dict[str, list[PlanLine]] = {}
    for item in items:
        groups.setdefault(item.objective, []).append(_line(item, chosen))
    return PlanPage(chosen, years, tuple((name, tuple(lines)) for name, lines in groups.items()), len(items))


def _line(item: Item, year: int) -> PlanLine:
    def shown(quarter: int) -> str:
        low, high = item.targets.get(quarter), item.uppers.get(quarter)
        return item.shown(low) if high is None else f"{item.shown(low)}–{item.shown(high)}"

    return PlanLine(
        item.code,
        item.name,
        item.uom,
        item.unit_name,
        POLARITY[item.polarity],
        ACCUMULATION[item.accumulation],
        FREQUENCY[item.frequency],
        tuple(shown(quarter) for quarter in range(1, 5)),
        shown(0),
        tuple(item.shown(item.past.get(f"{year}-{quarter}")) for quarter in range(1, 5)),
        item.definition,
    )


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """An indicator with its four quarters: what stands there, and whether it may be typed."""

    code: str
    name: str
    uom: str
    unit: str
    quarters: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class OpeningPage:
    year: int
    lines: tuple[OpeningLine, ...]


def opening_page(actor: Actor, year: int) -> OpeningPage:
    """Data awal of ``year``: figures from a signed document are shown and closed."""
    rows = Actual.objects.filter(agency=actor.agency, year=year).values_list("code", "quarter", "value", "source")
    there = {(code, quarter): (value, source) for code, quarter, value, source in rows}
    items = items_for(actor.agency or 0, Period(year, 4)) if actor.agency else []

    def quarter(item: Item, no: int) -> tuple[int, str, bool]:
        value, source = there.get((item.code, no), (None, "data awal"))
        return no, "" if value is None else item.shown(value).replace(".", ""), source == "data awal"

    return OpeningPage(
        year,
        tuple(
            OpeningLine(one.code, one.name, one.uom, one.unit_name, tuple(quarter(one, no) for no in range(1, 5)))
            for one in items
        ),
    )
