"""``ukur measure`` and input that cannot be used: 2, each fault with its place, and nothing is left behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Said
from tests.drill.place import Place
from tests.formats import workbooks

pytestmark = pytest.mark.sqlite_only
SOP = Path(__file__).parents[2] / "sop" / "pengukuran-kinerja.sop.toml"
Measure = Callable[..., Said]


@pytest.fixture
def measure(tmp_path: Path) -> Measure:
    """Measures ``book`` into a new folder; whatever is wrong, no trace of Python and no result may be there."""

    def call(book: Path, *words: str | Path) -> Said:
        out = tmp_path / "out"
        done = Place(tmp_path / "var").ukur("measure", book, "--out", out, *words)
        assert "Traceback" not in done.stderr
        assert done.returncode == 0 or (not out.exists() and done.stdout == "")
        return Said(done.returncode, done.stdout, done.stderr)

    return call


def book(tmp_path: Path, **changes: Any) -> Path:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(workbooks.xlsx(workbooks.changed(changes)))
    return path


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"drop_columns": {"Indikator": ["Satuan"]}}, ["Indikator!D1: kolom “Satuan” tidak ada"]),
        ({"set": {"Realisasi!D2": "sembilan"}}, ["Realisasi!D2: “sembilan”"]),
        (
            {"set": {"Realisasi!D2": "1.210"}},
            ["Realisasi!D2: “1.210” dapat dibaca lebih dari satu; tulis 1210 atau 1,21"],
        ),
        ({"rename_sheets": {"Realisasi": "Laporan"}}, ["Realisasi: lembar “Realisasi” tidak ada"]),
        (
            {"set": {"Realisasi!D2": "x", "Indikator!A3": ""}, "drop_sheets": ["Bukti"]},
            ["Realisasi!D2: ", "Indikator!A3: ", "Bukti: lembar “Bukti” tidak ada"],
        ),
    ],
    ids=["column", "text", "doubt", "sheet", "three"],
)
def test_a_faulty_workbook_is_told_by_sheet_and_cell(
    measure: Measure, tmp_path: Path, changes: dict[str, Any], sentences: list[str]
) -> None:
    answer = measure(book(tmp_path, **changes))
    assert answer.code == 2
    assert all(f"ukur: {one}" in answer.err for one in sentences), answer.err
    assert all(line.startswith("ukur: ") for line in answer.err.splitlines())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "berkas tidak ada"),
        (b"", "berkas kosong"),
        (b"Kode;Nama\n", "bukan buku kerja .xlsx atau .ods"),
        (b"PK\x03\x04torn", "bukan buku kerja .xlsx atau .ods"),
        ("folder", "ini map, bukan berkas"),
    ],
)
def test_what_is_no_workbook_is_told_with_its_name(
    measure: Measure, tmp_path: Path, content: bytes | str | None, sentence: str
) -> None:
    path = tmp_path / "buku.xlsx"
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    answer = measure(path, "--json")
    assert answer.code == 2
    assert re.fullmatch(rf"ukur: \S*buku\.xlsx: {re.escape(sentence)}.*\n", answer.err), answer.err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "berkas tidak ada"),
        (b"\xff\xfe", "bukan teks UTF-8"),
        (b"a = \n", "(baris 1): bukan TOML yang benar"),
        (re.sub(rb"(?m)^aktivitas +=.*$", b"", SOP.read_bytes()), "tidak ada langkah dengan aktivitas"),
    ],
    ids=["missing", "bytes", "toml", "general"],
)
def test_a_sop_that_cannot_be_played_is_told_with_its_name(
    measure: Measure, tmp_path: Path, text: bytes | None, sentence: str
) -> None:
    path = tmp_path / "lain.sop.toml"
    if text is not None:
        path.write_bytes(text)
    answer = measure(book(tmp_path), "--sop", path)
    assert answer.code == 2
    assert answer.err.startswith(f"ukur: {path}")
    assert sentence in answer.err


def test_results_go_to_a_folder_only(measure: Measure, tmp_path: Path) -> None:
    taken = tmp_path / "berkas"
    taken.write_text("x")
    for place, sentence in ((taken, "bukan folder"), (taken / "di-dalam", "bukan folder")):
        done = Place(tmp_path / "var").ukur("measure", book(tmp_path), "--out", place)
        assert (done.returncode, done.stdout) == (2, "")
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr


def test_doubts_about_a_workbook_are_said_and_do_not_stop_it(measure: Measure, tmp_path: Path) -> None:
    case = workbooks.case(workbooks.GOLDEN / "should_pass" / "target-tidak-pas.toml")
    path = book(tmp_path, set=case["set"])
    answer = measure(path, "--sop", SOP)
    assert answer.code == 0
    assert answer.err.splitlines() == [f"perhatikan {one}" for one in case["remarks"]]
