"""The sheet Petunjuk: how the form is filled, on one page."""

from __future__ import annotations

PRACTICE = "LATIHAN. Isian di buku ini tidak masuk ke dokumen resmi."

LINES = (
    ("Yang diisi", "Hanya sel kuning di lembar Form dan Bukti. Sel lain terkunci."),
    ("Realisasi", "Ketik angka yang disebut di kolom Angka yang diisi: triwulan ini saja, atau s.d. triwulan ini."),
    ("Angka", "Angka saja, tanpa tanda % dan satuan. Sesudah Enter, periksa angka yang tampil di sel."),
    ("Titik ribuan", "Jangan diketik. Teks seperti 1.210 akan ditanyakan saat diunggah: 1210 atau 1,21."),
    ("Kosong dan nol", "Kosong berarti belum dilaporkan, bukan nol. Nol ditulis 0."),
    ("Data belum ada", "Kosongkan Realisasi, lalu tulis sebabnya di kolom Data belum tersedia karena."),
    ("Sifat angka", "Pilih sementara bila angka masih dapat berubah."),
    ("Warna kuning tua", "Realisasi dan sebabnya masih kosong."),
    (
        "Warna jingga",
        "Realisasi lebih dari dua kali target atau kurang dari separuhnya, atau bukan angka. Periksa lagi.",
    ),
    ("Bukti", "Tulis hanya bukti baru. Berkas dan foto diunggah di halaman form, bukan di sini."),
    ("Baris dan kolom", "Jangan ditambah, dihapus, atau ditukar. Jangan menyalin baris ke buku lain."),
    ("Menyimpan", "Simpan sebagai .xlsx atau .ods, tanpa kata sandi dan tanpa makro."),
    ("Mengunggah", "Buka tugas form di Ukur, pilih Unggah Excel. Semua perubahan ditampilkan dulu sebelum disimpan."),
    (
        "Isian orang lain",
        "Isian yang sementara itu diubah orang lain tidak tertimpa; Ukur menanyakan mana yang dipakai.",
    ),
)
