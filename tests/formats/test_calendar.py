"""A meeting as a calendar request: read back by the standard's own rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from icalendar import Calendar

from ukur.formats import calendar

ENTRY = calendar.Entry(
    uid="rapat-7@dinas.example.go.id",
    sequence=0,
    title="Rapat pembahasan Pengukuran Kinerja TW III 2026",
    starts=dt.datetime(2026, 10, 29, 2, 0, tzinfo=dt.UTC),
    hours=2,
    place="Aula, lantai 2; gedung A",
    link="https://rapat.example.go.id/r/7",
    text="Acara:\n1. Capaian\n2. Kendala",
    made=dt.datetime(2026, 10, 26, 1, 30, 15, tzinfo=dt.UTC),
    organizer=("Dinas Koperasi", "ukur@dinas.example.go.id"),
    attendees=(('Rahmat "Hidayat", S.E.', "rahmat@dinas.example.go.id"),),
)


def read(data: bytes) -> Any:
    return Calendar.from_ical(data)


def test_it_is_a_request_with_zone_organizer_and_attendees() -> None:
    made = read(calendar.request(ENTRY))
    assert made["METHOD"] == "REQUEST" and made["VERSION"] == "2.0"
    (zone,) = made.walk("VTIMEZONE")
    (event,) = made.walk("VEVENT")
    assert zone["TZID"] == "Asia/Jakarta" == event["DTSTART"].params["TZID"]
    assert event["DTSTART"].dt == ENTRY.starts and event["DTSTART"].dt.hour == 9
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(hours=2)
    assert event["ORGANIZER"] == "mailto:ukur@dinas.example.go.id"
    assert event["ATTENDEE"] == "mailto:rahmat@dinas.example.go.id"
    assert event["ATTENDEE"].params["CN"] == "Rahmat Hidayat, S.E."
    assert (event["LOCATION"], event["URL"]) == (ENTRY.place, ENTRY.link)
    assert event["DESCRIPTION"] == ENTRY.text


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    data = calendar.request(replace(ENTRY, text="x" * 400, attendees=()))
    assert data.endswith(b"\r\n") and b"ATTENDEE" not in data
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_online_only_the_link_is_the_place() -> None:
    made = read(calendar.request(replace(ENTRY, place="")))
    assert made.walk("VEVENT")[0]["LOCATION"] == ENTRY.link
