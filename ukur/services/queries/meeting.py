"""One meeting: who came, what was decided, its papers; and the page on which people check in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.meeting.presence import PRESENT, door_open
from ukur.formats import codes
from ukur.services import access, meeting
from ukur.services.access import Actor, Power
from ukur.services.collection import form_of
from ukur.services.queries.follow_ups import DecisionLine, decision_lines
from ukur.services.sop import by_digest
from ukur.services.wording.dates import clock, day_and_date, local
from ukur.store.models import Attendance, Meeting, Paper, Person, Run, Task, Unit


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the attendance: somebody invited, or who came besides. ``how`` is empty while nothing is noted."""

    key: str
    id: int
    name: str
    office: str
    how: str
    said: str
    represents: str
    noted: str
    source: str
    struck: bool


@dataclass(frozen=True, slots=True)
class PaperOf:
    """A paper of the meeting; ``ready``: its pages are drawn."""

    id: int
    title: str
    ready: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """``state``: called, going, ended (notula menyusul), written. ``task``: the open task that ends it, for who may
    prepare it. ``noting``: the reader may note attendance and decisions now. ``owners`` and ``indicators``: choices.
    """

    id: int
    run: int
    run_title: str
    title: str
    when: str
    place: str
    link: str
    points: tuple[str, ...]
    state: str
    task: int
    noting: bool
    may_write: bool
    may_call_again: bool
    door_open: bool
    door: str
    qr: str
    short: str
    chat: str
    papers: tuple[PaperOf, ...]
    seats: tuple[Seat, ...]
    counts: tuple[tuple[str, int], ...]
    earlier: tuple[DecisionLine, ...]
    decisions: tuple[DecisionLine, ...]
    owners: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str], ...]
    chair: str
    note_taker: str
    minutes: str
    others: tuple[tuple[int, str], ...]
    today: str


def meeting_page(actor: Actor, id: int, now: dt.datetime | None = None) -> MeetingPage:
    """The meeting for everybody of its agency; ``NotThere`` for others."""
    at = now or timezone.now()
    one = meeting.access_meeting(actor, id)
    run = one.run
    rights = actor.rights(local(at).date())
    leads = rights.leads(run)
    noting = meeting.may_lead(actor, run) and one.finished_at is None
    task = None if one.follow_up else Task.objects.filter(run=run, activity="rapat", status="open").first()
    mine = task is not None and rights.of(task.seat).power > Power.NONE and one.ended_at is None
    seats = _seats(one)
    is_open = door_open(one.starts, at, one.opened_at, one.ended_at)
    link = meeting.door_link(one.pk)
    return MeetingPage(
        id=one.pk,
        run=run.pk,
        run_title=run.title,
        title=title_of(one),
        when=when(one),
        place=one.place,
        link=one.link,
        points=tuple(meeting.facts_about(one).points),
        state=_state(one, is_open=is_open),
        task=task.pk if task and mine else 0,
        noting=noting,
        may_write=leads and one.finished_at is None and (one.ended_at is not None or one.follow_up),
        may_call_again=leads and meeting.may_call_again(run, by_digest(run.sop_id)),
        door_open=is_open,
        door=link,
        qr=codes.qr_svg(link) if is_open else "",
        short=meeting.page_link(one.pk),
        chat=meeting.told(one),
        papers=_papers(one),
        seats=seats,
        counts=_counts(seats),
        earlier=decision_lines(meeting.earlier(one)),
        decisions=decisions_of(one),
        owners=owners(run.agency_id),
        indicators=indicators(run),
        chair=one.chair or _chair(run, local(at).date()),
        note_taker=one.note_taker or actor.name,
        minutes=one.minutes,
        others=tuple((each.pk, f"{title_of(each)}, {when(each)}") for each in _others(one)),
        today=local(at).date().isoformat(),
    )


def title_of(one: Meeting) -> str:
    return "Rapat Lanjutan" if one.follow_up else "Rapat Pembahasan"


def when(one: Meeting) -> str:
    """``Kamis, 29 Oktober 2026, pukul 09.00 WIB``."""
    return f"{day_and_date(local(one.starts).date())}, pukul {clock(one.starts)} WIB"


def _state(one: Meeting, *, is_open: bool) -> str:
    if one.finished_at is not None:
        return "written"
    if one.ended_at is not None:
        return "ended"
    return "going" if is_open else "called"


def _papers(one: Meeting) -> tuple[PaperOf, ...]:
    kept = (("Undangan", one.invitation), ("Daftar hadir", one.attendance_list), ("Notula", one.minutes_paper))
    return tuple(PaperOf(made.pk, word, bool(made.file)) for word, made in kept if isinstance(made, Paper))


def _others(one: Meeting) -> list[Meeting]:
    return list(Meeting.objects.filter(run=one.run).exclude(pk=one.pk).order_by("pk"))


def _chair(run: Run, on: dt.date) -> str:
    """Who chairs unless somebody says otherwise: the Sekretaris."""
    seats = run.cast["doers"].get("sekretaris") or []
    found = access.names_on(seats[0][0], on) if seats else ()
    return found[0][1] if found else "Sekretaris"


def _seats(one: Meeting) -> tuple[Seat, ...]:
    """Those invited in their order, each with what was noted; then who came besides."""
    noted = meeting.attended(one, struck=True)
    people = {line.person: line for line in noted if line.person}
    guests = {(line.name, line.office): line for line in noted if not line.person}
    found = []
    for each in one.invitees.order_by("pk"):
        line = people.pop(each.person_id, None) if each.person_id else guests.pop((each.name, each.office), None)
        key = f"p{each.person_id}" if each.person_id else f"i{each.pk}"
        found.append(_seat(key, each.name, each.office, line))
    for line in (*people.values(), *guests.values()):
        found.append(_seat(f"a{line.id}", line.name, line.office, line))
    return tuple(found)


def _seat(key: str, name: str, office: str, line: meeting.Attended | None) -> Seat:
    if line is None:
        return Seat(key, 0, name, office, "", "", "", "", "", False)
    how = "" if line.struck else line.how
    return Seat(key, line.id, name, office, how, line.said, line.represents, line.noted, line.source, line.struck)


def _counts(seats: tuple[Seat, ...]) -> tuple[tuple[str, int], ...]:
    found = Counter(one.how for one in seats)
    words = (("hadir", "hadir"), ("daring", "daring"), ("mewakili", "mewakili"), ("izin", "izin"))
    return tuple((word, found[how]) for how, word in words)


def decisions_of(one: Meeting) -> tuple[DecisionLine, ...]:
    """All of the meeting, drafts last; each with the indicator it is about and the value that cites it."""
    form = form_of(one.run)
    names = {item.code: item.name for item in form.items} if form else {}
    rows = list(one.decisions.select_related("meeting").order_by("pk"))
    cited = {each.decision: each.changed for found in meeting.citations(one.run).values() for each in found}
    return decision_lines(rows, names, cited)


def owners(agency: int) -> tuple[tuple[str, str], ...]:
    """Who can be named as owner: the units, then the people."""
    units = Unit.objects.filter(agency=agency).order_by("order", "pk")
    people = Person.objects.filter(agency=agency, is_active=True).order_by("name")
    return (
        *((f"unit:{pk}", name) for pk, name in units.values_list("pk", "name")),
        *((f"person:{pk}", name) for pk, name in people.values_list("pk", "name")),
    )


def indicators(run: Run) -> tuple[tuple[str, str], ...]:
    form = form_of(run)
    return tuple((one.code, f"{one.name} ({one.unit_name})") for one in form.items) if form else ()


# --- Checking in. -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DoorPage:
    """``mine``: how the reader is noted already, when he is of the agency; ``known``: he is."""

    token: str
    agency: str
    title: str
    when: str
    place: str
    open: bool
    known: bool
    mine: str
    present: int


def door_page(actor: Actor | None, token: str, now: dt.datetime | None = None) -> DoorPage:
    """The page behind the QR code, for anybody; it names the meeting and nobody who came. ``NotThere`` for others."""
    at = now or timezone.now()
    one, is_open = meeting.door(token, at)
    known = actor is not None and actor.agency == one.run.agency_id
    noted = Attendance.objects.filter(meeting=one, struck=False)
    own = noted.filter(person=actor.id).first() if known and actor is not None else None
    mine = meeting.said_of(own) if own else ""
    present = noted.filter(how__in=PRESENT).count()
    name = f"{title_of(one)} {one.run.title}"
    return DoorPage(token, one.run.agency.name, name, when(one), one.place, is_open, known, mine, present)


def short_door(actor: Actor, token: str) -> int:
    """The meeting behind its short address; ``NotThere`` for a token not made here, and for another agency's."""
    number = meeting.meeting_of_page(token)
    if number is None:
        raise access.NotThere
    found: int = meeting.access_meeting(actor, number).pk
    return found


def last_meeting(run: int) -> int:
    """The meeting called last in a run, 0 when there is none."""
    return Meeting.objects.filter(run=run).order_by("-pk").values_list("pk", flat=True).first() or 0
