"""Reading the sheet Indikator: the plan of the year with its targets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ukur.domain.plan.model import Accumulation, Frequency, Polarity
from ukur.formats.measurebook import cells, words
from ukur.formats.measurebook.cells import Cell, Faults
from ukur.formats.measurebook.layout import (
    ACCUMULATIONS,
    FREQUENCIES,
    INDICATOR_KINDS,
    PLAN_COLUMNS,
    POLARITIES,
    QUARTER_KEYS,
)
from ukur.formats.measurebook.model import Indicator, IndicatorKind, Number, Quarters, Unit
from ukur.formats.measurebook.read_setting import required
from ukur.formats.measurebook.table import Row, rows
from ukur.formats.sheets.container import Grid
from ukur.formats.sheets.places import bare

MOST_DECIMALS = 6
_REQUIRED = (
    ("code", "kode"),
    ("objective", "sasaran"),
    ("name", "nama indikator"),
    ("uom", "satuan"),
    ("unit", "unit"),
    ("polarity", "polaritas"),
    ("accumulation", "angka setahun"),
    ("frequency", "kolom Diukur"),
)
_TEXTS = ("code", "objective", "name", "uom")
_LONG_TEXTS = ("definition", "formula", "source", "evidence")


def read_plan(grid: Grid, units: tuple[Unit, ...], faults: Faults) -> tuple[tuple[Indicator, ...], dict[str, str]]:
    """The indicators in the order of the sheet, and code -> row address for later messages."""
    names = {bare(name): one.key for one in reversed(units) for name in (one.name, one.key)}
    before = len(faults.found)
    found: dict[str, Indicator] = {}
    places: dict[str, str] = {}
    for row in rows(grid, PLAN_COLUMNS, faults):
        indicator = _indicator(row, names, faults)
        key = indicator.code.casefold()
        if key and key in found:
            reason = f"kode “{indicator.code}” sudah dipakai di {places[key]}; beri kode lain"
            faults.add(row["code"].where, reason)
        else:
            found[key], places[key] = indicator, row["code"].where
    if not found and len(faults.found) == before:
        faults.add(grid.name, "belum ada indikator; isi paling sedikit satu baris di bawah judul kolom")
    return tuple(found.values()), places


def _indicator(row: Row, units: Mapping[str, str], faults: Faults) -> Indicator:
    required(row, *_REQUIRED, faults=faults)
    texts = {key: cells.text(row[key], faults) for key in _TEXTS}
    long_texts = {key: cells.text(row[key], faults, long=True) for key in _LONG_TEXTS}
    polarity = cells.choice(row["polarity"], POLARITIES, faults) or Polarity.HIGHER
    frequency = cells.choice(row["frequency"], FREQUENCIES, faults) or Frequency.QUARTERLY
    targets, year = _targets(row, frequency, faults)
    return Indicator(
        **texts,
        **long_texts,
        unit=_unit(row["unit"], units, faults),
        polarity=polarity,
        accumulation=cells.choice(row["accumulation"], ACCUMULATIONS, faults) or Accumulation.LAST,
        frequency=frequency,
        targets=targets,
        year_target=year if year is not None else Decimal(0),
        upper=_upper(row["upper"], polarity, (*targets, year), faults),
        kind=cells.choice(row["kind"], INDICATOR_KINDS, faults) or IndicatorKind.OUTCOME,
        decimals=_decimals(row["decimals"], (*targets, year), faults),
    )


def _unit(cell: Cell, units: Mapping[str, str], faults: Faults) -> str:
    """The code of the unit, named by code or name."""
    found = cells.text(cell, faults)
    if found and units and bare(found) not in units:
        codes = ", ".join(dict.fromkeys(units.values()))
        faults.add(cell.where, words.unknown_unit(found, codes))
    return units.get(bare(found), "")


def _targets(row: Row, frequency: Frequency, faults: Faults) -> tuple[Quarters, Number]:
    """The four quarters and the year. A dash says that a quarter has no target; an empty cell says
    nothing.
    """
    first, second, third, fourth = (cells.number(row[key], faults) for key in QUARTER_KEYS)
    year = cells.number(row["year"], faults)
    if frequency is Frequency.QUARTERLY:
        for key, roman in zip(QUARTER_KEYS, ("I", "II", "III", "IV"), strict=True):
            if row[key].blank:
                reason = f"target TW {roman} kosong; isi angkanya, atau – bila memang tidak ada target"
                faults.add(row[key].where, reason)
    if row["year"].blank or _dash(row["year"]):
        faults.add(row["year"].where, "target tahun kosong; isi angkanya seperti di Perjanjian Kinerja")
    return (first, second, third, fourth), year


def _dash(cell: Cell) -> bool:
    return str(cell.value).strip() in ("-", "–", "—")


def _upper(cell: Cell, polarity: Polarity, targets: tuple[Number, ...], faults: Faults) -> Number:
    """The upper bound; a range needs one that is not below its lower bounds, others have none."""
    upper = cells.number(cell, faults)
    if polarity is not Polarity.RANGE:
        if upper is not None:
            faults.add(cell.where, words.UPPER_WITHOUT_RANGE)
        return None
    if upper is None and (cell.blank or _dash(cell)):
        faults.add(cell.where, "batas atas kosong; polaritas Dalam rentang memerlukannya")
    if upper is not None and any(one is not None and one > upper for one in targets):
        faults.add(cell.where, "batas atas lebih kecil daripada target; target adalah batas bawah rentang")
    return upper


def _decimals(cell: Cell, targets: tuple[Number, ...], faults: Faults) -> int:
    """How many decimals are shown: as written, else as many as the targets have."""
    asked = cells.number(cell, faults)
    if asked is None:
        return min(MOST_DECIMALS, max((_places(one) for one in targets if one is not None), default=0))
    if asked not in range(MOST_DECIMALS + 1):
        faults.add(cell.where, f"desimal harus bilangan bulat 0 sampai {MOST_DECIMALS}")
        return 0
    return int(asked)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
