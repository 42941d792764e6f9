"""Why values were given back, counted: so that the form and the plan are better the next quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ukur.domain.plan.model import Period
from ukur.domain.validation.reasons import REASONS, known
from ukur.services import access
from ukur.services.access import Actor
from ukur.services.wording.reasons import label
from ukur.store import sql


@dataclass(frozen=True, slots=True)
class ReasonCount:
    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One run, indicator or unit, with the reasons that were given for it, the most frequent first."""

    key: str
    name: str
    count: int
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, slots=True)
class ReasonStatistics:
    """``count`` findings in all; each of the tables adds up to it. Lines with most findings stand first."""

    count: int
    reasons: tuple[ReasonCount, ...]
    runs: tuple[ReasonLine, ...]
    indicators: tuple[ReasonLine, ...]
    units: tuple[ReasonLine, ...]


class _Found(NamedTuple):
    run: int
    period: str
    code: str
    unit: int
    unit_name: str
    reason: str
    times: int


_COUNTED = """
SELECT r.id, r.period, c.code, u.id, u.name, f.code, COUNT(*) FROM store_finding f
JOIN store_cell c ON c.id = f.cell_id JOIN store_sheet s ON s.id = c.sheet_id
JOIN store_run r ON r.id = s.run_id JOIN store_unit u ON u.id = s.unit_id
WHERE r.agency_id = %s AND r.status <> 'cancelled' GROUP BY r.id, r.period, c.code, u.id, u.name, f.code"""


def reason_statistics(actor: Actor, run: int | None = None) -> ReasonStatistics:
    """The reasons over all runs of the actor's agency, or of one ``run``; cancelled runs are left out.

    A finding without a code is one in the validator's own words. NotThere for a run of another agency.
    """
    chosen = None if run is None else access.run(actor, run).pk
    rows = [_Found(*one) for one in sql.ask(_COUNTED, actor.agency or 0)]
    rows = [one for one in rows if chosen is None or one.run == chosen]
    return ReasonStatistics(
        count=sum(one.times for one in rows),
        reasons=_counts(rows),
        runs=_lines(rows, lambda one: (str(one.run), Period.parse(one.period).short)),
        indicators=_lines(rows, lambda one: (one.code, one.code)),
        units=_lines(rows, lambda one: (str(one.unit), one.unit_name)),
    )


def _lines(rows: Iterable[_Found], of: Callable[[_Found], tuple[str, str]]) -> tuple[ReasonLine, ...]:
    groups: dict[tuple[str, str], list[_Found]] = {}
    for one in rows:
        groups.setdefault(of(one), []).append(one)
    lines = [ReasonLine(*name, sum(one.times for one in group), _counts(group)) for name, group in groups.items()]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.name, line.key)))


def _counts(rows: Iterable[_Found]) -> tuple[ReasonCount, ...]:
    counted = Counter[str]()
    for one in rows:
        counted[known(one.reason)] += one.times
    found = [ReasonCount(one.code, label(one.code), counted[one.code]) for one in REASONS if counted[one.code]]
    return tuple(sorted(found, key=lambda one: -one.count))
