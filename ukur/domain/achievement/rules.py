"""One achievement: target, actual and polarity become a percentage that explains itself, or a reason why
there is none.

Sources: PermenPANRB 8/2021 page 100 (mirror, ranges); Permendagri 86/2017 (ratings). Wording stands in
``ukur.services.wording.achievement``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ukur.domain.achievement.exact import EXACT, HUNDRED, ZERO
from ukur.domain.achievement.outcome import Achievement
from ukur.domain.achievement.settings import DEFAULT, METHODS, Method, Settings
from ukur.domain.plan.model import Polarity

__all__ = ["CAPS", "REASONS", "RULES", "Achievement", "Alternative", "Both", "achieve", "alternatives", "both"]

REASONS = (
    "no_target",
    "not_reported",
    "target_zero",
    "target_negative",
    "bound_not_positive",
    "actual_zero",
    "actual_negative",
    "upper_missing",
    "range_reversed",
)
RULES = (
    "ratio",
    "mirror",
    "inverse",
    "inverse_unbounded",
    "target_zero_met",
    "target_zero_missed",
    "range_inside",
    "range_below",
    "range_above",
    "not_computed",
)
CAPS = (None, HUNDRED, Decimal(110), Decimal(120))


class _Found(NamedTuple):
    """A rule that holds, before floor and cap: its raw percentage, or the reason why there is none."""

    rule: str = "not_computed"
    raw: Decimal | None = None
    reason: str = ""
    method: Method | None = None
    bound: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another common formula or cap gives for the same figures."""

    method: Method
    cap: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Both:
    """The two percentages of an indicator: one alone misleads (110 % of a quarter can be 6 % of the year)."""

    quarter: Achievement
    year: Achievement


def achieve(
    target: Decimal | None,
    actual: Decimal | None,
    polarity: Polarity,
    settings: Settings = DEFAULT,
    upper: Decimal | None = None,
) -> Achievement:
    """The achievement of ``actual`` against ``target``, both in the unit of the indicator.

    For a range ``target`` is the lower and ``upper`` the upper bound: inside is 100, outside is compared with
    the bound that was passed. A missing target or actual is a reason, never 0. Target 0 is not rated when
    higher is better; when lower is better, an actual of at most 0 is 100 and any other 0. A target below 0 is
    not rated: the formulas turn round there. Never raises for finite decimals.
    """
    found = _Found(reason="no_target" if target is None else "not_reported")
    value = None
    if target is not None and actual is not None:
        found = _find(target, actual, polarity, settings, upper)
        value = None if found.raw is None else _bounded(found.raw, found.method, settings)
    rating = "" if value is None else settings.rate(value)
    bound = target if found.bound is None else found.bound
    return Achievement(value, rating, found.rule, found.reason, found.raw, found.method, bound, actual, upper, settings)


def both(
    actual: Decimal | None,
    quarter_target: Decimal | None,
    year_target: Decimal | None,
    polarity: Polarity,
    settings: Settings = DEFAULT,
    *,
    quarter_upper: Decimal | None = None,
    year_upper: Decimal | None = None,
) -> Both:
    """The figure up to now against the target up to this quarter and against the target of the year."""
    return Both(
        quarter=achieve(quarter_target, actual, polarity, settings, quarter_upper),
        year=achieve(year_target, actual, polarity, settings, year_upper),
    )


def alternatives(
    target: Decimal | None,
    actual: Decimal | None,
    polarity: Polarity,
    settings: Settings = DEFAULT,
    upper: Decimal | None = None,
) -> tuple[Alternative, ...]:
    """Every other common formula and cap for the same figures; none when target or actual is missing."""
    if target is None or actual is None:
        return ()
    chosen = (settings.method(polarity), settings.row_cap)
    others = [(method, cap) for method in METHODS[polarity] for cap in CAPS if (method, cap) != chosen]
    return tuple(
        Alternative(method, cap, achieve(target, actual, polarity, settings.using(polarity, method, cap), upper).value)
        for method, cap in others
    )


def _find(target: Decimal, actual: Decimal, polarity: Polarity, settings: Settings, upper: Decimal | None) -> _Found:
    if polarity is Polarity.RANGE:
        return _range(target, upper, actual, settings)
    if polarity is Polarity.LOWER and target == 0:
        return _Found("target_zero_met", HUNDRED) if actual <= 0 else _Found("target_zero_missed", ZERO)
    return _against(target, actual, settings.method(polarity), settings.row_cap)


def _range(lower: Decimal, upper: Decimal | None, actual: Decimal, settings: Settings) -> _Found:
    if upper is None:
        return _Found(reason="upper_missing")
    if upper < lower:
        return _Found(reason="range_reversed")
    if lower <= actual <= upper:
        return _Found("range_inside", HUNDRED)
    below = actual < lower
    bound = lower if below else upper
    if bound <= 0:
        return _Found(reason="bound_not_positive")
    found = _against(bound, actual, settings.within, settings.row_cap)
    if found.method is None:
        return found._replace(bound=bound)
    return found._replace(rule="range_below" if below else "range_above", bound=bound)


def _against(target: Decimal, actual: Decimal, method: Method, cap: Decimal | None) -> _Found:
    """The plain formula against one number."""
    if target <= 0:
        return _Found(reason="target_zero" if target == 0 else "target_negative")
    if method is Method.RATIO:
        return _Found("ratio", _percent(actual, target), method=method)
    if method is Method.MIRROR:
        return _Found("mirror", _percent(EXACT.subtract(EXACT.add(target, target), actual), target), method=method)
    if actual > 0:
        return _Found("inverse", _percent(target, actual), method=method)
    # T / R grows without end as R falls to 0: the cap when there is one (as BPS does), else no number.
    if cap is not None:
        return _Found("inverse_unbounded", cap)
    return _Found(reason="actual_zero" if actual == 0 else "actual_negative")


def _percent(top: Decimal, bottom: Decimal) -> Decimal:
    """One rounding only, at the last of 50 digits."""
    return EXACT.divide(EXACT.multiply(HUNDRED, top), bottom)


def _bounded(raw: Decimal, method: Method | None, settings: Settings) -> Decimal:
    """Floor and cap. The floor is for the mirror only: a figure below 0 says nothing more there."""
    value = raw
    if method is Method.MIRROR and settings.floor is not None:
        value = max(value, settings.floor)
    return value if settings.row_cap is None else min(value, settings.row_cap)
