"""What a reader and a machine find in a PDF: its text by poppler, its parts by pikepdf."""

from __future__ import annotations

import functools
import io
import re
import subprocess

import pikepdf


def text_of(pdf: bytes, *options: str) -> str:
    """The text in the order it is printed, lines kept, runs of spaces made two."""
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    paged = done.stdout.decode().replace("\f", "\n=== halaman ===\n")
    lines = [re.sub(r" {2,}", "  ", line).strip() for line in paged.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def words_of(pdf: bytes) -> str:
    """The text as one line in the order of reading, so that a sentence is found whatever its line breaks."""
    return " ".join(text_of(pdf, "-raw").split())


@functools.lru_cache(maxsize=16)
def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file, opened. Kept, because its objects die with it."""
    return pikepdf.open(io.BytesIO(pdf))


def attachment(pdf: bytes, name: str) -> bytes:
    return opened(pdf).attachments[name].get_file().read_bytes()


def sheet_mm(pdf: bytes, page: int = 0) -> tuple[int, int]:
    """Width and height of a page in whole millimetres."""
    _, _, width, height = (float(side) for side in opened(pdf).pages[page].mediabox.as_list())
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def fonts(pdf: bytes) -> list[pikepdf.Object]:
    """The descriptor of every font in the file."""
    return [o for o in opened(pdf).objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]


def structure(pdf: bytes) -> list[str]:
    """The kinds of all structure elements (``/H1``, ``/TH``, ...), in no set order."""
    return [str(o["/S"]) for o in opened(pdf).objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o]
