"""Papan Pengumpulan dan Validasi: one line a unit, and one unit opened with one of its values beside its proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.validation.reasons import REASONS
from ukur.services import access
from ukur.services.access import Actor, Power
from ukur.services.collection import form_link, run_of
from ukur.services.document import rows_of
from ukur.services.queries.follow_ups import DecisionLine, decisions_about
from ukur.services.queries.names import called, chat_link
from ukur.services.queries.panel import Panel, panel_of, to_look_at, waits
from ukur.services.queries.sheets import fills
from ukur.services.queries.values import ValueRow, value_rows
from ukur.services.wording.dates import about_day, clock, local, short_date
from ukur.services.wording.labels import UNIT_HEADS
from ukur.services.wording.reasons import label, sentence
from ukur.store import sql
from ukur.store.models import Person, Reminder, Run, Sheet, Submission, Task


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's form on the board. ``late``: not sent although its due time is past."""

    unit: int
    name: str
    filled: int
    asked: int
    state: str
    head: str
    sent: str
    late_reason: str
    flagged: int
    accepted: int
    due: str
    late: bool
    contact: str
    chat: str
    reminded: str
    open: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """The board's sentence; ``sent`` is what left the units: accepted, clean and to be looked at together."""

    filled: int
    asked: int
    sent: int
    accepted: int
    clean: int
    flagged: int
    on_time: str
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """``task``: the open validation task of the reader, 0 when he may only look."""

    run: int
    run_title: str
    task: int
    lines: tuple[Line, ...]
    tally: Tally
    panel: Panel | None
    reasons: tuple[tuple[str, str, str], ...]
    chat: str
    may_remind: bool
    seen: tuple[str, ...]
    decisions: tuple[DecisionLine, ...] = ()  # of meetings, on the value in the middle


def board_page(actor: Actor, run: int, unit: str = "", code: str = "", now: dt.datetime | None = None) -> BoardPage:
    """The board for everybody of the agency; ``unit`` and ``code`` open a unit and one of its values."""
    at = now or timezone.now()
    row = access.run(actor, run)
    rights = actor.rights(local(at).date())
    values = tuple(value_rows(row, rows_of(row, own=rights.units)))
    lines = _lines(row, values, at)
    mine = sql.first(Task, "run_id = %s AND status = 'open' AND activity = 'validasi' ORDER BY id", row.pk)
    task = mine.pk if mine is not None and rights.of(mine.seat).power is Power.ACT else 0
    panel = panel_of(row, values, int(unit), code, rights.units) if unit.isdigit() else None
    return BoardPage(
        run=row.pk,
        run_title=row.title,
        task=task,
        lines=lines,
        tally=_tally(values, lines),
        panel=panel,
        reasons=tuple((one.code, label(one.code), sentence(one.code)) for one in REASONS),
        chat=chat_text(row, lines),
        may_remind=rights.leads(row) and any(one.open for one in lines),
        seen=tuple(f"{one.code}:{one.version}" for one in values if one.state == "sent"),
        decisions=decisions_about(row, panel.current.code) if panel and panel.current else (),
    )


def _lines(run: Run, values: tuple[ValueRow, ...], now: dt.datetime) -> tuple[Line, ...]:
    sheets = Sheet.objects.filter(run=run).select_related("unit").order_by("unit__order")
    sent = {one.sheet_id: one for one in Submission.objects.filter(sheet__run=run).order_by("number")}
    open_tasks = {one.seat: one for one in sql.objects(Task, _OPEN, run.pk)}
    people = _contacts(run)
    filled = dict(sql.ask(_FILLED, run.pk))
    reminded: dict[int, list[Reminder]] = {}
    for one in Reminder.objects.filter(run=run).order_by("-pk"):
        reminded.setdefault(one.unit_id, []).append(one)
    return tuple(
        _line(
            sheet,
            values,
            sent.get(sheet.pk),
            open_tasks.get(f"unit:{sheet.unit_id}"),
            people.get(sheet.unit_id),
            reminded.get(sheet.unit_id, []),
            filled.get(sheet.pk, 0),
            now,
        )
        for sheet in sheets
    )


# How many values are typed; the number alone is no secret of a unit.
_FILLED = """
SELECT sheet_id, count(*) FROM store_cell WHERE sheet_id IN (SELECT id FROM store_sheet WHERE run_id = %s)
  AND measured AND (value IS NOT NULL OR unavailable <> '') GROUP BY sheet_id
"""


_OPEN = "run_id = %s AND status = 'open' AND activity = 'isi-form' ORDER BY id"


def _line(
    sheet: Sheet,
    values: tuple[ValueRow, ...],
    sent: Submission | None,
    task: Task | None,
    contact: Person | None,
    calls: list[Reminder],
    filled: int,
    now: dt.datetime,
) -> Line:
    own = [one for one in values if one.unit == sheet.unit_id and one.state != "unmeasured"]
    return Line(
        unit=sheet.unit_id,
        name=sheet.unit.name,
        filled=filled,
        asked=len(own),
        state=sheet.state,
        head=UNIT_HEADS.get(sheet.unit.kind, "pimpinan unit"),
        sent=f"{short_date(sent.at)} {clock(sent.at)}" if sent else "",
        late_reason=sent.late if sent else "",
        flagged=sum(1 for one in own if waits(one) and to_look_at(one)),
        accepted=sum(1 for one in own if one.state == "accepted"),
        due=about_day(task.due, now) if task and task.due else "",
        late=bool(task and task.due and task.due < now),
        contact=called(contact) if contact else "–",
        chat=chat_link(contact.phone) if contact else "",
        reminded=f"diingatkan {len(calls)} kali, terakhir {short_date(calls[0].at)} {clock(calls[0].at)}"
        if calls
        else "",
        open=task is not None,
    )


def _contacts(run: Run) -> dict[int, Person]:
    """Unit -> whom to ask: who has typed most of its figures, else who is to type them, else its head."""
    today = timezone.localdate().isoformat()
    found: dict[int, int] = {}
    for unit, person in (*sql.ask(_TYPED, run.pk), *sql.ask(_POSTS, run.agency_id, today, today)):
        found.setdefault(unit, person)
    people = Person.objects.in_bulk(found.values())
    return {unit: people[person] for unit, person in found.items()}


_TYPED = """
SELECT s.unit_id, c.changed_by_id FROM store_cell c JOIN store_sheet s ON s.id = c.sheet_id
  WHERE s.run_id = %s AND c.changed_by_id IS NOT NULL GROUP BY s.unit_id, c.changed_by_id ORDER BY count(*) DESC
"""
_POSTS = """
SELECT p.unit_id, a.person_id FROM store_assignment a JOIN store_position p ON p.id = a.position_id
  JOIN store_person n ON n.id = a.person_id
  WHERE p.agency_id = %s AND p.unit_id IS NOT NULL AND n.is_active AND a.since <= %s
    AND (a.until IS NULL OR a.until >= %s)
  ORDER BY CASE WHEN p.code LIKE 'pengisi%%' THEN 0 WHEN p.kind = 'staf' THEN 1 ELSE 2 END, a.id
"""


def _tally(values: tuple[ValueRow, ...], lines: tuple[Line, ...]) -> Tally:
    waiting = [one for one in values if waits(one)]
    accepted = sum(1 for one in values if one.state == "accepted")
    flagged = sum(1 for one in waiting if to_look_at(one))
    sent = [one for one in lines if one.sent]
    return Tally(
        filled=sum(one.filled for one in lines),
        asked=sum(one.asked for one in lines),
        sent=len(waiting) + accepted,
        accepted=accepted,
        clean=len(waiting) - flagged,
        flagged=flagged,
        on_time=f"{sum(1 for one in sent if not one.late_reason)} dari {len(sent)}" if sent else "",
        waiting=tuple(one.name for one in lines if one.open),
    )


def chat_text(run: Run, lines: tuple[Line, ...] | None = None) -> str:
    """What can be pasted into the office's chat group: who is waited for, until when, and a short signed link."""
    link = form_link(run.pk)
    if lines is None:
        return f"Yth. Bapak/Ibu, form {run.title} sudah dapat diisi. Buka: {link}"
    waiting = [one for one in lines if one.open]
    if not waiting:
        return f"Yth. Bapak/Ibu, semua form {run.title} sudah terkirim. Terima kasih."
    names = ", ".join(f"{one.name} ({one.filled} dari {one.asked})" for one in waiting)
    due = next((one.due for one in waiting if one.due), "")
    until = f" Tenggat {due}." if due else ""
    return f"Yth. Bapak/Ibu, mohon form {run.title} dilengkapi: {names}.{until} Buka: {link}"


def form_door(actor: Actor, token: str) -> tuple[str, int]:
    """Where the short address of a form leads: ``task`` and the actor's own sheet, else ``board`` and the run.

    ``NotThere`` for a token that was not made here, and for another agency's run.
    """
    number = run_of(token)
    if number is None:
        raise access.NotThere
    run = access.run(actor, number)
    seats = actor.rights(timezone.localdate()).seats
    tasks = sql.objects(Task, _OPEN, run.pk)
    mine = next((one for one in tasks if one.seat in seats or fills(actor, one)), None)
    return ("task", mine.pk) if mine else ("board", run.pk)
