"""Kartu peran: one page for each role, what it does when and what to keep in mind. Pages and the guide show the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleCard:
    """``does``: step of the SOP (or an empty text) and what is done in it; ``minds``: what to keep in mind."""

    key: str
    title: str
    purpose: str
    does: tuple[tuple[str, str], ...]
    minds: tuple[str, ...]


ROLE_CARDS: tuple[RoleCard, ...] = (
    RoleCard(
        "kepala",
        "Kepala Dinas",
        "Memulai dengan disposisi, mengoreksi, dan menandatangani. Cukup dari telepon.",
        (
            ("1", "Beri disposisi: satu kalimat perintah dan tenggatnya."),
            (
                "9",
                "Baca ringkasan dan paling banyak lima nilai yang perlu dilihat. Selesai dikoreksi, atau kembalikan.",
            ),
            ("11", "Baca dokumennya, lalu Tanda tangani."),
        ),
        (
            "Angka tidak diubah langsung: kembalikan dengan alasan, bidangnya yang memperbaiki.",
            "Yang ditandatangani persis naskah yang ditampilkan. Sesudahnya hanya Ralat.",
            "Bila berhalangan, tunjuk wakil pada Wakil saya; tindakannya ditandai atas delegasi.",
        ),
    ),
    RoleCard(
        "sekretaris",
        "Sekretaris",
        "Menyiapkan form, memeriksa hasil Tim, mengajukan, menggandakan, dan mengarsipkan.",
        (
            ("2", "Susun form dari Rencana Kinerja, lalu Simpan form."),
            ("3", "Bagikan ke bidang dan sekretariat; salin teks untuk grup chat."),
            ("5", "Pimpin rapat bila diminta; kehadiran dan keputusan dapat dicatat dari halaman rapat."),
            ("6", "Setujui dan kirim form Sekretariat."),
            ("8", "Sesuai, lanjutkan; atau kembalikan seluruhnya, atau nilai tertentu saja."),
            ("10", "Ajukan ke Kepala Dinas; nomor boleh menyusul."),
            ("12", "Gandakan dan bagikan salinan bernomor."),
            ("13", "Arsipkan dengan kode klasifikasi dan retensi."),
        ),
        (
            "Bila rencana berubah: halaman Form menunjukkan perbedaannya, Perbarui form memasukkannya. Isian lama tetap.",
            "Papan Pengumpulan menunjukkan siapa yang belum mengirim; tombol Ingatkan dan teks WA ada di sana.",
        ),
    ),
    RoleCard(
        "tim",
        "Tim Evaluasi Kinerja",
        "Mengundang, mencatat rapat, menghimpun, dan memvalidasi setiap nilai beserta buktinya.",
        (
            ("4", "Periksa acara dan daftar undangan yang diusulkan, lalu Kirim undangan."),
            ("5", "Buka kode QR, tampilkan Layar rapat, catat keputusan; Selesaikan rapat. Notula boleh menyusul."),
            ("6", "Lihat Papan Pengumpulan, ingatkan yang belum, lalu Tutup pengumpulan."),
            (
                "7",
                "Terima nilai tanpa catatan sekaligus. Yang perlu dicek satu per satu: A terima, K kembalikan, N berikut.",
            ),
            ("8", "Sampaikan ke Sekretaris."),
        ),
        (
            "Nilai bidang sendiri diterima anggota Tim dari bidang lain.",
            "Pilih alasan yang tersedia saat mengembalikan; yang sudah diterima tetap diterima.",
            "Pemeriksaan berikutnya hanya menampilkan yang berubah, lama di samping baru.",
        ),
    ),
    RoleCard(
        "kabid",
        "Kepala Bidang dan Kepala UPTD",
        "Menyetujui isian bidangnya sebelum dikirim, dan menjawab catatan Tim.",
        (
            (
                "5",
                "Pindai kode QR, tekan Saya hadir. Keputusan untuk bidang muncul di Tugas Saya: tandai selesai, atau tulis mengapa belum.",
            ),
            ("6", "Periksa isian staf. Setujui dan kirim, atau kembalikan ke pengisi dengan alasan."),
            ("7", "Nilai yang dikembalikan muncul di Tugas Saya dengan alasannya; perbaiki, lalu kirim lagi."),
        ),
        (
            "Sesudah dikirim, nilai terlihat seluruh dinas. Sebelumnya hanya bidang sendiri yang melihat.",
            "Kiriman lewat tenggat tetap diterima, dengan alasan terlambat.",
        ),
    ),
    RoleCard(
        "pengisi",
        "Pengisi",
        "Mengetik angka, kendala, tindak lanjut, dan melampirkan bukti.",
        (
            ("6", "Isi form. Setiap sel tersimpan sendiri; tanpa sambungan pun isian aman di perangkat ini."),
            ("6", "Boleh menempel kolom dari Excel, atau Unduh Excel, isi, lalu Unggah Excel."),
            ("6", "Lampirkan bukti tiap nilai: berkas, tautan, atau keterangan. Foto dikecilkan sendiri."),
            ("6", "Kirim ke Kabid bila semua terisi."),
        ),
        (
            "Baca tulisan di dalam kotak: triwulan ini, atau s.d. triwulan ini (sejak Januari).",
            "Koma untuk desimal. Bila Ukur bertanya maksud angkanya, pilih salah satu.",
            "Data belum ada: kosongkan, lalu tulis alasannya. Kosong tidak pernah dihitung nol.",
            "Kartu Indikator di samping form memuat definisi, contoh, riwayat 12 triwulan, dan kepada siapa bertanya.",
        ),
    ),
    RoleCard(
        "pengelola",
        "Pengelola di Sekretariat",
        "Menyiapkan dinas, pegawai, akun, dan rencana; membantu yang lupa kata sandi.",
        (
            ("", "Siapkan Dinas: kop, bidang, pegawai, tim dan SK, rencana dari Excel, uji cetak."),
            ("", "Buat slip akun dengan kode sekali pakai, dan kata sandi baru bagi yang lupa."),
            ("", "Pergantian pejabat: siapa berakhir, siapa mulai, tugas mana yang berpindah."),
        ),
        (
            "Kode sekali pakai hanya tampil sekali. Cetak, lalu serahkan langsung.",
            "Latihan terpisah dari data dinas; tidak ada yang tercampur.",
        ),
    ),
)


def role_card(key: str) -> RoleCard | None:
    """The card with this key."""
    return next((one for one in ROLE_CARDS if one.key == key), None)
