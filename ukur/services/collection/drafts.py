"""Drafts: cells and evidence being typed. They lock their sheet only and are not journalled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from ukur.domain.achievement.numbers import format_number, read_number
from ukur.domain.collection.brought_proofs import titled, unfit
from ukur.domain.collection.commands import AddEvidence, CellChange, DropEvidence, ReuseEvidence, SaveCells, WaiveProof
from ukur.domain.errors import Refusal, Refused, refusal
from ukur.services.access import Actor, Power, rights
from ukur.services.access import run as access_run
from ukur.services.collection.uploads import check_file
from ukur.services.wording.dates import clock
from ukur.store import files, sql
from ukur.store.models import Cell, Evidence, Person, Run, Sheet, Task


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one typed cell: its new version, or why it was not stored.

    ``asks``: the readings of a number in doubt, each in a form that is in doubt no more (``1210``, ``1,21``).
    ``theirs``: what somebody else has typed meanwhile; sent again with this ``version`` one's own replaces it.
    """

    code: str
    version: int
    refusal: Refusal | None = None
    asks: tuple[str, ...] = ()
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """An open sheet, locked, and which of its cells the actor may type in."""

    actor: Actor
    run: Run
    task: Task
    sheet: Sheet
    codes: frozenset[str]


class CellRow(NamedTuple):
    """A cell as its row says."""

    id: int
    code: str
    raw: str
    value: Decimal | None
    unavailable: str
    cause: str
    follow_up: str
    provisional: bool
    waiver: str
    state: str
    measured: bool
    version: int
    filler_id: int | None
    changed_by_id: int | None
    changed_at: dt.datetime | None


_TYPED = ("raw", "unavailable", "cause", "follow_up", "provisional", "waiver")
_WRITTEN = (
    "raw",
    "value",
    "unavailable",
    "cause",
    "follow_up",
    "provisional",
    "waiver",
    "state",
    "version",
    "changed_by_id",
    "changed_at",
)


def open_desk(
    actor: Actor, run_id: int, key: str, now: dt.datetime, *, lock: bool = True
) -> tuple[Desk, dict[str, CellRow]]:
    """The open sheet of the task, locked, with its cells by code; refused when it is closed or not the actor's.

    ``lock`` False: only to look at it.
    """
    run = access_run(actor, run_id)
    task = sql.first(Task, "run_id = %s AND key = %s", run.pk, key)
    if task is None or task.status != "open" or task.activity != "isi-form":
        raise Refused(refusal("sheet_closed"))
    unit = int(task.seat.removeprefix("unit:"))
    # Setting the version is the lock, on both databases.
    if lock:
        sql.do("UPDATE store_sheet SET version = version + 1 WHERE run_id = %s AND unit_id = %s", run.pk, unit)
    sheet = sql.first(Sheet, "run_id = %s AND unit_id = %s", run.pk, unit)
    whole = actor.id is not None and rights(actor.id, timezone.localdate(now)).of(task.seat).power >= Power.PREPARE
    cells = [CellRow(*row) for row in sql.read(Cell, CellRow._fields, "sheet_id = %s", sheet.pk if sheet else 0)]
    mine = [one for one in cells if whole or (actor.id is not None and one.filler_id == actor.id)]
    if not whole and not mine:
        raise Refused(refusal("not_your_task"))
    if sheet is None:
        raise Refused(refusal("form_missing"))
    codes = {one.code for one in mine if one.measured and (not task.scope or one.code in task.scope)}
    return Desk(actor, run, task, sheet, frozenset(codes)), {one.code: one for one in cells}


def save_cells(actor: Actor, command: SaveCells, now: dt.datetime) -> list[Saved]:
    """Store what can be stored, cell by cell: a number in doubt is asked about, a newer one never overwritten."""
    with transaction.atomic():
        desk, cells = open_desk(actor, command.run, command.task, now)
        results, rows = [], []
        for one in command.changes:
            saved, row = change_cell(desk, cells.get(one.code), one, now)
            results.append(saved)
            if row is not None:
                rows.append(row)
        write_rows(desk, rows)
    return results


def write_rows(desk: Desk, rows: list[tuple[Any, ...]]) -> None:
    """Write changed cells, as ``change_cell`` gives them, by one statement."""
    if rows:
        sql.update_each(Cell, _WRITTEN, rows)
        _touch(desk.sheet)


def change_cell(
    desk: Desk, cell: CellRow | None, change: CellChange, now: dt.datetime
) -> tuple[Saved, tuple[Any, ...] | None]:
    """What becomes of a change, and the row to write when there is something to write."""
    if cell is None or change.code not in desk.codes:
        return Saved(change.code, change.version, refusal("cell_closed", code=change.code)), None
    if _same(cell, change):
        return Saved(change.code, cell.version), None
    if cell.version != change.version:
        return _conflict(cell), None
    try:
        reading = read_number(change.raw)
    except Refused as unreadable:
        return Saved(change.code, cell.version, unreadable.refusals[0]), None
    if reading.ambiguous:
        asks = tuple(format_number(one, None).replace(".", "") for one in reading.readings)
        return Saved(change.code, cell.version, refusal("number_ambiguous", text=change.raw), asks), None
    return Saved(change.code, cell.version + 1), _row(desk.actor, cell, change, reading.value, now)


def _conflict(cell: CellRow) -> Saved:
    rows = sql.read(Person, ("name",), "id = %s", cell.changed_by_id or 0)
    by = rows[0][0] if rows else "–"
    at = clock(cell.changed_at) if cell.changed_at else "–"
    value = cell.raw or "–"
    return Saved(cell.code, cell.version, refusal("cell_changed", by=by, at=at, value=value), theirs=cell.raw)


def _same(cell: CellRow, change: CellChange) -> bool:
    return all(_tidy(getattr(cell, name)) == value for name, value in _typed(cell, change).items())


def _typed(cell: CellRow, change: CellChange) -> dict[str, object]:
    """What the change says of each field, as it is stored; of a waiver that it leaves alone what stands there."""
    given = {name: _tidy(getattr(change, name)) for name in _TYPED}
    return given | ({"waiver": cell.waiver} if change.waiver is None else {})


def _tidy(value: object) -> object:
    """As it is stored: a browser sends line ends of its own."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _row(actor: Actor, cell: CellRow, change: CellChange, value: Decimal | None, now: dt.datetime) -> tuple[Any, ...]:
    typed = _typed(cell, change)
    typed["unavailable"] = str(typed["unavailable"])[:300] if value is None else ""
    typed["waiver"] = str(typed["waiver"])[:300]
    state = "draft" if cell.state == "accepted" and cell.value != value else cell.state
    full = {**typed, "value": value, "state": state, "version": cell.version + 1}
    full |= {"changed_by_id": actor.id, "changed_at": now}
    return (cell.id, *(full[name] for name in _WRITTEN))


def _touch(sheet: Sheet) -> None:
    """The first figure opens the sheet; one typed while it waits for the unit's head takes it back."""
    if sheet.state in ("empty", "awaiting"):
        sql.update(Sheet, {"id": sheet.pk}, {"state": "filling"})


def add_evidence(actor: Actor, command: AddEvidence, now: dt.datetime) -> Evidence:
    """Put a file, link or text to a value; files are checked by their content and kept once."""
    digest = mime = ""
    if command.kind == "file":
        mime = check_file(command.title, command.data)
        digest = files.keep(command.data)
    elif why := unfit(command.kind, command.text):
        raise Refused(why)
    with transaction.atomic():
        desk, cells = open_desk(actor, command.run, command.task, now)
        return Evidence.objects.create(
            cell_id=_open(desk, cells, (command.code,))[0].id,
            kind=command.kind,
            title=titled(command.title, command.text),
            text=command.text.strip(),
            digest=digest,
            mime=mime,
            size=len(command.data),
            place=command.place.strip()[:100],
            sensitive=command.sensitive,
            by_id=actor.person,
            at=now,
        )


def _open(desk: Desk, cells: dict[str, CellRow], codes: Iterable[str]) -> list[CellRow]:
    """The cells with these codes; refused when one of them is not open to the actor."""
    for code in codes:
        if code not in desk.codes:
            raise Refused(refusal("cell_closed", code=code))
    return [cells[code] for code in codes]


def reuse_evidence(actor: Actor, command: ReuseEvidence, now: dt.datetime) -> Evidence:
    """Let a proof that the unit has with another value, or had in an earlier run, prove this value too.

    Refused when the actor's unit has no such proof; the bytes are kept once.
    """
    with transaction.atomic():
        desk, cells = open_desk(actor, command.run, command.task, now)
        cell = _open(desk, cells, (command.code,))[0]
        theirs = {"cell__sheet__unit_id": desk.sheet.unit_id, "cell__sheet__run__agency_id": actor.agency}
        proof = Evidence.objects.filter(pk=command.evidence, withdrawn=False, **theirs).first()
        if proof is None:
            raise Refused(refusal("evidence_unknown"))
        proof.pk, proof.cell_id, proof.frozen = None, cell.id, False
        proof.place = command.place.strip()[:100] or proof.place
        proof.by_id, proof.at = actor.person, now
        proof.save(force_insert=True)
        return proof


def waive_proof(actor: Actor, command: WaiveProof, now: dt.datetime) -> None:
    """Dikecualikan, dengan alasan: the value goes without the proof asked for, and the team sees why."""
    with transaction.atomic():
        desk, cells = open_desk(actor, command.run, command.task, now)
        cell = _open(desk, cells, (command.code,))[0]
        sql.update(
            Cell,
            {"id": cell.id},
            {
                "waiver": command.reason.strip()[:300],
                "version": cell.version + 1,
                "changed_by_id": actor.id,
                "changed_at": now,
            },
        )


def drop_evidence(actor: Actor, command: DropEvidence, now: dt.datetime) -> None:
    """Take back a proof of a value that is not accepted. One that was sent is kept, marked and no longer shown."""
    with transaction.atomic():
        desk, cells = open_desk(actor, command.run, command.task, now)
        proof = Evidence.objects.filter(pk=command.evidence, cell__sheet=desk.sheet, withdrawn=False).first()
        owner = next((one for one in cells.values() if proof and one.id == proof.cell_id), None)
        if proof is None or owner is None or owner.code not in desk.codes or owner.state == "accepted":
            raise Refused(refusal("evidence_frozen"))
        if proof.frozen:
            Evidence.objects.filter(pk=proof.pk).update(withdrawn=True)
        else:
            proof.delete()
