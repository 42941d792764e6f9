"""How somebody took part in a meeting, and when the door for checking in is open."""

from __future__ import annotations

import datetime as dt

HOW = ("hadir", "daring", "mewakili", "izin")
PRESENT = HOW[:3]
AHEAD = dt.timedelta(hours=1)  # people come before the meeting begins
LONGEST = dt.timedelta(hours=12)  # a meeting that nobody ended closes its door by itself


def door_open(
    starts: dt.datetime, now: dt.datetime, opened: dt.datetime | None = None, ended: dt.datetime | None = None
) -> bool:
    """Whether one can check in: from an hour before ``starts``, or from when somebody ``opened`` the door, until the
    meeting ``ended``; at most half a day long.
    """
    if ended is not None:
        return False
    since = [starts - AHEAD, *([opened] if opened else [])]
    return any(one <= now < one + LONGEST for one in since)
