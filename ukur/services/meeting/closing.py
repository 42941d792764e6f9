"""The end of a meeting: its decisions become Tindak lanjut, its attendance list and its minutes become papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.domain.meeting.commands import WriteMinutes
from ukur.services import paper
from ukur.services.meeting.calling import facts_about, paper_kind
from ukur.services.meeting.decisions import earlier_lines, lines, publish
from ukur.services.meeting.presence import attended
from ukur.services.paper.letters import Signer
from ukur.services.paper.meeting_letters import Noted, attendance, minutes
from ukur.services.rooms import Context, Deed
from ukur.services.task import acting_person
from ukur.services.wording.dates import local
from ukur.store.models import Meeting, Person, Task

Jobs = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """What was typed at the end. ``later``: notula menyusul."""

    minutes: str
    chair: str
    note_taker: str = ""
    later: bool = False


def end(context: Context, meeting: Meeting, what: Ended) -> tuple[dict[str, object], Jobs]:
    """The meeting is over: what the journal keeps, and the papers to be drawn."""
    if not what.later and not what.minutes.strip():
        raise context.refuse("minutes_missing")
    payload: dict[str, object] = {"meeting": meeting.pk, "decisions": [one.no for one in publish(context, meeting)]}
    _keep(meeting, what)
    meeting.ended_at = context.now
    listed = _attendance_paper(context, meeting)
    payload |= {"present": len(attended(meeting)), "attendance_list": listed}
    jobs: Jobs = (("render", meeting.attendance_list_id or 0),)
    if what.later:
        meeting.save()
        return payload | {"later": True}, jobs
    made = _minutes_paper(context, meeting, written=None)
    meeting.save()
    return payload | {"paper": made}, (*jobs, ("render", meeting.minutes_paper_id or 0))


def write_minutes(context: Context, command: WriteMinutes) -> Deed:
    """Selesaikan notula of a meeting that was held; a Rapat lanjutan is ended by it too."""
    meeting = Meeting.objects.filter(pk=command.meeting, run=context.run).first()
    if meeting is None:
        raise context.refuse("meeting_missing")
    if meeting.finished_at is not None:
        raise context.refuse("minutes_finished")
    what = Ended(command.minutes, command.chair, command.note_taker, later=command.later)
    if meeting.ended_at is None:
        if not meeting.follow_up and _waits(meeting):
            raise context.refuse("meeting_has_a_task")
        payload, jobs = end(context, meeting, what)
        return Deed(payload=payload, jobs=jobs, note=command.minutes.strip())
    if not what.minutes.strip():
        raise context.refuse("minutes_missing")
    decided = [one.no for one in publish(context, meeting)]
    _keep(meeting, what)
    made = _minutes_paper(context, meeting, written=context.today)
    meeting.save()
    payload = {"meeting": meeting.pk, "decisions": decided, "paper": made, "written": context.today.isoformat()}
    return Deed(payload=payload, jobs=(("render", meeting.minutes_paper_id or 0),), note=command.minutes.strip())


def _waits(meeting: Meeting) -> bool:
    """Whether the flow still waits for this meeting: then its own task ends it."""
    return Task.objects.filter(run=meeting.run, activity="rapat", status="open").exists()


def _keep(meeting: Meeting, what: Ended) -> None:
    meeting.minutes = what.minutes.strip()
    meeting.chair, meeting.note_taker = what.chair.strip()[:200], what.note_taker.strip()[:200]


def _attendance_paper(context: Context, meeting: Meeting) -> str:
    facts, frame = facts_about(meeting), paper.frame_for(context.run.agency, context.today)
    present = [(one.name, one.office, one.said, one.noted) for one in attended(meeting)]
    content = attendance(frame, facts, present, [_signer(context, "Pimpinan rapat", meeting.chair)])
    kind = paper_kind(meeting, "daftar-hadir")
    made = paper.freeze(context, kind, f"Daftar hadir {facts.name}"[:200], content)
    meeting.attendance_list = made
    return str(made.digest)


def _minutes_paper(context: Context, meeting: Meeting, written: dt.date | None) -> str:
    meeting.finished_at = context.now
    facts, frame = facts_about(meeting), paper.frame_for(context.run.agency, context.today)
    held = local(meeting.starts).date()
    noted = Noted(
        _signer(context, "Pimpinan rapat", meeting.chair),
        _signer(context, "Notulis", meeting.note_taker) if meeting.note_taker else None,
        meeting.minutes,
        [(one.name, one.office, one.said) for one in attended(meeting)],
        earlier_lines(meeting),
        lines(meeting),
        written if written and written != held else None,
    )
    kind = paper_kind(meeting, "notula")
    made = paper.freeze(context, kind, f"Notula {facts.name}"[:200], minutes(frame, facts, noted))
    meeting.minutes_paper = made
    return str(made.digest)


def _signer(context: Context, role: str, name: str) -> Signer:
    """Who signs as chair or note-taker: with rank and NIP when the name is one of the agency's people."""
    person = Person.objects.filter(agency=context.run.agency_id, name=name).first() if name else None
    if person is None and not name:
        person = Person.objects.filter(pk=acting_person(context)).first()
    if person is None:
        return Signer(role, name)
    found = paper.signer_of(person.pk, context.today)
    return Signer(role, found.name, found.nip, found.rank)


def minutes_to_write(runs: list[int]) -> list[Meeting]:
    """The meetings of these runs that were held and whose minutes are still to be written."""
    found = Meeting.objects.filter(run__in=runs, ended_at__isnull=False, finished_at=None)
    return list(found.select_related("run").order_by("pk"))
