"""Due times and office minutes of tasks."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.worktime.calendar import WIB, Calendar
from ukur.domain.worktime.due import Stay, handling, late, spread, totals, waiting
from ukur.domain.worktime.national import DAYS_OFF, HOURS

OFFICE = Calendar(HOURS, DAYS_OFF)
SEED = (15, 60, 25, 30, 120, 120, 240, 40, 60, 25, 10, 20, 10)


def at(day: int, clock: str) -> dt.datetime:
    """A moment of November 2026; the 23rd is a Monday."""
    return dt.datetime.combine(dt.date(2026, 11, day), dt.time.fromisoformat(clock), WIB)


def test_the_time_left_is_shared_in_proportion_to_the_standard_minutes() -> None:
    # Five days are 2250 minutes, thirty standard minutes in three steps.
    found = spread(OFFICE, at(23, "07:30"), at(27, "16:30"), (6, 18, 6))
    assert found == (at(23, "16:00"), at(26, "16:00"), at(27, "16:30"))


def test_a_deadline_too_near_never_shortens_the_standard_minutes() -> None:
    found = spread(OFFICE, at(23, "07:30"), at(23, "08:30"), SEED)
    assert found[0] == at(23, "07:45")
    assert found[-1] == at(24, "13:55")


def test_steps_without_standard_time_are_all_due_at_the_end_of_the_time_left() -> None:
    assert spread(OFFICE, at(23, "07:30"), at(24, "23:00"), (0, 0)) == (at(24, "16:00"),) * 2
    assert spread(OFFICE, at(23, "07:30"), at(24, "23:00"), ()) == ()


@given(st.lists(st.integers(min_value=0, max_value=480), min_size=1, max_size=15), st.integers(0, 9000))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_no_step_gets_less_than_its_standard_and_the_deadline_holds_when_it_can(minutes: list[int], more: int) -> None:
    now = at(23, "07:30")
    deadline = OFFICE.add_minutes(now, more)
    dues = spread(OFFICE, now, deadline, minutes)
    shares = [OFFICE.minutes_between(begin, end) for begin, end in zip((now, *dues[:-1]), dues, strict=True)]
    assert all(share >= one for share, one in zip(shares, minutes, strict=True))
    assert dues[-1] == OFFICE.add_minutes(now, max(more, sum(minutes)))


def test_late_counts_office_minutes_after_the_due_time_only() -> None:
    assert late(OFFICE, at(27, "16:30"), at(27, "16:30")) == 0
    assert late(OFFICE, at(27, "16:30"), at(29, "10:00")) == 0
    assert late(OFFICE, at(27, "16:30"), at(30, "08:00")) == 30
    assert late(OFFICE, at(27, "16:30"), at(23, "08:00")) == 0
    assert late(OFFICE, None, at(30, "08:00")) == 0


def test_waiting_ends_when_a_task_is_taken_and_handling_when_it_is_closed() -> None:
    now = at(24, "10:00")
    done = Stay(at(23, "08:00"), at(23, "09:00"), at(23, "11:00"))
    assert (waiting(OFFICE, done, now), handling(OFFICE, done, now)) == (60, 120)
    untouched = Stay(at(23, "15:30"))
    assert (waiting(OFFICE, untouched, now), handling(OFFICE, untouched, now)) == (180, 0)
    running = Stay(at(23, "15:30"), at(24, "08:30"))
    assert (waiting(OFFICE, running, now), handling(OFFICE, running, now)) == (90, 90)
    voided = Stay(at(23, "08:00"), None, at(23, "08:30"))
    assert (waiting(OFFICE, voided, now), handling(OFFICE, voided, now)) == (30, 0)


def test_rounds_are_summed() -> None:
    first = Stay(at(23, "08:00"), at(23, "09:00"), at(23, "11:00"))
    second = Stay(at(24, "08:00"), at(24, "08:10"), at(24, "08:30"))
    assert totals(OFFICE, [first, second], at(24, "10:00")) == (70, 140)
