"""A unit's workbook that comes back: shown first, then applied as one act, from the same file under the lock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ukur.domain.collection.brought_proofs import NewProof
from ukur.domain.collection.commands import ApplyBook, CellChange
from ukur.domain.collection.merge import Kind, Outcome
from ukur.domain.errors import Refusal, Refused, refusal
from ukur.formats.unitbook import ReadBook
from ukur.services.access import Actor
from ukur.services.collection.drafts import CellRow, Desk, change_cell, open_desk, write_rows
from ukur.services.collection.form import Frozen, form_of
from ukur.services.collection.weigh import Weighed, belongs, read_book, weigh
from ukur.services.rooms import Context, Deed
from ukur.store import files
from ukur.store.models import Evidence

_DIGEST = re.compile(r"[0-9a-f]{64}")


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
    form = _form(desk)
    older = belongs(book.manifest, desk, form)
    digest = files.keep(data)
    weighed = Weighed((), (), (), "") if older and not carry else weigh(book, desk, cells, form, readings or {})
    names = {one.code: one.name for one in form.items}
    return Preview(digest, weighed, names, readings or {}, carry and older is not None, older)


def _form(desk: Desk) -> Frozen:
    form = form_of(desk.run)
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


def apply_book(context: Context, command: ApplyBook) -> Deed:
    """Bring the kept workbook into the sheet, or refuse when something else would come of it than was shown."""
    desk, cells = open_desk(context.actor, command.run, command.task, context.now)
    book = read_book(_kept(command.digest))
    form = _form(desk)
    older = belongs(book.manifest, desk, form)
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
