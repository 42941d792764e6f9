"""Releasing a sheet: gaps, missing proofs, and the immutable submission."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db.models import Prefetch

from ukur.domain.collection import proofs
from ukur.domain.paper.chain import canonical
from ukur.services.access import Actor
from ukur.services.collection.form import Frozen
from ukur.store import sql
from ukur.store.models import Cell, Evidence, Sheet, Submission, Task


def unproven(form: Frozen, sheet: Sheet, scope: list[str]) -> list[str]:
    """The codes whose value lacks the proof that its indicator asks for, while nobody says why (Dikecualikan).

    The rule is the one that was frozen with ``form``. A value that is not reported needs no proof.
    """
    rules = {item.code: item.proof for item in form.items if item.proof}
    if not rules:
        return []
    where = "sheet_id = %s AND measured AND value IS NOT NULL AND waiver = '' ORDER BY \"order\", id"
    cells = [one for one in sql.read(Cell, ("id", "code"), where, sheet.pk) if not scope or one[1] in scope]
    kinds: dict[int, set[str]] = {}
    there = "cell_id IN (SELECT id FROM store_cell WHERE sheet_id = %s) AND NOT withdrawn"
    for cell, kind in sql.read(Evidence, ("cell_id", "kind"), there, sheet.pk):
        kinds.setdefault(cell, set()).add(kind)
    return [code for cell, code in cells if proofs.unmet(rules.get(code, ""), kinds.get(cell, ()))]


def gaps(sheet: Sheet, scope: list[str]) -> list[str]:
    """The codes that still stand open before a sheet can leave its unit: neither a value nor a reason."""
    rows = sql.read(Cell, ("code", "value", "unavailable"), 'sheet_id = %s AND measured ORDER BY "order", id', sheet.pk)
    return [code for code, value, why in rows if value is None and not why and (not scope or code in scope)]


def submit(actor: Actor, sheet: Sheet, task: Task, now: dt.datetime, by: int, late: str) -> Submission:
    """Freeze what the unit sends, with digest; cells that were accepted and not touched stay accepted."""
    shown = Prefetch("evidence", Evidence.objects.filter(withdrawn=False).order_by("pk"))
    cells = list(Cell.objects.filter(sheet=sheet).prefetch_related(shown))
    content = canonical({"unit": sheet.unit_id, "task": task.key, "cells": [_cell(one) for one in cells]})
    number = Submission.objects.filter(sheet=sheet).count() + 1
    made = Submission.objects.create(
        sheet=sheet,
        number=number,
        content=content.decode(),
        digest=hashlib.sha256(content).hexdigest(),
        late=late,
        by_id=by,
        at=now,
    )
    scope = set(task.scope)
    going = [one.pk for one in cells if one.measured and one.state != "accepted" and (not scope or one.code in scope)]
    Cell.objects.filter(pk__in=going).update(state="sent")
    Evidence.objects.filter(cell__sheet=sheet).update(frozen=True)
    sheet.state, sheet.awaiting_by, sheet.awaiting_at = "sent", None, None
    sheet.version += 1
    sheet.save()
    return made


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "code": cell.code,
        "raw": cell.raw,
        "value": None if cell.value is None else format(cell.value, "f"),
        "unavailable": cell.unavailable,
        "cause": cell.cause,
        "follow_up": cell.follow_up,
        "provisional": cell.provisional,
        "waiver": cell.waiver,
        "evidence": [[one.kind, one.title, one.digest or one.text] for one in cell.evidence.all()],
    }
