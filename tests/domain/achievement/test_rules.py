"""The achievement of one indicator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.achievement.exact import fixed
from ukur.domain.achievement.rules import REASONS, RULES, achieve, alternatives, both
from ukur.domain.achievement.settings import DEFAULT, Method, Settings
from ukur.domain.plan.model import Polarity

HIGHER, LOWER, RANGE = Polarity.HIGHER, Polarity.LOWER, Polarity.RANGE
INVERSE = Settings(lower=Method.INVERSE)
POSITIVE = st.decimals(min_value=Decimal("0.0001"), max_value=10**9, places=4)
ANY = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
TABLES = settings(max_examples=150, derandomize=True)


def d(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("target", "actual", "polarity", "chosen", "value", "rule"),
    [
        ("9.7", "9.7", HIGHER, DEFAULT, "100.000000", "ratio"),
        ("17", "30", HIGHER, DEFAULT, "176.470588", "ratio"),
        ("4.4", "-3.85", HIGHER, DEFAULT, "-87.500000", "ratio"),
        ("10", "0", HIGHER, DEFAULT, "0.000000", "ratio"),
        ("5.13", "5.40", LOWER, DEFAULT, "94.736842", "mirror"),
        ("10", "25", LOWER, DEFAULT, "0.000000", "mirror"),
        ("10", "0", LOWER, DEFAULT, "200.000000", "mirror"),
        ("10", "5", LOWER, DEFAULT, "150.000000", "mirror"),
        ("5.13", "5.40", LOWER, INVERSE, "95.000000", "inverse"),
        ("10", "25", LOWER, INVERSE, "40.000000", "inverse"),
        ("10", "5", LOWER, INVERSE, "200.000000", "inverse"),
        ("0", "0", LOWER, DEFAULT, "100.000000", "target_zero_met"),
        ("0", "-1", LOWER, DEFAULT, "100.000000", "target_zero_met"),
        ("0", "3", LOWER, DEFAULT, "0.000000", "target_zero_missed"),
        ("0", "3", LOWER, INVERSE, "0.000000", "target_zero_missed"),
    ],
)
def test_worked_examples_of_the_sources(
    target: str, actual: str, polarity: Polarity, chosen: Settings, value: str, rule: str
) -> None:
    found = achieve(d(target), d(actual), polarity, chosen)
    assert found.value is not None
    assert (fixed(found.value), found.rule, found.reason) == (value, rule, "")


@pytest.mark.parametrize(
    ("actual", "method", "value", "rule"),
    [
        ("85", Method.RATIO, "100.000000", "range_inside"),
        ("80", Method.RATIO, "100.000000", "range_inside"),
        ("90", Method.RATIO, "100.000000", "range_inside"),
        ("92", Method.RATIO, "102.222222", "range_above"),
        ("70", Method.RATIO, "87.500000", "range_below"),
        ("92", Method.INVERSE, "97.826087", "range_above"),
    ],
)
def test_a_figure_outside_a_range_is_compared_with_the_bound_it_passed(
    actual: str, method: Method, value: str, rule: str
) -> None:
    found = achieve(d("80"), d(actual), RANGE, Settings(within=method), d("90"))
    assert found.value is not None
    assert (fixed(found.value), found.rule) == (value, rule)


def test_a_range_in_months_where_less_is_better_follows_the_mirror() -> None:
    # PermenPANRB 8/2021 page 100: seven to eight months, done in 6.5 or in 9.
    chosen = Settings(within=Method.MIRROR)
    early = achieve(d("7"), d("6.5"), RANGE, chosen, d("8")).value
    late = achieve(d("7"), d("9"), RANGE, chosen, d("8")).value
    assert early is not None
    assert late == d("87.5")
    assert fixed(early) == "107.142857"


@pytest.mark.parametrize(
    ("target", "actual", "polarity", "upper", "chosen", "reason"),
    [
        (None, "5", HIGHER, None, DEFAULT, "no_target"),
        (None, None, HIGHER, None, DEFAULT, "no_target"),
        ("5", None, LOWER, None, DEFAULT, "not_reported"),
        ("0", "5", HIGHER, None, DEFAULT, "target_zero"),
        ("0", "0", HIGHER, None, DEFAULT, "target_zero"),
        ("-2", "-1", HIGHER, None, DEFAULT, "target_negative"),
        ("-2", "-1", LOWER, None, DEFAULT, "target_negative"),
        ("10", "0", LOWER, None, INVERSE, "actual_zero"),
        ("10", "-1", LOWER, None, INVERSE, "actual_negative"),
        ("2", "3", RANGE, None, DEFAULT, "upper_missing"),
        ("2", "3", RANGE, "1", DEFAULT, "range_reversed"),
        ("-3", "-5", RANGE, "3", DEFAULT, "bound_not_positive"),
    ],
)
def test_what_cannot_be_computed_has_a_reason_and_no_number(
    target: str | None, actual: str | None, polarity: Polarity, upper: str | None, chosen: Settings, reason: str
) -> None:
    numbers = [None if one is None else d(one) for one in (target, actual, upper)]
    found = achieve(numbers[0], numbers[1], polarity, chosen, numbers[2])
    assert (found.value, found.rating, found.rule, found.reason) == (None, "", "not_computed", reason)
    assert found.steps == ()
    assert reason in REASONS


def test_the_steps_show_formula_floor_cap_and_band() -> None:
    assert achieve(d("5.13"), d("5.40"), LOWER).steps == (
        "(2 × 5,13 − 5,4) / 5,13 × 100 ≈ 94,736842",
        "91 ≤ 94,736842: Sangat Tinggi",
    )
    floored = achieve(d("10"), d("25"), LOWER)
    assert floored.steps == ("(2 × 10 − 25) / 10 × 100 = -50", "max(-50; 0) = 0", "0 < 51: Sangat Rendah")
    assert floored.floored
    assert floored.raw == -50
    capped = achieve(d("10"), d("15"), HIGHER, Settings(row_cap=d("120")))
    assert capped.steps == ("15 / 10 × 100 = 150", "min(150; 120) = 120", "91 ≤ 120: Sangat Tinggi")
    assert capped.capped


def test_a_value_just_under_a_band_never_looks_like_the_band() -> None:
    found = achieve(d("1000000000"), d("909999999.9"), HIGHER)
    assert found.rating == "Tinggi"
    assert found.steps[-1] == "76 ≤ 90,999999 < 91: Tinggi"


@pytest.mark.parametrize(("actual", "value", "capped"), [("11.9", 119, False), ("12", 120, False), ("12.1", 120, True)])
def test_a_cap_cuts_only_what_is_above_it(actual: str, value: int, capped: bool) -> None:
    found = achieve(d("10"), d(actual), HIGHER, Settings(row_cap=d("120")))
    assert found.value == value
    assert found.capped is capped


def test_a_range_may_be_a_single_point() -> None:
    assert achieve(d("5"), d("5"), RANGE, upper=d("5")).value == 100
    assert achieve(d("5"), d("4"), RANGE, upper=d("5")).value == 80


def test_a_cap_gives_the_inverse_a_value_where_it_has_none() -> None:
    found = achieve(d("10"), d("0"), LOWER, replace(INVERSE, row_cap=d("120")))
    assert (found.value, found.rule, found.capped) == (d("120"), "inverse_unbounded", True)


def test_both_percentages_stand_side_by_side() -> None:
    found = both(d("1.1"), d("1"), d("17.24"), HIGHER)
    assert found.quarter.value == d("110")
    assert found.year.value is not None
    assert fixed(found.year.value) == "6.380510"


def test_alternatives_name_every_other_formula_and_cap() -> None:
    found = {(str(one.method), one.cap): one.value for one in alternatives(d("10"), d("5"), LOWER)}
    assert ("mirror", None) not in found
    assert len(found) == 7
    assert found["inverse", None] == 200
    assert found["inverse", d("110")] == 110
    assert found["mirror", d("120")] == 120


@pytest.mark.parametrize(("target", "actual"), [(None, d("1")), (d("1"), None)])
def test_there_are_no_alternatives_without_figures(target: Decimal | None, actual: Decimal | None) -> None:
    assert alternatives(target, actual, HIGHER) == ()


@given(POSITIVE, ANY)
@TABLES
def test_the_ratio_is_exact(target: Decimal, actual: Decimal) -> None:
    value = achieve(target, actual, HIGHER).value
    assert value is not None
    exact = Fraction(actual) / Fraction(target) * 100
    assert abs(Fraction(value) - exact) <= abs(exact) / 10**48
    assert Decimal(fixed(value)) == half_up(exact)


@given(POSITIVE, POSITIVE)
@TABLES
def test_mirror_and_inverse_are_exact(target: Decimal, actual: Decimal) -> None:
    mirror, inverse = achieve(target, actual, LOWER).value, achieve(target, actual, LOWER, INVERSE).value
    assert mirror is not None
    assert inverse is not None
    top, bottom = Fraction(target), Fraction(actual)
    assert Decimal(fixed(mirror)) == half_up(max(Fraction(0), (2 * top - bottom) / top * 100))
    assert Decimal(fixed(inverse)) == half_up(top / bottom * 100)


@given(POSITIVE, ANY, ANY, st.sampled_from([None, d("100"), d("120")]))
@TABLES
def test_more_is_never_worse_when_higher_is_better(
    target: Decimal, one: Decimal, two: Decimal, cap: Decimal | None
) -> None:
    chosen = Settings(row_cap=cap)
    low, high = (achieve(target, actual, HIGHER, chosen).value for actual in sorted((one, two)))
    assert low is not None
    assert high is not None
    assert low <= high


@given(POSITIVE, POSITIVE, POSITIVE, st.sampled_from([DEFAULT, INVERSE]))
@TABLES
def test_more_is_never_better_when_lower_is_better(
    target: Decimal, one: Decimal, two: Decimal, chosen: Settings
) -> None:
    low, high = (achieve(target, actual, LOWER, chosen).value for actual in sorted((one, two)))
    assert low is not None
    assert high is not None
    assert low >= high


@given(ANY, ANY, st.sampled_from(Polarity), ANY, st.sampled_from([d("100"), d("110"), d("120")]))
@TABLES
def test_no_value_leaves_floor_and_cap_and_none_has_a_reason(
    target: Decimal, actual: Decimal, polarity: Polarity, upper: Decimal, cap: Decimal
) -> None:
    found = achieve(target, actual, polarity, Settings(row_cap=cap, lower=Method.MIRROR), upper)
    assert found.rule in RULES
    if found.value is None:
        assert found.reason in REASONS
        assert found.rating == ""
        return
    assert found.reason == ""
    assert found.value <= cap
    assert polarity is not LOWER or found.value >= 0
    assert found.rating == DEFAULT.rate(found.value)


@given(POSITIVE, st.sampled_from(Polarity))
@TABLES
def test_not_reported_never_counts_as_zero(target: Decimal, polarity: Polarity) -> None:
    missing = achieve(target, None, polarity, upper=target + 1)
    zero = achieve(target, Decimal(0), polarity, upper=target + 1)
    assert missing.value is None
    assert missing.reason == "not_reported"
    assert zero.value is not None


def half_up(exact: Fraction) -> Decimal:
    """``exact`` at 6 decimals, halves away from zero, by whole numbers alone."""
    scaled = abs(exact) * 10**6
    whole = int(scaled + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-6)
