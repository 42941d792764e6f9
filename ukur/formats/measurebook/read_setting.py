"""Reading the sheets Dinas and Unit: who the agency is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ukur.domain.plan.model import Period
from ukur.formats.measurebook import cells, words
from ukur.formats.measurebook.cells import Cell, Faults
from ukur.formats.measurebook.layout import AGENCY_LINES, QUARTERS, UNIT_COLUMNS, UNIT_KINDS
from ukur.formats.measurebook.model import AgencyCard, Decree, Official, Unit, UnitKind
from ukur.formats.measurebook.table import Row, rows
from ukur.formats.sheets.container import Grid
from ukur.formats.sheets.places import address, bare

YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Setting:
    """The sheet Dinas. ``period`` is None when year or quarter could not be read."""

    agency: AgencyCard
    period: Period | None
    head: Official
    secretary: Official
    team_lead: Official
    decree: Decree


def read_setting(grid: Grid, faults: Faults) -> Setting:
    """The labelled lines of the sheet, in any order: the label in one column, its content in the next."""
    lines = _lines(grid, faults)
    texts = {key: cells.text(cell, faults) for key, cell in lines.items() if key not in _SPECIAL}
    nips = {key: cells.nip(lines[key], faults) for key in _NIPS}
    return Setting(
        AgencyCard(**{key: texts[key] for key in _CARD}),
        _period(lines, faults),
        Official(texts["head_name"], nips["head_nip"], texts["head_position"], texts["head_rank"]),
        Official(texts["secretary_name"], nips["secretary_nip"], "Sekretaris", texts["secretary_rank"]),
        Official(texts["lead_name"], nips["lead_nip"], "Ketua Tim"),
        Decree(texts["decree_number"], _decree_date(lines["decree_date"], faults)),
    )


_CARD = ("name", "short", "government", "address", "email", "site", "place")
_NIPS = ("head_nip", "secretary_nip", "lead_nip")
_SPECIAL = {*_NIPS, "year", "quarter", "decree_date"}


def _lines(grid: Grid, faults: Faults) -> dict[str, Cell]:
    """Line key -> the cell beside its label; lines that must be filled and are not become faults."""
    labels = {bare(line.title): line for line in AGENCY_LINES}
    found: dict[str, Cell] = {line.key: Cell(grid.name, "") for line in AGENCY_LINES}
    for row, values in enumerate(grid.rows):
        for column, value in enumerate(values):
            if line := labels.pop(bare(str(value)), None):
                content = values[column + 1] if column + 1 < len(values) else ""
                mark = grid.marks.cells.get((row, column + 1))
                found[line.key] = Cell(address(grid.name, row, column + 1), content, mark, line.limit)
                break
    for line in AGENCY_LINES:
        if line.required and found[line.key].blank:
            faults.add(found[line.key].where, words.EMPTY_LINE.format(title=line.title))
    return found


def _period(lines: Mapping[str, Cell], faults: Faults) -> Period | None:
    """The quarter that is measured; the year must lie in ``YEARS``."""
    year = cells.number(lines["year"], faults)
    if year is not None and year not in YEARS:
        faults.add(lines["year"].where, f"tahun “{year}” tidak mungkin; tulis empat angka, misalnya 2026")
        return None
    quarter = cells.choice(lines["quarter"], QUARTERS, faults)
    return Period(int(year), quarter) if year is not None and quarter else None


def _decree_date(cell: Cell, faults: Faults) -> dt.date | None:
    return None if cell.blank else cells.date(cell, faults)


def read_units(grid: Grid, faults: Faults) -> tuple[Unit, ...]:
    """The units in the order of the sheet; there must be one Sekretariat and at least one other."""
    before = len(faults.found)
    found: dict[str, tuple[str, Unit]] = {}
    for row in rows(grid, UNIT_COLUMNS, faults):
        unit = _unit(row, faults)
        first = found.setdefault(bare(unit.key), (row["key"].where, unit))
        if first[1] is not unit and unit.key:
            faults.add(row["key"].where, f"kode “{unit.key}” sudah dipakai di {first[0]}; beri kode lain")
    units = tuple(unit for _, unit in found.values())
    if len(faults.found) == before:
        _both_kinds(grid, units, faults)
    return units


def _unit(row: Row, faults: Faults) -> Unit:
    required(row, ("key", "kode"), ("name", "nama"), ("kind", "jenis"), faults=faults)
    kind = cells.choice(row["kind"], UNIT_KINDS, faults)
    key = cells.text(row["key"], faults)
    if key and not bare(key):
        faults.add(row["key"].where, f"kode “{key}” harus memuat huruf atau angka")
    head = Official(cells.text(row["head"], faults), cells.nip(row["nip"], faults))
    return Unit(key, cells.text(row["name"], faults), kind or UnitKind.DIVISION, head)


def required(row: Row, *wanted: tuple[str, str], faults: Faults) -> None:
    """A fault for each blank cell among ``wanted`` (column key, what it is called)."""
    for key, called in wanted:
        if row[key].blank:
            faults.add(row[key].where, f"{called} kosong; isi, atau hapus seluruh baris ini")


def _both_kinds(grid: Grid, units: tuple[Unit, ...], faults: Faults) -> None:
    offices = sum(one.kind is UnitKind.SECRETARIAT for one in units)
    if offices != 1:
        reason = f"ada {offices} baris berjenis Sekretariat; harus tepat satu"
        faults.add(grid.name, reason)
    if len(units) == offices:
        faults.add(grid.name, "belum ada baris berjenis Bidang atau UPTD; tambahkan paling sedikit satu")
