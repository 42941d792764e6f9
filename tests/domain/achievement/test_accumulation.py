"""From quarters to the figure up to now."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.achievement.accumulation import accumulate, recompute
from ukur.domain.plan.model import Accumulation

NUMBERS = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
QUARTERS = st.lists(st.none() | NUMBERS, max_size=3)


def quarters(*texts: str | None) -> list[Decimal | None]:
    return [None if one is None else Decimal(one) for one in texts]


@pytest.mark.parametrize(
    ("kind", "given_", "figure"),
    [
        (Accumulation.SUM, quarters("1.5", "2", "3"), "6.5"),
        (Accumulation.SUM, quarters("1.5", None, "3"), "4.5"),
        (Accumulation.AVERAGE, quarters("80", None, "91"), "85.5"),
        (Accumulation.LAST, quarters("2.4", "4.9", "7.5"), "7.5"),
        (Accumulation.RECOMPUTED, quarters("2.4", None, "7.5"), "7.5"),
        (Accumulation.SUM, quarters("0"), "0"),
    ],
)
def test_each_kind_has_its_figure_up_to_now(kind: Accumulation, given_: list[Decimal | None], figure: str) -> None:
    assert accumulate(kind, given_) == Decimal(figure)


@given(st.sampled_from(Accumulation), QUARTERS)
@settings(max_examples=100, derandomize=True)
def test_without_the_measured_quarter_there_is_no_figure(kind: Accumulation, before: list[Decimal | None]) -> None:
    assert accumulate(kind, [*before, None]) is None
    assert accumulate(kind, []) is None


@given(QUARTERS, NUMBERS)
@settings(max_examples=100, derandomize=True)
def test_a_missing_quarter_changes_nothing(before: list[Decimal | None], last: Decimal) -> None:
    reported = [one for one in before if one is not None]
    for kind in Accumulation:
        assert accumulate(kind, [*before, last]) == accumulate(kind, [*reported, last])


def test_a_ratio_is_recomputed_from_sums_not_from_percentages() -> None:
    pairs = [(Decimal(1), Decimal(2)), (None, Decimal(5)), (Decimal(30), Decimal(98))]
    found = recompute(pairs)
    assert found == Decimal(31)
    assert recompute(pairs, Decimal(1)) == Decimal("0.31")


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [(Decimal(1), Decimal(2)), (None, Decimal(2))],
        [(Decimal(1), Decimal(2)), (Decimal(1), None)],
        [(Decimal(1), Decimal(0))],
    ],
)
def test_a_ratio_without_its_parts_is_not_reported(pairs: list[tuple[Decimal | None, Decimal | None]]) -> None:
    assert recompute(pairs) is None


@given(st.lists(st.tuples(NUMBERS, st.decimals(min_value=1, max_value=10**6, places=3)), min_size=1, max_size=4))
@settings(max_examples=100, derandomize=True)
def test_a_ratio_is_exact(pairs: list[tuple[Decimal, Decimal]]) -> None:
    tops = sum((Fraction(top) for top, _ in pairs), Fraction(0))
    exact = 100 * tops / sum((Fraction(bottom) for _, bottom in pairs), Fraction(0))
    found = recompute(pairs)
    assert found is not None
    assert abs(Fraction(found) - exact) <= abs(exact) / 10**48
