"""What a unit's workbook shows, as plain values, and the layout of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ukur.domain.collection.brought_proofs import KINDS
from ukur.domain.collection.contents import LONGEST, REASON, Content
from ukur.formats.unitbook.manifest import Manifest

GUIDE, FORM, PROOFS, LISTS, HIDDEN = "Petunjuk", "Form", "Bukti", "_daftar", "_ukur"
HEAD, PROOF_HEAD = 3, 2  # the row of titles, from 0
PROOF_ROWS = 100  # that can be filled in
CERTAINTY: Mapping[str, bool] = {"tetap": False, "sementara": True}


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of the unit. ``box`` says which figure to type; ``status`` in what state its value is.

    ``returned``: why it came back; ``opened``: it can be filled in now.
    """

    code: str
    name: str
    uom: str
    target: Decimal | None
    upper: Decimal | None
    target_year: Decimal | None
    before: Decimal | None
    box: str
    decimals: int
    content: Content
    opened: bool
    status: str = ""
    returned: str = ""


@dataclass(frozen=True, slots=True)
class UnitBook:
    """The form of one unit. ``paper``: A4 or F4; ``practice``: nothing in it is official."""

    agency: str
    unit: str
    title: str
    due: str
    paper: str
    practice: bool
    rows: tuple[Row, ...]
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``typed``: people fill it in; ``words`` are offered; ``hint`` is shown when a cell is chosen."""

    key: str
    title: str
    width: int
    typed: bool = False
    words: tuple[str, ...] = ()
    hint: str = ""


FORM_COLUMNS = (
    Column("id", "Kode", 10),
    Column("name", "Indikator", 32),
    Column("uom", "Satuan", 10),
    Column("target", "Target triwulan", 10),
    Column("target_year", "Target tahun", 10),
    Column("before", "S.d. triwulan lalu", 10),
    Column("box", "Angka yang diisi", 11),
    Column("figure", "Realisasi", 12, True, hint="Angka saja, tanpa tanda % dan satuan. Kosong: belum dilaporkan."),
    Column("certainty", "Sifat angka", 11, True, tuple(CERTAINTY), "tetap, atau sementara bila masih dapat berubah."),
    Column("unavailable", "Data belum tersedia karena", 20, True, hint=f"Hanya bila Realisasi kosong. {REASON} huruf."),
    Column("cause", "Kendala", 26, True, hint=f"Paling banyak {LONGEST} huruf."),
    Column("follow_up", "Tindak lanjut", 26, True, hint=f"Paling banyak {LONGEST} huruf."),
    Column("status", "Status", 14),
    Column("returned", "Dikembalikan karena", 22),
)
PROOF_COLUMNS = (
    Column("label", "Indikator", 46, True, hint="Pilih dari daftar."),
    Column("kind", "Jenis", 12, True, tuple(KINDS), "tautan: alamat di internet. teks: keterangan."),
    Column("title", "Judul", 36, True, hint="Misalnya Rekap ekspor triwulan III."),
    Column("text", "Isi", 70, True, hint="Alamat yang dimulai dengan https://, atau isi keterangannya."),
    Column("place", "Tempat", 24, True, hint="Di mana dalam berkas, misalnya halaman 3, tabel 2. Boleh kosong."),
)


def form_columns(*, returned: bool) -> tuple[Column, ...]:
    """The columns of the sheet Form; the last only when something was returned."""
    return FORM_COLUMNS if returned else FORM_COLUMNS[:-1]
