"""The words of the archive, and the lists that an agency begins with until it keeps its own."""

from __future__ import annotations

from ukur.domain.archive.retention import Code, Line, Terms

PHASES = {"active": "Aktif", "inactive": "Inaktif", "over": "Habis masa simpan"}
FAULTS = {"missing": "hilang", "changed": "isinya berubah", "unsound": "tidak lulus pemeriksaan"}
USES = {
    "evidence": "Bukti dukung",
    "attachment": "Lampiran",
    "paper": "Naskah",
    "archivepackage": "Berkas Arsip",
    "signingtry": "Tanda tangan yang belum dicatat",
    "delivery": "Tanda terima",
    "attendance": "Daftar hadir dari kertas",
    "team": "Pindaian SK",
    "agency": "Logo",
    "scan": "Pindaian dari kertas",
}
TEXTS = {
    "berkas": "Berkas",
    "naskah": "Naskah",
    "indikator": "Indikator",
    "kendala": "Kendala",
    "tindak": "Tindak lanjut",
    "rapat": "Rapat",
    "notula": "Notula",
    "keputusan": "Keputusan",
}

# Kode klasifikasi menurut Permendagri 83/2022, yang dipakai di sekitar pengukuran kinerja.
CODES = (
    Code("000", "Umum"),
    Code("000.1.5", "Rapat pimpinan (notula, risalah)"),
    Code("000.5.3", "Arsip dinamis"),
    Code("000.5.6", "Penyusutan arsip"),
    Code("000.7.2.6", "Program kerja tahunan"),
    Code("000.7.2.7", "Penetapan/Kontrak Kinerja"),
    Code("000.7.2.8", "Laporan berkala"),
    Code("000.7.2.10", "Evaluasi program"),
    Code("000.8", "Organisasi dan Tata Laksana"),
    Code("000.8.1", "Struktur organisasi"),
    Code("000.8.2", "Uraian jabatan"),
    Code("000.8.3", "Ketatalaksanaan"),
    Code("000.8.3.1", "Proses bisnis"),
    Code("000.8.3.2", "Standar pelayanan"),
    Code("000.8.3.3", "Standar Operasional Prosedur"),
    Code("000.8.3.4", "Pelayanan publik"),
    Code("000.8.6", "Koordinasi Penguatan Reformasi Birokrasi"),
    Code("000.8.6.1", "Budaya kerja"),
    Code("000.8.6.2", "Penilaian Mandiri Pelaksanaan Reformasi Birokrasi (PMPRB)"),
    Code("000.8.6.3", "Akuntabilitas Kinerja Instansi Pemerintah"),
    Code("100.3.4", "Instruksi/Surat Edaran"),
    Code("500.2", "Perdagangan"),
    Code("500.3", "Koperasi dan UKM"),
    Code("500.9", "Perindustrian"),
    Code("700", "Pengawasan"),
    Code("800", "Kepegawaian"),
    Code("900", "Keuangan"),
)

# Angka Permenkumham 54/2016, sekadar contoh: setiap daerah menetapkan JRA-nya sendiri (PP 28/2012 Pasal 53).
EXAMPLE_SOURCE = "Permenkumham 54/2016"
EXAMPLE = (
    Line("Akuntabilitas kinerja (LAKIP, pengukuran kinerja)", "000.8.6.3", Terms(2, 4, "Permanen")),
    Line("Laporan tahunan", "000.7.2.8", Terms(2, 3, "Permanen")),
    Line("Laporan triwulan", "000.7.2.8", Terms(1, 1, "Musnah")),
    Line("Rapat pimpinan atau staf", "000.1.5", Terms(1, 1, "Musnah")),
    Line("Rencana strategis", "000.7.2", Terms(2, 3, "Permanen")),
    Line("Rencana kerja tahunan", "000.7.2.6", Terms(2, 3, "Permanen")),
)


def terms_said(terms: Terms) -> str:
    """``aktif 2 tahun, inaktif 4 tahun, lalu Permanen``."""
    return f"aktif {terms.active} tahun, inaktif {terms.inactive} tahun, lalu {terms.fate}"


def use_said(kind: str, title: str) -> str:
    """What a kept file is to people: ``Bukti dukung Rekap.pdf``."""
    return f"{USES[kind]} {title}".strip()
