"""Graded figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ukur.domain.achievement.grades import GRADES, Scale, grade_of, read_grade
from ukur.domain.errors import Refused


def test_a_grade_is_its_place_on_the_scale() -> None:
    assert read_grade(" wtp ", Scale.OPINI).value == Decimal(4)
    assert read_grade("TW", Scale.OPINI).value == Decimal(2)
    assert read_grade("BB", Scale.AKIP).value == Decimal(5)


@pytest.mark.parametrize("scale", list(Scale))
def test_every_grade_prints_back(scale: Scale) -> None:
    for grade in GRADES[scale]:
        place = read_grade(grade, scale).value
        assert place is not None
        assert grade_of(place, scale) == grade


@pytest.mark.parametrize("text", ["", "-", "–"])
def test_no_grade_is_not_reported(text: str) -> None:
    assert read_grade(text, Scale.AKIP).value is None


def test_a_grade_of_another_scale_is_refused_with_the_choices() -> None:
    with pytest.raises(Refused) as refused:
        read_grade("WTP", Scale.AKIP)
    (one,) = refused.value.refusals
    assert one.code == "grade_unknown"
    assert dict(one.values)["grades"] == "D, C, CC, B, BB, A, AA"


@pytest.mark.parametrize("place", ["0", "5", "2.5", "-1"])
def test_a_place_outside_the_scale_is_an_error(place: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        grade_of(Decimal(place), Scale.OPINI)
