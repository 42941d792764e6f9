"""A unit's workbook that comes back: shown first, then applied as one act, from the same file under the lock."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ukur.domain.collection.commands import ApplyBook, CellChange
from ukur.domain.collection.merge import Kind, Outcome, Wrong, outcome
from ukur.domain.collection.proofs import Known, NewProof, known, new_proofs
from ukur.domain.errors import Refusal, Refused, Unreadable, refusal
from ukur.domain.paper.chain import canonical
from ukur.formats import unitbook
from ukur.formats.unitbook import Manifest, ReadBook
from ukur.formats.unitbook.read import MAX_BYTES
from ukur.services.access import Actor
from ukur.services.access import run as access_run
from ukur.services.collection.book import content_of, is_open, seal
from ukur.services.collection.drafts import CellRow, Desk, change_cell, open_desk, write_rows
from ukur.services.collection.form import Frozen, form_of
from ukur.services.rooms import Context, Deed
from ukur.store import files, sql
from ukur.store.models import Evidence

_OF_SHEET = "cell_id IN (SELECT id FROM store_cell WHERE sheet_id = %s) AND NOT withdrawn"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a workbook means now. ``seen`` stands for all of it; ``wrong``: proofs and rows that cannot be taken."""

    outcomes: tuple[Outcome, ...]
    proofs: tuple[NewProof, ...]
    wrong: tuple[Wrong, ...]
    seen: str

    def of(self, kind: Kind) -> tuple[Outcome, ...]:
        """The cells with which this happens."""
        return tuple(one for one in self.outcomes if one.kind is kind)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a kept workbook. ``older``: it was made from an older form; nothing is weighed unless told to.

    ``names``: the indicators by code. ``carry`` and ``readings`` are what was asked for.
    """

    digest: str
    weighed: Weighed
    names: Mapping[str, str]
    readings: Mapping[str, Decimal]
    carry: bool = False
    older: Refusal | None = None


def preview_book(
    actor: Actor,
    run_id: int,
    key: str,
    file: bytes | str,
    now: dt.datetime,
    *,
    readings: Mapping[str, Decimal] | None = None,
    carry: bool = False,
) -> Preview:
    """Read an uploaded workbook (bytes, or the digest of one that is kept) and say what would come of it.

    Nothing changes but that the file is kept. Refused when it is no workbook for this sheet, with every reason.
    """
    desk, cells = open_desk(actor, run_id, key, now, lock=False)
    data = file if isinstance(file, bytes) else _kept(file)
    book = read_book(data)
    form = _form(actor, desk)
    older = _belongs(book.manifest, desk, form)
    digest = files.keep(data)
    weighed = Weighed((), (), (), "") if older and not carry else weigh(book, desk, cells, form, readings or {})
    names = {one.code: one.name for one in form.items}
    return Preview(digest, weighed, names, readings or {}, carry and older is not None, older)


def _form(actor: Actor, desk: Desk) -> Frozen:
    form = form_of(access_run(actor, desk.sheet.run_id))
    if form is None:
        raise Refused(refusal("form_missing"))
    return form


def _kept(digest: str) -> bytes:
    if not _DIGEST.fullmatch(digest):
        raise Refused(refusal("book_gone"))
    try:
        return files.read(digest)
    except FileNotFoundError:
        raise Refused(refusal("book_gone")) from None


def read_book(data: bytes) -> ReadBook:
    """The workbook with our seal; each fault of another file is a refusal."""
    if len(data) > MAX_BYTES:
        raise Refused(refusal("file_too_big", name="Excel", limit=f"{MAX_BYTES // 1_000_000} MB"))
    try:
        return unitbook.read(data, "Excel", seal)
    except Unreadable as unreadable:
        found = unreadable.faults[:20]
        raise Refused(*(refusal("book_unreadable", where=one.where, reason=one.reason) for one in found)) from None


def _belongs(manifest: Manifest, desk: Desk, form: Frozen) -> Refusal | None:
    """Refused for another run, unit or round; of an older form it is told, since what still exists can be taken."""
    if manifest.run != desk.sheet.run_id:
        raise Refused(refusal("book_other_run"))
    if manifest.unit != desk.sheet.unit_id:
        raise Refused(refusal("book_other_unit"))
    if (manifest.form, manifest.digest) != (form.version, form.digest):
        return refusal("book_other_form", old=manifest.form, new=form.version)
    if (manifest.task, manifest.round) != (desk.task.key, desk.task.round):
        raise Refused(refusal("book_other_round"))
    return None


def weigh(
    book: ReadBook, desk: Desk, cells: Mapping[str, CellRow], form: Frozen, readings: Mapping[str, Decimal]
) -> Weighed:
    """What the workbook means for each cell now, and which of its proofs are new."""
    outcomes, gone = outcomes_of(book, desk, cells, readings)
    opened = {code for code, cell in cells.items() if is_open(desk, cell)}
    names = {one.code: one.name for one in form.items if one.code in cells}
    proofs, wrong = new_proofs(book.proofs, names, opened, _there(desk, cells)) if book.proofs else ((), ())
    touched = [[one.code, str(one.kind), cells[one.code].version] for one in outcomes if one.kind is not Kind.SAME]
    told = {"cells": touched, "proofs": [list(one.known) for one in proofs], "wrong": len(gone) + len(wrong)}
    return Weighed(outcomes, proofs, (*gone, *wrong), hashlib.sha256(canonical(told)).hexdigest())


def outcomes_of(
    book: ReadBook, desk: Desk, cells: Mapping[str, CellRow], readings: Mapping[str, Decimal]
) -> tuple[tuple[Outcome, ...], tuple[Wrong, ...]]:
    """What becomes of each cell, and the changed rows whose indicators the form does not have any more."""
    found, gone = [], []
    for typed, base in zip(book.cells, book.manifest.cells, strict=True):
        cell = cells.get(base.code)
        if cell is not None:
            opened, reading = is_open(desk, cell), readings.get(base.code)
            found.append(outcome(typed, base.content, content_of(cell), is_open=opened, reading=reading))
        elif outcome(typed, base.content, base.content).kind is not Kind.SAME:
            gone.append(Wrong(typed.where, refusal("cell_gone", name=base.name)))
    return tuple(found), tuple(gone)


def _there(desk: Desk, cells: Mapping[str, CellRow]) -> set[Known]:
    codes = {one.id: one.code for one in cells.values()}
    rows = sql.read(Evidence, ("cell_id", "kind", "title", "text", "place"), _OF_SHEET, desk.sheet.pk)
    return {known(codes[cell], kind, title, text, place) for cell, kind, title, text, place in rows}


def apply_book(context: Context, command: ApplyBook) -> Deed:
    """Bring the kept workbook into the sheet, or refuse when something else would come of it than was shown."""
    desk, cells = open_desk(context.actor, command.run, command.task, context.now)
    book = read_book(_kept(command.digest))
    form = _form(context.actor, desk)
    older = _belongs(book.manifest, desk, form)
    if older and not command.carry:
        raise Refused(older)
    weighed = weigh(book, desk, cells, form, dict(command.readings))
    if weighed.seen != command.seen:
        raise context.refuse("book_moved")
    taken = [*weighed.of(Kind.NEW), *(one for one in weighed.of(Kind.CONFLICT) if one.code in command.take)]
    rows = [_written(desk, cells[one.code], one, context.now) for one in taken]
    if not rows and not weighed.proofs:
        raise context.refuse("book_nothing_new")
    write_rows(desk, [one for one in rows if one])
    _prove(context, cells, weighed.proofs)
    return Deed(payload=_told(command, book, weighed, taken))


def _written(desk: Desk, cell: CellRow, one: Outcome, now: dt.datetime) -> tuple[Any, ...] | None:
    """The row to write, by the rules of the page; what the page would refuse is refused here too."""
    new = one.content
    change = CellChange(
        one.code, new.raw, cell.version, new.unavailable, new.cause, new.follow_up, new.provisional, cell.waiver
    )
    saved, row = change_cell(desk, cell, change, now)
    if saved.refusal is not None:
        raise Refused(saved.refusal)
    return row


def _prove(context: Context, cells: Mapping[str, CellRow], proofs: tuple[NewProof, ...]) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            cell_id=cells[one.code].id,
            kind=one.kind,
            title=one.title,
            text=one.text,
            place=one.place,
            by_id=context.actor.person,
            at=context.now,
        )
        for one in proofs
    )


def _told(command: ApplyBook, book: ReadBook, weighed: Weighed, taken: list[Outcome]) -> dict[str, Any]:
    """What the journal keeps: which file, which cells, how many of what."""
    conflicts = len(weighed.of(Kind.CONFLICT))
    used = sum(one.kind is Kind.CONFLICT for one in taken)
    counts = {
        "cells": len(taken),
        "taken": used,
        "left": conflicts - used,
        "wrong": len(weighed.of(Kind.WRONG)) + len(weighed.wrong),
        "proofs": len(weighed.proofs),
    }
    codes = sorted(one.code for one in taken)
    proved = sorted({one.code for one in weighed.proofs})
    told = {"task": command.task, "book": command.digest, "form": book.manifest.form, "carried": command.carry}
    return {**told, "codes": codes, "proved": proved, "counts": counts}
