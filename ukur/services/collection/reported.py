"""What the units have typed and proved, as plain values: one reading for pages and papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from ukur.domain.achievement.numbers import read_number
from ukur.store import sql
from ukur.store.models import Cell, Evidence, Run

CELLS = "sheet_id IN (SELECT id FROM store_sheet WHERE run_id = %s)"
OF_CELLS = "cell_id IN (SELECT c.id FROM store_cell c JOIN store_sheet s ON s.id = c.sheet_id WHERE s.run_id = %s)"


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence. ``frozen``: it has been sent. ``sensitive``: only its unit and the team may open it."""

    id: int
    kind: str
    title: str
    text: str
    frozen: bool
    digest: str
    mime: str
    size: int
    place: str
    sensitive: bool

    @property
    def shown_size(self) -> str:
        """As people say it: ``214 kB``; empty for a link or a text."""
        return f"{max(1, round(self.size / 1000))} kB" if self.size else ""


@dataclass(frozen=True, slots=True)
class Reported:
    """The value of one indicator. ``value`` None is not reported, never 0; ``raw`` is what was typed.

    ``reviewed``: ``raw`` when a validator last looked, None when none has. ``waiver``: why the proof is left out.
    """

    id: int
    code: str
    raw: str
    value: Decimal | None
    unavailable: str
    cause: str
    follow_up: str
    provisional: bool
    waiver: str
    reviewed: str | None
    filler_id: int | None
    state: str
    version: int
    changed_at: dt.datetime | None
    proofs: tuple[Proof, ...]

    def as_sent(self) -> Reported:
        """What somebody outside the unit may see: drafts are the unit's own, of a returned value the one looked at."""
        if self.state not in ("draft", "returned"):
            return self
        raw = (self.reviewed or "") if self.state == "returned" else ""
        sent = tuple(one for one in self.proofs if one.frozen)
        shown = replace(self, raw=raw, value=read_number(raw).value, proofs=sent, changed_at=None)
        return replace(shown, unavailable="", cause="", follow_up="", provisional=False, waiver="")


class Unread(NamedTuple):
    """What tells whether anything has changed in a run's cells and proofs since they were read; cheap to ask for.

    What is typed moves a cell's version and moment; the rest is named. A proof never changes but to be sent or taken
    back.
    """

    run: int
    cells: tuple[tuple[Any, ...], ...]
    proofs: tuple[tuple[Any, ...], ...]


_MARKS = ("id", "version", "changed_at", "state", "reviewed", "measured", "filler_id")
_VALUE = ("raw", "value", "unavailable", "cause", "follow_up", "provisional", "waiver", "reviewed", "filler_id")
_CELL = ("id", "code", *_VALUE, "state", "version", "changed_at")
_PROOF = ("cell_id", "id", "kind", "title", "text", "frozen", "digest", "mime", "size", "place", "sensitive")
_SHOWN = f"{OF_CELLS} AND NOT withdrawn ORDER BY id"


def unread(run: Run) -> Unread:
    """The marks of a run's cells and proofs."""
    cells = sql.fetch(Cell, _MARKS, f"{CELLS} ORDER BY id", run.pk)
    return Unread(run.pk, cells, sql.fetch(Evidence, ("id", "frozen"), _SHOWN, run.pk))


def reported(marks: Unread) -> dict[str, Reported]:
    """Indicator code -> what is reported now: at least what ``marks`` tell of."""
    proofs: dict[int, tuple[Proof, ...]] = {}
    for cell, *proof in sql.read(Evidence, _PROOF, _SHOWN, marks.run):
        proofs[cell] = (*proofs.get(cell, ()), Proof(*proof))
    cells = sql.read(Cell, _CELL, CELLS, marks.run)
    return {row[1]: Reported(*[*row, proofs.get(row[0], ())]) for row in cells}
