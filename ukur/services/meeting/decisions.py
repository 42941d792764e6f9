"""What a meeting decided: drafts while it goes on, Tindak lanjut afterwards, and the values that cite it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q

from ukur.domain.errors import Refused, refusal
from ukur.domain.meeting.commands import DecisionMade, SettleDecision
from ukur.services import access
from ukur.services.access import Actor, Power
from ukur.services.collection import form_of
from ukur.services.collection.drafts import open_desk
from ukur.services.meeting.presence import open_meeting
from ukur.services.rooms import Context, Deed
from ukur.services.wording.dates import local, long_date
from ukur.store.models import Cell, Citation, Decision, Meeting, Person, Run, Unit


def note_decision(actor: Actor, id: int, made: DecisionMade) -> None:
    """Catat keputusan: a draft until the meeting ends, or its minutes are finished."""
    meeting = open_meeting(actor, id)
    _make(meeting, made).save()


def drop_decision(actor: Actor, id: int, decision: int) -> None:
    """Take back a decision that is still a draft."""
    meeting = open_meeting(actor, id)
    Decision.objects.filter(pk=decision, meeting=meeting, state="draft").delete()


def note_all(context: Context, meeting: Meeting, decisions: Iterable[DecisionMade]) -> None:
    """What is sent with the act that ends the meeting."""
    Decision.objects.bulk_create([_make(meeting, one) for one in decisions])


def _make(meeting: Meeting, made: DecisionMade) -> Decision:
    text = made.text.strip()
    if not text:
        raise Refused(refusal("decision_without_text"))
    owner, agency = made.owner.strip()[:200], meeting.run.agency_id
    unit = Unit.objects.filter(pk=made.unit, agency=agency).first() if made.unit else None
    person = Person.objects.filter(pk=made.person, agency=agency).first() if made.person else None
    owner = unit.name if unit else person.name if person else owner
    if not owner:
        raise Refused(refusal("decision_without_owner", text=text))
    cell = Cell.objects.filter(sheet__run=meeting.run, code=made.code).first() if made.code else None
    return Decision(
        meeting=meeting,
        text=text,
        owner=owner,
        unit=unit,
        person=None if unit else person,
        due=made.due,
        code=cell.code if cell else "",
        before=cell.raw if cell else "",
        state="draft",
    )


def publish(context: Context, meeting: Meeting) -> list[Decision]:
    """The drafts become Tindak lanjut, numbered on through the run; what they are, for the journal."""
    last = Decision.objects.filter(meeting__run=context.run).aggregate(last=Max("no"))["last"] or 0
    found = list(Decision.objects.filter(meeting=meeting, state="draft").order_by("pk"))
    for no, one in enumerate(found, last + 1):
        one.no, one.state = no, "open"
    Decision.objects.bulk_update(found, ["no", "state"])
    return found


def drafts(meeting: Meeting) -> list[Decision]:
    return list(Decision.objects.filter(meeting=meeting, state="draft").order_by("pk"))


def earlier(meeting: Meeting) -> list[Decision]:
    """Decisions of earlier meetings of the agency that were still open when this one was called."""
    called = meeting.invitation.frozen_at if meeting.invitation else meeting.starts
    rows = Decision.objects.filter(meeting__run__agency=meeting.run.agency_id, meeting__pk__lt=meeting.pk)
    rows = rows.filter(Q(state="open") | Q(state="done", noted_at__gte=called))
    return list(rows.select_related("meeting__run").order_by("pk"))


def state_said(one: Decision) -> str:
    """``Selesai: sudah dilengkapi``, ``Belum: menunggu rilis BPS``, ``Belum``."""
    return f"{'Selesai' if one.state == 'done' else 'Belum'}{': ' + one.note if one.note else ''}"


def earlier_lines(meeting: Meeting) -> list[list[str | None]]:
    """The same as rows of the minutes: number, what, who, how it stands."""
    return [[str(no), one.text, one.owner, state_said(one)] for no, one in enumerate(earlier(meeting), 1)]


def lines(meeting: Meeting) -> list[list[str | None]]:
    """The decisions of a meeting as rows of its minutes: number, what, who, until when, how the figure changed."""
    form = form_of(meeting.run)
    names = {one.code: one.name for one in form.items} if form else {}
    cited = {one.decision: one for found in citations(meeting.run).values() for one in found}
    rows = Decision.objects.filter(meeting=meeting).exclude(state="draft").order_by("no", "pk")
    return [
        [
            str(one.no or no),
            f"{one.text} ({names[one.code]})" if one.code in names else one.text,
            one.owner,
            long_date(one.due) if one.due else None,
            cited[one.pk].changed if one.pk in cited else "",
        ]
        for no, one in enumerate(rows, 1)
    ]


# --- Afterwards. ------------------------------------------------------------------------------------------------------


def may_settle(actor: Actor, one: Decision, on: dt.date) -> bool:
    """Its owner: the person named, or who acts for the unit named."""
    if one.person_id is not None:
        return one.person_id == actor.id
    return one.unit_id is not None and actor.rights(on).of(f"unit:{one.unit_id}").power is Power.ACT


def settle(actor: Actor, command: SettleDecision, at: dt.datetime) -> Deed:
    """Tandai selesai, or Belum karena …; by its owner alone, with a word in either case."""
    rows = Decision.objects.filter(meeting__run__agency=actor.agency)
    one = rows.filter(pk=command.decision).exclude(state="draft").first()
    if one is None:
        raise Refused(refusal("decision_unknown"))
    fresh = access.rights(actor.id or 0, local(at).date())
    mine = one.person_id == actor.id if one.person_id else fresh.of(f"unit:{one.unit_id}").power is Power.ACT
    if not mine:
        raise Refused(refusal("decision_not_yours", owner=one.owner))
    if one.state == "done":
        raise Refused(refusal("decision_done_already"))
    note_ = command.note.strip()
    if not note_:
        raise Refused(refusal("decision_note_missing"))
    one.state, one.note = "done" if command.done else "open", note_
    one.noted_at, one.noted_by_id = at, actor.id
    one.save()
    said = {"decision": one.pk, "no": one.no, "run": one.meeting.run_id, "text": one.text}
    return Deed(payload=said | {"done": command.done, "note": note_})


# --- A changed figure cites its decision. -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cited:
    """A value that was changed because of a decision. ``changed``: ``semula 12, menjadi 13``, once it was sent."""

    decision: int
    no: int
    text: str
    by: str
    changed: str


def cite_decision(actor: Actor, run: int, task: str, code: str, decision: int, now: dt.datetime) -> None:
    """Sebut keputusan: the owner of a value that he has changed says which decision asked for it.

    Refused while the figure is still the one that stood there when the decision was noted.
    """
    desk, cells = open_desk(actor, run, task, now, lock=False)
    if code not in desk.codes:
        raise Refused(refusal("cell_closed", code=code))
    found = Decision.objects.filter(pk=decision, meeting__run=run, code=code).exclude(state="draft").first()
    if found is None:
        raise Refused(refusal("decision_unknown"))
    if cells[code].raw.strip() == found.before.strip():
        raise Refused(refusal("figure_unchanged", no=found.no))
    Citation.objects.get_or_create(decision=found, cell_id=cells[code].id, defaults={"by_id": actor.person, "at": now})


def decisions_about(run: Run, code: str) -> list[Decision]:
    """The decisions of this run's meetings that concern an indicator, oldest first."""
    rows = Decision.objects.filter(meeting__run=run, code=code).exclude(state="draft")
    return list(rows.select_related("meeting").order_by("no", "pk"))


def citations(run: Run) -> dict[str, tuple[Cited, ...]]:
    """Indicator code -> the decisions that its value cites. One question."""
    rows = Citation.objects.filter(decision__meeting__run=run).select_related("decision", "cell", "by")
    found: dict[str, tuple[Cited, ...]] = {}
    for one in rows.order_by("decision__no", "pk"):
        cited = Cited(one.decision_id, one.decision.no, one.decision.text, one.by.get_short_name(), _changed(one))
        found[one.cell.code] = (*found.get(one.cell.code, ()), cited)
    return found


def _changed(one: Citation) -> str:
    """Both figures; what a unit is still typing is its own, so before it is sent only that it was changed."""
    if one.cell.state not in ("sent", "accepted"):
        return "angkanya diperbaiki, belum dikirim"
    return f"semula {one.decision.before or '–'}, menjadi {one.cell.raw or '–'}"
