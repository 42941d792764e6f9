"""Totals of objectives and of the agency: averages of capped achievements, with their completeness beside
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from ukur.domain.achievement.exact import EXACT, ZERO
from ukur.domain.achievement.settings import DEFAULT, Settings


@dataclass(frozen=True, slots=True)
class Total:
    """``value`` in percent, None when nothing is reported. ``counted`` of ``total`` indicators carry a value;
    a total is never shown without them.
    """

    value: Decimal | None
    rating: str
    counted: int
    total: int

    @property
    def complete(self) -> bool:
        return self.counted == self.total


def roll_up(achievements: Sequence[Decimal | None], settings: Settings = DEFAULT) -> Total:
    """The total of an objective: the simple mean of its indicators, each capped first so that 300 hides no 0.

    What has no achievement is left out; with ``count_missing_as_zero`` it counts as 0 in the mean, yet never
    as reported.
    """
    counted = sum(1 for one in achievements if one is not None)
    missing = ZERO if settings.count_missing_as_zero else None
    value = _mean([missing if one is None else one for one in achievements], settings)
    return Total(value, "" if value is None else settings.rate(value), counted, len(achievements))


def agency_total(objectives: Sequence[Total], settings: Settings = DEFAULT) -> Total:
    """The total of the agency: the simple mean of those objectives that have a value.

    Each objective weighs the same, however many indicators it has, as the annual reports do. Completeness
    counts the indicators, so a full objective never covers an empty one.
    """
    value = _mean([one.value for one in objectives], settings)
    counted = sum(one.counted for one in objectives)
    total = sum(one.total for one in objectives)
    return Total(value, "" if value is None else settings.rate(value), counted, total)


def _mean(values: Sequence[Decimal | None], settings: Settings) -> Decimal | None:
    cap = settings.rollup_cap
    capped = [one if cap is None else min(one, cap) for one in values if one is not None]
    with localcontext(EXACT):
        return sum(capped, ZERO) / len(capped) if capped else None
