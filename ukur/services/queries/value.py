"""One value of a form: its definition sheet, twelve quarters of history, proofs, and who said what of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from ukur.domain.collection.figures import Item
from ukur.domain.plan.model import ROMAN, Period
from ukur.services import access
from ukur.services.access import Actor, NotThere
from ukur.services.collection import form_of
from ukur.services.document import rows_of
from ukur.services.queries.follow_ups import DecisionLine, decisions_about
from ukur.services.queries.names import called, chat_link
from ukur.services.queries.sheets import open_codes
from ukur.services.queries.values import ValueRow, value_rows
from ukur.services.wording.achievement import ACCUMULATION, POLARITY
from ukur.services.wording.dates import about_day, local
from ukur.store.models import Evidence, Person, Task

PERIODS = 12  # quarters of history beside a value


@dataclass(frozen=True, slots=True)
class Past:
    """One quarter of the history. ``value`` is "–" where nothing is known; ``share`` places the dot, 0 to 1."""

    quarter: str
    value: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask; ``chat`` opens a conversation, empty without a phone number."""

    name: str
    phone: str
    chat: str


@dataclass(frozen=True, slots=True)
class Known:
    """A proof that stands with another value of the unit and may be used again."""

    id: int
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class ValuePage:
    task: int
    run: int
    run_title: str
    unit_name: str
    row: ValueRow
    open: bool
    polarity: str
    accumulation: str
    counted: str
    example: str
    filler: str
    contact: Contact | None
    past: tuple[Past, ...]
    reuse: tuple[Known, ...]
    decisions: tuple[DecisionLine, ...]


def value_page(actor: Actor, id: int, code: str, now: dt.datetime | None = None) -> ValuePage:
    """The value ``code`` of a sheet task, for everybody who may see the sheet; ``NotThere`` otherwise."""
    at = now or timezone.now()
    task = access.task(actor, id)
    if task.activity != "isi-form":
        raise NotThere
    unit = int(task.seat.removeprefix("unit:"))
    own, scope = open_codes(actor, task, local(at).date())
    rows = value_rows(task.run, rows_of(task.run, own=own), unit=unit, scope=scope)
    row = next((one for one in rows if one.code == code), None)
    form = form_of(task.run)
    if row is None or form is None:
        raise NotThere
    item, period = form.item(code), Period.parse(task.run.period)
    return ValuePage(
        task=task.pk,
        run=task.run_id,
        run_title=task.run.title,
        unit_name=row.unit_name,
        row=row,
        open=row.open,
        polarity=POLARITY[item.polarity],
        accumulation=ACCUMULATION[item.accumulation],
        counted=_counted(item, period),
        example=item.example,
        filler=item.filler_name,
        contact=_contact(item, task, local(at).date()),
        past=history(item, period),
        reuse=_reuse(actor, task, unit, code, at) if row.open else (),
        decisions=decisions_about(task.run, code),
    )


_MONTHS = ("Januari", "April", "Juli", "Oktober"), ("Maret", "Juni", "September", "Desember")


def _counted(item: Item, period: Period) -> str:
    """The months that the typed figure covers: ``Januari sampai September`` or the quarter's own."""
    first = 0 if item.cumulative_input else period.quarter - 1
    return f"{_MONTHS[0][first]} sampai {_MONTHS[1][period.quarter - 1]} {period.year}"


def history(item: Item, period: Period) -> tuple[Past, ...]:
    """The twelve quarters before ``period``, oldest first."""
    keys = []
    year, quarter = period.year, period.quarter
    for _ in range(PERIODS):
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
        keys.append(Period(year, quarter))
    keys.reverse()
    values = [item.past.get(one.key) for one in keys]
    known = [one for one in values if one is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(0))
    return tuple(
        Past(f"TW {ROMAN[one.quarter - 1]} {one.year}", item.shown(value), _share(value, low, high))
        for one, value in zip(keys, values, strict=True)
    )


def _share(value: Decimal | None, low: Decimal, high: Decimal) -> float | None:
    if value is None:
        return None
    return 0.5 if high == low else round(float((value - low) / (high - low)), 3)


def _contact(item: Item, task: Task, day: dt.date) -> Contact | None:
    """Who types the value, else who is head of the unit."""
    person = Person.objects.filter(pk=item.filler).first() if item.filler else None
    if person is None:
        holders = access.people_on(task.seat, day)
        person = holders[0] if holders else None
    if person is None:
        return None
    return Contact(called(person), person.phone, chat_link(person.phone))


def _reuse(actor: Actor, task: Task, unit: int, code: str, now: dt.datetime) -> tuple[Known, ...]:
    """The unit's newest proofs with other values, each file once."""
    rows = Evidence.objects.filter(cell__sheet__unit=unit, cell__sheet__run__agency=actor.agency, withdrawn=False)
    rows = rows.exclude(cell__sheet__run=task.run_id, cell__code=code).select_related("cell__sheet__run")
    found: dict[str, Known] = {}
    for one in rows.order_by("-pk")[:40]:
        where = f"{one.cell.sheet.run.title}, {about_day(one.at, now)}"
        found.setdefault(one.digest or one.text, Known(one.pk, one.title, where))
    return tuple(found.values())[:12]
