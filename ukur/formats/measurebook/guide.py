"""The sheet Petunjuk: how the workbook is filled, on one page."""

from __future__ import annotations

TITLE = "Buku Kerja Pengukuran Kinerja"

PRACTICE = "LATIHAN. Semua nama dan angka di buku ini karangan. Ganti dengan data dinas sendiri."

LINES = (
    ("Urutan", "Isi lembar Dinas, Unit, Indikator, Realisasi, lalu Bukti. Lembar Tahun Lalu boleh dihapus."),
    ("Judul kolom", "Jangan diubah. Urutan kolom boleh ditukar, kolom tambahan tidak dibaca."),
    ("Angka", "Tulis angka saja, tanpa tanda % dan tanpa satuan: 94,74 atau 1210."),
    (
        "Titik ribuan",
        "Jangan diketik sebagai teks. Teks 1.210 akan ditanyakan: 1210 atau 1,21.",
    ),
    ("Kosong dan nol", "Kosong atau – berarti belum dilaporkan, bukan nol. Nol ditulis 0."),
    ("Tanpa target", "Tulis – bila suatu triwulan memang tidak punya target. Target kosong akan ditanyakan."),
    (
        "Angka Setahun: dijumlah",
        "Target dan realisasi tiap triwulan. Jumlahnya adalah angka setahun.",
    ),
    ("Angka Setahun: terakhir", "Target dan realisasi s.d. triwulan itu. TW IV adalah angka setahun."),
    ("Angka Setahun: rata-rata", "Target dan realisasi tiap triwulan. Rata-ratanya adalah angka setahun."),
    (
        "Angka Setahun: dihitung ulang",
        "Dihitung dari data s.d. triwulan itu, misalnya rata-rata 9 bulan.",
    ),
    ("Diukur tahunan", "Hanya diisi pada TW IV. Pada triwulan lain di luar kelengkapan."),
    ("Dalam rentang", "Target adalah batas bawah, Batas Atas diisi."),
    ("Angka sementara", "Pilih sementara bila angka masih dapat berubah, tetap bila sudah final."),
    ("Alasan Bila Kosong", "Mengapa angka triwulan ini belum ada, misalnya menunggu rilis BPS."),
    (
        "Bukti: berkas",
        "Taruh berkas di map buku ini, tulis namanya. Boleh pdf, jpg, png, xlsx, docx.",
    ),
    ("Bukti: tautan", "Alamat lengkap yang diawali https://."),
    ("Bukti: teks", "Isi bukti ditulis di selnya, misalnya tabel singkat atau nomor surat."),
    ("NIP", "18 angka sebagai teks, boleh berspasi, boleh kosong. Nama ditulis dengan gelar."),
)
