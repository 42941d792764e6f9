"""Totals of objectives and of the agency."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.achievement.rollup import Total, agency_total, roll_up
from ukur.domain.achievement.settings import DEFAULT, Settings

VALUES = st.lists(st.none() | st.decimals(min_value=-100, max_value=400, places=5), max_size=12)
SOME = settings(max_examples=150, derandomize=True)


def numbers(*values: int | None) -> list[Decimal | None]:
    return [None if one is None else Decimal(one) for one in values]


def test_a_high_value_is_capped_before_it_can_hide_a_failure() -> None:
    found = roll_up(numbers(300, 0, 0))
    assert found == Total(Decimal(40), "Sangat Rendah", 3, 3)


def test_a_missing_value_is_left_out_and_shows_in_the_completeness() -> None:
    found = roll_up(numbers(100, None, 90))
    assert found == Total(Decimal(95), "Sangat Tinggi", 2, 3)
    assert not found.complete


def test_counting_missing_as_zero_is_a_named_alternative() -> None:
    found = roll_up(numbers(100, None), Settings(count_missing_as_zero=True))
    assert found == Total(Decimal(50), "Sangat Rendah", 1, 2)


def test_nothing_reported_is_no_total() -> None:
    assert roll_up(numbers(None, None)) == Total(None, "", 0, 2)
    assert roll_up([]) == Total(None, "", 0, 0)


def test_the_agency_is_the_mean_of_its_objectives_with_the_completeness_of_the_indicators() -> None:
    objectives = [roll_up(numbers(100, 100, 100)), roll_up(numbers(50, None)), roll_up(numbers(None))]
    assert agency_total(objectives) == Total(Decimal(75), "Sedang", 4, 6)


def test_without_a_cap_nothing_is_cut() -> None:
    assert roll_up(numbers(300, 100), Settings(rollup_cap=None)).value == 200


@given(VALUES)
@SOME
def test_a_total_is_the_exact_mean_of_the_capped_reported_values(values: list[Decimal | None]) -> None:
    reported = [min(Fraction(one), Fraction(120)) for one in values if one is not None]
    found = roll_up(values)
    assert (found.counted, found.total) == (len(reported), len(values))
    if not reported:
        assert found.value is None
        return
    assert found.value is not None
    exact = sum(reported, Fraction(0)) / len(reported)
    assert abs(Fraction(found.value) - exact) <= Fraction(1, 10**45)
    assert found.rating == DEFAULT.rate(found.value)


@given(VALUES, st.integers(min_value=0, max_value=5))
@SOME
def test_more_missing_values_never_move_a_total(values: list[Decimal | None], missing: int) -> None:
    assert roll_up(values + [None] * missing).value == roll_up(values).value
