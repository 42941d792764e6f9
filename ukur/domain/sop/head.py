"""The identity page of a SOP file: ``[sop]``, ``[sop.pengesahan]``, ``[[dasar_hukum]]`` and ``[isian]``.

Fields: PermenPANRB 35/2012, Bagian Identitas. Keys of the schema that nothing runs yet (status, pemicu,
tinjau and so on) are checked here and stay in the text of the version.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ukur.domain.sop.fields import Table
from ukur.domain.sop.lines import first
from ukur.domain.sop.model import Endorsement, Identity, LegalBasis

_SLUG = re.compile(r"[a-z0-9]+([/-][a-z0-9]+)*")
_KINDS = {
    "sifat": ("teknis", "administratif"),
    "cakupan": ("makro", "mikro"),
    "hasil": ("final", "parsial"),
    "lingkup": ("generik", "spesifik"),
    "jenis_kegiatan": ("pelayanan", "rutin", "penugasan"),
    "berkala": ("bulanan", "triwulan", "semester", "tahun", "insidental"),
    "status": ("draf", "berlaku", "dicabut"),
}
_LISTS = ("kualifikasi", "keterkaitan", "peralatan", "pencatatan", "peringatan")
_ITEMS = {
    "keterkaitan": ("nama", "id", "hubungan"),
    "peringatan": ("jika", "maka", "tenggat"),
    "pencatatan": ("apa", "siapa", "media"),
}


def read_identity(top: Table, block: Table, lines: Mapping[str, list[int]]) -> Identity:
    """The identity of ``[sop]`` (``block``) with what stands around it; faults go to the shared list."""
    _check_id(block)
    block.text("nama", '"…"')
    kinds = tuple((key, block.one_of(key, allowed)) for key, allowed in _KINDS.items() if block.has(key))
    _unused(block)
    endorsement = _endorsement(block.table("pengesahan", first(lines, "sop.pengesahan")))
    printed = _lists(top.table("isian", first(lines, "isian")))
    identity = Identity(
        government=block.text("pemerintah", '"PEMERINTAH KABUPATEN …"'),
        agency=block.text("perangkat", '"DINAS …"'),
        short=block.text("singkatan"),
        number_printed=block.text("nomor_cetak"),
        number=block.text("nomor"),
        date_printed=block.text("tgl_cetak"),
        made=block.date("tgl_pembuatan"),
        revised=block.date("tgl_revisi"),
        effective=block.date("tgl_efektif"),
        endorsement=endorsement,
        legal=tuple(_legal(row) for row in top.tables("dasar_hukum", lines.get("dasar_hukum"))),
        qualification_printed=printed["kualifikasi"],
        related_printed=printed["keterkaitan"],
        equipment_printed=printed["peralatan"],
        recording_printed=printed["pencatatan"],
        warning_printed=printed["peringatan"],
        kinds=kinds,
        source=block.text("sumber"),
        reading=block.reading(),
    )
    block.close()
    return identity


def _check_id(block: Table) -> None:
    given = block.text("id", '"dinas/nama-sop"')
    if given.strip() and not _SLUG.fullmatch(given):
        block.fault("id", f'"{given}": pakai huruf kecil, angka, tanda hubung dan garis miring saja')


def _unused(block: Table) -> None:
    """Keys of the schema that are kept in the text only."""
    block.date("tgl_tinjau")
    block.whole("revisi_ke", 0)
    for key in ("pemicu", "catatan"):
        block.text(key)


def _endorsement(row: Table) -> Endorsement:
    for key in ("jabatan", "nama", "catatan"):
        row.text(key)
    row.one_of("status_jabatan", ("definitif", "Plt", "Plh", "Pj"))
    nip = row.text("nip")
    if nip and not re.fullmatch(r"\d{18}", nip, re.ASCII):
        row.fault("nip", "harus 18 angka tanpa spasi; yang tercetak lain ditulis di nip_cetak")
    endorsement = Endorsement(
        position_printed=row.text("jabatan_cetak"),
        name_printed=row.text("nama_cetak"),
        nip_printed=row.text("nip_cetak"),
        nip=nip,
        reading=row.reading(),
    )
    row.close()
    return endorsement


def _legal(row: Table) -> LegalBasis:
    basis = LegalBasis(
        printed=row.text("cetak"),
        kind=row.text("jenis"),
        number=row.text("nomor"),
        year=row.whole("tahun", 1900),
        subject=row.text("tentang"),
        replaced_by=row.text("diganti_oleh"),
        remark=row.text("catatan"),
        reading=row.reading(),
    )
    if not basis.printed.strip() and not basis.subject.strip():
        row.fault("cetak", 'wajib diisi; tambahkan cetak = "…" seperti tercetak')
    row.close()
    return basis


def _lists(block: Table) -> dict[str, tuple[str, ...]]:
    """The printed lists of ``[isian]``; the read lists are checked and stay in the text."""
    printed = {key: block.texts(f"{key}_cetak") for key in _LISTS}
    for key in _LISTS:
        rows = block.data.get(key)
        if key in _ITEMS and isinstance(rows, list) and any(isinstance(one, dict) for one in rows):
            for row in block.tables(key):
                for part in _ITEMS[key]:
                    row.text(part)
                row.close()
        else:
            block.texts(key)
    block.text("catatan")
    block.reading()
    block.close()
    return printed
