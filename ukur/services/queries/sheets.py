"""Who may see and type what in a unit's sheet."""

from __future__ import annotations

import datetime as dt

from ukur.services.access import Actor
from ukur.store import sql
from ukur.store.models import Cell, Task


def fills(actor: Actor, task: Task) -> frozenset[str]:
    """The codes in a unit's sheet that the actor types although he is of another unit."""
    if task.activity != "isi-form":
        return frozenset()
    unit = int(task.seat.removeprefix("unit:"))
    return frozenset(code for (code,) in sql.read(Cell, ("code",), _FILLED, task.run_id, unit, actor.id or 0))


_FILLED = "sheet_id IN (SELECT id FROM store_sheet WHERE run_id = %s AND unit_id = %s) AND filler_id = %s"


def open_codes(actor: Actor, task: Task, day: dt.date) -> tuple[frozenset[int], frozenset[str] | None]:
    """The units whose drafts the actor may see, and the codes he may type in the sheet: empty for all, None for none.

    Who only fills in for another unit sees that sheet and types what is his.
    """
    rights = actor.rights(day)
    unit = int(task.seat.removeprefix("unit:"))
    closed = None if task.status != "open" else frozenset(task.scope)
    if unit in rights.units:
        return rights.units, closed
    mine = fills(actor, task)
    if not mine:
        return rights.units, None
    scope = None if closed is None else (closed & mine if closed else mine)
    return rights.units | {unit}, scope or None
