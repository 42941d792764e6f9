"""The rules about figures. Each says what it means, where it comes from, and what it cannot know.

A rule gives the values for its sentence when something is seen, else None. It never says that a figure is wrong.
"""

from __future__ import annotations

from decimal import Decimal

from ukur.domain.achievement.exact import HUNDRED, ZERO
from ukur.domain.plan.model import Accumulation, Period, Polarity
from ukur.domain.validation.case import (
    Around,
    Case,
    Values,
    bounds,
    grades_of,
    history,
    is_percent,
    known,
    last,
    values,
)
from ukur.domain.validation.robust import WIDE, median, outlying, times_apart

MANY = 5  # so many earlier figures show what is usual


def negative_percent(case: Case, _: Around) -> Values | None:
    """A percentage below 0. Our judgement.

    Growth may well be negative (a real one: -3,85 % of industry), so nothing is said when a target or an earlier figure
    of the indicator is below 0 too. The first fall of a growth rate is flagged nevertheless.
    """
    seen = is_percent(case.item) and case.number < 0 and not any(one < 0 for one in known(case))
    return values(value=case.number) if seen else None


def percent_above_100(case: Case, _: Around) -> Values | None:
    """A percentage above 100 where higher is better. Our judgement.

    Whether an indicator can exceed 100 is not known. Nothing is said when a target or an earlier figure does so.
    """
    item = case.item
    seen = is_percent(item) and item.polarity is Polarity.HIGHER and case.number > HUNDRED
    return values(value=case.number) if seen and not any(one > HUNDRED for one in known(case)) else None


def grade_outside(case: Case, _: Around) -> Values | None:
    """A graded figure that is no place of its scale (``grades.GRADES``, with the sources there): a certain mistake."""
    grades = grades_of(case.item)
    if not grades or (case.number == case.number.to_integral_value() and 1 <= case.number <= len(grades)):
        return None
    return values(value=case.number, highest=Decimal(len(grades)), grades=", ".join(grades))


def far_from_target(case: Case, _: Around) -> Values | None:
    """Five times the quarter's target or a fifth of it, the nearest bound of a range. Our judgement: a lost or doubled
    comma makes ten times, a wrong unit a thousand.

    Five or more earlier figures vouch for a value between the lowest and the highest of them. Not seen: a target of 0,
    a figure of 0, other signs, a slip in an indicator that is far from its target anyway.
    """
    range_ = bounds(case, case.period.quarter)
    past = [one for _, one in history(case)]
    if range_ is None or range_[0] < case.number < range_[1] or _vouched(case.number, past):
        return None
    target = range_[0] if case.number <= range_[0] else range_[1]
    found = times_apart(case.number, target)
    return values(times=found[0], side=found[1], target=target) if found else None


def far_from_last(case: Case, _: Around) -> Values | None:
    """Five times the figure of the last reported quarter or a fifth of it, while fewer than five earlier figures are
    known. Our judgement.

    Work that comes in seasons jumps like this every year; with more figures ``far_from_usual`` takes over.
    """
    before = last(case)
    if before is None or len(history(case)) >= MANY:
        return None
    key, figure = before
    found = times_apart(case.number, figure)
    period = Period.parse(key).short
    return values(times=found[0], side=found[1], last=figure, period=period) if found else None


def far_from_usual(case: Case, _: Around) -> Values | None:
    """Outside of what is usual over at least five earlier quarters, by median and deviations (``robust``).

    When all of them are equal nothing is known of the spread, and five times or a fifth counts as far. Figures that
    rise through each year spread widely, so only much is seen there. ``times`` is 0 when it is less than five times.
    """
    past = [one for _, one in history(case)]
    if len(past) < MANY:
        return None
    usual = median(past)
    found = times_apart(case.number, usual)
    outlier = outlying(case.number, past)
    if not (found if outlier is None else outlier):
        return None
    times, side = found or (ZERO, "")
    return values(usual=usual, times=times, side=side)


def cumulative_falling(case: Case, _: Around) -> Values | None:
    """A figure recomputed over the year, no percentage, that is below an earlier one of the same year: it counts from
    January, so it falls only when an earlier one was too high or the quarter alone was typed.

    Our judgement, as other measuring systems do. A ratio of another kind than a percentage can fall rightly.
    """
    return _fallen(case, Accumulation.RECOMPUTED)


def position_falling(case: Case, _: Around) -> Values | None:
    """The same for a figure of which the last one counts (LAST). A position may fall, hence a lower priority; where
    lower is better a fall is what is wanted, and nothing is said.
    """
    return None if case.item.polarity is Polarity.LOWER else _fallen(case, Accumulation.LAST)


def quarter_above_year(case: Case, _: Around) -> Values | None:
    """One quarter of a summed indicator above the target of the whole year. Our judgement: often the figure up to now
    or another unit was typed. A year's target of 0 or less says nothing.
    """
    year = bounds(case, 0)
    if case.item.accumulation is not Accumulation.SUM or year is None or year[1] <= 0:
        return None
    return values(value=case.number, year=year[1]) if case.number > year[1] else None


def upto_above_year(case: Case, _: Around) -> Values | None:
    """A figure up to now above one and a half times the target of the year. Our judgement.

    Where lower is better a figure begins above its target and falls to it: nothing is said there.
    """
    year, item = bounds(case, 0), case.item
    if not item.cumulative_input or item.polarity is Polarity.LOWER or year is None or year[1] <= 0:
        return None
    above = WIDE.multiply(case.number, Decimal(2)) > WIDE.multiply(year[1], Decimal(3))
    return values(value=case.number, year=year[1]) if above else None


def _vouched(number: Decimal, past: list[Decimal]) -> bool:
    return len(past) >= MANY and min(past) <= number <= max(past)


def _fallen(case: Case, kind: Accumulation) -> Values | None:
    before = last(case)
    if case.item.accumulation is not kind or is_percent(case.item) or before is None:
        return None
    key, figure = before
    same_year = Period.parse(key).year == case.period.year
    return values(last=figure, period=Period.parse(key).short) if same_year and case.number < figure else None
