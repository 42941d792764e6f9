"""The settings of calculation: dated, per agency, printed on the document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from ukur.domain.plan.model import Polarity


class Method(StrEnum):
    """A formula, in percent; T target, R actual."""

    RATIO = "ratio"  # R / T
    MIRROR = "mirror"  # (2T - R) / T, PermenPANRB 8/2021 for lower-is-better
    INVERSE = "inverse"  # T / R


METHODS: dict[Polarity, tuple[Method, ...]] = {
    Polarity.HIGHER: (Method.RATIO,),
    Polarity.LOWER: (Method.MIRROR, Method.INVERSE),
    Polarity.RANGE: (Method.RATIO, Method.MIRROR, Method.INVERSE),
}

# Permendagri 86/2017; its bands leave gaps (90.5), so a rating starts at its lower bound.
BANDS = (
    (Decimal(91), "Sangat Tinggi"),
    (Decimal(76), "Tinggi"),
    (Decimal(66), "Sedang"),
    (Decimal(51), "Rendah"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How an agency calculates from the day ``since`` on (None: the default of the software).

    ``row_cap``: highest achievement of one indicator in percent, None for none. ``rollup_cap``: the same
    before averaging. ``higher``, ``lower``, ``within``: the formula per polarity; ``within`` compares a
    figure outside a range with the bound it passed. ``floor``: lowest value of the mirror formula, None for
    none. ``bands``: lower bound and rating, highest first, ``lowest`` below them. ``count_missing_as_zero``:
    the named alternative of BPS for a year.
    """

    row_cap: Decimal | None = None
    rollup_cap: Decimal | None = Decimal(120)
    higher: Method = Method.RATIO
    lower: Method = Method.MIRROR
    within: Method = Method.RATIO
    floor: Decimal | None = Decimal(0)
    bands: tuple[tuple[Decimal, str], ...] = BANDS
    lowest: str = "Sangat Rendah"
    count_missing_as_zero: bool = False
    since: dt.date | None = None

    def __post_init__(self) -> None:
        bounds = [bound for bound, _ in self.bands]
        if any(low >= high for high, low in pairwise(bounds)):
            raise ValueError("bands must fall")
        for polarity in Polarity:
            if self.method(polarity) not in METHODS[polarity]:
                raise ValueError(f"{self.method(polarity)} is no formula for {polarity}")

    def method(self, polarity: Polarity) -> Method:
        """The formula these settings use for ``polarity``."""
        if polarity is Polarity.HIGHER:
            return self.higher
        return self.lower if polarity is Polarity.LOWER else self.within

    def using(self, polarity: Polarity, method: Method, row_cap: Decimal | None) -> Settings:
        """The same settings with another formula for ``polarity`` and another cap; ValueError for a wrong
        formula.
        """
        if polarity is Polarity.HIGHER:
            return replace(self, higher=method, row_cap=row_cap)
        if polarity is Polarity.LOWER:
            return replace(self, lower=method, row_cap=row_cap)
        return replace(self, within=method, row_cap=row_cap)

    def rate(self, value: Decimal) -> str:
        """The rating of an achievement: by lower bound, on the unrounded value."""
        for bound, label in self.bands:
            if value >= bound:
                return label
        return self.lowest


DEFAULT = Settings()


def in_force(rows: Iterable[Settings], day: dt.date) -> Settings:
    """The settings that hold on ``day``: the newest that have begun, else the default."""
    begun = [one for one in rows if one.since is None or one.since <= day]
    return max(begun, key=lambda one: one.since or dt.date.min, default=DEFAULT)
