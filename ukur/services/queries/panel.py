"""One unit opened on the board: its values in the order in which they are looked at, one of them with its proof."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.services.collection import Proof
from ukur.services.queries.values import ValueRow
from ukur.store import sql
from ukur.store.models import Run, Submission

SHOWN = ("application/pdf", "image/png", "image/jpeg", "image/webp")  # what a browser shows by itself


@dataclass(frozen=True, slots=True)
class Panel:
    """One unit opened. ``current`` is the value in the middle; ``own``: it is of the reader's own unit.

    ``versions``: how often the unit has sent its form.
    """

    unit: int
    first: tuple[ValueRow, ...]
    clean: tuple[ValueRow, ...]
    done: tuple[ValueRow, ...]
    elsewhere: tuple[ValueRow, ...]
    current: ValueRow | None
    following: str
    proof: Proof | None
    own: bool
    typed_by: str
    versions: int


def waits(row: ValueRow) -> bool:
    """Whether a validator has to decide on it."""
    return row.state == "sent"


def to_look_at(row: ValueRow) -> bool:
    """Whether it is not accepted together with the others: a rule or a person saw something, or it was changed."""
    return row.flagged or row.changed_since


def panel_of(run: Run, values: tuple[ValueRow, ...], unit: int, code: str, own: frozenset[int]) -> Panel:
    """The unit opened, with the value ``code`` (else the first that waits) in the middle."""
    rows = [one for one in values if one.unit == unit and one.state != "unmeasured"]
    waiting = [one for one in rows if waits(one)]
    first = sorted((one for one in waiting if to_look_at(one)), key=lambda one: not one.changed_since)
    clean = [one for one in waiting if not to_look_at(one)]
    done = [one for one in rows if one.state == "accepted"]
    order = [*first, *clean, *done]
    current = next((one for one in rows if one.code == code), order[0] if order else None)
    after = [one.code for one in [*first, *clean] if current is None or one.code != current.code]
    proofs = current.proofs if current else ()
    return Panel(
        unit=unit,
        first=tuple(first),
        clean=tuple(clean),
        done=tuple(done),
        elsewhere=tuple(one for one in rows if one not in order),
        current=current,
        following=_following(order, current, after),
        proof=next((one for one in proofs if one.mime in SHOWN), proofs[0] if proofs else None),
        own=unit in own,
        typed_by=_typed_by(run, unit, current),
        versions=Submission.objects.filter(sheet__run=run, sheet__unit=unit).count(),
    )


def _following(order: list[ValueRow], current: ValueRow | None, after: list[str]) -> str:
    """The value to look at next: the one behind the current one that still waits, else the first that does."""
    codes = [one.code for one in order]
    at = codes.index(current.code) if current and current.code in codes else -1
    return next((code for code in codes[at + 1 :] if code in after), after[0] if after else "")


def _typed_by(run: Run, unit: int, row: ValueRow | None) -> str:
    """Who typed the value and who released it: ``pengisi Dewi Lestari, disetujui Rahmat Hidayat``."""
    if row is None:
        return ""
    rows = sql.ask(_HANDS, run.pk, unit, row.code)
    typed, released = rows[0] if rows else ("", "")
    parts = (f"pengisi {typed}" if typed else "", f"disetujui {released}" if released else "")
    return ", ".join(part for part in parts if part)


_HANDS = """
SELECT n.name, r.name FROM store_cell c JOIN store_sheet s ON s.id = c.sheet_id
  LEFT JOIN store_person n ON n.id = c.changed_by_id LEFT JOIN store_submission b ON b.sheet_id = s.id
  LEFT JOIN store_person r ON r.id = b.by_id WHERE s.run_id = %s AND s.unit_id = %s AND c.code = %s
  ORDER BY b.number DESC LIMIT 1
"""
