"""Realistic contents of papers: a measurement of 25 indicators and one letter, as the services would compose them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from ukur.formats.papers.model import (
    TEST_LABEL,
    Dpk,
    HistoryRow,
    Letter,
    Letterhead,
    PrintedIndicator,
    PrintedObjective,
    Quarters,
    Raw,
    ReturnRow,
    Signatory,
    Status,
    Summary,
    Verify,
)

LETTERHEAD: Letterhead = {
    "government": "Pemerintah Kabupaten Contoh",
    "agency": "Dinas Koperasi UKM Perdagangan dan Perindustrian",
    "address": "Jalan Veteran Nomor 12, Contoh 41115, Telepon (0264) 000-101",
    "contact": "Pos-el: dkupp@contoh.go.id    Laman: dkupp.contoh.go.id",
}
DIGEST = "7c4a9f02d1e85b3604fa91c7be20d3358a61f0e97d42cc18b5e37a90264fd1ce"

_FILE = Path(__file__).parents[2] / "golden" / "papers" / "indicators.csv"
ROWS = [tuple(row) for row in csv.reader(_FILE.read_text().splitlines()[1:], delimiter=";")]
OBJECTIVES = (
    "Meningkatnya kualitas kelembagaan dan usaha koperasi",
    "Meningkatnya kelas, daya saing, dan kemandirian usaha mikro",
    "Meningkatnya kinerja perdagangan, perlindungan konsumen, dan stabilitas harga kebutuhan pokok",
    "Meningkatnya pertumbuhan industri kecil dan menengah yang berdaya saing",
    "Meningkatnya akuntabilitas kinerja dan mutu pelayanan perangkat daerah",
)
LOWER, YEARLY = 13, 11  # rows: the one that is better when lower, the one measured once a year
CAUSES = {
    0: "RAT 14 koperasi mundur ke triwulan IV karena pengurus lama belum menyerahkan laporan.",
    6: "Penilaian atas 210 usaha baru selesai November; data lapangan sudah terkumpul, rekapitulasi belum.",
    12: "Lelang revitalisasi Pasar Rebo diulang. Kontrak baru ditandatangani 9 Oktober sehingga pekerjaan fisik baru "
    "dapat dihitung pada triwulan IV.",
    13: "Harga cabai dan beras naik Agustus sampai September; pasokan dari luar daerah terlambat dua minggu.",
    19: "BPS merilis pertengahan November.",
}


def shown(value: Decimal | None) -> str | None:
    """As on the paper: thousands with a point, two decimals with a comma."""
    return None if value is None else f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def numbers(words: str) -> list[Decimal | None]:
    found = [None if word == "-" else Decimal(word) for word in words.split()]
    return [*found, *[None] * (4 - len(found))]


def texts(values: list[Decimal | None], *, raw: bool = False) -> Quarters:
    one, two, three, four = ((None if v is None else str(v)) if raw else shown(v) for v in values)
    return one, two, three, four


def percent(at: int, target: Decimal | None, actual: Decimal | None) -> Decimal | None:
    if target is None or actual is None:
        return None
    part = (2 * target - actual) / target if at == LOWER else actual / target
    return (part * 100).quantize(Decimal("0.01"))


def rated(value: Decimal | None) -> str | None:
    """Bands of Permendagri 86/2017."""
    if value is None:
        return None
    bands = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"))
    return next((word for least, word in bands if value >= least), "Sangat Rendah")


def words(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def status_of(at: int, now: Decimal | None) -> Status:
    if at == YEARLY:
        return "not_measured"
    if now is None:
        return "unreported"
    return "achieved" if now >= 100 else "missed"


def indicator(at: int, no: str) -> PrintedIndicator:
    """Row ``at`` of the file as it is printed for the third quarter."""
    _, name, uom, unit, year, targets, actuals = ROWS[at]
    t, a = numbers(targets), numbers(actuals)
    now, whole = percent(at, t[2], a[2]), percent(at, Decimal(year), a[2])
    status = status_of(at, now)
    reasons = {"not_measured": "Tidak diukur triwulan ini", "unreported": "Data belum tersedia"}
    return {
        "no": no,
        "code": f"IKU-{at + 1:02d}",
        "name": name,
        "uom": uom,
        "unit": unit,
        "status": status,
        "polarity": "Makin rendah makin baik" if at == LOWER else "Makin tinggi makin baik",
        "frequency": "Tahunan" if at == YEARLY else "Triwulanan",
        "target": shown(t[2]),
        "target_year": shown(Decimal(year)),
        "target_quarters": texts(t),
        "actual": shown(a[2]),
        "actual_quarters": texts(a),
        "cumulative": shown(a[2]),
        "achievement": shown(now),
        "achievement_year": shown(whole),
        "rating": rated(now),
        "reason": reasons.get(status),
        "cause": CAUSES.get(at),
        "follow_up": "Dibahas pada rapat 20 November 2026." if at in CAUSES else None,
        "provisional": at == 14,
        "evidence": [] if now is None else [f"Rekap {name}.pdf", "Berita acara pencocokan data.pdf"],
        "note": "Kontrak baru 9 Oktober terlampir." if at == 12 else None,
        "raw": raw(year, t, a, now, whole),
    }


def raw(year: str, t: list[Decimal | None], a: list[Decimal | None], now: Decimal | None, whole: Decimal | None) -> Raw:
    return {
        "target": words(t[2]),
        "target_year": year,
        "target_quarters": texts(t, raw=True),
        "actual": words(a[2]),
        "actual_quarters": texts(a, raw=True),
        "cumulative": words(a[2]),
        "achievement": words(now),
        "achievement_year": words(whole),
    }


def objectives() -> list[PrintedObjective]:
    found: list[PrintedObjective] = []
    for number, name in enumerate(OBJECTIVES, start=1):
        rows = [at for at, row in enumerate(ROWS) if row[0] == str(number)]
        inside = [indicator(at, f"{number}.{place}") for place, at in enumerate(rows, start=1)]
        capped = [min(Decimal(one["raw"]["achievement"] or "0"), Decimal(120)) for one in inside if one["achievement"]]
        mean = sum(capped, Decimal()) / len(capped)
        due = [one for one in inside if one["status"] != "not_measured"]
        found.append(
            {
                "no": str(number),
                "name": name,
                "achievement": shown(mean),
                "rating": rated(mean),
                "complete": f"{len(capped)} dari {len(due)}",
                "indicators": inside,
            }
        )
    return found


STEPS = """
1 | Disposisi Pimpinan | Drs. Bambang Prasetyo, M.Si. | 5 Oktober 2026 pukul 08.10 WIB | |
2 | Susun Form Pengukuran | Dra. Wiwin Herawati | 5 Oktober 2026 pukul 10.42 WIB | | Disiapkan oleh Rina Marlina
3 | Bagikan Form | Dra. Wiwin Herawati | 6 Oktober 2026 pukul 08.30 WIB | |
4 | Undangan Rapat | Tim Evaluasi Kinerja | 7 Oktober 2026 pukul 09.05 WIB | |
5 | Rapat Pembahasan | Dra. Wiwin Herawati | 12 Oktober 2026 pukul 13.00 WIB | | Dicatat dari kertas
6 | Himpun Form | Dra. Wiwin Herawati | 16 Oktober 2026 pukul 15.48 WIB | |
7 | Validasi Data Kinerja | Tim Evaluasi Kinerja | 20 Oktober 2026 pukul 14.20 WIB | |
8 | Pemeriksaan Sekretaris | Dra. Wiwin Herawati | 21 Oktober 2026 pukul 10.12 WIB | | Dikembalikan ke langkah 7
7 | Validasi Data Kinerja | Tim Evaluasi Kinerja | 22 Oktober 2026 pukul 11.31 WIB | Perbaikan ke-1 |
8 | Pemeriksaan Sekretaris | Dra. Wiwin Herawati | 23 Oktober 2026 pukul 08.55 WIB | Perbaikan ke-1 |
9 | Koreksi Kepala Dinas | Drs. Bambang Prasetyo, M.Si. | 28 Oktober 2026 pukul 13.02 WIB | | Tanpa koreksi
10 | Ajukan Persetujuan | Dra. Wiwin Herawati | 29 Oktober 2026 pukul 08.15 WIB | |
"""


def history() -> list[HistoryRow]:
    found: list[HistoryRow] = []
    for line in STEPS.strip().splitlines():
        no, title, who, when, again, note = (cell.strip() for cell in line.split("|"))
        found.append({"no": no, "title": title, "who": who, "when": when, "round": again, "note": note or None})
    return found


def returns() -> list[ReturnRow]:
    return [
        {
            "from": "8 Pemeriksaan Sekretaris",
            "to": "7 Validasi Data Kinerja",
            "reason": "Realisasi ekspor belum cocok dengan rekap SKA. Mohon dicocokkan lagi sebelum disampaikan.",
            "who": "Dra. Wiwin Herawati",
            "when": "21 Oktober 2026 pukul 10.12 WIB",
        }
    ]


LEGAL = [
    "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 tentang Petunjuk "
    "Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja Instansi Pemerintah",
    "Instruksi Presiden Republik Indonesia No. 7 Tahun 2006 tentang Akuntabilitas Kinerja Instansi Pemerintah;",
]
SETTINGS = [
    ("Makin tinggi makin baik", "Realisasi dibagi target, kali 100 %"),
    ("Makin rendah makin baik", "(2 × target − realisasi) dibagi target, kali 100 %, paling rendah 0"),
    ("Batas atas capaian", "Baris indikator: tanpa batas. Rata-rata: 120 %"),
    ("Rata-rata", "Atas nilai yang dilaporkan, kelengkapan ditulis di sampingnya"),
    ("Predikat", "Permendagri 86/2017: batas bawah 91, 76, 66, 51"),
]
CLOSING = [
    "Dokumen ini disusun dari data yang telah divalidasi Tim Evaluasi Kinerja dan diperiksa Sekretaris. Nilai yang "
    "belum dilaporkan tidak dihitung sebagai nol dan dilengkapi pada periode berikutnya.",
    "Demikian Dokumen Pengukuran Kinerja ini dibuat untuk dipergunakan sebagaimana mestinya.",
]
SIGNATORY: Signatory = {
    "position": "Kepala Dinas Koperasi UKM Perdagangan dan Perindustrian",
    "name": "Drs. Bambang Prasetyo, M.Si.",
    "nip": "197004071998031008",
    "rank": "Pembina Utama Muda, IV/c",
    "acting": "Plt.",
}
VERIFY: Verify = {
    "url": "https://ukur.contoh.go.id/cek/7KQM4T2P9XVAHD3R8WYE6ZBN5C",
    "token": "7KQM4T2P9XVAHD3R8WYE6ZBN5C",
}


def summary(inside: list[PrintedObjective]) -> Summary:
    kinds = [one["status"] for objective in inside for one in objective["indicators"]]
    return {
        "total": len(kinds),
        "achieved": kinds.count("achieved"),
        "missed": kinds.count("missed"),
        "unreported": kinds.count("unreported"),
        "not_measured": kinds.count("not_measured"),
    }


def measurement(inside: list[PrintedObjective] | None = None) -> Dpk:
    """A *Dokumen Pengukuran Kinerja* of the third quarter: 25 indicators, two of them not reported."""
    inside = objectives() if inside is None else inside
    return {
        "kind": "dpk",
        "practice": True,
        "kind_of_signature": TEST_LABEL,
        "letterhead": LETTERHEAD.copy(),
        "title": "Dokumen Pengukuran Kinerja",
        "period": "Triwulan III Tahun 2026",
        "number": "000.8.6.3/112-DKUPP/2026",
        "dated": "2026-10-29",
        "place": "Contoh",
        "digest": DIGEST,
        "sop": {
            "name": "PENGUKURAN KINERJA",
            "number_printed": "000.01340 - J000 - 2024",
            "digest": DIGEST[::-1],
            "open_readings": 9,
            "legal": LEGAL,
        },
        "settings": SETTINGS,
        "summary": summary(inside),
        "objectives": inside,
        "agency_total": {"achievement": "104,37", "rating": "Sangat Tinggi", "complete": "22 dari 24"},
        "history": history(),
        "returns": returns(),
        "closing": CLOSING,
        "signature": SIGNATORY.copy(),
        "verify": VERIFY,
    }


def small() -> Dpk:
    """The same with one objective of two indicators, for tests that need only a page or five."""
    first = objectives()[3]
    return measurement([{**first, "indicators": first["indicators"][1:3]}])


def ralat() -> Dpk:
    """A small document that supersedes a signed one: a figure, words that came and words that went."""
    return small() | {
        "supersedes": {
            "number": None,
            "dated": "12 Oktober 2026",
            "digest": "ab" * 32,
            "reason": "Angka ekspor diralat.",
            "rows": [
                ("Nilai realisasi ekspor", "Realisasi", "44,09", "41,20"),
                ("Nilai realisasi ekspor", "Kendala", None, "Pengiriman tertunda di pelabuhan."),
                ("Surat Keterangan Asal (SKA) terbit", "Bukti dukung", "Rekap SKA; Surat edaran", None),
            ],
        }
    }


def invitation() -> Letter:
    """The *surat undangan* of step 4."""
    return {
        "kind": "undangan",
        "practice": False,
        "letterhead": LETTERHEAD,
        "title": "",
        "subject": "Undangan Rapat Pembahasan",
        "rows": [
            ("Nomor", "000.8.6.3/98-DKUPP/2026"),
            ("Sifat", "Biasa"),
            ("Lampiran", "-"),
            ("Hal", "Undangan Rapat Pembahasan Pengukuran Kinerja Triwulan III Tahun 2026"),
        ],
        "addressee": ["Yth. (daftar undangan)", "di Tempat"],
        "place_date": "Contoh, 7 Oktober 2026",
        "dated": "2026-10-07",
        "blocks": [
            {
                "type": "paragraph",
                "text": "Dalam rangka pembahasan pengukuran kinerja, "
                "dengan ini kami mengundang Bapak/Ibu untuk hadir pada:",
            },
            {
                "type": "fields",
                "rows": [
                    ("hari", "Senin"),
                    ("tanggal", "12 Oktober 2026"),
                    ("waktu", "pukul 09.00 WIB s.d. selesai"),
                    ("tempat", "Ruang Rapat Dinas"),
                    ("acara", "Pembahasan Pengukuran Kinerja Triwulan III Tahun 2026"),
                ],
            },
            {
                "type": "paragraph",
                "text": "Bahan rapat adalah form pengukuran tiap bidang yang telah dibagikan. "
                "Mohon membawa bukti dukung untuk nilai yang belum dilaporkan.",
            },
            {
                "type": "paragraph",
                "text": "Demikian undangan ini disampaikan, atas kehadiran Bapak/Ibu diucapkan terima kasih.",
            },
        ],
        "signatures": [
            {
                "role": "Kepala Dinas",
                "name": "Drs. Bambang Prasetyo, M.Si.",
                "nip": "197004071998031008",
                "rank": "Pembina Utama Muda, IV/c",
            }
        ],
        "cc": ["Bupati Contoh", "Inspektur Kabupaten Contoh"],
    }


def attendance() -> Letter:
    """The blank *daftar hadir* of step 5, to be signed by hand."""
    people = ("Dra. Wiwin Herawati", "H. Ahmad Fauzi, S.E., M.M.", "Ir. Sri Wahyuni", "Dedi Kurniadi", "")
    rows: list[list[str | None]] = [
        [str(no), who, None if who else "", "Bidang Koperasi" if who else "", " " * 13 * (no % 2) + f"{no}."]
        for no, who in enumerate(people, start=1)
    ]
    return {
        "kind": "daftar-hadir",
        "practice": True,
        "kind_of_signature": TEST_LABEL,
        "letterhead": LETTERHEAD.copy(),
        "title": "Daftar Hadir",
        "rows": [
            ("Hari, tanggal", "Senin, 12 Oktober 2026"),
            ("Waktu", "pukul 09.00 WIB s.d. selesai"),
            ("Acara", "Pembahasan Pengukuran Kinerja Triwulan III Tahun 2026"),
        ],
        "addressee": [],
        "place_date": "Contoh, 12 Oktober 2026",
        "dated": "2026-10-12",
        "blocks": [
            {"type": "checks", "items": [("Hadir", True), ("Daring", False), ("Mewakili", False)], "columns": 3},
            {
                "type": "table",
                "head": ["No", "Nama", "NIP", "Jabatan/unit kerja", "Tanda tangan"],
                "widths": [0.5, 3, 2.6, 2.6, 2.4],
                "row_height": 11,
                "align": ["center", "left", "left", "left", "left"],
                "rows": rows,
            },
        ],
        "signatures": [
            {"role": "Pimpinan Rapat", "name": "Dra. Wiwin Herawati", "nip": "197202131997032004", "rank": "Pembina"},
            {"role": "Notulis", "name": "Rina Marlina, S.E.", "nip": "", "rank": ""},
        ],
    }
