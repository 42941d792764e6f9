"""How far a figure lies from others of its kind, by median and absolute deviations: one wild figure moves neither.

Source: the modified z-score of B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers (1993), which calls a
figure beyond 3.5 an outlier; 0.6745 and 1.253314 make the two deviations comparable with a standard deviation.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

# As exact as the achievements (50 digits), and no figure however odd raises: what has no bounds becomes infinite.
WIDE = Context(prec=50, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])

_LIMIT = Decimal("3.5")
_MEDIAN_SCALE = Decimal("0.6745")
_MEAN_SCALE = Decimal("1.253314")
_NEAR = Decimal("1.3")
_FEW = Decimal(10)
FAR = Decimal(5)


def median(numbers: Sequence[Decimal]) -> Decimal:
    """The middle one, or the mean of the two in the middle; ValueError without numbers."""
    if not numbers:
        raise ValueError("no numbers")
    ordered = sorted(numbers)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return low if low == high else WIDE.divide(WIDE.add(low, high), Decimal(2))


def outlying(value: Decimal, others: Sequence[Decimal]) -> bool | None:
    """Whether ``value`` is an outlier among ``others``; None when all of them are equal, so that nothing is known of
    their spread.

    When half of them or more are equal the median deviation is 0; then the mean deviation stands in for it. Less than a
    tenth from the median is never an outlier, however steady the others are: true, yet nothing to ask about.
    """
    middle = median(others)
    deviations = [_apart(one, middle) for one in others]
    own = _apart(value, middle)
    if any(deviations) and WIDE.multiply(own, _FEW) < middle.copy_abs():
        return False
    if spread := median(deviations):
        return WIDE.multiply(_MEDIAN_SCALE, own) > WIDE.multiply(_LIMIT, spread)
    total = Decimal(0)
    for one in deviations:
        total = WIDE.add(total, one)
    if not total:
        return None
    bound = WIDE.multiply(WIDE.multiply(_LIMIT, _MEAN_SCALE), total)
    return WIDE.multiply(own, Decimal(len(others))) > bound


def times_apart(value: Decimal, other: Decimal) -> tuple[Decimal, str] | None:
    """How many times ``value`` is ``above`` or ``below`` ``other`` when that is five times or more, else None.

    A power of ten when one is near (within 1.3 times it: a comma in the wrong place), else with one or two digits.
    None as well when one of them is 0 or their signs differ: a comma does not do that.
    """
    if not value or not other or value.is_signed() != other.is_signed():
        return None
    own, its = value.copy_abs(), other.copy_abs()
    ratio = WIDE.divide(max(own, its), min(own, its))
    if not ratio.is_finite() or ratio < FAR:
        return None
    return _told(ratio), "above" if own > its else "below"


def power_of_ten(times: Decimal) -> bool:
    """Whether ``times`` is 10, 100, 1000 and so on."""
    return times > 1 and times == Decimal(1).scaleb(times.adjusted(), WIDE)


def _told(ratio: Decimal) -> Decimal:
    for exponent in (ratio.adjusted(), ratio.adjusted() + 1):
        power = Decimal(1).scaleb(exponent, WIDE)
        if power > 1 and max(power, ratio) <= WIDE.multiply(min(power, ratio), _NEAR):
            return power
    return Context(prec=1 if ratio < 10 else 2, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, traps=[]).plus(ratio)


def _apart(one: Decimal, other: Decimal) -> Decimal:
    return WIDE.subtract(one, other).copy_abs()
