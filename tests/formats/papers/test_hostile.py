"""Contents that nobody wishes for: endless words, many people, signs of other scripts, markup, nothing at all."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

from tests.formats.papers import letters, sample
from tests.formats.papers.pdftext import opened, text_of, words_of
from ukur.formats.papers import render

NAMES = tuple(letters.all_letters())
LONG = "Prof.Dr." + "Abdurrahmansyahputranegara" * 6
SIGNS = "#set page(fill: red) $x$ @acuan <label> *tebal* [isi] \\n {b} `c` =Bab 🚀 مرحبا بالعالم 漢字 \u202e"
MM = 72 / 25.4


def everywhere(value: Any, text: str, *, keep: tuple[str, ...]) -> Any:
    """``value`` with every text in it followed by ``text``, but for the keys that must hold a set word."""
    if isinstance(value, dict):
        return {key: one if key in keep else everywhere(one, text, keep=keep) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [everywhere(one, text, keep=keep) for one in value]
    return f"{value} {text}" if isinstance(value, str) else value


KEEP = ("kind", "type", "dated", "digest", "align", "manner", "url", "kind_of_signature", "arms")


def boxes(pdf: bytes) -> list[tuple[str, float, float]]:
    """Every word with its left and right edge in millimetres."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    found = re.findall(r'xMin="([\d.-]+)" yMin="[^"]+" xMax="([\d.-]+)" yMax="[^"]+">([^<]*)<', done.stdout.decode())
    return [(word, float(left) / MM, float(right) / MM) for left, right, word in found]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_endless_words_stay_on_the_sheet_of_every_kind(name: str, paper: Any) -> None:
    content = everywhere(letters.all_letters()[name], LONG, keep=KEEP)
    content["verify"], content["digest"] = sample.VERIFY, sample.DIGEST
    pdf = render(content, paper=paper)
    wide = {"A4": (210, 297), "F4": (215, 330)}[paper][1 if content.get("landscape") else 0]
    left, right = (20, 17) if content.get("landscape") else (28, 20)
    assert all(left - 0.5 <= start and end <= wide - right + 0.5 for _, start, end in boxes(pdf))


@pytest.mark.parametrize("name", NAMES)
def test_markup_and_signs_of_other_scripts_are_text_in_every_kind(name: str) -> None:
    content = everywhere(letters.all_letters()[name], SIGNS, keep=KEEP)
    words = words_of(render(content))
    assert "#set page(fill: red)" in words
    assert "漢" not in words


def test_the_text_of_a_cell_stays_in_its_cell() -> None:
    widths = [1, 4, 3, 2]
    row = [letter * 90 for letter in "abcd"]
    block = {"type": "table", "head": ["A", "B", "C", "D"], "rows": [row] * 3, "widths": widths}
    pdf = render({**sample.invitation(), "blocks": [block]})
    edges = [28 + 162 * sum(widths[:at]) / sum(widths) for at in range(5)]
    for at, letter in enumerate("abcd"):
        mine = [(start, end) for word, start, end in boxes(pdf) if re.fullmatch(f"{letter}{{2,}}", word)]
        assert mine
        assert all(edges[at] <= start and end <= edges[at + 1] for start, end in mine)


def test_words_of_everyday_are_not_broken_in_a_narrow_cell() -> None:
    word = "pertanggungjawaban"
    block = {"type": "table", "head": ["A", "B"], "rows": [[word, word]], "widths": [1, 3]}
    assert words_of(render({**sample.invitation(), "blocks": [block]})).count(word) == 2


def test_sixty_invited_are_all_listed_and_the_head_stands_on_each_page() -> None:
    people = [[f"{LONG if no == 7 else 'Nama'} ke-{no}", None, "UPTD"] for no in range(1, 61)]
    content: Any = letters.attendance()
    content["blocks"] = [{"type": "signing", "head": ["Nama", "NIP", "Unit"], "rows": people, "blank": 10}]
    pages = text_of(render(content), "-layout").split("=== halaman ===")[:-1]
    words = " ".join("".join(pages).split())
    assert all(f"ke-{no} " in words or f"ke-{no}" in words for no in range(1, 61))
    assert all("Tanda tangan" in page for page in pages if re.search(r"^\d+ ", page, re.MULTILINE))
    assert "70." in words


def test_signatures_of_neighbours_lie_apart() -> None:
    at = {word: start for word, start, _ in boxes(render(letters.attendance())) if re.fullmatch(r"\d\.", word)}
    assert at["1."] == at["3."] == at["5."] < at["2."] - 10
    assert at["2."] == at["4."] == at["6."]


def test_a_table_of_twenty_pages_repeats_its_head_and_loses_no_row() -> None:
    rows = [[str(no), f"Indikator nomor {no} dengan nama yang agak panjang", "Bidang", f"{no},00"] for no in range(900)]
    block = {"type": "table", "head": ["No", "Indikator", "Unit", "Realisasi"], "rows": rows, "widths": [1, 6, 3, 2]}
    pdf = render({**sample.invitation(), "blocks": [block]})
    pages = text_of(pdf, "-layout").split("=== halaman ===")[:-1]
    assert len(opened(pdf).pages) >= 20
    assert all("Realisasi" in page for page in pages if "nomor" in page)
    assert all(f"{no},00" in "".join(pages) for no in range(900))


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_with_nothing_in_its_optional_parts_is_still_a_paper(name: str) -> None:
    content: Any = json.loads(json.dumps(letters.all_letters()[name]))
    for key in ("cc", "initials", "subtitle", "subject", "number", "kind_of_signature"):
        content.pop(key, None)
    content |= {"rows": [], "addressee": [], "signatures": [], "place_date": "", "blocks": []}
    content["letterhead"] |= {"address": "", "contact": ""}
    assert "Halaman 1 dari 1" in words_of(render(content))


def test_a_row_of_another_width_than_its_head_is_named() -> None:
    from ukur.formats.papers import BadContent

    block: Any = {"type": "table", "head": ["A", "B", "C"], "rows": [["1", "2", "3"], ["1", "2"]]}
    with pytest.raises(BadContent, match=r"blocks\[0\]\.rows\[1\] harus berisi 3 nilai"):
        render({**sample.invitation(), "blocks": [block]})
    block = {"type": "signing", "head": ["A"], "rows": [["1"]], "widths": [1]}
    with pytest.raises(BadContent, match=r"blocks\[0\]\.widths harus berisi 2 nilai"):
        render({**sample.invitation(), "blocks": [block]})
    boxed: Any = {"type": "boxes", "columns": [1, 1], "rows": [[{"blocks": []}]]}
    with pytest.raises(BadContent, match=r"tidak selebar 2 kolom"):
        render({**sample.invitation(), "blocks": [boxed]})
