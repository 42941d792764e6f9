"""Reading a measure workbook: all of it or, with every fault listed, none of it."""

from __future__ import annotations

from pathlib import Path

from ukur.domain.errors import Fault, Unreadable
from ukur.formats.measurebook import words
from ukur.formats.measurebook.cells import Faults
from ukur.formats.measurebook.doubts import doubts, silent
from ukur.formats.measurebook.layout import AGENCY, EVIDENCE, PAST, PLAN, REPORTS, UNITS
from ukur.formats.measurebook.model import MeasureBook
from ukur.formats.measurebook.read_plan import read_plan
from ukur.formats.measurebook.read_reports import read_evidence, read_past, read_reports
from ukur.formats.measurebook.read_setting import read_setting, read_units
from ukur.formats.sheets.container import MAX_BYTES, Grid, open_grids

NEEDED = (AGENCY, UNITS, PLAN, REPORTS, EVIDENCE)


def read(path: Path | str) -> MeasureBook:
    """The workbook at ``path`` (.xlsx or .ods), its evidence files looked for beside it.

    Raises ``Unreadable`` with every fault; ``where`` is a cell (``Realisasi!D12``), a sheet or the file's
    name.
    """
    path = Path(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable([Fault(str(path), words.unopened(error))]) from error
    return parse(data, path.name, path.parent)


def parse(data: bytes, name: str, folder: Path | None = None) -> MeasureBook:
    """As ``read``, from bytes. ``folder`` None: evidence files are named, but not looked for."""
    faults = Faults()
    grids = open_grids(data, name, (*NEEDED, PAST))
    for sheet in NEEDED:
        if sheet not in grids:
            names = ", ".join(NEEDED)
            faults.add(sheet, f"lembar “{sheet}” tidak ada; buku ini harus memuat lembar {names}")
    book = _assemble(grids, folder, faults)
    if faults.found or book is None:
        raise Unreadable(faults.found)
    return book


def _assemble(grids: dict[str, Grid], folder: Path | None, faults: Faults) -> MeasureBook | None:
    """Reads whatever sheets there are, so that one message lists all that is to be mended."""
    setting = read_setting(grids[AGENCY], faults) if AGENCY in grids else None
    period = setting.period if setting else None
    units = read_units(grids[UNITS], faults) if UNITS in grids else ()
    indicators, places = read_plan(grids[PLAN], units, faults) if PLAN in grids else ((), {})
    reports = read_reports(grids[REPORTS], indicators, period, faults) if REPORTS in grids else ()
    evidence = read_evidence(grids[EVIDENCE], indicators, folder, faults) if EVIDENCE in grids else ()
    past = read_past(grids[PAST], indicators, faults) if PAST in grids else ()
    remarks = () if faults.found else doubts(indicators, places, faults)
    if setting is None or period is None:
        return None
    return MeasureBook(
        agency=setting.agency,
        period=period,
        head=setting.head,
        secretary=setting.secretary,
        team_lead=setting.team_lead,
        decree=setting.decree,
        units=units,
        indicators=indicators,
        reports=reports,
        evidence=evidence,
        past=past,
        remarks=(*remarks, *silent(indicators, reports, period)),
    )
