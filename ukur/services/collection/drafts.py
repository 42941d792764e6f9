"""Drafts: cells and evidence being typed. They lock their sheet only and are not journalled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ukur.domain.achievement.numbers import Reading, format_number, read_number
from ukur.domain.collection.commands import AddEvidence, CellChange, DropEvidence, SaveCells
from ukur.domain.errors import Refusal, Refused, refusal
from ukur.services.access import Actor, Power, rights
from ukur.services.access import run as access_run
from ukur.services.collection.uploads import check_file
from ukur.store import files
from ukur.store.models import Cell, Evidence, Sheet, Task


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one typed cell: its new version, or why it was not stored.

    ``asks``: the readings of a number in doubt, each in a form that is in doubt no more (``1210``, ``1,21``).
    """

    code: str
    version: int
    refusal: Refusal | None = None
    asks: tuple[str, ...] = ()


def _sheet(actor: Actor, run_id: int, key: str, now: dt.datetime) -> tuple[Task, Sheet]:
    """The actor's open sheet task with its locked sheet; refused when it is not open or not his."""
    run = access_run(actor, run_id)
    task = Task.objects.filter(run=run, key=key).first()
    if task is None or task.status != "open" or task.activity != "isi-form":
        raise Refused(refusal("sheet_closed"))
    if actor.id is None or rights(actor.id, timezone.localdate(now)).of(task.seat).power < Power.PREPARE:
        raise Refused(refusal("not_your_task"))
    unit = int(task.seat.removeprefix("unit:"))
    sheet = Sheet.objects.select_for_update().filter(run=run, unit_id=unit).first()
    if sheet is None:
        raise Refused(refusal("form_missing"))
    return task, sheet


def save_cells(actor: Actor, command: SaveCells, now: dt.datetime) -> list[Saved]:
    """Store what can be stored, cell by cell: a number in doubt is asked about, a newer one never overwritten."""
    with transaction.atomic():
        task, sheet = _sheet(actor, command.run, command.task, now)
        cells = {cell.code: cell for cell in Cell.objects.filter(sheet=sheet)}
        results = [_save(actor, task, cells.get(one.code), one, now) for one in command.changes]
        if any(one.refusal is None for one in results):
            _touch(sheet)
    return results


def _save(actor: Actor, task: Task, cell: Cell | None, change: CellChange, now: dt.datetime) -> Saved:
    if cell is None or (task.scope and change.code not in task.scope) or not cell.measured:
        return Saved(change.code, change.version, refusal("cell_closed", code=change.code))
    if cell.version != change.version and not _same(cell, change):
        by = cell.changed_by.name if cell.changed_by else "-"
        return Saved(change.code, cell.version, refusal("cell_changed", by=by, value=cell.raw or "–"))
    try:
        reading = read_number(change.raw)
    except Refused as unreadable:
        return Saved(change.code, cell.version, unreadable.refusals[0])
    if reading.ambiguous:
        asks = tuple(format_number(one, None).replace(".", "") for one in reading.readings)
        return Saved(change.code, cell.version, refusal("number_ambiguous", text=change.raw), asks)
    _store(actor, cell, change, reading, now)
    return Saved(change.code, cell.version)


def _same(cell: Cell, change: CellChange) -> bool:
    fields = ("raw", "unavailable", "cause", "follow_up", "provisional")
    return all(getattr(cell, name) == getattr(change, name) for name in fields)


def _store(actor: Actor, cell: Cell, change: CellChange, reading: Reading, now: dt.datetime) -> None:
    if _same(cell, change):
        return
    if cell.value != reading.value and cell.state == "accepted":
        cell.state = "draft"
    cell.raw, cell.value = change.raw.strip(), reading.value
    cell.unavailable = change.unavailable.strip()[:300] if reading.value is None else ""
    cell.cause, cell.follow_up = change.cause.strip(), change.follow_up.strip()
    cell.provisional = change.provisional
    cell.version += 1
    cell.changed_by_id, cell.changed_at = actor.id, now
    cell.save()


def _touch(sheet: Sheet) -> None:
    sheet.version += 1
    if sheet.state in ("empty", "awaiting"):
        sheet.state = "filling"
    sheet.save()


def add_evidence(actor: Actor, command: AddEvidence, now: dt.datetime) -> Evidence:
    """Put a file, link or text to a value; files are checked by their content and kept once."""
    digest = mime = ""
    if command.kind == "file":
        mime = check_file(command.title, command.data)
        digest = files.keep(command.data)
    elif not command.text.strip():
        raise Refused(refusal("evidence_empty"))
    elif command.kind == "link" and not command.text.strip().lower().startswith(("https://", "http://")):
        raise Refused(refusal("link_invalid", text=command.text.strip()[:80]))
    with transaction.atomic():
        task, sheet = _sheet(actor, command.run, command.task, now)
        cell = Cell.objects.filter(sheet=sheet, code=command.code).first()
        if cell is None or (task.scope and command.code not in task.scope):
            raise Refused(refusal("cell_closed", code=command.code))
        title = command.title.strip()[:200] or command.text.strip()[:80]
        return Evidence.objects.create(
            cell=cell,
            kind=command.kind,
            title=title,
            text=command.text.strip(),
            digest=digest,
            mime=mime,
            size=len(command.data),
            by_id=actor.person,
            at=now,
        )


def drop_evidence(actor: Actor, command: DropEvidence, now: dt.datetime) -> None:
    """Take back a proof that is not frozen yet; the bytes stay in the store until nothing names them."""
    with transaction.atomic():
        _, sheet = _sheet(actor, command.run, command.task, now)
        gone, _ = Evidence.objects.filter(pk=command.evidence, cell__sheet=sheet, frozen=False).delete()
        if not gone:
            raise Refused(refusal("evidence_frozen"))
