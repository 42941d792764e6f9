"""Distances that one wild figure does not move."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ukur.domain.validation.robust import median, outlying, power_of_ten, times_apart


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(one) for one in texts]


def test_the_median_is_the_middle_or_the_mean_of_two() -> None:
    assert median(numbers("9", "1", "5")) == 5
    assert median(numbers("9", "1", "5", "6")) == Decimal("5.5")
    with pytest.raises(ValueError, match="no numbers"):
        median([])


def test_the_bound_is_three_and_a_half_modified_deviations() -> None:
    others = numbers("80", "90", "100", "110", "120")  # median 100, median deviation 10: far begins at 51.89…
    assert outlying(Decimal("151.8"), others) is False
    assert outlying(Decimal("151.9"), others) is True
    assert outlying(Decimal("48.1"), others) is True


def test_without_a_median_deviation_the_mean_one_stands_in() -> None:
    others = numbers("100", "100", "100", "100", "90")  # mean deviation 2: far begins at 8.77…, and at a tenth
    assert outlying(Decimal("91.3"), others) is False
    assert outlying(Decimal("88"), others) is True


def test_equal_figures_say_nothing_of_their_spread() -> None:
    assert outlying(Decimal(50), numbers("100", "100", "100", "100", "100")) is None


def test_less_than_a_tenth_is_never_far_however_steady_the_others() -> None:
    others = numbers("3402", "3460", "3488", "3505", "3512", "3478")
    assert outlying(Decimal(3655), others) is False
    assert outlying(Decimal(3900), others) is True


@pytest.mark.parametrize(
    ("value", "other", "found"),
    [
        ("100", "10", (Decimal(10), "above")),
        ("1", "10", (Decimal(10), "below")),
        ("129", "10", (Decimal(10), "above")),
        ("134", "10", (Decimal(13), "above")),
        ("77", "10", (Decimal(10), "above")),
        ("76", "10", (Decimal(8), "above")),
        ("50", "10", (Decimal(5), "above")),
        ("2", "10", (Decimal(5), "below")),
        ("49.999999999999", "10", None),
        ("2.000000000001", "10", None),
        ("9800", "10", (Decimal(1000), "above")),
        ("34567", "10", (Decimal(3500), "above")),
        ("-50", "-5", (Decimal(10), "above")),
        ("-50", "5", None),
        ("0", "10", None),
        ("10", "0", None),
        ("-0", "10", None),
    ],
)
def test_times_apart_begin_at_five_and_name_a_power_of_ten(
    value: str, other: str, found: tuple[Decimal, str] | None
) -> None:
    assert times_apart(Decimal(value), Decimal(other)) == found


def test_a_power_of_ten_is_ten_or_more() -> None:
    assert [one for one in numbers("0", "0.1", "1", "5", "10", "13", "100", "1E+3") if power_of_ten(one)] == [
        10,
        100,
        1000,
    ]
