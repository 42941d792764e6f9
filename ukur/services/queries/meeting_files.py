"""Files of a meeting: the calendar entry, the blank attendance list, everything as one PDF to be printed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from ukur.formats import bundle
from ukur.services import meeting, paper
from ukur.services.access import Actor
from ukur.services.document import rows_of
from ukur.services.paper.meeting_letters import blank_attendance, material
from ukur.services.queries.downloads import Download
from ukur.services.queries.projector import last_quarter, on_screen
from ukur.services.queries.values import ValueRow, value_rows
from ukur.services.wording.dates import local
from ukur.store import files
from ukur.store.models import Meeting, Paper

_PDF = "application/pdf"


def calendar_file(actor: Actor, id: int) -> Download:
    """The ``.ics`` file, for everybody of the agency."""
    one = meeting.access_meeting(actor, id)
    return Download("undangan-rapat.ics", "text/calendar; charset=utf-8; method=REQUEST", meeting.entry_of(one))


def blank_list(actor: Actor, id: int) -> Download:
    """Daftar hadir to be signed by hand."""
    one = meeting.access_meeting(actor, id)
    return Download("daftar-hadir.pdf", _PDF, _drawn(one, _blank(one)))


def meeting_bundle(actor: Actor, id: int) -> Download:
    """Invitation, agenda with the figures, attendance list (blank until the meeting is over), minutes."""
    one = meeting.access_meeting(actor, id)
    found = [_bytes(one.invitation)] if one.invitation else []
    found.append(_drawn(one, _material(one)))
    found.append(_bytes(one.attendance_list) if one.attendance_list else _drawn(one, _blank(one)))
    found += [_bytes(one.minutes_paper)] if one.minutes_paper else []
    day = local(one.starts).date().isoformat()
    return Download(f"berkas-rapat-{day}.pdf", _PDF, bundle.joined(found))


def _bytes(made: Paper) -> bytes:
    """The pages as they were drawn; drawn now from the same frozen content when the job has not come by yet."""
    return files.read(made.file) if made.file else paper.render_bytes(made, settings.ADDRESS)


def _drawn(one: Meeting, content: dict[str, Any]) -> bytes:
    return paper.draw(content, one.run.agency)


def _blank(one: Meeting) -> dict[str, Any]:
    frame = paper.frame_for(one.run.agency, timezone.localdate())
    people = list(one.invitees.order_by("pk").values_list("name", "office"))
    return blank_attendance(frame, meeting.facts_about(one), people)


def _material(one: Meeting) -> dict[str, Any]:
    rows = on_screen(value_rows(one.run, rows_of(one.run, own=frozenset())))
    lines = [_line(no, row, last_quarter(one.run, row.code)) for no, row in enumerate(rows, 1)]
    frame = paper.frame_for(one.run.agency, timezone.localdate())
    return material(frame, meeting.facts_about(one), lines)


def _line(no: int, row: ValueRow, last: str) -> list[str | None]:
    said = [one.text for one in row.flags[:1]] or [row.cause] if row.value != "–" else [row.unavailable]
    name = f"{row.name} ({row.uom})"
    return [str(no), name, row.unit_name, row.target, last, row.value, row.achievement, "".join(said)]
