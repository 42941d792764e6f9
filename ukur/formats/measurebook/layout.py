"""The sheets of the measure workbook and their columns: one table for the writer and the reader.

Columns follow the words of the screens and the definition sheet of an indicator (manual IKU).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ukur.domain.plan.model import ROMAN, Accumulation, Frequency, Polarity
from ukur.formats.measurebook.model import EvidenceKind, IndicatorKind, UnitKind

GUIDE, AGENCY, UNITS, PLAN = "Petunjuk", "Dinas", "Unit", "Indikator"
REPORTS, EVIDENCE, PAST = "Realisasi", "Bukti", "Tahun Lalu"

LONG, LINE, NAME, SHORT, CODE = 4_000, 300, 150, 40, 30  # the most letters of a text

QUARTER_KEYS = ("q1", "q2", "q3", "q4")

# What may be written in a cell -> what it means; the first word of a meaning is the one the template writes.
UNIT_KINDS: Mapping[str, UnitKind] = {
    "Sekretariat": UnitKind.SECRETARIAT,
    "Bidang": UnitKind.DIVISION,
    "UPTD": UnitKind.TECHNICAL,
    "UPT": UnitKind.TECHNICAL,
}
POLARITIES: Mapping[str, Polarity] = {
    "Makin tinggi makin baik": Polarity.HIGHER,
    "Makin rendah makin baik": Polarity.LOWER,
    "Dalam rentang": Polarity.RANGE,
    "Semakin tinggi semakin baik": Polarity.HIGHER,
    "Semakin rendah semakin baik": Polarity.LOWER,
    "Maksimalkan": Polarity.HIGHER,
    "Minimalkan": Polarity.LOWER,
}
ACCUMULATIONS: Mapping[str, Accumulation] = {
    "dijumlah": Accumulation.SUM,
    "terakhir": Accumulation.LAST,
    "rata-rata": Accumulation.AVERAGE,
    "dihitung ulang": Accumulation.RECOMPUTED,
    "kumulatif": Accumulation.SUM,
    "posisi akhir": Accumulation.LAST,
}
FREQUENCIES: Mapping[str, Frequency] = {
    "triwulanan": Frequency.QUARTERLY,
    "tahunan": Frequency.YEARLY,
}
CERTAINTY: Mapping[str, bool] = {"tetap": False, "sementara": True}
EVIDENCE_KINDS: Mapping[str, EvidenceKind] = {
    "berkas": EvidenceKind.FILE,
    "tautan": EvidenceKind.LINK,
    "teks": EvidenceKind.TEXT,
}
INDICATOR_KINDS: Mapping[str, IndicatorKind] = {
    "outcome": IndicatorKind.OUTCOME,
    "output": IndicatorKind.OUTPUT,
    "hasil": IndicatorKind.OUTCOME,
    "keluaran": IndicatorKind.OUTPUT,
}
QUARTERS: Mapping[str, int] = {
    word: number
    for number, roman in enumerate(ROMAN, start=1)
    for word in (roman, str(number), f"TW {roman}", f"TW {number}", f"Triwulan {roman}", f"Triwulan {number}")
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``words`` are the texts it takes, ``hint`` is shown when a cell of it is chosen, ``limit`` is the
    most letters of a text."""

    key: str
    title: str
    width: int = 16
    number: bool = False
    words: tuple[str, ...] = ()
    hint: str = ""
    optional: bool = False
    limit: int = LONG


def offered(words: Mapping[str, object]) -> tuple[str, ...]:
    """The first word of each meaning, for a drop-down."""
    first: dict[object, str] = {}
    for word, meaning in words.items():
        first.setdefault(meaning, word)
    return tuple(first.values())


_FIGURE = "Angka saja, tanpa tanda %. Tulis – bila memang tidak ada."
_IN_OR_BY = "Dijumlah: target di triwulan itu saja. Selain itu: target sampai dengan triwulan itu."

UNIT_COLUMNS = (
    Column("key", "Kode", 12, hint="Singkat dan tetap, misalnya KOP.", limit=CODE),
    Column("name", "Nama", 34, limit=NAME),
    Column("kind", "Jenis", 14, words=offered(UNIT_KINDS)),
    Column("head", "Kepala Unit", 34, hint="Nama dengan gelar, seperti dicetak di surat.", limit=NAME),
    Column("nip", "NIP Kepala", 24, hint="18 angka, ditulis sebagai teks. Boleh kosong."),
)

PLAN_COLUMNS = (
    Column("code", "Kode", 10, limit=CODE),
    Column("objective", "Sasaran", 34, limit=LINE),
    Column("name", "Indikator", 42, limit=LINE),
    Column("uom", "Satuan", 14, limit=SHORT),
    Column("unit", "Unit", 10, hint="Kode dari lembar Unit."),
    Column("polarity", "Polaritas", 26, words=offered(POLARITIES)),
    Column("accumulation", "Angka Setahun", 16, words=offered(ACCUMULATIONS)),
    Column("frequency", "Diukur", 13, words=offered(FREQUENCIES)),
    *(
        Column(key, f"Target TW {roman}", 13, number=True, hint=f"{_FIGURE} {_IN_OR_BY}")
        for key, roman in zip(QUARTER_KEYS, ROMAN, strict=True)
    ),
    Column("year", "Target Tahun", 13, number=True, hint="Angka saja, tanpa tanda %."),
    Column("upper", "Batas Atas", 12, number=True, hint="Hanya untuk polaritas Dalam rentang."),
    Column("definition", "Definisi", 44),
    Column("formula", "Formula", 44),
    Column("source", "Sumber Data", 28, limit=LINE),
    Column("evidence", "Bukti yang Diminta", 34, limit=LINE),
    Column("kind", "Jenis", 12, words=offered(INDICATOR_KINDS), optional=True),
    Column("decimals", "Desimal", 10, number=True, hint="Banyaknya angka di belakang koma.", optional=True),
)

REPORT_COLUMNS = (
    Column("code", "Kode", 10, hint="Kode dari lembar Indikator.", limit=CODE),
    *(
        Column(key, f"Realisasi TW {roman}", 16, number=True, hint=_FIGURE)
        for key, roman in zip(QUARTER_KEYS, ROMAN, strict=True)
    ),
    Column("certainty", "Angka", 12, words=offered(CERTAINTY)),
    Column("missing", "Alasan Bila Kosong", 34, limit=LINE),
    Column("cause", "Kendala", 44),
    Column("follow_up", "Tindak Lanjut", 44),
)

EVIDENCE_COLUMNS = (
    Column("code", "Kode", 10, hint="Kode dari lembar Indikator.", limit=CODE),
    Column("kind", "Jenis", 12, words=offered(EVIDENCE_KINDS)),
    Column("title", "Judul", 40, limit=NAME),
    Column("body", "Isi", 70, hint="berkas: nama berkas di map buku ini. tautan: alamat. teks: isinya."),
)

PAST_COLUMNS = (
    Column("code", "Kode", 10, limit=CODE),
    *(
        Column(key, f"Realisasi TW {roman}", 16, number=True, hint=_FIGURE)
        for key, roman in zip(QUARTER_KEYS, ROMAN, strict=True)
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line of the sheet Dinas."""

    key: str
    title: str
    required: bool = False
    hint: str = ""
    limit: int = NAME


AGENCY_LINES = (
    Line("name", "Nama perangkat daerah", required=True),
    Line("short", "Singkatan", limit=SHORT),
    Line("government", "Pemerintah", required=True),
    Line("address", "Alamat", limit=LINE),
    Line("email", "Pos-el"),
    Line("site", "Laman"),
    Line("place", "Kota surat", hint="Dicetak di depan tanggal surat.", limit=100),
    Line("year", "Tahun", required=True),
    Line("quarter", "Triwulan", required=True, hint="I, II, III, atau IV: triwulan yang diukur."),
    Line("head_name", "Kepala: nama", required=True, hint="Nama dengan gelar."),
    Line("head_nip", "Kepala: NIP", hint="18 angka, ditulis sebagai teks. Boleh kosong."),
    Line("head_position", "Kepala: jabatan", hint="Misalnya Kepala Dinas, atau Plt. Kepala Dinas."),
    Line("head_rank", "Kepala: pangkat", limit=100),
    Line("secretary_name", "Sekretaris: nama", required=True, hint="Nama dengan gelar."),
    Line("secretary_nip", "Sekretaris: NIP", hint="18 angka, ditulis sebagai teks. Boleh kosong."),
    Line("secretary_rank", "Sekretaris: pangkat", limit=100),
    Line("lead_name", "Ketua tim: nama", hint="Ketua Tim Evaluasi Kinerja."),
    Line("lead_nip", "Ketua tim: NIP", hint="18 angka, ditulis sebagai teks. Boleh kosong."),
    Line("decree_number", "SK tim: nomor", limit=100),
    Line("decree_date", "SK tim: tanggal", hint="Misalnya 5 Januari 2026."),
)
