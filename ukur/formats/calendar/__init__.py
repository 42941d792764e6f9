"""A meeting as an iCalendar request (RFC 5545, RFC 5546), which calendars on phones and desktops take in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

ZONE = "Asia/Jakarta"


@dataclass(frozen=True, slots=True)
class Entry:
    """``uid`` names the meeting for good; a greater ``sequence`` replaces what a calendar has. ``starts`` and ``made``
    are aware. ``organizer`` and ``attendees``: (name, e-mail); who has no address is named in ``text``.
    """

    uid: str
    sequence: int
    title: str
    starts: dt.datetime
    hours: float
    place: str
    link: str
    text: str
    made: dt.datetime
    organizer: tuple[str, str]
    attendees: tuple[tuple[str, str], ...] = ()


def request(entry: Entry) -> bytes:
    """The bytes of an ``.ics`` file with METHOD:REQUEST, at the clock of Jakarta, with its VTIMEZONE."""
    starts = entry.starts.astimezone(ZoneInfo(ZONE)).replace(microsecond=0)
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.made.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", starts)
    event.add("dtend", starts + dt.timedelta(hours=entry.hours))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("location", entry.place or entry.link)
    event.add("status", "CONFIRMED")
    if entry.link:
        event.add("url", entry.link)
    event["organizer"] = _address(*entry.organizer)
    for name, mail in entry.attendees:
        event.add("attendee", _address(name, mail, RSVP="FALSE", PARTSTAT="NEEDS-ACTION"), encode=False)
    made = Calendar()
    made.add("prodid", "-//Ukur//Rapat//ID")
    made.add("version", "2.0")
    made.add("method", "REQUEST")
    made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _address(name: str, mail: str, **more: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{mail}")
    for key, value in {"CN": name, **more}.items():
        found.params[key] = value.replace('"', "")
    return found
