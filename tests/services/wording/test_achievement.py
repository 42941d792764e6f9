"""Every code of an achievement has its sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ukur.domain.achievement.rollup import roll_up
from ukur.domain.achievement.rules import REASONS, RULES, achieve
from ukur.domain.achievement.settings import Method, Settings
from ukur.domain.plan.model import Accumulation, Polarity
from ukur.services.wording import achievement as wording


def test_every_code_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(wording.REASONS) == set(REASONS)
    assert set(wording.RULES) == set(RULES)
    assert set(wording.POLARITY) == set(Polarity)
    assert set(wording.ACCUMULATION) == set(Accumulation)
    assert set(wording.METHODS) == set(Method)


def test_an_explanation_gives_the_rule_the_steps_and_what_the_cap_did() -> None:
    found = achieve(Decimal(10), Decimal(15), Polarity.HIGHER, Settings(row_cap=Decimal(120)))
    rule, *steps, note = wording.explain(found)
    assert rule == wording.RULES["ratio"]
    assert tuple(steps) == found.steps
    assert note == wording.CAPPED


def test_a_floor_is_explained() -> None:
    found = achieve(Decimal(10), Decimal(25), Polarity.LOWER)
    assert wording.explain(found)[-1] == wording.FLOORED


def test_a_missing_value_is_explained_by_its_reason_alone() -> None:
    found = achieve(Decimal(10), None, Polarity.HIGHER)
    assert wording.explain(found) == (wording.REASONS["not_reported"],)


@pytest.mark.parametrize("missing", [0, 7])
def test_completeness_stands_beside_a_total(missing: int) -> None:
    total = roll_up([Decimal(90)] * 18 + [None] * missing)
    assert wording.completeness(total) == f"Kelengkapan (18 dari {18 + missing})"


def test_a_doubtful_number_becomes_a_question() -> None:
    asked = wording.question("1.210", (Decimal(1210), Decimal("1.21")))
    assert asked == "“1.210” berarti 1.210 atau 1,21?"
