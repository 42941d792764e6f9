"""Counting working minutes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.worktime.calendar import RAMADAN, WIB, Calendar, DayOff, Hours
from ukur.domain.worktime.national import DAYS_OFF, HOURS, NORMAL_HOURS

OFFICE = Calendar(HOURS, DAYS_OFF)
# Every second of two months around Ramadan and Idulfitri 2026.
MOMENTS = st.integers(min_value=0, max_value=60 * 86400).map(
    lambda seconds: dt.datetime(2026, 2, 10, tzinfo=WIB) + dt.timedelta(seconds=seconds)
)
SOME = settings(max_examples=150, derandomize=True, deadline=None)


def at(day: int, clock: str, month: int = 11) -> dt.datetime:
    """A moment in WIB; the 23rd of November 2026 is a normal Monday."""
    return dt.datetime.combine(dt.date(2026, month, day), dt.time.fromisoformat(clock), WIB)


def by_the_minute(a: dt.datetime, b: dt.datetime) -> int:
    """The slow way: look at each minute on its own."""
    count, moment = 0, a
    while moment + dt.timedelta(minutes=1) <= b:
        second = moment.hour * 3600 + moment.minute * 60
        count += any(begin <= second < end for begin, end in OFFICE.spans(moment.date()))
        moment += dt.timedelta(minutes=1)
    return count


def test_the_standard_time_of_the_seed_begun_on_monday_morning_ends_on_tuesday() -> None:
    assert OFFICE.add_minutes(at(23, "07:30"), 775) == at(24, "13:55")


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [
        (at(23, "07:30"), at(23, "16:00"), 450),
        (at(27, "07:30"), at(27, "16:30"), 450),  # Friday, longer break
        (at(23, "11:59"), at(23, "13:01"), 2),
        (at(23, "12:10"), at(23, "12:50"), 0),
        (at(23, "16:00"), at(24, "07:30"), 0),
        (at(27, "16:29"), at(30, "07:31"), 2),  # over a weekend
        (at(23, "07:30"), at(28, "23:00"), 2250),  # a week
        (at(23, "00:00"), at(23, "23:59"), 450),
        (at(24, "09:00"), at(23, "09:00"), 0),  # backwards
        (at(23, "09:00"), at(23, "09:00"), 0),
    ],
)
def test_only_office_minutes_count(begin: dt.datetime, end: dt.datetime, minutes: int) -> None:
    assert OFFICE.minutes_between(begin, end) == minutes


def test_half_minutes_add_up_over_a_break_and_the_rest_is_dropped() -> None:
    assert OFFICE.minutes_between(at(23, "11:59:30"), at(23, "13:00:30")) == 1
    assert OFFICE.minutes_between(at(23, "09:00:30"), at(23, "09:02:29")) == 1


@pytest.mark.parametrize(
    ("begin", "minutes", "end"),
    [
        (at(23, "07:30"), 450, at(23, "16:00")),
        (at(23, "07:30"), 451, at(24, "07:31")),
        (at(23, "09:00"), 0, at(23, "09:00")),
        (at(23, "18:00"), 0, at(24, "07:30")),
        (at(28, "10:00"), 10, at(30, "07:40")),  # Saturday
        (at(23, "12:30"), 5, at(23, "13:05")),
        (at(23, "15:59", 12), 30, at(28, "07:59", 12)),  # cuti bersama, Natal, weekend
    ],
)
def test_work_that_begins_outside_office_time_begins_at_the_next_opening(
    begin: dt.datetime, minutes: int, end: dt.datetime
) -> None:
    assert OFFICE.add_minutes(begin, minutes) == end


def test_ramadan_hours_win_while_they_hold() -> None:
    assert OFFICE.minutes_of(dt.date(2026, 2, 18)) == 450
    assert OFFICE.minutes_of(dt.date(2026, 2, 19)) == 390
    assert OFFICE.minutes_of(dt.date(2026, 2, 20)) == 390
    assert OFFICE.minutes_of(dt.date(2026, 3, 25)) == 450


def test_a_row_holds_on_its_first_and_its_last_day() -> None:
    weeks = Calendar([Hours(dt.date(2026, 11, 9), dt.date(2026, 11, 23), 0, dt.time(8), dt.time(12))])
    held = [day for day in range(1, 31) if weeks.is_working_day(dt.date(2026, 11, day))]
    assert held == [9, 16, 23]


def test_a_later_row_replaces_an_earlier_one_but_never_ramadan() -> None:
    since = dt.date(2026, 3, 2)
    own = Hours(since, None, 0, dt.time(8), dt.time(15))
    mine = Calendar([*HOURS, own], DAYS_OFF)
    assert mine.minutes_of(dt.date(2026, 3, 9)) == 390
    assert mine.minutes_of(dt.date(2026, 4, 6)) == 420
    assert mine.minutes_of(dt.date(2026, 2, 16) - dt.timedelta(days=7)) == 450


def test_of_two_equal_rows_the_later_in_the_list_wins() -> None:
    first, second = (
        Hours(dt.date(2026, 2, 19), dt.date(2026, 3, 20), 3, dt.time(hour), dt.time(12), kind=RAMADAN)
        for hour in (8, 9)
    )
    assert Calendar([first, second]).minutes_of(dt.date(2026, 2, 19)) == 180
    assert Calendar([second, first]).minutes_of(dt.date(2026, 2, 19)) == 240


def test_an_agency_may_declare_its_own_day_off() -> None:
    local = Calendar(NORMAL_HOURS, [DayOff(dt.date(2026, 11, 23), "Pemilihan kepala daerah")])
    assert not local.is_working_day(dt.date(2026, 11, 23))
    assert local.is_working_day(dt.date(2026, 11, 24))


def test_the_same_instant_in_another_zone_counts_the_same() -> None:
    utc = at(23, "08:00").astimezone(dt.UTC)
    assert OFFICE.minutes_between(utc, at(23, "09:00")) == 60
    assert OFFICE.add_minutes(utc, 60) == at(23, "09:00")


def test_closing_time_of_a_day_off_is_that_of_the_last_working_day() -> None:
    assert OFFICE.closing(dt.date(2026, 11, 27)) == at(27, "16:30")
    assert OFFICE.closing(dt.date(2026, 11, 29)) == at(27, "16:30")


def test_naive_times_negative_minutes_and_empty_calendars_are_errors() -> None:
    with pytest.raises(ValueError, match="zone"):
        OFFICE.minutes_between(dt.datetime(2026, 11, 23, 8), at(23, "09:00"))  # noqa: DTZ001
    with pytest.raises(ValueError, match="negative"):
        OFFICE.add_minutes(at(23, "09:00"), -1)
    with pytest.raises(ValueError, match="no working days"):
        Calendar([]).add_minutes(at(23, "09:00"), 1)
    with pytest.raises(ValueError, match="no working days"):
        Calendar([]).closing(dt.date(2026, 11, 23))


@given(MOMENTS, st.integers(min_value=0, max_value=12 * 24 * 60))
@settings(max_examples=25, derandomize=True, deadline=None)
def test_counting_by_day_equals_counting_by_minute(begin: dt.datetime, minutes: int) -> None:
    begin = begin.replace(second=0)
    end = begin + dt.timedelta(minutes=minutes)
    assert OFFICE.minutes_between(begin, end) == by_the_minute(begin, end)


@given(MOMENTS, st.integers(min_value=1, max_value=5000))
@SOME
def test_adding_and_counting_agree(begin: dt.datetime, minutes: int) -> None:
    end = OFFICE.add_minutes(begin, minutes)
    assert OFFICE.minutes_between(begin, end) == minutes
    assert OFFICE.minutes_between(begin, end - dt.timedelta(seconds=1)) == minutes - 1


@given(MOMENTS, st.integers(min_value=1, max_value=3000), st.integers(min_value=1, max_value=3000))
@SOME
def test_adding_in_two_parts_equals_adding_at_once(begin: dt.datetime, first: int, second: int) -> None:
    assert OFFICE.add_minutes(OFFICE.add_minutes(begin, first), second) == OFFICE.add_minutes(begin, first + second)
