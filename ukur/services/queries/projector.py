"""The indicators on the wall of the meeting, one a page, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.meeting.presence import door_open
from ukur.domain.plan.model import Period
from ukur.formats import codes
from ukur.services import meeting
from ukur.services.access import Actor
from ukur.services.collection import form_of
from ukur.services.document import rows_of
from ukur.services.queries.follow_ups import DecisionLine
from ukur.services.queries.invitation import urgency
from ukur.services.queries.meeting import decisions_of, owners, title_of, when
from ukur.services.queries.value import history
from ukur.services.queries.values import ValueRow, value_rows
from ukur.store.models import Run


@dataclass(frozen=True, slots=True)
class Screen:
    """One indicator as everybody in the room may see it: what its unit has sent. ``no`` counts from 1; 0 is the cover
    with the agenda and the QR code. ``before``, ``after``: the pages beside it, -1 at the ends; ``following``: the
    next one that needs talking about, -1 behind the last.
    """

    meeting: int
    title: str
    run_title: str
    no: int
    total: int
    urgent: int
    row: ValueRow | None
    last: str
    before: int
    after: int
    following: int
    decisions: tuple[DecisionLine, ...]
    owners: tuple[tuple[str, str], ...]
    owner: str
    noting: bool
    when: str
    points: tuple[str, ...]
    qr: str
    door: str


def screen(actor: Actor, id: int, no: int = 0) -> Screen:
    """Page ``no`` of the meeting's indicators, the nearest one when there is no such page."""
    one = meeting.access_meeting(actor, id)
    rows = on_screen(value_rows(one.run, rows_of(one.run, own=frozenset())))
    total = len(rows)
    at = min(no, total)
    is_open = door_open(one.starts, timezone.now(), one.opened_at, one.ended_at)
    link = meeting.door_link(one.pk)
    row = rows[at - 1] if at else None
    needing = [place for place, each in enumerate(rows, 1) if urgency(each) < _CALM]
    return Screen(
        meeting=one.pk,
        title=title_of(one),
        run_title=one.run.title,
        no=at,
        total=total,
        urgent=len(needing),
        row=row,
        last=last_quarter(one.run, row.code) if row else "–",
        before=at - 1,
        after=at + 1 if at < total else -1,
        following=next((place for place in needing if place > at), -1),
        decisions=tuple(each for each in decisions_of(one) if row and each.indicator == row.name),
        owners=owners(one.run.agency_id),
        owner=f"unit:{row.unit}" if row else "",
        noting=meeting.may_lead(actor, one.run) and one.finished_at is None,
        when=when(one),
        points=tuple(meeting.facts_about(one).points),
        qr=codes.qr_svg(link) if is_open and not at else "",
        door=link,
    )


_CALM = 3  # the urgency of a value of which nothing has to be said


def on_screen(rows: tuple[ValueRow, ...]) -> list[ValueRow]:
    """What is measured in this quarter, in the order in which it is talked about."""
    return sorted((one for one in rows if one.state != "unmeasured"), key=urgency)


def last_quarter(run: Run, code: str) -> str:
    """The figure of the quarter before."""
    form = form_of(run)
    if form is None:
        return "–"
    return history(form.item(code), Period.parse(run.period))[-1].value
