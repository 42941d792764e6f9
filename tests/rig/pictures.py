"""The guide's pictures, cut from what the browser tests saw: ``make pictures``."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.rig.browser import SCREENS

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "panduan" / "gambar"
PICTURES = {
    "masuk": "masuk-desktop",
    "tugas-saya": "tugas-desktop",
    "tugas-saya-telepon": "tugas-phone",
    "isi-form": "isi-form-desktop",
    "isi-form-ditanya": "isi-form-ditanya-desktop",
    "perbaiki-form": "perbaiki-form-desktop",
    "pelaksanaan": "pelaksanaan-desktop",
    "cek-keaslian": "cek-desktop",
    "himpun-form": "langkah-himpun-form-desktop",
    "validasi": "papan-perbaikan-desktop",
    "bukti": "bukti-desktop",
    "rapat-undangan": "rapat-undangan-desktop",
    "rapat-halaman": "rapat-kehadiran-desktop",
    "rapat-kehadiran-telepon": "rapat-pintu-phone",
    "rapat-layar": "rapat-layar-pertama-desktop",
    "rapat-tindak-lanjut": "rapat-register-desktop",
    "koreksi-telepon": "langkah-koreksi-kepala-dinas-phone",
    "tanda-tangan": "tanda-tangan-desktop",
    "siapkan-rencana": "siapkan-rencana-desktop",
    "aturan-naskah": "aturan-naskah-desktop",
    "kunci-tersimpan": "kunci-tersimpan-desktop",
    "paraf": "paraf-naskah-desktop",
}
TALLEST = {1366: 1000, 780: 1688}  # a desktop page and a whole phone


def cut(name: str, screen: str) -> None:
    """The top of a screen, a phone's at single density, in 64 colours: small enough to keep beside the text."""
    with Image.open(SCREENS / f"{screen}.png") as seen:
        top = seen.convert("RGB").crop((0, 0, seen.width, min(seen.height, TALLEST[seen.width])))
    if top.width == 780:
        top = top.resize((390, top.height // 2), Image.Resampling.LANCZOS)
    top.quantize(64, dither=Image.Dither.NONE).save(GUIDE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    GUIDE.mkdir(parents=True, exist_ok=True)
    for picture, of in PICTURES.items():
        cut(picture, of)
