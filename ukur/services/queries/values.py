"""The values of a run as rows of a table: one shape for filling in, validating, correcting and approving."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ukur.domain.achievement.numbers import format_number
from ukur.domain.plan.model import Period, Polarity
from ukur.services.collection import form_of
from ukur.services.document import Row, agency_total, rows_of
from ukur.services.document.compose import objectives_of, run_settings
from ukur.services.queries.names import called
from ukur.services.wording.achievement import REASONS
from ukur.services.wording.dates import clock, short_date
from ukur.services.wording.labels import FREQUENCY
from ukur.store.models import Finding, Run, Sheet, Submission


@dataclass(frozen=True, slots=True)
class Proof:
    id: int
    kind: str
    title: str
    text: str
    frozen: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A finding on a value: who, when, why, and the figure proposed."""

    by: str
    at: str
    reason: str
    proposed: str
    state: str
    answer: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One indicator. Numbers are texts as shown, "–" for what is not reported.

    ``state``: unmeasured, unavailable, empty, typed, sent, accepted, returned. ``box`` labels the input with the figure
    to type. ``open``: it can be changed in the task at hand.
    """

    code: str
    name: str
    uom: str
    unit: int
    unit_name: str
    objective: str
    lower: bool
    frequency: str
    definition: str
    formula: str
    source: str
    evidence_asked: str
    target: str
    target_year: str
    before: str
    raw: str
    value: str
    upto: str
    achievement: str
    achievement_year: str
    rating: str
    reason: str
    steps: tuple[str, ...]
    state: str
    status: str
    rank: Decimal
    box: str
    unavailable: str
    cause: str
    follow_up: str
    provisional: bool
    version: int
    changed: str
    old: str
    open: bool
    proofs: tuple[Proof, ...]
    notes: tuple[Note, ...]


def value_rows(run: Run, *, unit: int | None = None, scope: Iterable[str] | None = None) -> tuple[ValueRow, ...]:
    """The rows of a run (of one unit); ``scope`` names the codes that are open in the task, None: none are."""
    notes = _notes(run)
    old = _last_sent(run)
    opened = None if scope is None else set(scope)
    rows = [row for row in rows_of(run) if unit is None or row.item.unit == unit]
    period = Period.parse(run.period)
    return tuple(_row(row, period, notes.get(row.item.code, ()), old.get(row.item.code), opened) for row in rows)


def _row(row: Row, period: Period, notes: tuple[Note, ...], old: str | None, opened: set[str] | None) -> ValueRow:
    item, cell, found = row.item, row.cell, row.figures
    shown = item.shown
    low, high = found.target, item.uppers.get(period.quarter)
    is_open = opened is not None and row.measured and (not opened or item.code in opened)
    return ValueRow(
        code=item.code,
        name=item.name,
        uom=item.uom,
        unit=item.unit,
        unit_name=item.unit_name,
        objective=item.objective,
        lower=item.polarity is Polarity.LOWER,
        frequency=FREQUENCY[item.frequency],
        definition=item.definition,
        formula=item.formula,
        source=item.source,
        evidence_asked=item.evidence,
        target=shown(low) if high is None else f"{shown(low)}–{shown(high)}",
        target_year=shown(found.target_year),
        before=shown(found.before),
        raw=cell.raw,
        value=shown(cell.value),
        upto=shown(found.upto),
        achievement=format_number(found.quarter.value, 2),
        achievement_year=format_number(found.year.value, 2),
        rating=found.quarter.rating,
        reason=REASONS.get(found.quarter.reason, "") if row.measured else "",
        steps=found.quarter.steps,
        state=_state(row),
        status=row.status,
        rank=found.quarter.value or Decimal(0),
        box="s.d. triwulan ini" if item.cumulative_input else "triwulan ini",
        unavailable=cell.unavailable,
        cause=cell.cause,
        follow_up=cell.follow_up,
        provisional=cell.provisional,
        version=cell.version,
        changed=f"{short_date(cell.changed_at)} {clock(cell.changed_at)}" if cell.changed_at else "",
        old=old if old is not None and old != cell.raw else "",
        open=is_open,
        proofs=tuple(Proof(one.pk, one.kind, one.title, one.text, one.frozen) for one in cell.evidence.all()),
        notes=notes,
    )


def _state(row: Row) -> str:
    if not row.measured:
        return "unmeasured"
    if row.cell.state in ("returned", "accepted", "sent"):
        return row.cell.state
    if row.cell.value is not None:
        return "typed"
    return "unavailable" if row.cell.unavailable else "empty"


def _notes(run: Run) -> dict[str, tuple[Note, ...]]:
    found: dict[str, tuple[Note, ...]] = {}
    for one in Finding.objects.filter(cell__sheet__run=run).select_related("cell", "by").order_by("-pk"):
        note = Note(
            called(one.by),
            f"{short_date(one.at)} {clock(one.at)}",
            one.reason,
            "" if one.proposed is None else format_number(one.proposed, None),
            one.state,
            one.answer,
        )
        found[one.cell.code] = (*found.get(one.cell.code, ()), note)
    return found


def _last_sent(run: Run) -> dict[str, str]:
    """What each value was in the submission before the newest, so that a reviewer sees old beside new."""
    old: dict[str, str] = {}
    for sheet in Sheet.objects.filter(run=run):
        sent = list(Submission.objects.filter(sheet=sheet).order_by("-number").values_list("content", flat=True)[:2])
        if len(sent) == 2:
            old.update({one["code"]: one["raw"] for one in json.loads(sent[1])["cells"]})
    return old


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One unit's sheet on the board."""

    unit: int
    name: str
    filled: int
    asked: int
    state: str
    accepted: int
    sent: str


def board(run: Run) -> tuple[SheetLine, ...]:
    """One line a unit: how much is filled, sent and accepted."""
    lines = []
    for sheet in Sheet.objects.filter(run=run).select_related("unit").order_by("unit__order"):
        cells = list(sheet.cells.filter(measured=True).values_list("value", "unavailable", "state"))
        last = Submission.objects.filter(sheet=sheet).order_by("-number").first()
        lines.append(
            SheetLine(
                sheet.unit_id,
                sheet.unit.name,
                sum(1 for value, unavailable, _ in cells if value is not None or unavailable),
                len(cells),
                sheet.state,
                sum(1 for *_, state in cells if state == "accepted"),
                f"{short_date(last.at)} {clock(last.at)}" if last else "",
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentence of the head: counts that add up to ``total``, and the totals with their completeness."""

    total: int
    achieved: int
    missed: int
    unreported: int
    unrated: int
    not_measured: int
    agency: str
    rating: str
    complete: str
    objectives: tuple[tuple[str, str, str, str], ...]


def summary(run: Run) -> Summary | None:
    """None before a form exists."""
    if form_of(run) is None:
        return None
    rows = rows_of(run)
    settings = run_settings(run)
    groups = objectives_of(rows, settings)
    total = agency_total([one for *_, one in groups], settings)
    count = {
        name: sum(1 for one in rows if one.status == name)
        for name in ("achieved", "missed", "unreported", "unrated", "not_measured")
    }
    lines = tuple(
        (name, format_number(one.value, 2), one.rating, f"{one.counted} dari {one.total}") for name, _, one in groups
    )
    return Summary(
        len(rows),
        agency=format_number(total.value, 2),
        rating=total.rating,
        complete=f"{total.counted} dari {total.total}",
        objectives=lines,
        **count,
    )
