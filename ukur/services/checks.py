"""The validation rules over a whole run: gathered by few questions, kept until something changes.

The rules are in ``domain.validation.checks``, their sentences in ``wording.checks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, Protocol

from ukur.domain.achievement.settings import Settings
from ukur.domain.collection.figures import Figures, Item, figures
from ukur.domain.plan.model import Period
from ukur.domain.validation.case import Around, Case, Use, count_told
from ukur.domain.validation.checks import Flag, flags
from ukur.services.collection import Frozen, Reported, Unread, reported, unread
from ukur.services.collection.form import frozen
from ukur.services.plan import run_settings
from ukur.store import sql
from ukur.store.models import Run

__all__ = ["Flags", "flags_of"]

Flags = Mapping[str, tuple[Flag, ...]]

_EARLIER = "r.agency_id = %s AND r.period < %s AND r.status <> 'cancelled'"
# The version of a sheet grows with every figure, text and proof that is changed in it.
_STANDING = f"""
SELECT f.version, f.digest, e.sheets, e.changes FROM store_form f CROSS JOIN (
    SELECT COUNT(*) AS sheets, COALESCE(SUM(s.version), 0) AS changes
    FROM store_sheet s JOIN store_run r ON r.id = s.run_id WHERE {_EARLIER}
) e WHERE f.run_id = %s ORDER BY f.version DESC LIMIT 1"""  # noqa: S608 - words of the code
_TOLD = f"""
SELECT c.code, c.cause, c.follow_up, r.period FROM store_cell c
JOIN store_sheet s ON s.id = c.sheet_id JOIN store_run r ON r.id = s.run_id
WHERE (c.cause <> '' OR c.follow_up <> '') AND r.id = (
    SELECT r.id FROM store_run r WHERE {_EARLIER} AND EXISTS (SELECT 1 FROM store_sheet s WHERE s.run_id = r.id)
    ORDER BY r.period DESC, r.id DESC LIMIT 1
)"""  # noqa: S608
_USES = f"""
SELECT e.digest, c.code, r.period, s.unit_id, u.name FROM store_evidence e
JOIN store_cell c ON c.id = e.cell_id JOIN store_sheet s ON s.id = c.sheet_id
JOIN store_run r ON r.id = s.run_id JOIN store_unit u ON u.id = s.unit_id
WHERE {_EARLIER} AND NOT e.withdrawn AND e.digest IN (
    SELECT e.digest FROM store_evidence e JOIN store_cell c ON c.id = e.cell_id JOIN store_sheet s ON s.id = c.sheet_id
    WHERE s.run_id = %s AND e.digest <> ''
) ORDER BY r.period DESC, e.id"""  # noqa: S608


class _At(NamedTuple):
    """Which run, and how the earlier ones stand: when that changes, what was kept is worked out anew."""

    run: int
    agency: int
    period: str
    sheets: int
    changes: int


class Row(Protocol):
    """One indicator with what is shown of it: ``document.Row``, or anything like it."""

    @property
    def item(self) -> Item: ...

    @property
    def cell(self) -> Reported: ...

    @property
    def figures(self) -> Figures: ...


def flags_of(run: Run, rows: tuple[Row, ...] | None = None) -> Flags:
    """Indicator code -> what the rules see at its value, most urgent first; codes without a flag are left out.

    ``rows``: what the reader is shown (``document.rows_of``; looked up by identity), so that nobody is told of a draft
    that is not his; without them every value counts as it stands. Empty before the form is made. One question with
    ``rows``, else four; two more after a change.
    """
    found = sql.ask(_STANDING, run.agency_id, run.period, run.pk)
    if not found:
        return MappingProxyType({})
    version, digest, sheets, changes = found[0]
    at = _At(run.pk, run.agency_id, run.period, sheets, int(changes))
    if rows is not None:
        return _flags(rows, at)
    return _flags_as_they_stand(frozen(run, version, digest), run_settings(run), unread(run), at)


@lru_cache(maxsize=128)
def _flags_as_they_stand(form: Frozen, settings: Settings, kept: Unread, at: _At) -> Flags:
    cells, period = reported(kept), Period.parse(at.period)
    there = [(item, cells[item.code]) for item in form.items if item.code in cells]
    found = [(item, cell, figures(item, period, cell.value, settings)) for item, cell in there]
    return _work_out([_case(*one, period) for one in found], at)


@lru_cache(maxsize=128)
def _flags(rows: tuple[Row, ...], at: _At) -> Flags:
    period = Period.parse(at.period)
    return _work_out([_case(one.item, one.cell, one.figures, period) for one in rows], at)


def _case(item: Item, cell: Reported, found: Figures, period: Period) -> Case:
    return Case(
        item,
        period,
        cell.value,
        found,
        cause=cell.cause,
        follow_up=cell.follow_up,
        provisional=cell.provisional,
        waiver=cell.waiver,
        kinds=frozenset(one.kind for one in cell.proofs),
        files=tuple((one.digest, one.title) for one in cell.proofs if one.digest),
    )


def _work_out(cases: list[Case], at: _At) -> Flags:
    reported_ones = [one for one in cases if one.value is not None]
    around = _around(reported_ones, at)
    found = ((case.item.code, flags(case, around)) for case in reported_ones)
    return MappingProxyType({code: seen for code, seen in found if seen})


def _around(cases: list[Case], at: _At) -> Around:
    """What stands beside the cases: the newest earlier run's narratives, and what else their files prove."""
    told = sql.ask(_TOLD, at.agency, at.period)
    uses: dict[str, list[Use]] = {}
    for case in cases:
        for digest, _ in case.files:
            own = Use(case.item.code, at.period, case.item.unit, case.item.unit_name)
            uses.setdefault(digest, []).append(own)
    for digest, code, period, unit, name in sql.ask(_USES, at.agency, at.period, at.run):
        uses.setdefault(digest, []).append(Use(code, period, unit, name))
    return Around(
        earlier={code: {"cause": cause, "follow_up": follow_up} for code, cause, follow_up, _ in told},
        earlier_period=told[0][3] if told else "",
        told=count_told(cases),
        uses={digest: tuple(found) for digest, found in uses.items()},
    )
