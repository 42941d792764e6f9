"""The plan of a year as the form needs it, and the settings of calculation in force."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ukur.domain.achievement.settings import DEFAULT, Method, Settings, in_force
from ukur.domain.collection.figures import Item
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity
from ukur.store import sql
from ukur.store.models import Actual, Calculation, Indicator, Run


def settings_for(agency: int, day: dt.date) -> Settings:
    """The agency's settings that hold on ``day``; without one the default (``design`` of the software)."""
    names = ("row_cap", "rollup_cap", "lower_method", "floor", "since")
    rows = [
        Settings(row_cap=row_cap, rollup_cap=rollup_cap, lower=Method(lower), floor=floor, since=since)
        for row_cap, rollup_cap, lower, floor, since in sql.read(Calculation, names, "agency_id = %s", agency)
    ]
    return in_force(rows, day) if rows else DEFAULT


def run_settings(run: Run) -> Settings:
    """The settings in force at the end of the measured quarter, so that later ones never change an old document."""
    period = Period.parse(run.period)
    end = dt.date(period.year + period.quarter // 4, period.quarter * 3 % 12 + 1, 1) - dt.timedelta(days=1)
    return settings_for(run.agency_id, end)


def items_for(agency: int, period: Period) -> list[Item]:
    """Every indicator of the year in plan order, with targets and the known figures of the twelve quarters before."""
    rows = Indicator.objects.filter(objective__agency=agency, objective__year=period.year)
    rows = rows.select_related("objective", "unit", "filler").prefetch_related("targets")
    rows = rows.order_by("objective__order", "order", "pk")
    past = _past(agency, period)
    return [_item(row, past.get(row.code, {})) for row in rows]


def _past(agency: int, period: Period) -> dict[str, dict[str, Decimal | None]]:
    found: dict[str, dict[str, Decimal | None]] = {}
    rows = Actual.objects.filter(agency=agency, year__gte=period.year - 3, year__lte=period.year)
    for code, year, quarter, value in rows.values_list("code", "year", "quarter", "value"):
        if (year, quarter) < (period.year, period.quarter):
            found.setdefault(code, {})[Period(year, quarter).key] = value
    return found


def _item(row: Indicator, past: dict[str, Decimal | None]) -> Item:
    targets = list(row.targets.all())
    return Item(
        code=row.code,
        name=row.name,
        uom=row.uom,
        unit=row.unit_id,
        unit_name=row.unit.name,
        objective=row.objective.name,
        polarity=Polarity(row.polarity),
        accumulation=Accumulation(row.accumulation),
        frequency=Frequency(row.frequency),
        decimals=row.decimals,
        scale=row.scale,
        targets={one.quarter: one.value for one in targets},
        uppers={one.quarter: one.upper for one in targets},
        past=past,
        definition=row.definition,
        formula=row.formula,
        source=row.source,
        evidence=row.evidence,
        example=row.example,
        proof=row.proof,
        filler=row.filler_id or 0,
        filler_name=row.filler.name if row.filler else "",
    )
