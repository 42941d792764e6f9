"""Calling a meeting: its row, who is invited, the letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from ukur.domain.meeting.commands import Guest, Invite, InviteAgain
from ukur.domain.sop.model import Sop
from ukur.services import paper
from ukur.services.meeting.link import page_link
from ukur.services.paper.meeting_letters import Facts, invitation
from ukur.services.rooms import Context, Deed
from ukur.services.task import acting_person
from ukur.store import sql
from ukur.store.models import Invitee, Meeting, Paper, Person, Run

MOST_LETTERS = 4000  # of an agenda


def call(context: Context, command: Invite | InviteAgain, round_: int) -> tuple[Meeting, Paper]:
    """The meeting with those invited and its letter; refused when time, place or agenda is missing."""
    facts = facts_of(context.run.title, command, follow_up=isinstance(command, InviteAgain))
    if not (facts.place or facts.link) or not facts.points:
        raise context.refuse("meeting_incomplete")
    if facts.link and not web_address(facts.link):
        raise context.refuse("meeting_link_invalid", text=facts.link)
    facts = replace(facts, number=paper.number_of(context, facts.number))
    today = context.today
    invited = named(context.run, command.invited or proposed(context.run, today), today)
    meeting = Meeting.objects.create(
        run=context.run,
        round=round_,
        starts=facts.starts,
        place=facts.place,
        link=facts.link,
        agenda="\n".join(facts.points),
        number=facts.number,
        follow_up=facts.follow_up,
    )
    Invitee.objects.bulk_create(
        Invitee(meeting=meeting, person_id=one.person, name=one.name, office=one.office) for one in invited
    )
    agency = context.run.agency
    by = paper.signatory(agency, "undangan", acting_person(context), today)
    people, initials = [line(one) for one in invited], paper.posts_of(agency, "undangan")
    content = invitation(paper.frame_for(agency, today), facts, people, by, initials)
    kind = paper_kind(meeting, "undangan")
    made = paper.freeze(context, kind, f"Undangan {facts.name}"[:200], content, number=facts.number)
    meeting.invitation = made
    meeting.save(update_fields=["invitation"])
    return meeting, made


def call_once_more(held: Meeting, round_: int, now: dt.datetime) -> None:
    """The same meeting for another round of the flow: same place, agenda and people, from now on."""
    kept = {name: getattr(held, name) for name in ("run", "place", "link", "agenda", "number", "invitation")}
    again = Meeting.objects.create(round=round_, starts=now, opened_at=now, **kept)
    Invitee.objects.bulk_create(
        Invitee(meeting=again, person_id=one.person_id, name=one.name, office=one.office)
        for one in held.invitees.order_by("pk")
    )


def call_again(context: Context, command: InviteAgain) -> Deed:
    """Rapat lanjutan: only while the flow is at the meeting or collects the forms."""
    if not may_call_again(context.run, context.sop):
        raise context.refuse("follow_up_too_late")
    meeting, made = call(context, command, 1)
    return Deed(payload=said(meeting, made), jobs=(("render", made.pk), ("invite", meeting.pk)), note=meeting.agenda)


def said(meeting: Meeting, made: Paper) -> dict[str, object]:
    """What the journal keeps of an invitation."""
    return {
        "meeting": meeting.pk,
        "starts": meeting.starts.isoformat(),
        "place": meeting.place or meeting.link,
        "agenda": meeting.agenda,
        "invited": meeting.invitees.count(),
        "paper": made.digest,
    }


def may_call_again(run: Run, sop: Sop) -> bool:
    """Whether a meeting was called already and the flow is at it, or at the step that collects the forms."""
    here = {sop.step(no).activity(sop.step(no).main) for no in run.here}
    return run.status == "running" and bool(here & {"rapat", "himpun"}) and Meeting.objects.filter(run=run).exists()


def facts_of(title: str, command: Invite | InviteAgain, *, follow_up: bool) -> Facts:
    """What the letter says, from what was typed."""
    place, link = command.place.strip()[:200], command.link.strip()[:500]
    agenda = command.agenda.strip()[:MOST_LETTERS]
    return Facts(title, command.starts, place, link, agenda, command.number.strip()[:80], follow_up)


def facts_about(meeting: Meeting) -> Facts:
    """The same of a meeting that was called."""
    return Facts(
        meeting.run.title,
        meeting.starts,
        meeting.place,
        meeting.link,
        meeting.agenda,
        meeting.number,
        meeting.follow_up,
    )


def paper_kind(meeting: Meeting, kind: str) -> str:
    """A Rapat lanjutan has papers of its own kind, so that it replaces none of the first meeting's."""
    if not meeting.follow_up:
        return kind
    before = Meeting.objects.filter(run=meeting.run, follow_up=True, pk__lt=meeting.pk).count()
    return f"{kind}-{before + 2}"


def web_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(one.isspace() for one in text)


def proposed(run: Run, today: dt.date) -> tuple[Guest, ...]:
    """Who is invited unless somebody says otherwise: the head, the Sekretaris, heads of units, the team."""
    day = today.isoformat()
    rows = sql.ask(_PROPOSED, run.agency_id, day, day, run.agency_id, day, day, day, day)
    return tuple(Guest(person=person) for person in dict.fromkeys(person for person, *_ in rows))


_PROPOSED = """
SELECT n.id, CASE p.kind WHEN 'kepala' THEN 0 WHEN 'sekretaris' THEN 1 ELSE 2 END AS place, p.id AS at
  FROM store_assignment a JOIN store_position p ON p.id = a.position_id JOIN store_person n ON n.id = a.person_id
  WHERE p.agency_id = %s AND p.kind IN ('kepala', 'sekretaris', 'kepala-unit') AND n.is_active
    AND a.since <= %s AND (a.until IS NULL OR a.until >= %s)
UNION ALL
SELECT n.id, 3, m.id FROM store_teammember m JOIN store_team t ON t.id = m.team_id
  JOIN store_person n ON n.id = m.person_id
  WHERE t.agency_id = %s AND n.is_active AND m.since <= %s AND (m.until IS NULL OR m.until >= %s)
    AND t.since <= %s AND (t.until IS NULL OR t.until >= %s)
ORDER BY 2, 3
"""


def named(run: Run, guests: Iterable[Guest], today: dt.date) -> list[Guest]:
    """Names and posts as printed; people of another agency and empty lines are left out, nobody stands twice."""
    wanted = list(guests)
    people = Person.objects.filter(agency=run.agency_id).in_bulk([one.person for one in wanted if one.person])
    found: dict[object, Guest] = {}
    for one in wanted:
        if one.person in people:
            signer = paper.signer_of(one.person or 0, today)
            found.setdefault(one.person, Guest(signer.name, signer.role, one.person))
        elif one.person is None and one.name.strip():
            guest = Guest(one.name.strip()[:200], one.office.strip()[:200])
            found.setdefault((guest.name, guest.office), guest)
    return list(found.values())


def told(meeting: Meeting) -> str:
    """The invitation as a text for the office's chat group, with the short address."""
    facts = facts_about(meeting)
    rows = "\n".join(f"{label.capitalize()}: {text}" for label, text in facts.when_and_where())
    points = "\n".join(f"{no}. {one}" for no, one in enumerate(facts.points, 1))
    return (
        f"Yth. Bapak/Ibu, mohon hadir pada {facts.name[:1].lower()}{facts.name[1:]}.\n{rows}\nAcara:\n{points}\n"
        f"Undangan dan bahan: {page_link(meeting.pk)}"
    )


def line(guest: Guest) -> str:
    """Name and office on one line, as in the list of those invited."""
    return f"{guest.name}, {guest.office}" if guest.office else guest.name
