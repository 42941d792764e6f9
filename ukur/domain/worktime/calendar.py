"""The office calendar: which minutes are working minutes. Pure arithmetic on aware times, in WIB.

Hours and days off are dated rows of the agency, because they change by decree and by circular; the national
rows stand in ``national``. All durations are whole working minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

WIB = dt.timezone(dt.timedelta(hours=7), "WIB")  # Asia/Jakarta has no summer time
RAMADAN = "ramadan"
NORMAL = "biasa"

# Seconds since midnight: from, to.
Span = tuple[int, int]
_DAY = dt.timedelta(days=1)
_HORIZON = 3660  # days without work after which a search ends: the calendar has no hours


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one weekday (0 is Monday) from ``since`` to ``until`` (None: open), both included.

    ``kind`` is ``biasa`` or ``ramadan``. A break is optional: both ends or none.
    """

    since: dt.date
    until: dt.date | None
    weekday: int
    opens: dt.time
    closes: dt.time
    break_from: dt.time | None = None
    break_to: dt.time | None = None
    kind: str = NORMAL
    source: str = ""

    def holds(self, day: dt.date) -> bool:
        """Whether the row is in force on ``day``."""
        return day.weekday() == self.weekday and self.since <= day and (self.until is None or day <= self.until)

    def spans(self) -> tuple[Span, ...]:
        """The working spans of such a day, in order."""
        opens, closes = _seconds(self.opens), _seconds(self.closes)
        if self.break_from is None or self.break_to is None:
            return ((opens, closes),)
        return ((opens, _seconds(self.break_from)), (_seconds(self.break_to), closes))


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day without work. ``kind``: ``libur`` (national holiday) or ``cuti`` (cuti bersama)."""

    date: dt.date
    name: str
    kind: str = "libur"
    source: str = ""


class Calendar:
    """Hours and days off of one agency. Days are worked out once and kept, so counting walks days, not
    minutes.

    On a day for which several rows hold, Ramadan rows win over normal ones, then the later ``since``, then
    the later row.
    """

    def __init__(self, hours: Iterable[Hours], days_off: Iterable[DayOff] = ()) -> None:
        self.hours = tuple(hours)
        self.days_off = tuple(days_off)
        self._off = frozenset(one.date for one in self.days_off)
        self._spans: dict[dt.date, tuple[Span, ...]] = {}
        self._worked: dict[int, int] = {}

    def is_working_day(self, day: dt.date) -> bool:
        """Whether anybody works on ``day``."""
        return bool(self.spans(day))

    def minutes_of(self, day: dt.date) -> int:
        """The working minutes of ``day``: 450 on a normal day (Perpres 21/2023), 0 on a day off."""
        return sum(end - begin for begin, end in self.spans(day)) // 60

    def spans(self, day: dt.date) -> tuple[Span, ...]:
        """The working spans of ``day`` in seconds since midnight; empty on a day off."""
        found = self._spans.get(day)
        if found is None:
            found = self._spans[day] = self._work_out(day)
        return found

    def minutes_between(self, a: dt.datetime, b: dt.datetime) -> int:
        """Whole working minutes from ``a`` to ``b``, both aware; 0 when ``b`` is not after ``a``."""
        (first, begin), (last, end) = _local(a), _local(b)
        if (last, end) <= (first, begin):
            return 0
        if first == last:
            return self._overlap(first, begin, end) // 60
        seconds = self._overlap(first, begin, 86400) + self._overlap(last, 0, end)
        for ordinal in range(first.toordinal() + 1, last.toordinal()):
            worked = self._worked.get(ordinal)
            if worked is None:
                worked = self._worked[ordinal] = self._overlap(dt.date.fromordinal(ordinal), 0, 86400)
            seconds += worked
        return seconds // 60

    def add_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """The instant, in WIB, at which ``minutes`` working minutes after ``start`` are over.

        Outside working time the count begins at the next opening; a full day ends at closing time, not at the
        next opening. ValueError for negative minutes, a naive time or a calendar without working days.
        """
        if minutes < 0:
            raise ValueError("minutes must not be negative")
        day, second = _local(start)
        left, idle = minutes * 60, 0
        while idle < _HORIZON:
            for begin, end in self.spans(day):
                at = max(begin, second)
                if at < end and left <= end - at:
                    return _instant(day, at + left)
                left -= max(0, end - at)
            idle = 0 if self.minutes_of(day) else idle + 1
            day, second = day + _DAY, 0
        raise ValueError("the calendar has no working days")

    def closing(self, day: dt.date) -> dt.datetime:
        """Closing time of ``day``, or of the last working day before it: what a deadline given as a date
        means.

        ValueError for a calendar without working days before ``day``.
        """
        for back in range(_HORIZON):
            spans = self.spans(day - back * _DAY)
            if spans:
                return _instant(day - back * _DAY, spans[-1][1])
        raise ValueError("the calendar has no working days")

    def _work_out(self, day: dt.date) -> tuple[Span, ...]:
        if day in self._off:
            return ()
        rows = [(one.kind == RAMADAN, one.since, index) for index, one in enumerate(self.hours) if one.holds(day)]
        return self.hours[max(rows)[2]].spans() if rows else ()

    def _overlap(self, day: dt.date, begin: int, end: int) -> int:
        return sum(max(0, min(end, close) - max(begin, open_)) for open_, close in self.spans(day))


def _seconds(time: dt.time) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


def _local(moment: dt.datetime) -> tuple[dt.date, int]:
    """Date and second of the day in WIB; ValueError for a naive time, which would mean nothing certain."""
    if moment.tzinfo is None:
        raise ValueError("time without zone")
    local = moment.astimezone(WIB)
    return local.date(), _seconds(local.time())


def _instant(day: dt.date, second: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), WIB) + dt.timedelta(seconds=second)
