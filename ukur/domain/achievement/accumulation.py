"""From quarters to the figure up to now. What is not reported is left out, never counted as 0."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from ukur.domain.achievement.exact import EXACT, HUNDRED, ZERO
from ukur.domain.plan.model import Accumulation

Pair = tuple[Decimal | None, Decimal | None]


def accumulate(kind: Accumulation, quarters: Sequence[Decimal | None]) -> Decimal | None:
    """The figure up to now from the figures of each quarter, the measured quarter last.

    None when the measured quarter is not reported. Sum and average are over the reported quarters; the other
    kinds take the measured quarter as it is, since it was typed as a figure up to now.
    """
    if not quarters or quarters[-1] is None:
        return None
    reported = [one for one in quarters if one is not None]
    with localcontext(EXACT):
        if kind is Accumulation.SUM:
            return sum(reported, ZERO)
        if kind is Accumulation.AVERAGE:
            return sum(reported, ZERO) / len(reported)
    return quarters[-1]


def recompute(pairs: Sequence[Pair], factor: Decimal = HUNDRED) -> Decimal | None:
    """A ratio up to now from numerators and denominators of each quarter: the sums divided, never a mean of
    percentages.

    ``factor`` is 100 for a percentage. A pair with a missing half is not reported; None when the measured
    (last) quarter is not reported or the denominators add up to 0.
    """
    reported = [(top, bottom) for top, bottom in pairs if top is not None and bottom is not None]
    if not pairs or None in pairs[-1]:
        return None
    with localcontext(EXACT):
        tops = sum((top for top, _ in reported), ZERO)
        bottoms = sum((bottom for _, bottom in reported), ZERO)
        return factor * tops / bottoms if bottoms else None
