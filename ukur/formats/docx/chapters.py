"""The measurement document as DOCX: six chapters with real headings; the chart is left out, its figures are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ukur.formats.docx.signing import initials, signers
from ukur.formats.docx.tables import fields, ruled
from ukur.formats.papers.text import code_of, long_date

Content = dict[str, Any]
_QUARTERS = ("I", "II", "III", "IV")
_JUDGED = {"unreported": "Belum dilaporkan", "not_measured": "Tidak diukur"}
_KEY = "Tanda “–”: belum dilaporkan atau tidak ada. Tanda *: angka sementara."


def write_document(document: Document, content: Content) -> None:
    """All chapters under the letterhead, the signature block with the last."""
    document.add_paragraph(content["title"].upper(), "Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(content["period"].upper()).alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = "." * 40 if content["number"] is None else content["number"]
    document.add_paragraph(f"Nomor: {number}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, part in _CHAPTERS.items():
        document.add_paragraph(name, "Heading 1")
        part(document, content)


def _opening(document: Document, content: Content) -> None:
    sop, agency = content["sop"], content["letterhead"]["agency"]
    document.add_paragraph(
        f"Dokumen ini memuat hasil pengukuran kinerja {agency} untuk {content['period']}. Pengukuran dilaksanakan "
        f"menurut SOP {sop['name']}. Pelaksanaannya dicatat pada Bab V."
    )
    document.add_paragraph("A. Dasar", "Heading 2")
    for no, one in enumerate(sop["legal"], 1):
        document.add_paragraph(f"{no}. {one}")
    document.add_paragraph("B. Prosedur", "Heading 2")
    open_ones = f"{sop['open_readings']} tafsir" if sop["open_readings"] else "tidak ada"
    facts = [["SOP", sop["name"]], ["Nomor SOP (tercetak)", sop["number_printed"]]]
    facts += [["Kode versi SOP", code_of(sop["digest"])], ["Tafsir belum disahkan", open_ones]]
    facts += [["Periode", content["period"]], ["Tanggal naskah", long_date(content["dated"])]]
    fields(document, facts, size=9.5)
    document.add_paragraph("C. Cara menghitung", "Heading 2")
    ruled(document, ("Aturan", "Yang dipakai"), content["settings"], widths=(4, 5), size=9)
    if "supersedes" in content:
        _superseded(document, content["supersedes"])


def _superseded(document: Document, found: Content) -> None:
    """What a Ralat changes."""
    document.add_paragraph("D. Yang diralat", "Heading 2")
    number = f" nomor {found['number']}" if found["number"] else ""
    document.add_paragraph(
        f"Dokumen ini menggantikan dokumen{number} tanggal {found['dated']}, kode keaslian {code_of(found['digest'])}."
    )
    if found["reason"]:
        document.add_paragraph(f"Alasan: {found['reason']}")
    if not found["rows"]:
        document.add_paragraph("Tidak ada angka atau kalimat yang berubah.")
        return
    head = ("Indikator kinerja", "Isian", "Semula", "Menjadi")
    ruled(document, head, found["rows"], widths=(8, 3, 4, 4), size=9)


def _summary(document: Document, content: Content) -> None:
    s = content["summary"]
    words = [f"{s['achieved']} tercapai", f"{s['missed']} tidak tercapai", f"{s['unreported']} belum dilaporkan"]
    words += [f"{s['unrated']} tidak dinilai"] if s.get("unrated") else []
    words += [f"{s['not_measured']} tidak diukur pada periode ini"] if s["not_measured"] else []
    document.add_paragraph(f"Dari {s['total']} indikator: {', '.join(words)}.")
    whole = content["agency_total"]
    totals = [(one["no"], one["name"], one) for one in content["objectives"]] + [("", "Perangkat Daerah", whole)]
    rows = [[no, name, one["achievement"], one["rating"], one["complete"]] for no, name, one in totals]
    head = ("No", "Sasaran strategis", "Capaian (%)", "Predikat", "Kelengkapan")
    align = ("center", "left", "right", "center", "center")
    ruled(document, head, rows, widths=(1, 12, 3, 4, 3), align=align, size=9)


def _measured(document: Document, content: Content) -> None:
    head: tuple[str, ...] = ("No", "Indikator kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)", "Predikat")
    rows = _rows(content, lambda i: [i["uom"], i["target"], _star(i, "actual"), i["achievement"], _rating(i)])
    align: tuple[str, ...] = ("center", "left", "center", "right", "right", "right", "center")
    ruled(document, head, rows, widths=(3, 20, 5, 6, 6, 6, 8), align=align, size=9)
    document.add_paragraph(_KEY)
    head = ("No", "Indikator kinerja", "Satuan", "Target tahunan", *(f"Target TW {no}" for no in _QUARTERS),
            *(f"Realisasi TW {no}" for no in _QUARTERS), "Realisasi s.d. periode ini",
            "Capaian triwulan (%)", "Capaian tahunan (%)", "Predikat", "Penanggung jawab")  # fmt: skip
    rows = _rows(content, _quarters)
    align = ("center", "left", "center", *("right",) * 12, "center", "left")
    ruled(document, head, rows, widths=(8, 36, 14, *(13,) * 12, 16, 20), align=align, size=6.5)
    document.add_paragraph(_KEY)


def _quarters(one: Content) -> list[str | None]:
    figures = [one["target_year"], *one["target_quarters"], *one["actual_quarters"], _star(one, "cumulative")]
    return [one["uom"], *figures, one["achievement"], one["achievement_year"], _rating(one), one["unit"]]


def _rows(content: Content, cells: Any) -> list[list[str | None]]:
    found: list[list[str | None]] = []
    for objective in content["objectives"]:
        found.append([f"Sasaran {objective['no']}. {objective['name']}"])
        found += [[one["no"], one["name"], *cells(one)] for one in objective["indicators"]]
    return found


def _star(one: Content, key: str) -> str | None:
    value: str | None = one[key]
    return f"{value}*" if value is not None and one["provisional"] else value


def _rating(one: Content) -> str | None:
    """The rating, or in words why there is none to expect."""
    none = one["rating"] is None and one["actual"] is None
    return _JUDGED.get(one["status"]) if none else one["rating"]


def _analysis(document: Document, content: Content) -> None:
    for objective in content["objectives"]:
        document.add_paragraph(f"Sasaran {objective['no']}. {objective['name']}", "Heading 2")
        for one in objective["indicators"]:
            document.add_paragraph(f"{one['no']} {one['name']} ({one['code']})", "Heading 3")
            told = [["Sebab atau kendala", one["cause"] or "–"], ["Tindak lanjut", one["follow_up"] or "–"]]
            rows = told if one["status"] != "achieved" or one["cause"] or one["follow_up"] else []
            rows += [["Bukti dukung", "\n".join(one["evidence"]) or "–"], ["Catatan", one["note"] or "–"]]
            rows += [["Alasan tidak dihitung", one["reason"]]] if one["reason"] else []
            fields(document, rows, size=9.5)


def _history(document: Document, content: Content) -> None:
    head = ("No", "Kegiatan", "Pelaksana", "Waktu", "Perbaikan", "Keterangan")
    keys = ("no", "title", "who", "when", "round", "note")
    rows = [[one[key] or None for key in keys] for one in content["history"]]
    ruled(document, head, rows, widths=(2, 10, 9, 9, 5, 9), size=9)
    if not content["returns"]:
        document.add_paragraph("Tidak ada pengembalian untuk diperbaiki.")
        return
    document.add_paragraph("Pengembalian untuk diperbaiki", "Heading 2")
    rows = [[one[key] for key in ("from", "to", "reason", "who", "when")] for one in content["returns"]]
    ruled(document, ("Dari", "Ke", "Alasan", "Oleh", "Waktu"), rows, widths=(5, 5, 12, 6, 6), size=9)


def _closing(document: Document, content: Content) -> None:
    for paragraph in content["closing"]:
        document.add_paragraph(paragraph).paragraph_format.keep_with_next = True
    signers(document, content, f"{content['place']}, {long_date(content['dated'])}")
    initials(document, content.get("initials", ()))


_CHAPTERS: dict[str, Callable[[Document, Content], None]] = {
    "I. PENDAHULUAN": _opening,
    "II. RINGKASAN": _summary,
    "III. PENGUKURAN KINERJA": _measured,
    "IV. ANALISIS PER INDIKATOR": _analysis,
    "V. CATATAN PELAKSANAAN": _history,
    "VI. PENUTUP": _closing,
}
