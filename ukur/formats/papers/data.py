"""The numbers of the measurement document as CSV (RFC 4180), attached to the PDF as its source data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import cast

from ukur.formats.papers.model import Dpk, PrintedIndicator, PrintedObjective, Quarters

QUARTERS = ("tw1", "tw2", "tw3", "tw4")
HEAD = (
    "no_sasaran", "sasaran", "no", "kode", "indikator", "satuan", "polaritas", "frekuensi",
    "penanggung_jawab", "target", "target_tahun", *(f"target_{quarter}" for quarter in QUARTERS),
    "realisasi", *(f"realisasi_{quarter}" for quarter in QUARTERS), "realisasi_sd", "capaian",
    "capaian_tahun", "predikat", "status", "sementara", "alasan", "sebab", "tindak_lanjut", "bukti",
    "catatan",
)  # fmt: skip
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\s?%?")
_FORMULA = tuple("=+-@\t\r＝＋－＠")  # the last four are taken for the first four where text is East Asian
_EMPTY: Quarters = (None, None, None, None)


def safe_cell(text: str | None) -> str:
    """``text`` so that no spreadsheet takes it for a formula: an apostrophe before = + - @ or a tab, numbers
    untouched.

    Source: OWASP, "CSV Injection". None becomes an empty cell, because an empty cell is not 0.
    """
    if text is None:
        return ""
    risky = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if risky and not _NUMBER.fullmatch(text.strip()) else text


def csv_of(content: Dpk | Mapping[str, object]) -> str:
    """One line an indicator, machine decimals with a point; lines end with CR LF, the first names the
    columns.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for objective in cast(Dpk, content)["objectives"]:
        for indicator in objective["indicators"]:
            writer.writerow([safe_cell(cell) for cell in _row(objective, indicator)])
    return out.getvalue()


def _row(objective: PrintedObjective, one: PrintedIndicator) -> Iterator[str | None]:
    yield from (objective["no"], objective["name"], one["no"], one["code"], one["name"], one["uom"])
    yield from (one["polarity"], one["frequency"], one["unit"])
    raw = one["raw"]
    yield from (raw.get("target"), raw.get("target_year"), *raw.get("target_quarters", _EMPTY))
    yield from (raw.get("actual"), *raw.get("actual_quarters", _EMPTY), raw.get("cumulative"))
    yield from (raw.get("achievement"), raw.get("achievement_year"), one["rating"], one["status"])
    yield "ya" if one["provisional"] else "tidak"
    yield from (
        one["reason"],
        one["cause"],
        one["follow_up"],
        "; ".join(one["evidence"]) or None,
        one["note"],
    )
