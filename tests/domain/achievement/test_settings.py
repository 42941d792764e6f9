"""Settings of calculation."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ukur.domain.achievement.settings import DEFAULT, Method, Settings, in_force
from ukur.domain.plan.model import Polarity


@pytest.mark.parametrize(
    ("value", "rating"),
    [
        ("200", "Sangat Tinggi"),
        ("91", "Sangat Tinggi"),
        ("90.9999999999999999999999999999", "Tinggi"),
        ("76", "Tinggi"),
        ("75.4", "Sedang"),
        ("66", "Sedang"),
        ("65.2", "Rendah"),
        ("51", "Rendah"),
        ("50.7", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-5", "Sangat Rendah"),
    ],
)
def test_a_rating_starts_at_its_lower_bound_and_the_value_is_not_rounded(value: str, rating: str) -> None:
    assert DEFAULT.rate(Decimal(value)) == rating


def test_the_newest_settings_that_have_begun_are_in_force() -> None:
    old = Settings(since=dt.date(2025, 1, 1), row_cap=Decimal(100))
    new = Settings(since=dt.date(2026, 7, 1), row_cap=Decimal(110))
    assert in_force([new, old], dt.date(2024, 12, 31)) is DEFAULT
    assert in_force([new, old], dt.date(2026, 6, 30)) is old
    assert in_force([new, old], dt.date(2026, 7, 1)) is new


def test_bands_that_do_not_fall_are_an_error() -> None:
    with pytest.raises(ValueError, match="bands"):
        Settings(bands=((Decimal(50), "a"), (Decimal(60), "b")))


@pytest.mark.parametrize("method", [Method.MIRROR, Method.INVERSE])
def test_higher_is_better_knows_only_the_ratio(method: Method) -> None:
    with pytest.raises(ValueError, match="no formula"):
        DEFAULT.using(Polarity.HIGHER, method, None)


def test_other_settings_stay_when_the_formula_changes() -> None:
    changed = Settings(floor=None).using(Polarity.LOWER, Method.INVERSE, Decimal(110))
    assert (changed.lower, changed.row_cap, changed.floor) == (Method.INVERSE, Decimal(110), None)
