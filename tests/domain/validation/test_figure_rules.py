"""Each rule about figures: when it speaks, and when it is silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.domain.validation.cases import case, past, seen, targets
from ukur.domain.plan.model import Accumulation, Period, Polarity
from ukur.domain.validation.checks import RULES, Priority

RANGE: dict[str, Any] = {"polarity": Polarity.RANGE, "targets": targets("2", "2"), "uppers": targets("4", "4")}
SEVEN = ("10", "12", "11", "13", "12", "11", "12")
LAST, RECOMPUTED = Accumulation.LAST, Accumulation.RECOMPUTED


def says(rule: str, value: str, **changes: Any) -> bool:
    return rule in seen(case(value, **changes))


def test_a_negative_percentage_unless_the_indicator_can_fall_below_zero() -> None:
    assert says("negative_percent", "-3.85", uom="%")
    assert says("negative_percent", "-3.85", uom="Persen")
    assert not says("negative_percent", "0", uom="%")
    assert not says("negative_percent", "-3.85", uom="unit")
    assert not says("negative_percent", "-3.85", uom="%", past=past("-1.2", "2"))
    assert not says("negative_percent", "-3.85", uom="%", targets=targets("-1"))


def test_a_percentage_above_100_unless_the_indicator_is_known_to_exceed_it() -> None:
    assert says("percent_above_100", "100.01", uom="%")
    assert not says("percent_above_100", "100", uom="%")
    assert not says("percent_above_100", "150", uom="unit")
    assert not says("percent_above_100", "150", uom="%", polarity=Polarity.LOWER)
    assert not says("percent_above_100", "150", uom="%", past=past("101"))
    assert not says("percent_above_100", "150", uom="%", targets=targets("110"))


@pytest.mark.parametrize(("value", "outside"), [("4", False), ("1", False), ("0", True), ("5", True), ("2.5", True)])
def test_a_grade_is_a_place_of_its_scale(value: str, outside: bool) -> None:
    assert says("grade_outside", value, scale="opini") is outside
    assert not says("grade_outside", value)
    assert not says("grade_outside", value, scale="unknown")


def test_the_size_of_a_grade_is_not_reckoned_with() -> None:
    graded = case("1", scale="akip", targets=targets("7", "7"), past=past("7", "7"), accumulation=LAST)
    assert set(seen(graded)) == {"note_missing"}
    assert {one.key for one in RULES if one.amounts} == {
        "negative_percent",
        "percent_above_100",
        "far_from_target",
        "far_from_last",
        "far_from_usual",
        "cumulative_falling",
        "position_falling",
        "quarter_above_year",
        "upto_above_year",
    }


def test_five_times_the_target_or_a_fifth_of_it() -> None:
    found = seen(case("97", targets=targets("10")))["far_from_target"]
    assert (found.value("times"), found.value("side"), found.value("target")) == (Decimal(10), "above", Decimal(10))
    assert found.priority is Priority.HIGH
    assert says("far_from_target", "2", targets=targets("10"))
    assert not says("far_from_target", "49", targets=targets("10"))
    for odd in (None, "0", "-10"):
        assert not says("far_from_target", "97", targets=targets(odd))
    assert not says("far_from_target", "0", targets=targets("10"))


def test_a_range_is_compared_with_the_bound_that_was_passed() -> None:
    found = seen(case("30", **RANGE))["far_from_target"]
    assert (found.value("times"), found.value("target")) == (Decimal(8), Decimal(4))
    assert says("far_from_target", "0.2", **RANGE)
    assert not any(says("far_from_target", value, **RANGE) for value in ("2", "3", "4", "19"))
    assert says("far_from_target", "30", **(RANGE | {"uppers": {}}))


def test_many_earlier_figures_vouch_for_a_value_among_them() -> None:
    wide = past("1", "80", "2", "120", "90")
    assert not says("far_from_target", "100", targets=targets("10"), past=wide)
    assert says("far_from_target", "130", targets=targets("10"), past=wide)


def test_five_times_the_last_figure_while_few_are_known() -> None:
    found = seen(case("100", past=past("11", "10")))["far_from_last"]
    assert (found.value("times"), found.value("last"), found.value("period")) == (
        Decimal(10),
        Decimal(10),
        "TW II 2026",
    )
    assert not says("far_from_last", "49", past=past("10"))
    assert not says("far_from_last", "100", past=past("0"))
    assert not says("far_from_last", "100")
    assert not says("far_from_last", "100", past=past(*SEVEN))


def test_a_ratio_of_the_year_begins_anew_in_the_first_quarter() -> None:
    first: dict[str, Any] = {"period": Period(2026, 1), "past": past("60", before="2026-1")}
    assert not says("far_from_last", "2", accumulation=RECOMPUTED, **first)
    assert says("far_from_last", "2", accumulation=LAST, **first)


def test_far_from_what_is_usual_over_many_quarters() -> None:
    found = seen(case("120", past=past(*SEVEN)))["far_from_usual"]
    assert (found.value("usual"), found.value("times"), found.value("side")) == (Decimal(12), Decimal(10), "above")
    assert seen(case("20", past=past(*SEVEN)))["far_from_usual"].value("times") == 0
    assert not says("far_from_usual", "14", past=past(*SEVEN))
    assert not says("far_from_usual", "120", past=past(*SEVEN[:4]))
    assert not says("far_from_usual", "120", past=past(*SEVEN[:4], None))


def test_a_constant_history_is_left_by_five_times_only() -> None:
    assert says("far_from_usual", "500", past=past(*["100"] * 5))
    assert not says("far_from_usual", "400", past=past(*["100"] * 5))
    assert not says("far_from_usual", "5", past=past(*["0"] * 5))


def test_a_figure_up_to_now_does_not_fall_within_the_year() -> None:
    assert says("cumulative_falling", "4", accumulation=RECOMPUTED, past=past("5"))
    assert seen(case("4", accumulation=LAST, past=past("5")))["position_falling"].priority is Priority.LOW
    for kind in (LAST, RECOMPUTED):
        assert not {"cumulative_falling", "position_falling"} & set(seen(case("5", accumulation=kind, past=past("5"))))
        assert not {"cumulative_falling", "position_falling"} & set(
            seen(case("4", accumulation=kind, past=past("5"), uom="%"))
        )
    assert not says("cumulative_falling", "4", past=past("5"))
    assert not says("position_falling", "4", accumulation=LAST, past=past("5"), polarity=Polarity.LOWER)


def test_a_new_year_may_begin_lower_than_the_old_one_ended() -> None:
    first: dict[str, Any] = {"period": Period(2026, 1), "past": past("9", before="2026-1")}
    assert not says("position_falling", "4", accumulation=LAST, **first)
    assert not says("cumulative_falling", "4", accumulation=RECOMPUTED, **first)


def test_a_gap_does_not_hide_a_fall() -> None:
    assert says("cumulative_falling", "4", accumulation=RECOMPUTED, past=past("5", None))


def test_one_quarter_above_the_target_of_the_whole_year() -> None:
    assert says("quarter_above_year", "41", targets=targets("10", "40"))
    assert not says("quarter_above_year", "40", targets=targets("10", "40"))
    assert not says("quarter_above_year", "41", targets=targets("10", "40"), accumulation=LAST)
    assert not says("quarter_above_year", "41", targets=targets("10", "0"))
    assert not says("quarter_above_year", "3", **RANGE)
    assert says("quarter_above_year", "5", **RANGE)


def test_a_figure_up_to_now_far_above_the_target_of_the_year() -> None:
    assert says("upto_above_year", "61", targets=targets("30", "40"), accumulation=LAST)
    assert not says("upto_above_year", "60", targets=targets("30", "40"), accumulation=LAST)
    assert not says("upto_above_year", "61", targets=targets("30", "40"))
    assert not says("upto_above_year", "61", targets=targets("30", "40"), accumulation=LAST, polarity=Polarity.LOWER)
