"""Due times and office minutes of tasks. Lateness comes from the deadline of the disposition only, never from
a screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ukur.domain.worktime.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Stay:
    """One round of a task with one performer: opened, first taken, closed; None for what has not happened
    yet.
    """

    opened: dt.datetime
    taken: dt.datetime | None = None
    closed: dt.datetime | None = None


def spread(
    calendar: Calendar, now: dt.datetime, deadline: dt.datetime, minutes: Sequence[int]
) -> tuple[dt.datetime, ...]:
    """When each remaining step is due, from the standard minutes of the steps in their order.

    The working time left until ``deadline`` is shared out in proportion to the standard minutes. No step gets
    less than its standard minutes, even when the deadline is too near: then the last due lies after it. When
    every step is without a standard time, all are due at the end of the time left. Call again after each
    return.
    """
    total = sum(minutes)
    left = max(calendar.minutes_between(now, deadline), total)
    dues: list[dt.datetime] = []
    passed = 0
    for one in minutes:
        passed += one
        # Rounded down: floor(x + y) >= floor(x) + floor(y), so no share falls below the standard.
        dues.append(calendar.add_minutes(now, passed * left // total if total else left))
    return tuple(dues)


def late(calendar: Calendar, due: dt.datetime | None, closed_or_now: dt.datetime) -> int:
    """Working minutes past ``due``; 0 when it is not late or nothing is due."""
    return 0 if due is None else calendar.minutes_between(due, closed_or_now)


def waiting(calendar: Calendar, stay: Stay, now: dt.datetime) -> int:
    """Working minutes from opened to first taken (else to closed, else to ``now``)."""
    return calendar.minutes_between(stay.opened, stay.taken or stay.closed or now)


def handling(calendar: Calendar, stay: Stay, now: dt.datetime) -> int:
    """Working minutes from first taken to closed (else to ``now``); 0 when it was never taken."""
    return calendar.minutes_between(stay.taken, stay.closed or now) if stay.taken else 0


def totals(calendar: Calendar, stays: Iterable[Stay], now: dt.datetime) -> tuple[int, int]:
    """Waiting and handling of several rounds, summed."""
    rounds = [(waiting(calendar, one, now), handling(calendar, one, now)) for one in stays]
    return sum(first for first, _ in rounds), sum(second for _, second in rounds)
