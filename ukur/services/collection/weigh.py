"""What a unit's workbook means for its sheet as it stands now: read, checked whose it is, and compared cell by cell."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ukur.domain.collection.brought_proofs import Known, NewProof, known, new_proofs
from ukur.domain.collection.merge import Kind, Outcome, Wrong, outcome
from ukur.domain.errors import Refusal, Refused, Unreadable, refusal
from ukur.domain.paper.chain import canonical
from ukur.formats import unitbook
from ukur.formats.unitbook import Manifest, ReadBook
from ukur.formats.unitbook.read import MAX_BYTES
from ukur.services.collection.book import content_of, is_open, seal
from ukur.services.collection.drafts import CellRow, Desk
from ukur.services.collection.form import Frozen
from ukur.store import sql
from ukur.store.models import Evidence

_OF_SHEET = "cell_id IN (SELECT id FROM store_cell WHERE sheet_id = %s) AND NOT withdrawn"


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


def read_book(data: bytes) -> ReadBook:
    """The workbook with our seal; each fault of another file is a refusal."""
    if len(data) > MAX_BYTES:
        raise Refused(refusal("file_too_big", name="Excel", limit=f"{MAX_BYTES // 1_000_000} MB"))
    try:
        return unitbook.read(data, "Excel", seal)
    except Unreadable as unreadable:
        found = unreadable.faults[:20]
        raise Refused(*(refusal("book_unreadable", where=one.where, reason=one.reason) for one in found)) from None


def belongs(manifest: Manifest, desk: Desk, form: Frozen) -> Refusal | None:
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
