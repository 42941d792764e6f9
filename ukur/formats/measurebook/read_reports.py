"""Reading the sheets Realisasi, Bukti and Tahun Lalu: what the units report, and their proofs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ukur.domain.plan.model import ROMAN, Period
from ukur.formats.measurebook import cells
from ukur.formats.measurebook.cells import Cell, Faults
from ukur.formats.measurebook.layout import (
    CERTAINTY,
    EVIDENCE_COLUMNS,
    EVIDENCE_KINDS,
    PAST_COLUMNS,
    QUARTER_KEYS,
    REPORT_COLUMNS,
    Column,
)
from ukur.formats.measurebook.model import Evidence, EvidenceKind, Indicator, Quarters, Report
from ukur.formats.measurebook.proofs import file_problem
from ukur.formats.measurebook.read_setting import required
from ukur.formats.measurebook.table import Row, rows
from ukur.formats.sheets.container import Grid

_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)


def read_reports(
    grid: Grid, indicators: Sequence[Indicator], period: Period | None, faults: Faults
) -> tuple[Report, ...]:
    """One report for each row. Without a readable ``period`` no quarter counts as being ahead."""
    quarter = period.quarter if period else 4
    found = {}
    for row, indicator in _by_code(grid, _needed(quarter), indicators, faults):
        actuals = _actuals(row, faults)
        _ahead(row, indicator, quarter, faults)
        found[indicator.code] = Report(
            indicator.code,
            actuals,
            cells.choice(row["certainty"], CERTAINTY, faults) or False,
            *(cells.text(row[key], faults, long=True) for key in ("missing", "cause", "follow_up")),
        )
    return tuple(found.values())


def _needed(quarter: int) -> tuple[Column, ...]:
    """The columns, of which those of quarters ahead may be left out."""
    ahead = QUARTER_KEYS[quarter:]
    return tuple(replace(one, optional=True) if one.key in ahead else one for one in REPORT_COLUMNS)


def _actuals(row: Row, faults: Faults) -> Quarters:
    first, second, third, fourth = (cells.number(row[key], faults) for key in QUARTER_KEYS)
    return first, second, third, fourth


def _ahead(row: Row, indicator: Indicator, quarter: int, faults: Faults) -> None:
    """Figures where none can be: in a quarter ahead, or of a yearly indicator before the fourth quarter."""
    for number, key in enumerate(QUARTER_KEYS, start=1):
        if row[key].blank or str(row[key].value).strip() in ("-", "–"):
            continue
        if number > quarter:
            reason = f"TW {ROMAN[number - 1]} belum diukur (lembar Dinas: TW {ROMAN[quarter - 1]}); kosongkan"
            faults.add(row[key].where, reason)
        elif not indicator.measured(number):
            reason = f"{indicator.code} diukur tahunan, diisi pada TW IV; kosongkan, atau ubah kolom Diukur"
            faults.add(row[key].where, reason)


def read_past(grid: Grid, indicators: Sequence[Indicator], faults: Faults) -> tuple[tuple[str, Quarters], ...]:
    """Last year's four quarters by indicator code; the sheet may be absent."""
    found = _by_code(grid, PAST_COLUMNS, indicators, faults)
    return tuple((indicator.code, _actuals(row, faults)) for row, indicator in found)


def read_evidence(
    grid: Grid, indicators: Sequence[Indicator], folder: Path | None, faults: Faults
) -> tuple[Evidence, ...]:
    """The proofs; files are looked for in ``folder`` (the workbook's own), unless it is None."""
    found = []
    for row, indicator in _by_code(grid, EVIDENCE_COLUMNS, indicators, faults, once=False):
        required(row, ("kind", "jenis"), ("title", "judul"), ("body", "isi"), faults=faults)
        kind = cells.choice(row["kind"], EVIDENCE_KINDS, faults)
        title = cells.text(row["title"], faults)
        body = cells.text(row["body"], faults, long=kind is EvidenceKind.TEXT)
        if kind and body:
            body = _checked(kind, body, row["body"], folder, faults)
            found.append(Evidence(indicator.code, kind, title, body))
    return tuple(found)


def _by_code(
    grid: Grid,
    columns: Sequence[Column],
    indicators: Sequence[Indicator],
    faults: Faults,
    *,
    once: bool = True,
) -> Iterator[tuple[Row, Indicator]]:
    """The rows with the indicator they speak of; unknown and (when ``once``) repeated codes become faults."""
    known: Mapping[str, Indicator] = {one.code.casefold(): one for one in indicators}
    seen: dict[str, str] = {}
    for row in rows(grid, columns, faults):
        required(row, ("code", "kode"), faults=faults)
        code = cells.text(row["code"], faults)
        where = row["code"].where
        if code and code.casefold() not in known:
            if known:
                faults.add(where, f"kode “{code}” tidak ada di lembar Indikator; samakan kodenya")
        elif once and code.casefold() in seen:
            faults.add(where, f"kode “{code}” sudah ada di {seen[code.casefold()]}; satukan kedua baris")
        elif code:
            seen[code.casefold()] = where
            yield row, known[code.casefold()]


def _checked(kind: EvidenceKind, body: str, cell: Cell, folder: Path | None, faults: Faults) -> str:
    """The body as it is kept: a file's path with ``/``, the others as they are."""
    if kind is EvidenceKind.LINK and not _LINK.fullmatch(body):
        faults.add(cell.where, f"“{body}” bukan alamat; tulis lengkap, diawali https://")
    if kind is not EvidenceKind.FILE:
        return body
    path = body.replace("\\", "/")
    if reason := file_problem(path, folder):
        faults.add(cell.where, reason)
    return path
