"""The sentences of the preview of a workbook: what is wrong with a cell, then what to do; and the words of its codes."""

from __future__ import annotations

from collections.abc import Mapping

from ukur.domain.achievement.numbers import format_number, read_number
from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.model import Problem
from ukur.services.wording.refusals import say

CELLS: Mapping[str, str] = {
    "code": "kode", "objective": "sasaran", "name": "nama", "uom": "satuan", "unit": "bidang", "polarity": "polaritas",
    "accumulation": "angka setahun", "frequency": "kolom Diukur", "q1": "target TW I", "q2": "target TW II",
    "q3": "target TW III", "q4": "target TW IV", "year": "target tahun", "upper": "batas atas", "filler": "pengisi",
    "proof": "jenis bukti wajib", "decimals": "desimal", "kind": "jenis", "nip": "NIP", "role": "peran",
    "title": "jabatan", "status": "status", "since": "tanggal sejak", "email": "surel", "username": "nama pengguna", "honorific": "sebutan", "rank": "pangkat", "phone": "telepon",
    "sum": "jumlah target",
}  # fmt: skip
WORDS: Mapping[str, str] = {
    "higher": "Makin tinggi makin baik", "lower": "Makin rendah makin baik", "range": "Dalam rentang",
    "sum": "dijumlah", "last": "terakhir", "average": "rata-rata", "recomputed": "dihitung ulang",
    "quarterly": "triwulanan", "yearly": "tahunan", "sekretariat": "Sekretariat", "bidang": "Bidang", "uptd": "UPTD",
    "kepala": "Kepala Dinas", "sekretaris": "Sekretaris", "kepala-unit": "Kepala Bidang atau UPTD",
    "penyiap": "Penyiap", "pengisi": "Pengisi", "any:file": "berkas", "any:link": "tautan",
    "any:file,link": "berkas atau tautan", "any:text": "teks", "any:file,link,text": "apa saja",
}  # fmt: skip
ANSWERS: Mapping[tuple[str, str], str] = {
    ("cumulative", "split"): "Jadikan tiap triwulan",
    ("cumulative", "last"): "Angka setahun: terakhir",
    ("cumulative", "keep"): "Biarkan",
    ("sum_differs", "keep"): "Biarkan",
}
NUMERIC = {"q1", "q2", "q3", "q4", "year", "upper", "decimals"}

CHOICE_ONLY = {"word_unknown", "second_office", "ambiguous", "far_from_year", "percent", "cumulative", "sum_differs",
               "upper_without_range", "seat_taken", "unit_unknown"}  # fmt: skip
# code of a problem -> what stands there (bold), what to do
SENTENCES: Mapping[str, tuple[str, str]] = {
    "empty": ("{cell} kosong.", "Isi di sini atau lewati baris."),
    "word_unknown": ("{cell} “{text}” tidak dikenal.", "Pilih yang dimaksud, atau lewati baris."),
    "too_long": ("{cell} lebih dari {limit} huruf.", "Ringkaskan."),
    "code_twice": ("kode {text} dipakai dua baris.", "Beri kode lain, atau lewati salah satunya."),
    "second_office": ("Sekretariat hanya satu.", "Yang ini apa?"),
    "unit_unknown": ("bidang “{text}” tidak ada.", "Pilih yang dimaksud, atau tambahkan di lembar Unit."),
    "person_unknown": ("pengisi “{text}” tidak ada di daftar pegawai.", "Tulis namanya, atau kosongkan."),
    "not_a_number": ("{cell} “{text}” bukan angka.", "Tulis angkanya; tanda – berarti tidak ada target."),
    "ambiguous": ("{cell} “{text}” dapat dibaca dua cara.", "Yang dimaksud?"),
    "far_from_year": ("target TW IV “{text}” jauh dari target tahun {year}.", "Yang dimaksud?"),
    "percent": ("{cell} berformat persen ({text}).", "Angka yang dimaksud?"),
    "target_empty": ("{cell} kosong.", "Isi angkanya, atau pilih."),
    "cumulative": ("target triwulan tampak ditulis s.d. triwulan.", "“Dijumlah” memakai target tiap triwulan. Yang dimaksud?"),
    "sum_differs": ("jumlah target triwulan {total}, target tahun {year}.", "Target tahun yang benar?"),
    "upper_without_range": ("batas atas hanya untuk polaritas Dalam rentang.", "Kosongkan, atau ganti polaritas."),
    "upper_too_low": ("batas atas {text} di bawah target.", "Tulis batas yang benar."),
    "decimals": ("desimal harus 0 sampai {limit}.", "Pilih atau tulis."),
    "nip_number": ("NIP tersimpan sebagai bilangan ({text}), angka belakangnya bisa hilang.", "Ketik ulang dari SK."),
    "nip_twice": ("NIP {text} juga dipakai {other}.", "Ketik yang benar dari SK, atau kosongkan."),
    "nip_elsewhere": ("NIP {text} sudah dipakai di dinas lain.", "Periksa pada SK, lalu ketik ulang atau kosongkan."),
    "date_unreadable": ("tanggal “{text}” tidak terbaca.", "Tulis misalnya 2026-01-05, atau kosongkan."),
    "email_invalid": ("“{text}” bukan alamat surel.", "Perbaiki, atau kosongkan."),
    "seat_taken": ("jabatan itu sudah dipegang {other}.", "Lewati baris; bila orangnya berganti, pakai Pergantian pejabat."),
    "username_taken": ("nama pengguna “{text}” tidak dapat dipakai.", "Pilih yang diusulkan, atau tulis yang lain."),
}  # fmt: skip
SHORT: Mapping[str, str] = {"empty": "{cell} kosong", "target_empty": "{cell} kosong", "code_twice": "Kode dobel"}


def sentence(one: Problem) -> tuple[str, str]:
    """What stands there, and what to do."""
    values = dict(one.values)
    if one.code == "nip_invalid":
        return say(refusal("nip_invalid", **values)).partition(" Periksa")[
            0
        ], "Ketik yang benar dari SK, atau kosongkan."
    said = {key: figure(value) if key in ("year", "total") else value for key, value in values.items()}
    fact, deed = SENTENCES[one.code]
    if one.cell == "uom" and one.offers:
        plan = f" di Rencana {values['earlier']}" if values["earlier"] != "0" else ""
        deed = f"Isi di sini atau lewati baris. Baris serupa{plan} memakai:"
    return fact.format_map({"cell": CELLS[one.cell], **said}), deed


def short(one: Problem) -> str:
    """The word in the column Keadaan of a line that must be filled in."""
    text = SHORT.get(one.code, "Harus diisi").format(cell=CELLS[one.cell])
    return text[:1].upper() + text[1:]


def offer(one: Problem, text: str) -> str:
    """The word on the button that offers ``text``."""
    if not text:
        return "Kosongkan"
    if (one.code, text) in ANSWERS:
        return ANSWERS[one.code, text]
    return figure(text) if one.cell in NUMERIC or one.cell == "sum" else WORDS.get(text, text)


def figure(text: str, places: int | None = None) -> str:
    """A figure as it is printed, with thousands dots (``places``: decimals); what is none stays as it is."""
    try:
        value = read_number(text).value
    except Refused:
        return text
    return text if value is None else format_number(value, places)
