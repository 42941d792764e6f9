"""Who took part: noted by the chair, by oneself on a phone, or from a signed list. Drafts, a row each.

Nobody overwrites anybody: one's own check-in writes one's own row, the chair's page sends what it has seen beside
what is wanted, and a row that is another by then is left as it is and named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.domain.meeting.commands import Mark
from ukur.domain.meeting.presence import HOW, door_open
from ukur.services import access, paper
from ukur.services.access import Actor, Power
from ukur.services.collection import check_file
from ukur.services.meeting.link import meeting_of_door
from ukur.services.rooms import Context
from ukur.services.wording.dates import clock, local, long_date, short_date
from ukur.store import files
from ukur.store.models import Attendance, Invitee, Meeting, Person, Run

WORDS = {"hadir": "Hadir", "daring": "Daring", "mewakili": "Mewakili", "izin": "Izin"}
GUESTS = 200  # people without an account at one meeting
AT_ONCE = 40, dt.timedelta(minutes=5)  # so many of them may write themselves down in so long a time


@dataclass(frozen=True, slots=True)
class Attended:
    """One line of the attendance as pages and papers say it. ``noted``: by whom or from what."""

    id: int
    person: int | None
    name: str
    office: str
    how: str
    said: str
    represents: str
    noted: str
    source: str
    struck: bool


def attended(meeting: Meeting, *, struck: bool = False) -> list[Attended]:
    """Everybody who was noted, in that order; those struck out only when asked for."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("person", "by").order_by("pk")
    return [_line(one, meeting) for one in rows if struck or not one.struck]


def _line(one: Attendance, meeting: Meeting) -> Attended:
    name, office = one.name or (one.person.name if one.person else ""), one.office
    if not office and one.person:
        office = paper.signer_of(one.person_id or 0, local(meeting.starts).date()).role
    return Attended(
        one.pk, one.person_id, name, office, one.how, said_of(one), one.represents, _noted(one), one.source, one.struck
    )


def said_of(one: Attendance) -> str:
    """``Hadir``, ``Mewakili Kepala Bidang UKM``."""
    return f"Mewakili {one.represents}" if one.how == "mewakili" and one.represents else WORDS[one.how]


def _noted(one: Attendance) -> str:
    if one.source == "paper" and one.paper_date and one.at:
        return f"dari kertas {long_date(one.paper_date)}, masuk {long_date(local(one.at).date())}"
    if one.source in ("self", "guest") and one.at:
        return f"sendiri {short_date(one.at)} {clock(one.at)}"
    return f"oleh {one.by.get_short_name()}" if one.by else "pimpinan rapat"


def note_list(context: Context, meeting: Meeting, marks: Iterable[tuple[int, str]]) -> None:
    """What is sent with the act that ends the meeting; what was noted before stays."""
    wanted = [(id, how) for id, how in marks if how in HOW]
    people = Person.objects.filter(agency=context.run.agency_id).in_bulk([id for id, _ in wanted])
    there = set(Attendance.objects.filter(meeting=meeting, person__isnull=False).values_list("person", flat=True))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=id, how=how, by_id=context.actor.id, at=context.now)
        for id, how in dict(wanted).items()
        if id in people and id not in there
    )


def open_meeting(actor: Actor, id: int) -> Meeting:
    """The meeting of the actor's agency whose drafts he may change: he leads the run, and it has not been written up.

    ``NotThere`` for outsiders; refused for others of the agency and after the minutes.
    """
    meeting = access_meeting(actor, id)
    if not may_lead(actor, meeting.run):
        raise Refused(refusal("meeting_not_yours"))
    if meeting.finished_at is not None:
        raise Refused(refusal("minutes_finished"))
    return meeting


def access_meeting(actor: Actor, id: int) -> Meeting:
    """The meeting with its run, when it is of the actor's agency; ``NotThere`` otherwise."""
    found = Meeting.objects.select_related("run__agency").filter(pk=id, run__agency=actor.agency).first()
    if found is None or actor.agency is None:
        access.outsider(actor, f"meeting:{id}")
        raise access.NotThere
    return found


def may_lead(actor: Actor, run: Run) -> bool:
    """Who sits, or prepares, on a seat of the run that is not a unit's: the head, the Sekretaris, the team."""
    rights = access.rights(actor.id or 0, timezone.localdate())
    seats = (key for group in run.cast["doers"].values() for key, _ in group if not key.startswith("unit:"))
    return any(rights.of(key).power > Power.NONE for key in seats)


def mark_attendance(
    actor: Actor, id: int, marks: Iterable[Mark], now: dt.datetime, paper_date: dt.date | None = None, scan: str = ""
) -> list[str]:
    """Note the attendance by list, or from a signed list of ``paper_date``; the names that somebody else has noted
    differently meanwhile, which stay as they are.
    """
    meeting = open_meeting(actor, id)
    if paper_date is not None and paper_date > local(now).date():
        raise Refused(refusal("paper_date_ahead"))
    source = "paper" if paper_date else "list"
    kept: dict[str, Any] = {"source": source, "paper_date": paper_date, "scan": scan, "by_id": actor.person, "at": now}
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        return [name for one in marks if (name := _mark(meeting, one, kept))]


def _mark(meeting: Meeting, one: Mark, kept: dict[str, Any]) -> str:
    if one.how and one.how not in HOW:
        return ""
    who = _who(meeting, one.key)
    if who is None:
        return ""
    row = Attendance.objects.filter(meeting=meeting, **who).first()
    standing = row.how if row and not row.struck else ""
    represents = one.represents.strip()[:200] if one.how == "mewakili" else ""
    if standing == one.how and (row is None or row.represents == represents):
        return ""
    if standing != one.was:
        return str(row.name or (row.person.name if row and row.person else "")) if row else ""
    if not one.how:
        Attendance.objects.filter(meeting=meeting, **who).update(struck=True)
        return ""
    wanted = {"how": one.how, "represents": represents, "struck": False, **kept}
    Attendance.objects.update_or_create(meeting=meeting, **who, defaults=wanted)
    return ""


def _who(meeting: Meeting, key: str) -> dict[str, Any] | None:
    """The line that a key names: a person of the agency, somebody invited from outside, or a line that is there."""
    kind, number = key[:1], key[1:]
    if not number.isdigit():
        return None
    id = int(number)
    if kind == "p" and Person.objects.filter(pk=id, agency=meeting.run.agency_id).exists():
        return {"person_id": id}
    if kind == "i":
        guest = Invitee.objects.filter(pk=id, meeting=meeting, person=None).first()
        return {"person_id": None, "name": guest.name, "office": guest.office} if guest else None
    if kind == "a":
        row = Attendance.objects.filter(pk=id, meeting=meeting).first()
        if row is None:
            return None
        return {"person_id": row.person_id} if row.person_id else {
            "person_id": None, "name": row.name, "office": row.office
        }  # fmt: skip
    return None


def add_attendee(actor: Actor, id: int, name: str, office: str, how: str, represents: str, now: dt.datetime) -> None:
    """Somebody who came without an invitation, by name."""
    meeting = open_meeting(actor, id)
    if not name.strip():
        raise Refused(refusal("attendee_without_name"))
    _write_guest(meeting, name, office, how, represents, {"source": "list", "by_id": actor.person, "at": now})


def strike_attendance(actor: Actor, id: int, line: int) -> None:
    """Strike a line out, or take it back in; it stays to be seen on the chair's page, and is on no paper."""
    meeting = open_meeting(actor, id)
    row = Attendance.objects.filter(pk=line, meeting=meeting).first()
    if row is not None:
        Attendance.objects.filter(pk=row.pk).update(struck=not row.struck)


def open_door(actor: Actor, id: int, now: dt.datetime) -> None:
    """Buka kehadiran: people may check in from now on, also before the hour that was set."""
    meeting = open_meeting(actor, id)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=now)


# --- By oneself. ------------------------------------------------------------------------------------------------------


def door(token: str, now: dt.datetime) -> tuple[Meeting, bool]:
    """The meeting behind the address of a QR code, and whether one can check in now; ``NotThere`` for any other."""
    number = meeting_of_door(token)
    meeting = Meeting.objects.select_related("run__agency").filter(pk=number).first() if number else None
    if meeting is None:
        raise access.NotThere
    return meeting, door_open(meeting.starts, now, meeting.opened_at, meeting.ended_at)


def check_in(actor: Actor, token: str, how: str, represents: str, now: dt.datetime) -> None:
    """One's own row, whatever stood there: oneself knows best. What the chair has struck out stays struck out."""
    meeting = _through(token, now)
    if meeting.run.agency_id != actor.agency:
        raise access.NotThere
    wanted: dict[str, Any] = {"how": how if how in HOW else "hadir", "represents": _represents(how, represents)}
    wanted |= {"source": "self", "by_id": actor.person, "at": now, "paper_date": None}
    Attendance.objects.update_or_create(meeting=meeting, person_id=actor.person, defaults=wanted)


def check_in_guest(token: str, name: str, office: str, how: str, represents: str, now: dt.datetime) -> None:
    """Somebody without an account writes his name and office; marked as dicatat sendiri. Refused when too many do."""
    meeting = _through(token, now)
    if not _tidy(name) or not _tidy(office):
        raise Refused(refusal("guest_incomplete"))
    guests = Attendance.objects.filter(meeting=meeting, source="guest")
    most, span = AT_ONCE
    if guests.count() >= GUESTS or guests.filter(at__gt=now - span).count() >= most:
        raise Refused(refusal("guests_too_many"))
    _write_guest(meeting, name, office, how, represents, {"source": "guest", "by_id": None, "at": now})


def _through(token: str, now: dt.datetime) -> Meeting:
    meeting, is_open = door(token, now)
    if not is_open:
        raise Refused(refusal("door_closed"))
    return meeting


def _write_guest(meeting: Meeting, name: str, office: str, how: str, represents: str, kept: dict[str, Any]) -> None:
    """A row by name; the same name and office a second time changes nothing that somebody else has noted."""
    wanted = {"how": how if how in HOW else "hadir", "represents": _represents(how, represents), **kept}
    try:
        with transaction.atomic():
            Attendance.objects.create(meeting=meeting, name=_tidy(name), office=_tidy(office), **wanted)
    except IntegrityError:
        return


def _represents(how: str, whom: str) -> str:
    return _tidy(whom) if how == "mewakili" else ""


def _tidy(text: str) -> str:
    return " ".join("".join(one for one in text if one.isprintable()).split())[:120]


def keep_list(name: str, data: bytes) -> str:
    """Keep the scan of a signed attendance list; its SHA-256."""
    check_file(name, data)
    return files.keep(data)
