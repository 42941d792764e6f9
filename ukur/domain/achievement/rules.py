"""One achievement: target, actual and polarity become a percentage that explains itself, or a reason why
there is none.

Sources: PermenPANRB 8/2021 page 100 (mirror, ranges); Permendagri 86/2017 (ratings). Wording stands in
``ukur.services.wording.achievement``; the steps here are formulas in numbers only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Context, Decimal, localcontext

from ukur.domain.achievement.exact import EXACT, HUNDRED, ZERO, rounded
from ukur.domain.achievement.numbers import format_number
from ukur.domain.achievement.settings import DEFAULT, METHODS, Method, Settings
from ukur.domain.plan.model import Polarity

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


@dataclass(frozen=True, slots=True)
class Achievement:
    """``value`` in percent, unrounded, after floor and cap; None with a ``reason`` when it cannot be
    computed.

    ``raw`` is the value before floor and cap. ``rule`` is one of RULES, ``reason`` empty or one of REASONS,
    ``rating`` empty without a value. ``steps`` are the lines of the calculation, in numbers.
    """

    value: Decimal | None
    rating: str = ""
    rule: str = "not_computed"
    reason: str = ""
    steps: tuple[str, ...] = ()
    raw: Decimal | None = None
    method: Method | None = None
    floored: bool = False
    capped: bool = False


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
    if target is None:
        return Achievement(None, reason="no_target")
    if actual is None:
        return Achievement(None, reason="not_reported")
    with localcontext(EXACT):
        if polarity is Polarity.RANGE:
            found = _range(target, upper, actual, settings)
        elif polarity is Polarity.LOWER and target == 0:
            found = _target_zero(actual)
        else:
            found = _against(target, actual, settings.method(polarity), settings)
        return found if found.raw is None else _bounded(found, found.raw, settings)


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


def _range(lower: Decimal, upper: Decimal | None, actual: Decimal, settings: Settings) -> Achievement:
    if upper is None:
        return Achievement(None, reason="upper_missing")
    if upper < lower:
        return Achievement(None, reason="range_reversed")
    if lower <= actual <= upper:
        line = f"{_as_given(lower)} ≤ {_as_given(actual)} ≤ {_as_given(upper)}"
        return Achievement(None, rule="range_inside", raw=HUNDRED, steps=(f"{line}: 100",))
    below = actual < lower
    bound = lower if below else upper
    if bound <= 0:
        return Achievement(None, reason="bound_not_positive")
    found = _against(bound, actual, settings.within, settings)
    if found.raw is None:
        return found
    line = f"{_as_given(actual)} {'<' if below else '>'} {_as_given(bound)}"
    return replace(found, rule="range_below" if below else "range_above", steps=(line, *found.steps))


def _target_zero(actual: Decimal) -> Achievement:
    if actual <= 0:
        return Achievement(None, rule="target_zero_met", raw=HUNDRED, steps=(f"{_as_given(actual)} ≤ 0: 100",))
    return Achievement(None, rule="target_zero_missed", raw=ZERO, steps=(f"{_as_given(actual)} > 0: 0",))


def _against(target: Decimal, actual: Decimal, method: Method, settings: Settings) -> Achievement:
    """The plain formula against one bound, before floor and cap."""
    if target <= 0:
        return Achievement(None, reason="target_zero" if target == 0 else "target_negative")
    if method is Method.INVERSE and actual <= 0:
        return _inverse_unbounded(actual, settings)
    shown_target, shown_actual = _as_given(target), _as_given(actual)
    if method is Method.RATIO:
        raw, formula = HUNDRED * actual / target, f"{shown_actual} / {shown_target}"
    elif method is Method.MIRROR:
        raw = HUNDRED * (2 * target - actual) / target
        formula = f"(2 × {shown_target} − {_operand(actual)}) / {shown_target}"
    else:
        raw, formula = HUNDRED * target / actual, f"{shown_target} / {shown_actual}"
    return Achievement(None, rule=method.value, raw=raw, method=method, steps=(f"{formula} × 100 {_equals(raw)}",))


def _inverse_unbounded(actual: Decimal, settings: Settings) -> Achievement:
    """T / R grows without end as R falls to 0: the cap when there is one (as BPS does), else no number."""
    if settings.row_cap is None:
        return Achievement(None, reason="actual_zero" if actual == 0 else "actual_negative")
    line = f"{_as_given(actual)} ≤ 0: {_as_given(settings.row_cap)}"
    return Achievement(
        None,
        rule="inverse_unbounded",
        raw=settings.row_cap,
        method=Method.INVERSE,
        steps=(line,),
        capped=True,
    )


def _bounded(found: Achievement, raw: Decimal, settings: Settings) -> Achievement:
    """Floor (mirror only: a figure below 0 there says nothing more), cap and rating."""
    value, lines = raw, list(found.steps)
    floor = settings.floor if found.method is Method.MIRROR else None
    floored, capped = floor is not None and value < floor, False
    if floor is not None and value < floor:
        lines.append(f"max({_shown(value)}; {_as_given(floor)}) = {_as_given(floor)}")
        value = floor
    if settings.row_cap is not None and value > settings.row_cap:
        lines.append(f"min({_shown(value)}; {_as_given(settings.row_cap)}) = {_as_given(settings.row_cap)}")
        value, capped = settings.row_cap, True
    lines.append(_rating_line(value, settings))
    return replace(
        found,
        value=value,
        rating=settings.rate(value),
        steps=tuple(lines),
        floored=floored,
        capped=capped or found.capped,
    )


def _rating_line(value: Decimal, settings: Settings) -> str:
    """The band the value falls in; cut, not rounded, so that 90,9999999 never looks like 91."""
    cut = value.quantize(Decimal("0.000001"), rounding=ROUND_FLOOR, context=Context(prec=200))
    over = [bound for bound, _ in settings.bands if value >= bound]
    under = [bound for bound, _ in settings.bands if value < bound]
    low = f"{_as_given(max(over))} ≤ " if over else ""
    high = f" < {_as_given(min(under))}" if under else ""
    return f"{low}{_as_given(cut)}{high}: {settings.rate(value)}"


def _as_given(value: Decimal) -> str:
    return format_number(value, None)


def _operand(value: Decimal) -> str:
    return f"({_as_given(value)})" if value < 0 else _as_given(value)


def _shown(value: Decimal) -> str:
    return format_number(rounded(value, 6), None)


def _equals(value: Decimal) -> str:
    return f"{'=' if rounded(value, 6) == value else '≈'} {_shown(value)}"
