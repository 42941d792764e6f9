"""The national rows."""

from __future__ import annotations

import datetime as dt

import pytest

from ukur.domain.worktime.calendar import Calendar
from ukur.domain.worktime.national import DAYS_OFF, HOURS, NORMAL_HOURS, RAMADAN_HOURS

OFFICE = Calendar(HOURS, DAYS_OFF)


@pytest.mark.parametrize(
    ("year", "working", "libur", "cuti"), [(2025, 237, 17, 11), (2026, 240, 17, 8), (2027, 242, 18, 8)]
)
def test_each_year_has_the_days_of_its_decree(year: int, working: int, libur: int, cuti: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365)]
    kinds = [one.kind for one in DAYS_OFF if one.date.year == year]
    assert sum(OFFICE.is_working_day(day) for day in days) == working
    assert (kinds.count("libur"), kinds.count("cuti")) == (libur, cuti)


def test_every_row_has_a_name_and_a_source_and_no_date_stands_twice() -> None:
    assert all(one.name and one.source for one in DAYS_OFF)
    assert all(one.source for one in HOURS)
    assert len({one.date for one in DAYS_OFF}) == len(DAYS_OFF)


def test_cuti_bersama_falls_on_weekdays_only() -> None:
    assert all(one.date.weekday() < 5 for one in DAYS_OFF if one.kind == "cuti")


def test_weeks_have_the_minutes_of_the_decree() -> None:
    """Perpres 21/2023 article 4: 37 h 30 m, in Ramadan 32 h 30 m."""

    def week(monday: dt.date) -> int:
        return sum(Calendar(HOURS).minutes_of(monday + dt.timedelta(days=number)) for number in range(7))

    assert week(dt.date(2026, 11, 23)) == 37 * 60 + 30
    assert week(dt.date(2026, 2, 23)) == 32 * 60 + 30
    assert len(NORMAL_HOURS) == 5
    assert len(RAMADAN_HOURS) == 15
