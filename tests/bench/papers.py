"""A tagged paper of twenty pages, another one each time: by WeasyPrint, and as Ukur draws it in a child for each.

WeasyPrint lives in an environment of its own under ``var/``, made at the first run; what starting it costs drops out,
what starting our child costs does not.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import venv
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from ukur.formats.papers import render

HOME = Path(__file__).resolve().parents[2] / "var" / "bench" / "weasyprint"
PEER = "weasyprint==70.0"
ROWS, COLUMNS = 240, 13
HEAD = ["No", "Indikator kinerja", "Satuan", *(f"Angka {no}" for no in range(1, COLUMNS - 2))]
_PROGRAM = """
import json, sys, weasyprint
for page in json.load(sys.stdin):
    pdf = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert pdf.startswith(b"%PDF-")
"""


@cache
def missing() -> str:
    """Why there is no WeasyPrint to compare with; empty when there is one."""
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True, clear=True)
    if subprocess.run([python, "-c", "import weasyprint"], capture_output=True, check=False).returncode == 0:
        return ""
    words = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PEER]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    ready = subprocess.run([python, "-c", "import weasyprint"], capture_output=True, text=True, check=False)
    said = [line for line in (done.stderr + ready.stderr).strip().splitlines() if line.strip()]
    return (
        "" if ready.returncode == 0 else f"{PEER} cannot be installed: {said[-1][:90] if said else 'no reason given'}"
    )


def table(no: int) -> list[list[str]]:
    """The rows of the ``no``-th paper."""
    name = "Persentase indikator nomor {} pada naskah {}, dengan nama yang agak panjang"
    return [
        [str(row), name.format(row, no), "persen", *(f"{(row * 7 + at * 13 + no) % 999},{at:02}" for at in range(10))]
        for row in range(1, ROWS + 1)
    ]


def page(no: int) -> str:
    """The same paper for WeasyPrint: the same sheet, letterhead, title, table and footer."""
    cells = "".join(f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in row)}</tr>" for row in table(no))
    head = "".join(f"<th>{one}</th>" for one in HEAD)
    return (
        f"<!doctype html><html lang='id'><title>Naskah {no}</title><style>@page {{size: A4 landscape; "
        "margin: 17mm 17mm 21mm 20mm; @bottom-right {content: 'Halaman ' counter(page) ' dari ' counter(pages)}} "
        "body {font: 9pt sans-serif} table {border-collapse: collapse; width: 100%} td, th {border: .4pt solid #777; "
        "padding: 1.5mm 1.4mm} tr {break-inside: avoid} td:nth-child(n+4) {text-align: right}</style>"
        f"<p>PEMERINTAH KABUPATEN CONTOH</p><h1>NASKAH {no}</h1><table><thead><tr>{head}</tr></thead>{cells}</table>"
    )


def content(no: int) -> dict[str, Any]:
    kop = {"government": "Pemerintah Kabupaten Contoh", "agency": "Dinas Contoh", "address": "Jalan", "contact": ""}
    block = {"type": "table", "head": HEAD, "rows": table(no), "widths": [1, 5, 2, *[1.6] * 10]}
    block["align"] = ["center", "left", "left", *["right"] * 10]
    return {
        "kind": "form-unit", "practice": False, "letterhead": kop, "title": f"Naskah {no}", "rows": [], "addressee": [],
        "place_date": "", "dated": "2026-10-28", "blocks": [block], "signatures": [], "landscape": True,
    }  # fmt: skip


def weasyprint(top: int) -> Callable[[int], None]:
    pages = [page(no) for no in range(top)]

    def play(n: int) -> None:
        words = [str(HOME / "bin" / "python"), "-c", _PROGRAM]
        subprocess.run(words, input=json.dumps(pages[:n]).encode(), capture_output=True, check=True)

    return play


def ukur(top: int) -> Callable[[int], None]:
    contents = [content(no) for no in range(top)]

    def play(n: int) -> None:
        for no in range(n):
            assert render(contents[no]).startswith(b"%PDF-")

    return play


def memory() -> list[int]:
    """Kilobytes after each of twenty papers: the most of this process and of the largest child so far."""
    found = []
    for no in range(20):
        render(content(no))
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        found.append(sum(resource.getrusage(kind).ru_maxrss for kind in kinds))
    return found


if __name__ == "__main__":
    kept = memory()
    sys.stdout.write(f"{kept[1]:,} kB after the second paper, {kept[-1]:,} kB after the twentieth\n")
    sys.exit(kept[-1] > kept[1] * 1.05)
