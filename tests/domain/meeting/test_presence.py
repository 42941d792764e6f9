"""When the door for checking in is open."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukur.domain.meeting.presence import AHEAD, LONGEST, door_open

NINE = dt.datetime(2026, 10, 29, 2, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (NINE - AHEAD - MINUTE, False),
        (NINE - AHEAD, True),
        (NINE, True),
        (NINE - AHEAD + LONGEST - MINUTE, True),
        (NINE - AHEAD + LONGEST, False),
    ],
)
def test_from_an_hour_before_and_at_most_half_a_day(now: dt.datetime, is_open: bool) -> None:
    assert door_open(NINE, now) is is_open


def test_somebody_may_open_it_on_another_day() -> None:
    before = NINE - dt.timedelta(days=3)
    assert door_open(NINE, before + MINUTE, opened=before)
    assert not door_open(NINE, before - MINUTE, opened=before)


@given(st.integers(-5000, 5000), st.none() | st.integers(-5000, 5000))
def test_after_the_end_it_is_never_open(now: int, opened: int | None) -> None:
    at = NINE + opened * MINUTE if opened is not None else None
    assert not door_open(NINE, NINE + now * MINUTE, opened=at, ended=NINE)
