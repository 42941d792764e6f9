"""Tindak lanjut: what meetings decided, as its owner sees it and as the register of the agency shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from ukur.services import access, meeting
from ukur.services.access import Actor, NotThere
from ukur.services.collection import form_of
from ukur.services.wording.dates import day_and_date, local, long_date, short_date
from ukur.store import sql
from ukur.store.models import Decision, Meeting, Run


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision. ``state``: draft, open, late, done. ``changed``: the value that cites it, then and now."""

    id: int
    no: int
    text: str
    owner: str
    due: str
    state: str
    note: str
    noted: str
    indicator: str
    changed: str
    meeting: int
    run: int
    run_title: str
    held: str
    mine: bool


def decision_lines(
    rows: Iterable[Decision],
    names: Mapping[str, str] | None = None,
    cited: Mapping[int, str] | None = None,
    actor: Actor | None = None,
) -> tuple[DecisionLine, ...]:
    """The rows as shown; drafts are counted on from the last number, as they would be numbered now."""
    today = timezone.localdate()
    found, no = [], 0
    for one in rows:
        no = one.no or no + 1
        found.append(_line(one, no, today, names or {}, cited or {}, actor))
    return tuple(found)


def _line(
    one: Decision, no: int, today: dt.date, names: Mapping[str, str], cited: Mapping[int, str], actor: Actor | None
) -> DecisionLine:
    run = one.meeting.run
    noted = f"{one.noted_by.get_short_name()}, {short_date(one.noted_at)}" if one.noted_at and one.noted_by else ""
    return DecisionLine(
        id=one.pk,
        no=no,
        text=one.text,
        owner=one.owner,
        due=long_date(one.due) if one.due else "",
        state="late" if one.state == "open" and one.due and one.due < today else one.state,
        note=one.note,
        noted=noted,
        indicator=names.get(one.code, ""),
        changed=cited.get(one.pk, ""),
        meeting=one.meeting_id,
        run=run.pk,
        run_title=run.title,
        held=long_date(local(one.meeting.starts).date()),
        mine=actor is not None and meeting.may_settle(actor, one, today),
    )


def decided(run: int, unit: int) -> list[tuple[str, str, str]]:
    """The decisions about a unit's values that none of them cites yet: code, number, text. Asked at every save."""
    return [(code, str(no), text) for code, no, text in sql.ask(_DECIDED, run, unit)]


_DECIDED = """
SELECT d.code, d.no, d.text FROM store_decision d JOIN store_meeting m ON m.id = d.meeting_id
  JOIN store_cell c ON c.code = d.code JOIN store_sheet s ON s.id = c.sheet_id AND s.run_id = m.run_id
  WHERE m.run_id = %s AND s.unit_id = %s AND d.state <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM store_citation x WHERE x.decision_id = d.id) ORDER BY d.no, d.id
"""


def decisions_about(run: Run, code: str) -> tuple[DecisionLine, ...]:
    """What meetings of this run decided on a value, beside the value; one question while there is nothing."""
    rows = meeting.decisions_about(run, code)
    if not rows:
        return ()
    cited = {one.decision: one.changed for one in meeting.citations(run).get(code, ())}
    return decision_lines(rows, cited=cited)


@dataclass(frozen=True, slots=True)
class OwnFollowUps:
    """The short list on Tugas Saya: one's own open decisions, and minutes that are still to be written."""

    decisions: tuple[DecisionLine, ...] = ()
    minutes: tuple[tuple[int, str, str], ...] = field(default=())  # meeting, title of the run, day of the meeting

    @property
    def count(self) -> int:
        return len(self.decisions) + len(self.minutes)


def own_follow_ups(actor: Actor, on: dt.date) -> OwnFollowUps:
    """What waits for ``actor``: decisions of his, or of a unit he acts or prepares for; two questions."""
    units = actor.rights(on).units
    rows = Decision.objects.filter(meeting__run__agency=actor.agency, state="open")
    rows = rows.select_related("meeting__run", "noted_by").order_by("due", "pk")
    mine = [one for one in rows if one.person_id == actor.id or (one.unit_id in units and one.person_id is None)]
    waiting = Meeting.objects.filter(run__agency=actor.agency, ended_at__isnull=False, finished_at=None)
    teams = any(seat.startswith("team:") for seat in actor.rights(on).seats)
    minutes = waiting.select_related("run").order_by("pk") if teams else ()
    told = ((one.pk, one.run.title, day_and_date(local(one.starts).date())) for one in minutes)
    return OwnFollowUps(decision_lines(mine, actor=actor), tuple(told))


@dataclass(frozen=True, slots=True)
class Register:
    """Tindak lanjut hasil of an agency: every decision of every meeting, the newest meeting first."""

    lines: tuple[DecisionLine, ...]
    done: int
    late: int

    @property
    def open(self) -> int:
        return len(self.lines) - self.done


def register(actor: Actor) -> Register:
    """For everybody of the agency; evaluators ask for it (Lembar Kerja Evaluasi AKIP 3.8)."""
    rows = Decision.objects.filter(meeting__run__agency=actor.agency).exclude(state="draft")
    rows = rows.select_related("meeting__run", "noted_by").order_by("-meeting", "no", "pk")
    lines = decision_lines(rows, _names(rows), _cited(rows), actor)
    done = sum(1 for one in lines if one.state == "done")
    return Register(lines, done, sum(1 for one in lines if one.state == "late"))


def _runs(rows: Iterable[Decision]) -> dict[int, Run]:
    return {one.meeting.run_id: one.meeting.run for one in rows if one.code}


def _names(rows: Iterable[Decision]) -> dict[str, str]:
    forms = (form_of(run) for run in _runs(rows).values())
    return {item.code: item.name for form in forms if form for item in form.items}


def _cited(rows: Iterable[Decision]) -> dict[int, str]:
    found: dict[int, str] = {}
    for run in _runs(rows).values():
        for several in meeting.citations(run).values():
            found |= {one.decision: one.changed for one in several}
    return found


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """One decision with what its owner may say; ``acts``: the reader may."""

    line: DecisionLine
    acts: bool
    waits_for: str


def follow_up_page(actor: Actor, id: int) -> FollowUpPage:
    """For everybody of the agency; ``NotThere`` for others and for a draft."""
    one = (
        Decision.objects.filter(pk=id, meeting__run__agency=actor.agency)
        .exclude(state="draft")
        .select_related("meeting__run", "noted_by")
        .first()
    )
    if one is None or actor.agency is None:
        access.outsider(actor, f"decision:{id}")
        raise NotThere
    line = decision_lines([one], _names([one]), _cited([one]), actor)[0]
    return FollowUpPage(line, line.mine and line.state != "done", one.owner)
