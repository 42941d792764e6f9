"""The shared parts of an agency's papers: letterhead and signers with their exact posts."""

from __future__ import annotations

import base64
import datetime as dt

from ukur.services.access import people_on, post
from ukur.services.paper.letters import Frame, Signer
from ukur.store import files, sql
from ukur.store.models import Agency, Person, Run


def frame_for(agency: Agency, date: dt.date) -> Frame:
    return Frame(
        government=agency.government,
        agency=agency.name,
        address=agency.address,
        contact=agency.contact,
        place=agency.place,
        practice=agency.practice,
        date=date,
        arms=base64.b64encode(files.read(agency.logo)).decode() if agency.logo else "",
    )


def signer_of(person_id: int, on: dt.date, seat: str = "") -> Signer:
    """The person with the post he signs in: the one of ``seat`` when he holds it, else his first."""
    person = Person.objects.get(pk=person_id)
    return Signer(_role(person_id, on, seat), person.name, spaced(person.nip), person.rank)


def _role(person_id: int, on: dt.date, seat: str) -> str:
    """The post of somebody as printed (``Plt. Sekretaris``), empty without one; that of ``seat`` comes first."""
    day = on.isoformat()
    rows = sql.ask(_POSTS, person_id, day, day)
    wanted = [row for row in rows if seat == f"position:{row[0]}"] or rows
    if not wanted:
        return ""
    _, status, name = wanted[0]
    return post(name, status)


_POSTS = """
SELECT p.id, a.status, p.name FROM store_assignment a JOIN store_position p ON p.id = a.position_id
  WHERE a.person_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s) ORDER BY a.since, p.id
"""


def spaced(nip: str) -> str:
    """As printed: ``19751229 199902 2 001``; other texts stay as they are."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 else nip


def people_line(person: Person, on: dt.date) -> str:
    """Name and post on one line, as in a list of those invited."""
    signer = signer_of(person.pk, on)
    return f"{person.name}, {signer.role}" if signer.role else person.name


def holder_of(run: Run, performer: str, on: dt.date) -> Signer | None:
    """The official on the performer's first seat, as he signs; None while the post is empty."""
    seats = run.cast["doers"].get(performer) or []
    if not seats or not seats[0][0].startswith("position:"):
        return None
    found = people_on(seats[0][0], on)
    return signer_of(found[0].pk, on, seats[0][0]) if found else None
