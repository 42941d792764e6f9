"""Dates as they are printed and said."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def long_date(date: dt.date) -> str:
    """As printed: ``29 Oktober 2026``."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def day_and_date(date: dt.date) -> str:
    """As said: ``Kamis, 29 Oktober 2026``."""
    return f"{DAYS[date.weekday()]}, {long_date(date)}"


def short_date(at: dt.datetime | dt.date) -> str:
    """For narrow places: ``Kam 29 Okt``; an instant is taken at the office's clock."""
    date = local(at) if isinstance(at, dt.datetime) else at
    return f"{DAYS[date.weekday()][:3]} {date.day} {MONTHS[date.month - 1][:3]}"


def local(at: dt.datetime) -> dt.datetime:
    """The instant at the office's clock (WIB)."""
    return at.astimezone(timezone.get_default_timezone())


def clock(at: dt.datetime) -> str:
    """``10.42``."""
    return f"{local(at):%H.%M}"


def day_and_clock(at: dt.datetime) -> str:
    """``29 Oktober 2026 pukul 10.42``."""
    return f"{long_date(local(at).date())} pukul {clock(at)}"


def about_day(at: dt.datetime, now: dt.datetime) -> str:
    """How an office speaks of a due day: ``hari ini``, ``besok, Jumat 16 Oktober``, ``Jumat, 16 Oktober``."""
    day, today = local(at).date(), local(now).date()
    named = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}" + (
        f" {day.year}" if day.year != today.year else ""
    )
    apart = (day - today).days
    return {0: f"hari ini pukul {clock(at)}", 1: f"besok, {named}", -1: f"kemarin, {named}"}.get(apart, named)
