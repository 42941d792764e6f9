"""Plan workbooks of the tests: rows by column key, written under the titles of the template."""

from __future__ import annotations

from typing import Any

from tests.formats.workbooks import xlsx
from ukur.domain.intake.model import Part
from ukur.formats.planbook.layout import COLUMNS, SHEETS

Rows = list[dict[str, Any]]

UNITS: Rows = [
    {"code": "SEK", "name": "Sekretariat", "kind": "Sekretariat"},
    {"code": "KOP", "name": "Bidang Koperasi", "kind": "Bidang"},
    {"code": "UKM", "name": "Bidang UKM", "kind": "Bidang"},
]
PEOPLE: Rows = [
    {"name": "Drs. Hasan Basri, M.Si.", "nip": "197512291999021001", "honorific": "Bapak", "role": "Kepala Dinas"},
    {"name": "Dra. Ratna Dewi", "nip": "19780405 200003 2 003", "honorific": "Ibu", "role": "Sekretaris"},
    {"name": "Sari Wulandari", "honorific": "Ibu", "role": "Kasubag Perencanaan"},
    {"name": "Lilis Suryani, S.E.", "honorific": "Ibu", "role": "Kepala Bidang", "unit": "KOP"},
    {"name": "Agus Permana", "honorific": "Bapak", "role": "Kabid", "unit": "Bidang UKM"},
    {"name": "Asep Kurnia", "honorific": "Bapak", "role": "Pengisi", "unit": "KOP"},
    {"name": "Asep Kurnia", "honorific": "Bapak", "role": "Pengisi", "unit": "UKM", "title": "Analis UKM"},
]
_USUAL = {"objective": "Koperasi dan usaha mikro makin kuat", "polarity": "Makin tinggi makin baik",
          "accumulation": "terakhir", "frequency": "triwulanan"}  # fmt: skip
PLAN: Rows = [
    _USUAL | {"code": "IKU-01", "name": "Koperasi aktif", "uom": "%", "unit": "KOP", "q1": 87.5, "q2": 87.75, "q3": 88,
              "q4": 88.22, "year": 88.22, "filler": "Asep Kurnia", "proof": "berkas"},
    {"code": "IKU-02", "name": "KSP/USP sehat", "uom": "%", "unit": "Bidang Koperasi",
     **{key: _USUAL[key] for key in ("polarity", "accumulation", "frequency")},
     "q1": "–", "q2": 45.2, "q3": "–", "q4": 46, "year": 46},
    _USUAL | {"code": "IKU-03", "name": "Koperasi diperiksa dan diawasi", "uom": "", "unit": "KOP", "q1": 300,
              "q2": 610, "q3": 915, "q4": 1219, "year": 1219},
    _USUAL | {"code": "IKU-04", "name": "Pengurus bersertifikat", "uom": "%", "unit": "KOP", "q1": 2.5, "q2": 5,
              "q3": 7.5, "q4": 10, "year": 10},
    _USUAL | {"code": "IKU-05", "name": "Usaha mikro terfasilitasi", "uom": "unit", "unit": "UKM", "q1": 635,
              "q2": 1270, "q3": 1905, "q4": "2.6", "year": 2540},
    _USUAL | {"code": "IKU-06", "name": "Usaha mikro baru", "uom": "unit", "unit": "UKM", "accumulation": "dijumlah",
              "q1": 10, "q2": 20, "q3": 30, "q4": 40, "year": 100},
]  # fmt: skip


def book(units: Rows | None = None, people: Rows | None = None, plan: Rows | None = None) -> bytes:
    """A workbook with the given rows in the place of the usual ones."""
    rows = {
        Part.UNITS: UNITS if units is None else units,
        Part.PEOPLE: PEOPLE if people is None else people,
        Part.PLAN: PLAN if plan is None else plan,
    }
    return xlsx({SHEETS[part]: sheet(part, lines) for part, lines in rows.items()})


def sheet(part: Part, lines: Rows) -> list[list[Any]]:
    """Titles and rows of one sheet."""
    columns = COLUMNS[part]
    return [[one.title for one in columns], *([line.get(one.key, "") for one in columns] for line in lines)]
