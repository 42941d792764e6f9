"""Every kind of letter, form and record, as the services compose them; those of a meeting by their shapes."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any, cast

from tests.formats.papers import sample
from ukur.formats.papers import TEST_LABEL, Letter
from ukur.services.paper.deliveries import Sent, Signed, copy_cover, delivery_letter
from ukur.services.paper.letters import Frame, Signer
from ukur.services.paper.orders import Incoming, cover_note, disposition
from ukur.services.paper.records import FormRow, unit_form, validation_record

HEAD = Signer("Kepala Dinas", "Drs. Bambang Prasetyo, M.Si.", "197004071998031008", "Pembina Utama Muda, IV/c")
SECRETARY = Signer("Plt. Sekretaris", "Dra. Wiwin Herawati", "197202131997032004", "Pembina")
TEAM = [
    SECRETARY,
    Signer("Kepala Subbagian Perencanaan", "Rina Marlina, S.E.", "198501112010012003", "Penata"),
    Signer("", "Dedi Kurniadi"),
]
TITLE = "Pengukuran Kinerja Triwulan III Tahun 2026"
INSTRUCTION = (
    "Laksanakan pengukuran kinerja sesuai SOP. Setiap bidang melengkapi bukti dukung; nilai yang belum tersedia "
    "ditulis alasannya. Laporkan hambatan kepada saya sebelum rapat."
)
DEADLINE = dt.datetime(2026, 10, 30, 9, tzinfo=dt.UTC)


def frame(*, practice: bool = False, day: dt.date = dt.date(2026, 10, 28)) -> Frame:
    kop = sample.LETTERHEAD
    return Frame(kop["government"], kop["agency"], kop["address"], kop["contact"], "Contoh", practice, day)


def minutes() -> dict[str, Any]:
    """The *notula* of step 5 by its shape."""
    blocks: list[dict[str, Any]] = [
        {"type": "fields", "rows": [["Rapat", TITLE], ["Hari, tanggal", "Senin, 12 Oktober 2026"],
                                    ["Waktu", "pukul 09.00 WIB s.d. 11.15 WIB"], ["Tempat", "Ruang Rapat Dinas"],
                                    ["Pimpinan rapat", "Plt. Sekretaris"]]},
        {"type": "heading", "text": "Peserta"},
        {"type": "table", "head": ["No", "Nama", "Kehadiran"], "widths": [1, 8, 3],
         "rows": [["1", "Dra. Wiwin Herawati", "Hadir"], ["2", "Ir. Sri Wahyuni", "Daring"]]},
        {"type": "heading", "text": "Pembahasan"},
        {"type": "list", "items": ["Form yang masuk dibahas satu per satu.", "Bukti dukung pasar belum lengkap."]},
        {"type": "heading", "text": "Keputusan"},
        {"type": "table", "head": ["No", "Keputusan", "Penanggung jawab", "Tenggat"], "widths": [1, 7, 4, 3],
         "rows": [["1", "Rekap SKA dicocokkan ulang", "Bidang Perdagangan", "16 Oktober 2026"]]},
        {"type": "paragraph", "text": "Rapat ditutup pukul 11.15 WIB."},
    ]  # fmt: skip
    signers = [Signer("Pimpinan rapat", SECRETARY.name, SECRETARY.nip), Signer("Notulis", "Rina Marlina, S.E.")]
    return frame().letter("notula", "NOTULA", blocks, signers, subject=f"Notula {TITLE}")


def attendance() -> dict[str, Any]:
    """The *daftar hadir* of step 5 by its shape: those invited, and rows for who comes unannounced."""
    people = [["Dra. Wiwin Herawati", "19720213 199703 2 004", "Sekretariat"],
              ["H. Ahmad Fauzi, S.E., M.M.", None, "Bidang Koperasi dan Usaha Kecil Menengah"],
              ["Ir. Sri Wahyuni", None, "UPTD Metrologi Legal"]]  # fmt: skip
    signing = {"type": "signing", "head": ["Nama", "NIP", "Jabatan/unit kerja"], "rows": people, "blank": 3}
    rows = [["Hari, tanggal", "Senin, 12 Oktober 2026"], ["Waktu", "pukul 09.00 WIB s.d. selesai"],
            ["Tempat", "Ruang Rapat Dinas"], ["Acara", f"Pembahasan {TITLE}"]]  # fmt: skip
    by = [Signer("Pimpinan rapat", SECRETARY.name, SECRETARY.nip)]
    return frame().letter("daftar-hadir", "DAFTAR HADIR", [signing | {"widths": [20, 22, 20, 15]}], by, rows=rows)


def form_rows() -> list[tuple[str, list[FormRow]]]:
    chosen = sample.objectives()[2:4]
    return [
        (
            one["name"],
            [
                FormRow(i["name"], i["uom"], i["target_year"], i["target"], i["actual"], i["cause"], i["follow_up"],
                        tuple(i["evidence"]))
                for i in one["indicators"]
            ],
        )
        for one in chosen
    ]  # fmt: skip


def results() -> list[list[str | None]]:
    inside = [i for one in sample.objectives()[2:4] for i in one["indicators"]]
    return [
        [str(no), i["name"], i["unit"], i["actual"], "Diterima" if i["actual"] else "Diterima: data belum tersedia"]
        for no, i in enumerate(inside, 1)
    ]


def all_letters(*, practice: bool = False) -> dict[str, Letter]:
    """Each by the name of its golden text."""
    here, head = frame(practice=practice), Signer("Kepala Bidang Perdagangan", "Ir. Sri Wahyuni", "196812031994032001")
    letter = Incoming("Bupati Contoh", "000.8.6.3/77-Org/2026", "1 Oktober 2026", "2 Oktober 2026")
    to = ["Plt. Sekretaris", "Kepala Bidang Perdagangan", "Kepala Bidang Perindustrian", "Tim Evaluasi Kinerja"]
    boss = "Kepala Dinas Koperasi UKM Perdagangan dan Perindustrian"
    sent = [Sent(f"Dokumen {TITLE}", 2, "eksemplar", "Asli bertanda tangan"), Sent("Berkas Arsip (BagIt)", 1, "keping")]
    behalf = Signer("Sekretaris", SECRETARY.name, SECRETARY.nip, SECRETARY.rank, boss)
    through = Signer("Kepala Subbagian Perencanaan", TEAM[1].name, TEAM[1].nip, TEAM[1].rank, boss, "Sekretaris")
    signed = Signed("Dokumen Pengukuran Kinerja Triwulan III Tahun 2026", "000.8.6.3/112-DKUPP/2026",
                    dt.date(2026, 10, 29), "Plt. Kepala Dinas", sample.DIGEST, sample.VERIFY["url"])  # fmt: skip
    ticked: dict[str, Any] = {
        "urgency": ("Segera",),
        "asks": ("Proses lebih lanjut",),
        "index": "SAKIP",
        "code": "000.8.6.3",
    }
    initials = ["Kepala Subbagian Perencanaan", "Kepala Bidang Perdagangan", "Sekretaris"]
    found: dict[str, Any] = {
        "disposisi": disposition(here, TITLE, to, INSTRUCTION, DEADLINE, HEAD),
        "disposisi-surat": disposition(here, TITLE, to, INSTRUCTION, DEADLINE, HEAD, incoming=letter, **ticked),
        "nota-dinas": cover_note(here, TITLE, "", boss, "Plt. Sekretaris", "", SECRETARY, initials=initials[:2]),
        "surat-pengantar": delivery_letter(here, "", "Kepala Bappeda Kabupaten Contoh", sent, behalf,
                                           copies_to=["Inspektur Kabupaten Contoh"], initials=initials[:1]),
        "surat-pengantar-ub": delivery_letter(here, "5/DKUPP/2026", "Inspektur", sent, through, initials=initials),
        "berita-acara": validation_record(here, TITLE, results(), "Satu nilai menyusul.", TEAM, approved_by=HEAD),
        "lembar-salinan": copy_cover(here, signed, 2, 5, "Bagian Organisasi Sekretariat Daerah"),
        "form-unit": unit_form(here, TITLE, "Bidang Perdagangan", form_rows(), head),
        "form-unit-kosong": unit_form(here, TITLE, "Bidang Perdagangan", form_rows(), head, blank=True),
        "notula": minutes(),
        "daftar-hadir": attendance(),
        "invitation": copy.deepcopy(sample.invitation()),
    }  # fmt: skip
    if practice:
        for one in found.values():
            one |= {"practice": True, "kind_of_signature": TEST_LABEL}
    return cast(dict[str, Letter], found)
