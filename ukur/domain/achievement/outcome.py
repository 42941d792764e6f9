"""What a calculation came to, and the lines that show it: formulas in numbers only, made when somebody looks."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal
from typing import NamedTuple

from ukur.domain.achievement.exact import rounded
from ukur.domain.achievement.numbers import format_number
from ukur.domain.achievement.settings import DEFAULT, Method, Settings


class Achievement(NamedTuple):
    """``value`` in percent, unrounded, after floor and cap; None with a ``reason`` when it cannot be
    computed.

    ``raw`` is the value before floor and cap. ``rule`` is one of RULES, ``reason`` empty or one of REASONS,
    ``rating`` empty without a value. ``target`` is the number compared with: for a range the bound that was
    passed.
    """

    value: Decimal | None
    rating: str = ""
    rule: str = "not_computed"
    reason: str = ""
    raw: Decimal | None = None
    method: Method | None = None
    target: Decimal | None = None
    actual: Decimal | None = None
    upper: Decimal | None = None
    settings: Settings = DEFAULT

    @property
    def floored(self) -> bool:
        """Whether the floor lifted the value."""
        return self.value is not None and self.raw is not None and self.value > self.raw

    @property
    def capped(self) -> bool:
        """Whether the cap cut the value, or stands in for one without end."""
        cut = self.value is not None and self.raw is not None and self.value < self.raw
        return cut or self.rule == "inverse_unbounded"

    @property
    def steps(self) -> tuple[str, ...]:
        """The lines of the calculation, in numbers; empty without a value."""
        if self.value is None or self.raw is None or self.target is None or self.actual is None:
            return ()
        first = _comparison(self.rule, self.target, self.actual, self.upper, self.raw)
        formula = () if self.method is None else (_formula(self.method, self.target, self.actual, self.raw),)
        band = _band(self.value, self.settings)
        return (*first, *formula, *_bounds(self.raw, self.value, self.settings), band)


def _comparison(rule: str, target: Decimal, actual: Decimal, upper: Decimal | None, raw: Decimal) -> tuple[str, ...]:
    """What decides before a formula is used, or instead of one."""
    given, bound = number(actual), number(target)
    if rule == "range_inside" and upper is not None:
        return (f"{bound} ≤ {given} ≤ {number(upper)}: {number(raw)}",)
    if rule in {"target_zero_met", "target_zero_missed", "inverse_unbounded"}:
        return (f"{given} {'>' if actual > 0 else '≤'} 0: {number(raw)}",)
    if rule in {"range_below", "range_above"}:
        return (f"{given} {'<' if actual < target else '>'} {bound}",)
    return ()


def _formula(method: Method, target: Decimal, actual: Decimal, raw: Decimal) -> str:
    bound, given = number(target), number(actual)
    operand = f"({given})" if actual < 0 else given
    formula = {
        Method.RATIO: f"{given} / {bound}",
        Method.MIRROR: f"(2 × {bound} − {operand}) / {bound}",
        Method.INVERSE: f"{bound} / {given}",
    }[method]
    return f"{formula} × 100 {'=' if rounded(raw, 6) == raw else '≈'} {_six(raw)}"


def _bounds(raw: Decimal, value: Decimal, settings: Settings) -> list[str]:
    """What floor and cap did; a floor above the cap is cut as well."""
    lines = []
    if value != raw:
        floor, cap = settings.floor, settings.row_cap
        if floor is not None and raw < floor:
            lines.append(f"max({_six(raw)}; {number(floor)}) = {number(floor)}")
        if cap is not None and max(raw, value) > cap:
            lines.append(f"min({_six(raw)}; {number(cap)}) = {number(cap)}")
    return lines


def _band(value: Decimal, settings: Settings) -> str:
    """The band the value falls in; cut, not rounded, so that 90,9999999 never looks like 91."""
    cut = value.quantize(Decimal("0.000001"), rounding=ROUND_FLOOR, context=Context(prec=200))
    over = [bound for bound, _ in settings.bands if value >= bound]
    under = [bound for bound, _ in settings.bands if value < bound]
    low = f"{number(max(over))} ≤ " if over else ""
    high = f" < {number(min(under))}" if under else ""
    return f"{low}{number(cut)}{high}: {settings.rate(value)}"


def number(value: Decimal) -> str:
    """A number in a line of the calculation: all its digits, in Indonesian."""
    return format_number(value, None)


def _six(value: Decimal) -> str:
    return number(rounded(value, 6))
