"""What Cek Keaslian says of signatures and of files that somebody brings."""

# Beginning of a kind of signature as it is stored, its chip, and what such a signature is worth.
KINDS = (
    ("Uji", "test", "Memakai kunci uji. Tidak ada kekuatan hukumnya."),
    ("Menunggu pindaian", "waiting", "Sudah ditandatangani dengan tinta; pindaiannya belum tersimpan."),
    ("Basah", "wet", "Tinta di atas kertas; bukan tanda tangan elektronik. Pindaiannya tersimpan."),
    ("Sah (elektronik BSrE", "valid", "Tanda tangan elektronik dengan sertifikat yang diterbitkan BSrE."),
    ("Sah", "valid", "Tanda tangan elektronik dengan sertifikat yang dipercaya di sini."),
    ("Tidak sah", "invalid", "Tanda tangan ini tidak sah. Jangan dipakai."),
)
OTHER_KIND = ("check", "Tanda tangan elektronik. Penerbit sertifikatnya tidak ada dalam daftar yang dipercaya di sini.")

# The outcome of a check of a file: tone, what it is, what to do.
NO_VERDICT = (
    "bad",
    "Berkas ini tidak dapat diperiksa.",
    "Ini bukan PDF dan bukan Berkas Arsip (.zip), atau isinya terlalu rumit.",
)
WHOLE = ("ok", "Berkas ini utuh dan tercatat di sini.", "Sama byte demi byte dengan yang disimpan penerbit.")
WHOLE_UNSIGNED = ("info", "Berkas ini sama dengan naskah yang tercatat.", "Naskah ini belum ditandatangani.")
WHOLE_REPLACED = ("warn", "Berkas ini utuh, tetapi sudah diganti.", "Minta naskah terbaru kepada dinas penerbit.")
WHOLE_OTHER = (
    "ok",
    "Berkas ini utuh, dan Kode keasliannya tercatat di sini.",
    "Byte-nya tidak sama dengan yang disimpan penerbit, misalnya karena dikemas ulang; isinya tidak berubah.",
)
WHOLE_UNKNOWN = (
    "warn",
    "Berkas ini utuh, tetapi tidak dikenal di sini.",
    "Tidak ada yang berubah sejak ditandatangani, tetapi bukan dokumen yang dicatat Ukur ini. Tanyakan kepada penerbitnya.",
)
DAMAGED = (
    "bad",
    "Berkas ini rusak atau diubah.",
    "Kode keasliannya tidak dikenal di sini. Jangan dipakai; minta berkas asli kepada penerbit.",
)
DAMAGED_KNOWN = (
    "bad",
    "Berkas ini rusak atau diubah.",
    "Mengaku sebagai dokumen yang tercatat di sini, tetapi isinya tidak sama. Jangan dipakai.",
)
UNSIGNED_CLAIMS = (
    "bad",
    "Berkas ini tidak bertanda tangan dan tidak sama dengan yang tercatat.",
    "Mengaku sebagai dokumen yang tercatat di sini. Minta berkas asli kepada penerbit.",
)
UNSIGNED_UNKNOWN = (
    "warn",
    "Berkas ini tidak bertanda tangan dan tidak dikenal di sini.",
    "Tidak ada yang dapat dibuktikan darinya. Ini bukan berarti rusak: mungkin bukan dokumen dari Ukur ini.",
)

# Why a file is not looked at.
EMPTY = ("bad", "Berkas ini kosong (0 byte).", "Unduh atau salin lagi dari asalnya, lalu periksa.")
NO_FILE = ("bad", "Belum ada berkas yang dipilih.", "Pilih PDF atau Berkas Arsip (.zip), lalu tekan Periksa berkas.")
TOO_LARGE = (
    "bad",
    "Berkas ini terlalu besar untuk halaman ini.",
    "Paling besar 50 MB. Pakai pemeriksa tanpa internet di bawah.",
)
TOO_MANY = (
    "warn",
    "Terlalu banyak pemeriksaan dari alamat ini.",
    "Tunggu sepuluh menit, atau pakai pemeriksa tanpa internet di bawah.",
)
BUSY = ("warn", "Sedang memeriksa berkas lain.", "Coba lagi sebentar.")
