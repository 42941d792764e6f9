"""The content of the *Dokumen Pengukuran Kinerja*, from the frozen form and the sheets of a run.

Tables of PermenPANRB 53/2014 and of the quarterly form. Figures
come from ``domain.collection.figures``, as on the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeVar

from ukur.domain.achievement.exact import rounded
from ukur.domain.achievement.numbers import format_number
from ukur.domain.achievement.rollup import Total, agency_total, roll_up
from ukur.domain.achievement.settings import Settings
from ukur.domain.collection.figures import Figures, Item, figures
from ukur.domain.paper.chain import canonical
from ukur.domain.plan.model import Period
from ukur.services.collection import Frozen, Reported, Unread, form_of, reported, unread
from ukur.services.document.corrections import FIELDS, Corrected, corrections_of, read_as
from ukur.services.plan import run_settings
from ukur.services.wording.achievement import POLARITY, REASONS
from ukur.services.wording.labels import FREQUENCY
from ukur.store.models import Run

T = TypeVar("T")

__all__ = ["Kept", "Row", "agency_total", "counts", "document_content", "objectives_of", "rows_of", "run_settings"]
__all__ += ["printed", "settings_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of a run with what was reported and what follows from it."""

    item: Item
    cell: Reported
    figures: Figures
    measured: bool
    corrected: tuple[Corrected, ...] = ()

    def __hash__(self) -> int:
        """What was reported for which indicator; the figures follow from it and are dear to hash."""
        return hash((self.item, self.cell))

    @property
    def status(self) -> str:
        """achieved, missed, unreported, unrated or not_measured; without a percentage nothing is called missed."""
        if not self.measured:
            return "not_measured"
        value = self.figures.quarter.value
        if value is None:
            return "unreported" if self.cell.value is None else "unrated"
        return "achieved" if value >= 100 else "missed"


class Kept(tuple[T, ...]):
    """What was worked out once and is kept: looked up by what it is, not by what it holds."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


def rows_of(run: Run, settings: Settings | None = None, own: frozenset[int] | None = None) -> Kept[Row]:
    """Every indicator of the run's newest form, in plan order; empty before the form is made.

    ``own``: the units whose drafts the reader may see; of the others he sees what was sent. None: all of them.
    Worked out anew only when something was changed: one page is opened far more often than a value is typed.
    """
    form = form_of(run)
    period = Period.parse(run.period)
    if not form:
        return Kept()
    return _rows(form, period, settings or run_settings(run), unread(run), own, corrections_of(run))


@lru_cache(maxsize=128)
def _rows(
    form: Frozen,
    period: Period,
    settings: Settings,
    rows: Unread,
    own: frozenset[int] | None,
    corrections: tuple[Corrected, ...],
) -> Kept[Row]:
    cells = reported(rows)
    if own is not None:
        theirs = {item.code for item in form.items if item.unit not in own}
        cells = {code: one.as_sent() if code in theirs else one for code, one in cells.items()}
    made = [
        Row(item, cell, _figures(item, period, _text(cell.value), settings), item.measured(period))
        for item in form.items
        if (cell := cells.get(item.code))
    ]
    return Kept(_as_corrected(one, corrections) for one in made) if corrections else Kept(made)


def _as_corrected(row: Row, corrections: tuple[Corrected, ...]) -> Row:
    cell, held = read_as(row.cell, tuple(one for one in corrections if one.code == row.item.code))
    return replace(row, cell=cell, corrected=held) if held else row


@lru_cache(maxsize=2048)
def _figures(item: Item, period: Period, value: str | None, settings: Settings) -> Figures:
    """The same figures are shown again and again. Kept by the value's text: 1,20 and 1,2 are printed differently."""
    return figures(item, period, None if value is None else Decimal(value), settings)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """How many indicators there are of each status; together all of them."""
    found = Counter(row.status for row in rows)
    return {name: found[name] for name in ("achieved", "missed", "unreported", "unrated", "not_measured")}


def objectives_of(rows: Iterable[Row], settings: Settings) -> list[tuple[str, list[Row], Total]]:
    """Rows grouped by objective in plan order, with the objective's total over what is measured in this quarter."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.item.objective, []).append(row)
    return [
        (name, group, roll_up([one.figures.quarter.value for one in group if one.measured], settings))
        for name, group in groups.items()
    ]


def reading_of(run: Run) -> str:
    """Digest of what is to be read in the document: figures, words and totals. Another one: something has changed."""
    settings = run_settings(run)
    return _reading(run.period, rows_of(run, settings), settings)


@lru_cache(maxsize=128)
def _reading(period: str, rows: Kept[Row], settings: Settings) -> str:
    return reading_in(printed(objectives_of(rows, settings), Period.parse(period)))


def reading_in(objectives: list[dict[str, Any]]) -> str:
    """The same of the objectives that a snapshot holds."""
    return sha256(canonical(objectives)).hexdigest()


def document_content(run: Run, rows: Sequence[Row], settings: Settings, shared: dict[str, Any]) -> dict[str, Any]:
    """The content of ``formats.papers`` kind ``dpk``; ``shared`` holds letterhead, history, signature and the like."""
    objectives = objectives_of(rows, settings)
    total = agency_total([one for _, _, one in objectives], settings)
    period = Period.parse(run.period)
    return shared | {
        "kind": "dpk",
        "title": "DOKUMEN PENGUKURAN KINERJA",
        "period": period.long,
        "settings": settings_rows(settings),
        "summary": {"total": len(rows), **counts(rows)},
        "objectives": printed(objectives, period),
        "agency_total": _total(total),
    }


def printed(objectives: Iterable[tuple[str, list[Row], Total]], period: Period) -> list[dict[str, Any]]:
    """Objectives and their indicators, numbered, every figure as a paper prints it."""
    return [_objective(no, one, period) for no, one in enumerate(objectives, 1)]


def _objective(no: int, objective: tuple[str, list[Row], Total], period: Period) -> dict[str, Any]:
    name, rows, total = objective
    indicators = [_indicator(f"{no}.{order}", row, period) for order, row in enumerate(rows, 1)]
    return {"no": str(no), "name": name, **_total(total), "indicators": indicators}


def _total(total: Total) -> dict[str, Any]:
    return {
        "achievement": _percent(total.value),
        "rating": total.rating or None,
        "complete": f"{total.counted} dari {total.total}",
    }


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else format_number(value, 2)


def _indicator(no: str, row: Row, period: Period) -> dict[str, Any]:
    item, found, cell = row.item, row.figures, row.cell

    def shown(value: Decimal | None) -> str | None:
        return None if value is None else item.shown(value)

    def target(quarter: int) -> str | None:
        upper = item.uppers.get(quarter)
        low = shown(item.targets.get(quarter))
        return low if upper is None or low is None else f"{low}–{shown(upper)}"

    return {
        "no": no,
        "code": item.code,
        "name": item.name,
        "uom": item.uom,
        "polarity": POLARITY[item.polarity],
        "unit": item.unit_name,
        "frequency": FREQUENCY[item.frequency],
        "status": row.status,
        "target": target(period.quarter),
        "target_year": target(0),
        "target_quarters": [target(quarter) for quarter in range(1, 5)],
        "actual": shown(cell.value),
        "actual_quarters": [shown(one) for one in found.quarters],
        "cumulative": shown(found.upto),
        "achievement": _percent(found.quarter.value),
        "achievement_year": _percent(found.year.value),
        "rating": found.quarter.rating or None,
        "reason": _reason(row),
        "cause": cell.cause or None,
        "follow_up": cell.follow_up or None,
        "provisional": cell.provisional,
        "evidence": [one.title for one in cell.proofs],
        "note": _corrected(row),
        "raw": _raw(row, period),
    }


def _corrected(row: Row) -> str | None:
    """That the words are the head's, and whose they were before."""
    said = [f"{FIELDS[one.field]} dikoreksi {one.by}: {one.reason}" for one in row.corrected]
    return "; ".join(said) or None


def _reason(row: Row) -> str | None:
    if not row.measured:
        return "Tidak diukur triwulan ini"
    if row.cell.value is None and row.cell.unavailable:
        return f"Data belum tersedia: {row.cell.unavailable}"
    code = row.figures.quarter.reason
    return REASONS[code] if code else None


def _raw(row: Row, period: Period) -> dict[str, Any]:
    item, found = row.item, row.figures
    return {
        "target": _text(found.target),
        "target_year": _text(found.target_year),
        "target_quarters": [_text(item.targets.get(quarter)) for quarter in range(1, 5)],
        "actual": _text(row.cell.value),
        "actual_quarters": [_text(one) for one in found.quarters],
        "cumulative": _text(found.upto),
        "achievement": exact(found.quarter.value),
        "achievement_year": exact(found.year.value),
    }


def exact(value: Decimal | None) -> str | None:
    """A percentage for machines: at least six decimals' worth, half up, as text."""
    return None if value is None else format(rounded(value, 6), "f")


def settings_rows(settings: Settings) -> list[list[str]]:
    """The settings of calculation as printed on each document."""

    def cap(value: Decimal | None) -> str:
        return "tidak ada" if value is None else f"{format_number(value, None)} %"

    lower = {"mirror": "(2 × target − realisasi) / target × 100", "inverse": "target / realisasi × 100"}[settings.lower]
    bands = "; ".join(f"≥ {format_number(bound, None)} {label}" for bound, label in settings.bands)
    return [
        ["Makin tinggi makin baik", "realisasi / target × 100"],
        ["Makin rendah makin baik", f"{lower}, batas bawah {cap(settings.floor)}"],
        ["Batas atas capaian indikator", cap(settings.row_cap)],
        ["Batas atas dalam rata-rata", cap(settings.rollup_cap)],
        ["Rata-rata", "atas nilai yang dilaporkan; kelengkapan di sampingnya"],
        ["Predikat", f"{bands}; di bawahnya {settings.lowest} (Permendagri 86/2017)"],
    ]
