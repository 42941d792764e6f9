"""What one row of a form says: targets, figures up to now, both percentages. Pages and papers all ask here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ukur.domain.achievement.accumulation import accumulate
from ukur.domain.achievement.numbers import NOT_REPORTED, format_number
from ukur.domain.achievement.rules import Achievement, achieve
from ukur.domain.achievement.settings import Settings
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity

MOST_DECIMALS = 6  # beyond them a figure is a computed one that does not end, such as a mean


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator as a form freezes it. ``targets``: 1 to 4 quarters, 0 the year; ``past``: period key -> figure.

    ``evidence`` says in words which proof is asked for, ``proof`` is the rule that is checked (see ``proofs``).
    ``unit`` answers for the value; ``filler`` types it when that is somebody in particular (0: anybody of the unit).
    """

    code: str
    name: str
    uom: str
    unit: int
    unit_name: str
    objective: str
    polarity: Polarity
    accumulation: Accumulation
    frequency: Frequency
    decimals: int
    targets: Mapping[int, Decimal | None]
    uppers: Mapping[int, Decimal | None]
    past: Mapping[str, Decimal | None]
    scale: str = ""
    definition: str = ""
    formula: str = ""
    source: str = ""
    evidence: str = ""
    example: str = ""
    proof: str = ""
    filler: int = 0
    filler_name: str = ""

    def __hash__(self) -> int:
        """Figures of the same row are asked for often: cheap to look up, told apart by comparison."""
        return hash((self.code, self.unit, self.name))

    def measured(self, period: Period) -> bool:
        """Whether a figure is asked for in this quarter; a yearly indicator only in the fourth."""
        return self.frequency is Frequency.QUARTERLY or period.quarter == 4

    def shown(self, value: Decimal | None) -> str:
        """The figure as printed: with the indicator's decimals, or more when more were reported (up to six)."""
        if value is None:
            return NOT_REPORTED
        reported = -int(value.normalize().as_tuple().exponent)
        return format_number(value, max(self.decimals, reported) if reported <= MOST_DECIMALS else self.decimals)

    @property
    def cumulative_input(self) -> bool:
        """Whether the typed figure already counts from January (s.d. triwulan ini) or the quarter alone."""
        return self.accumulation is not Accumulation.SUM and self.accumulation is not Accumulation.AVERAGE


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything shown of a row. ``quarters``: the figures of quarters 1 to 4 as far as known."""

    target: Decimal | None
    upper: Decimal | None
    target_year: Decimal | None
    before: Decimal | None
    quarters: tuple[Decimal | None, ...]
    upto: Decimal | None
    quarter: Achievement
    year: Achievement


def figures(item: Item, period: Period, value: Decimal | None, settings: Settings) -> Figures:
    """The figures of ``item`` when ``value`` is reported for ``period`` (None: not reported, never 0).

    A summed or averaged indicator is compared with the quarter's target by the quarter's own figure; any other by its
    figure up to now. Against the year it is always the figure up to now. Not reported in this quarter means no
    percentage at all, also not against the year.
    """
    known = _known(item, period)
    quarters = (*known, value, *([None] * (4 - period.quarter)))
    before = before_quarter(item, period)
    upto = accumulate(item.accumulation, [*known, value])
    quarter = period.quarter
    target, upper = item.targets.get(quarter), item.uppers.get(quarter)
    own = achieve(target, value, item.polarity, settings, upper)
    year = achieve(item.targets.get(0), upto, item.polarity, settings, item.uppers.get(0))
    return Figures(target, upper, item.targets.get(0), before, quarters, upto, own, year)


def before_quarter(item: Item, period: Period) -> Decimal | None:
    """The figure up to the quarter before ``period``; None in the first, and when nothing was reported."""
    known = _known(item, period)
    return accumulate(item.accumulation, known) if known else None


@lru_cache(maxsize=1024)
def _known(item: Item, period: Period) -> tuple[Decimal | None, ...]:
    """The figures of the year before ``period``; asked for again at every value that is typed."""
    return tuple(item.past.get(Period(period.year, quarter).key) for quarter in range(1, period.quarter))


_PLAIN = tuple(one.name for one in fields(Item) if one.type in ("str", "int"))
_LATER = {one.name: one.default for one in fields(Item) if one.name in ("example", "proof", "filler", "filler_name")}


def to_data(item: Item) -> dict[str, Any]:
    """The item as JSON data with decimals as text, for the frozen form."""

    def texts(values: Mapping[Any, Decimal | None]) -> dict[str, str | None]:
        return {str(key): None if one is None else format(one, "f") for key, one in values.items()}

    plain = {name: getattr(item, name) for name in _PLAIN}
    kinds = {name: str(getattr(item, name)) for name in ("polarity", "accumulation", "frequency")}
    return plain | kinds | {"targets": texts(item.targets), "uppers": texts(item.uppers), "past": texts(item.past)}


def from_data(data: dict[str, Any]) -> Item:
    """The item that ``to_data`` wrote."""

    def decimals(values: Mapping[str, str | None]) -> dict[str, Decimal | None]:
        return {key: None if one is None else Decimal(one) for key, one in values.items()}

    data = _LATER | data  # a form frozen before they were known has none of them
    return Item(
        **{name: data[name] for name in _PLAIN},
        polarity=Polarity(data["polarity"]),
        accumulation=Accumulation(data["accumulation"]),
        frequency=Frequency(data["frequency"]),
        targets={int(key): one for key, one in decimals(data["targets"]).items()},
        uppers={int(key): one for key, one in decimals(data["uppers"]).items()},
        past=decimals(data["past"]),
    )
