"""The sheets of the plan workbook and their columns: one table for the writer and the reader.

Where the measure workbook has the same column, it is that one.
"""

from __future__ import annotations

from collections.abc import Mapping

from ukur.domain.intake.model import Part
from ukur.formats.measurebook.layout import (
    ACCUMULATIONS,
    FREQUENCIES,
    LINE,
    NAME,
    PLAN_COLUMNS,
    POLARITIES,
    UNIT_COLUMNS,
    UNIT_KINDS,
    Column,
    offered,
)

GUIDE = "Petunjuk"
SHEETS: Mapping[Part, str] = {Part.UNITS: "Unit", Part.PEOPLE: "Pegawai", Part.PLAN: "Rencana"}

ROLES: Mapping[str, str] = {
    "Kepala Dinas": "kepala",
    "Sekretaris": "sekretaris",
    "Kepala Bidang atau UPTD": "kepala-unit",
    "Penyiap": "penyiap",
    "Pengisi": "pengisi",
    "Kepala": "kepala",
    "Kepala Bidang": "kepala-unit",
    "Kabid": "kepala-unit",
    "Kepala UPTD": "kepala-unit",
    "Kasubag Perencanaan": "penyiap",
    "Staf": "pengisi",
}
STATUSES: Mapping[str, str] = {one: one for one in ("definitif", "Plt", "Plh", "Pj")}
HONORIFICS: Mapping[str, str] = {one: one for one in ("Bapak", "Ibu")}
PROOFS: Mapping[str, str] = {
    "berkas": "any:file",
    "tautan": "any:link",
    "berkas atau tautan": "any:file,link",
    "teks": "any:text",
    "apa saja": "any:file,link,text",
}

# Column -> the words it takes and the code of each; a word that is not among them stays as it was written.
CODES: Mapping[tuple[Part, str], Mapping[str, str]] = {
    (Part.UNITS, "kind"): {word: str(one) for word, one in UNIT_KINDS.items()},
    (Part.PEOPLE, "role"): ROLES,
    (Part.PEOPLE, "status"): STATUSES,
    (Part.PEOPLE, "honorific"): HONORIFICS,
    (Part.PLAN, "polarity"): {word: str(one) for word, one in POLARITIES.items()},
    (Part.PLAN, "accumulation"): {word: str(one) for word, one in ACCUMULATIONS.items()},
    (Part.PLAN, "frequency"): {word: str(one) for word, one in FREQUENCIES.items()},
    (Part.PLAN, "proof"): PROOFS,
}

_UNITS = tuple(Column("code" if one.key == "key" else one.key, one.title, one.width, one.number, one.words, one.hint,
                      limit=one.limit) for one in UNIT_COLUMNS[:3])  # fmt: skip
_PEOPLE = (
    Column("name", "Nama", 34, hint="Nama dengan gelar. Satu baris untuk setiap jabatan.", limit=NAME),
    Column("nip", "NIP", 24, hint="18 angka, ditulis sebagai teks. Boleh kosong.", optional=True, limit=LINE),
    Column("rank", "Pangkat", 24, optional=True, limit=100),
    Column("honorific", "Sebutan", 10, words=offered(HONORIFICS), optional=True, limit=10),
    Column("role", "Peran", 26, words=offered(ROLES)),
    Column("title", "Jabatan", 34, hint="Seperti dicetak di surat, misalnya Kepala Bidang Koperasi.", limit=NAME),
    Column("unit", "Unit", 10, hint="Kode dari lembar Unit. Kosong untuk Kepala Dinas.", limit=NAME),
    Column("status", "Status", 12, words=offered(STATUSES), optional=True),
    Column("since", "Sejak", 14, hint="Misalnya 5 Januari 2026. Kosong: awal tahun rencana.", optional=True),
    Column("phone", "Telepon", 18, hint="Nomor WA, ditulis sebagai teks. Boleh kosong.", optional=True, limit=30),
    Column("email", "Surel", 26, hint="Boleh kosong.", optional=True, limit=200),
    Column("username", "Nama Pengguna", 22, hint="Kosong: diusulkan dari nama.", optional=True, limit=60),
)
_PLAN = (
    *PLAN_COLUMNS,
    Column(
        "filler",
        "Pengisi",
        28,
        hint="Nama dari lembar Pegawai. Kosong: siapa saja di unitnya.",
        optional=True,
        limit=NAME,
    ),
    Column("example", "Contoh Hitungan", 44, hint="Satu hitungan dengan angka, untuk pengisi baru.", optional=True),
    Column("proof", "Jenis Bukti Wajib", 20, words=offered(PROOFS), hint="Kosong: tidak wajib.", optional=True),
)
COLUMNS: Mapping[Part, tuple[Column, ...]] = {Part.UNITS: _UNITS, Part.PEOPLE: _PEOPLE, Part.PLAN: _PLAN}
LONG_TEXTS = {"definition", "formula", "source", "evidence", "example"}


def word(part: Part, key: str, code: str) -> str:
    """The word that the template writes for a code; the text itself when it is none."""
    return next((one for one, meaning in CODES.get((part, key), {}).items() if meaning == code), code)
