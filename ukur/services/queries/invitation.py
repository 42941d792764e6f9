"""The invitation while it is prepared: agenda and people as proposed, and the letter as it will be printed."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from ukur.domain.meeting.commands import Guest, InviteAgain
from ukur.domain.validation.checks import Priority
from ukur.services import access, meeting, paper
from ukur.services.access import Actor
from ukur.services.document import rows_of
from ukur.services.paper.meeting_letters import invitation
from ukur.services.queries.values import ValueRow, value_rows
from ukur.services.sop import by_digest
from ukur.services.wording.dates import local, long_date
from ukur.store.models import Decision, Person, Run

MOST = 10  # points of one kind; an agenda is a page, not a book
WIDTH = 200  # letters of a point
AHEAD = 3  # days between the invitation and the meeting that are proposed


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can be ticked: ``proposed`` unless the clerk says otherwise."""

    person: int
    name: str
    office: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class InvitationForm:
    """What the form proposes. ``agenda``: a point a line; ``letter``: the content of the letter as it stands now;
    ``own_numbers``: a number can be taken from the agency's book.
    """

    run: int
    date: str
    time: str
    agenda: str
    people: tuple[Named, ...]
    letter: Mapping[str, Any] | None
    own_numbers: bool


def invitation_form(actor: Actor, run: Run, draft: Mapping[str, str], now: dt.datetime) -> InvitationForm:
    """The form for the meeting at step 4, or for a Rapat lanjutan; ``draft`` is what was typed before."""
    today = local(now).date()
    day = today + dt.timedelta(days=AHEAD)
    day += dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    own = bool(run.agency.number_pattern)
    made = InvitationForm(run.pk, day.isoformat(), "09:00", agenda_for(run), _people(run, today), None, own)
    return replace(made, letter=preview(actor, run, _typed(made, draft), now))


def _typed(made: InvitationForm, draft: Mapping[str, str]) -> dict[str, str]:
    """The fields as the page shows them: what was typed, else what is proposed."""
    ticked = {f"invite-{one.person}": "1" for one in made.people if one.proposed} if "invited" not in draft else {}
    usual = {"date": made.date, "time": made.time, "place": "Ruang Rapat Dinas", "agenda": made.agenda}
    return {**usual, **ticked, **draft}


def preview(actor: Actor, run: Run, fields: Mapping[str, str], now: dt.datetime) -> Mapping[str, Any] | None:
    """The letter that ``fields`` of the form would make; None while date or time cannot be read."""
    try:
        day = dt.date.fromisoformat(fields.get("date", ""))
        time = dt.time.fromisoformat(fields.get("time", "").replace(".", ":"))
    except ValueError:
        return None
    starts, today = timezone.make_aware(dt.datetime.combine(day, time)), local(now).date()
    again = bool(fields.get("follow_up"))
    place, agenda, number, link = (fields.get(name, "") for name in ("place", "agenda", "number", "link"))
    facts = meeting.facts_of(run.title, InviteAgain(run.pk, starts, place, agenda, number, link), follow_up=again)
    guests = meeting.named(run, invited(fields), today)
    frame = paper.frame_for(run.agency, today)
    by = paper.signatory(run.agency, "undangan", actor.person, today)
    return invitation(frame, facts, [meeting.line(one) for one in guests], by)


def invited(fields: Mapping[str, str]) -> tuple[Guest, ...]:
    """Who is ticked, and who is named from outside: a line each, ``name; office``."""
    numbers = (name.removeprefix("invite-") for name, on in fields.items() if name.startswith("invite-") and on)
    people = tuple(Guest(person=int(one)) for one in numbers if one.isdigit())
    lines = (one.partition(";") for one in fields.get("guests", "").splitlines())
    return people + tuple(Guest(name.strip(), office.strip()) for name, _, office in lines if name.strip())


def invitation_preview(actor: Actor, run: int, fields: Mapping[str, str]) -> Mapping[str, Any] | None:
    """The letter while it is typed; ``NotThere`` for another agency's run."""
    return preview(actor, access.run(actor, run), fields, timezone.now())


def _people(run: Run, today: dt.date) -> tuple[Named, ...]:
    """Those proposed first, in their order; then everybody else of the agency by name."""
    first = [one.person or 0 for one in meeting.proposed(run, today)]
    everybody = Person.objects.filter(agency=run.agency_id, is_active=True)
    others = list(everybody.exclude(pk__in=first).order_by("name").values_list("pk", flat=True))
    found = meeting.named(run, [Guest(person=one) for one in (*first, *others)], today)
    return tuple(Named(one.person or 0, one.name, one.office, one.person in first) for one in found)


# --- The agenda. ------------------------------------------------------------------------------------------------------


def agenda_for(run: Run) -> str:
    """What is proposed: what is still open from earlier meetings, flagged values most urgent first, unreported ones."""
    rows = value_rows(run, rows_of(run, own=frozenset()))
    points = ["Pembukaan oleh pimpinan rapat", *_left_open(run), *_flagged(rows), *_unreported(rows)]
    points += ["Capaian tiap bidang, kendala, dan tindak lanjut", "Keputusan dan penutup"]
    return "\n".join(textwrap.shorten(one, WIDTH, placeholder=" …") for one in points)


def _left_open(run: Run) -> Iterable[str]:
    rows = Decision.objects.filter(meeting__run__agency=run.agency_id, state="open").order_by("due", "pk")
    for one in rows[:MOST]:
        until = f", tenggat {long_date(one.due)}" if one.due else ""
        yield f"Tindak lanjut rapat lalu: {one.text} ({one.owner}{until})"


def urgency(row: ValueRow) -> int:
    """How soon a value is talked about: flags by their priority, then what is unreported, then the rest."""
    kinds = [list(Priority).index(one.priority) for one in row.flags if one.priority is not Priority.LOW]
    return min(kinds) if kinds else 2 if row.state in ("empty", "unavailable") else 3


def _flagged(rows: Iterable[ValueRow]) -> Iterable[str]:
    found = sorted((one for one in rows if one.flagged), key=urgency)
    for row in found[:MOST]:
        first = min((one for one in row.flags), key=lambda one: list(Priority).index(one.priority))
        yield f"{row.name} ({row.unit_name}): {first.text}"
    if len(found) > MOST:
        yield f"{len(found) - MOST} indikator lain yang perlu dicek"


def _unreported(rows: Iterable[ValueRow]) -> Iterable[str]:
    asked = [one for one in rows if one.state != "unmeasured"]
    missing = [one for one in asked if one.value == "–"]
    if len(missing) > MOST // 2:
        yield f"Indikator yang belum dilaporkan: {len(missing)} dari {len(asked)}"
    else:
        yield from (f"Belum dilaporkan: {one.name} ({one.unit_name})" for one in missing)


# --- Rapat lanjutan. --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FollowUpMeeting:
    """The page that calls a Rapat lanjutan; ``open``: it may be called by the reader now."""

    run: int
    run_title: str
    open: bool
    draft: Mapping[str, str]
    invitation: InvitationForm


def follow_up_meeting(actor: Actor, id: int) -> FollowUpMeeting:
    run, now = access.run(actor, id), timezone.now()
    may = actor.rights(local(now).date()).leads(run) and meeting.may_call_again(run, by_digest(run.sop_id))
    draft = {"follow_up": "1"}
    return FollowUpMeeting(run.pk, run.title, may, draft, invitation_form(actor, run, draft, now))
