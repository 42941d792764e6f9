"""The ready-made reasons for giving a value back: a label to choose from, and the sentence its unit reads."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "bukti-tidak-cocok": (
        "Bukti tidak cocok",
        "Bukti tidak cocok dengan angkanya. Unggah bukti yang memuat angka ini, atau perbaiki angkanya.",
    ),
    "satuan-keliru": ("Satuan keliru", "Angka tidak memakai satuan indikator. Tulis lagi dalam satuan yang tercantum."),
    "hitungan-beda": (
        "Hitungan beda dari kartu",
        "Hitungan berbeda dari Kartu Indikator. Hitung lagi menurut rumus di kartu.",
    ),
    "bukti-kurang": ("Bukti kurang", "Bukti belum cukup untuk angka ini. Tambahkan bukti yang diminta."),
    "narasi-kurang": (
        "Narasi kurang",
        "Kendala atau tindak lanjut belum jelas. Tulis penyebab dan apa yang akan dilakukan.",
    ),
    "lain": ("Tulis lain", ""),
}


def label(code: str) -> str:
    """What a button or a table says for a reason."""
    return REASONS[code][0]


def sentence(code: str) -> str:
    """What the unit reads when nothing else is written; empty for the reason that has to be written."""
    return REASONS[code][1]
