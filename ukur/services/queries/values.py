"""The values of a run as rows of a table: one shape for filling in, validating, correcting and approving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from ukur.domain.achievement.numbers import format_number, read_number
from ukur.domain.achievement.settings import Settings
from ukur.domain.plan.model import Polarity
from ukur.domain.validation.checks import Flag, Priority
from ukur.services.checks import Flags, flags_of
from ukur.services.collection import Proof
from ukur.services.collection.reported import CELLS, OF_CELLS
from ukur.services.document import Row, agency_total
from ukur.services.document.compose import Kept, counts, objectives_of
from ukur.services.queries.names import called
from ukur.services.wording.achievement import REASONS
from ukur.services.wording.checks import say_flag
from ukur.services.wording.dates import clock, local, short_date
from ukur.services.wording.labels import FREQUENCY
from ukur.store import sql
from ukur.store.models import Cell, Finding, Person, Run


@dataclass(frozen=True, slots=True)
class Note:
    """A finding on a value: who, when, why, and the figure proposed."""

    by: str
    at: str
    reason: str
    proposed: str
    state: str
    answer: str


class Seen(NamedTuple):
    """What a rule sees at a value, as a sentence."""

    rule: str
    priority: Priority
    text: str


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
    waiver: str
    proofs: tuple[Proof, ...]
    notes: tuple[Note, ...]
    flags: tuple[Seen, ...]

    @property
    def flagged(self) -> bool:
        """Whether somebody has to look at it before it is sent or accepted."""
        return any(one.priority is not Priority.LOW for one in self.flags)

    @property
    def changed_since(self) -> bool:
        """Whether it is another value than a validator saw last, or one that he gave back."""
        return bool(self.old) or any(one.state == "answered" for one in self.notes)


Values = Kept[ValueRow]


class _Found:
    """What the rules found, looked up by what it is: they give the same mapping until something changes."""

    __slots__ = ("flags",)

    def __init__(self, flags: Flags) -> None:
        self.flags = flags

    def __hash__(self) -> int:
        return id(self.flags)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Found) and self.flags is other.flags


_NOTHING = _Found({})


def value_rows(
    run: Run,
    found: Kept[Row],
    *,
    unit: int | None = None,
    scope: Iterable[str] | None = None,
    flagged: bool = True,
) -> Values:
    """The rows ``found`` (of one unit) as shown; ``scope`` names the codes that are open in the task (empty: all).

    ``scope`` None: none is open. ``flagged`` False: for a page that does not show what the rules see.
    """
    scope = None if scope is None else frozenset(scope)
    flags = _Found(flags_of(run, found)) if flagged else _NOTHING
    return _shown(found, tuple(_notes(run).items()), flags, unit, scope, timezone.localdate())


@lru_cache(maxsize=512)
def _shown(
    found: Kept[Row],
    notes: tuple[tuple[str, tuple[Note, ...]], ...],
    flags: _Found,
    unit: int | None,
    scope: frozenset[str] | None,
    today: dt.date,
) -> Values:
    noted, flagged = dict(notes), flags.flags
    return Kept(
        _row(
            row,
            noted.get(row.item.code, ()),
            flagged.get(row.item.code, ()),
            scope is not None and row.measured and (not scope or row.item.code in scope),
            today,
        )
        for row in found
        if unit is None or row.item.unit == unit
    )


@lru_cache(maxsize=4096)
def _row(row: Row, notes: tuple[Note, ...], flags: tuple[Flag, ...], is_open: bool, today: dt.date) -> ValueRow:
    """All texts of a row; a save changes one of them and leaves the others."""
    item, cell, found = row.item, row.cell, row.figures
    shown = item.shown
    low, high = found.target, found.upper
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
        changed=_when(cell.changed_at, today),
        old=shown(read_number(cell.reviewed).value) if cell.reviewed not in (None, cell.raw) else "",
        open=is_open,
        waiver=cell.waiver,
        proofs=cell.proofs,
        notes=notes,
        flags=tuple(Seen(one.rule, one.priority, say_flag(one, item)) for one in flags),
    )


def _when(at: dt.datetime | None, today: dt.date) -> str:
    if at is None:
        return ""
    return clock(at) if local(at).date() == today else f"{short_date(at)} {clock(at)}"


def _state(row: Row) -> str:
    if not row.measured:
        return "unmeasured"
    if row.cell.state in ("returned", "accepted", "sent"):
        return row.cell.state
    if row.cell.value is not None:
        return "typed"
    return "unavailable" if row.cell.unavailable else "empty"


@lru_cache(maxsize=512)
def gaps(rows: Values) -> tuple[tuple[str, str], ...]:
    """What a unit still has to look at, in its order: words with a number, and the code of the first such value."""
    kinds = (
        ("dikembalikan", [one for one in rows if one.state == "returned"]),
        ("belum dilaporkan", [one for one in rows if one.open and one.state == "empty"]),
        ("perlu dicek", [one for one in rows if one.open and one.flagged]),
    )
    return tuple((f"{len(found)} {word}", found[0].code) for word, found in kinds if found)


_ORDER = ("returned", "empty", "unavailable", "typed", "sent", "accepted", "unmeasured")


@lru_cache(maxsize=512)
def returned_first(rows: Values) -> Values:
    """In the order in which a unit has to look at them."""
    return Kept(sorted(rows, key=lambda one: _ORDER.index(one.state)))


def _notes(run: Run) -> dict[str, tuple[Note, ...]]:
    findings = sql.objects(Finding, f"{OF_CELLS} ORDER BY id DESC", run.pk)
    if not findings:
        return {}
    people = Person.objects.in_bulk({one.by_id for one in findings})
    codes = dict(sql.read(Cell, ("id", "code"), CELLS, run.pk))
    found: dict[str, tuple[Note, ...]] = {}
    for one in findings:
        note = Note(
            called(people[one.by_id]),
            f"{short_date(one.at)} {clock(one.at)}",
            one.reason,
            "" if one.proposed is None else format_number(one.proposed, None),
            one.state,
            one.answer,
        )
        found[codes[one.cell_id]] = (*found.get(codes[one.cell_id], ()), note)
    return found


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


@lru_cache(maxsize=512)
def summary(rows: Kept[Row], settings: Settings) -> Summary | None:
    """The sentence over ``rows``; None before a form exists."""
    if not rows:
        return None
    groups = objectives_of(rows, settings)
    total = agency_total([one for *_, one in groups], settings)
    lines = tuple(
        (name, format_number(one.value, 2), one.rating, f"{one.counted} dari {one.total}") for name, _, one in groups
    )
    return Summary(
        len(rows),
        agency=format_number(total.value, 2),
        rating=total.rating,
        complete=f"{total.counted} dari {total.total}",
        objectives=lines,
        **counts(rows),
    )
