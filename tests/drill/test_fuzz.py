"""Damaged files into the readers: a clear refusal or a sound reading, never a crash, a hang or a flood of memory."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import DRILL
from tests.drill import mutations
from tests.drill.place import Place
from tests.formats import workbooks

pytestmark = pytest.mark.sqlite_only
FILES = (
    {"workbook": 1_000, "unitbook": 5_000, "sop": 1_000}
    if DRILL
    else dict.fromkeys(("workbook", "unitbook", "sop"), 40)
)
GROWN = 24  # megabytes that the second half of the files may leave behind
PLAYED = 12 if DRILL else 1


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "var")


@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_is_refused_in_words_or_read(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    (tmp_path / "read").mkdir()
    done = place.python("-m", "tests.drill.fuzz", kind, "1", str(FILES[kind]), tmp_path / "read")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{said[-1:]}: {done.stderr[-2000:]}"
    assert [one for one in said if "wrong" in one] == []
    assert said[-1]["figures"]["refused"] > FILES[kind] / 3
    assert said[-1]["grown"] < GROWN
    if DRILL:
        with capsys.disabled():
            print(f"\nfuzz {kind}: {said[-1]}")  # noqa: T201


def test_a_damaged_workbook_that_can_be_read_is_measured_or_refused(place: Place, tmp_path: Path) -> None:
    (tmp_path / "read").mkdir()
    place.python("-m", "tests.drill.fuzz", "workbook", "1", str(40 * PLAYED), tmp_path / "read")
    books = sorted((tmp_path / "read").iterdir())[:PLAYED]
    assert len(books) == PLAYED
    for book in books:
        done = place.ukur("measure", book, "--out", tmp_path / f"out-{book.name}", "--json")
        assert done.returncode in (0, 2), f"{book}: {done.stderr}"
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("part", "old", "new", "reason"),
    [
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="C99999999999999999999"', "bukan alamat sel"),
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="1"', "bukan alamat sel"),
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="ZZ9"', "lebih dari 5000 baris atau 200 kolom"),
        ("xl/sharedStrings.xml", rb'uniqueCount="\d+"', b'uniqueCount="4294967296"', "banyaknya teks"),
        ("xl/sharedStrings.xml", rb'uniqueCount="\d+"', b'uniqueCount="-1"', "banyaknya teks"),
    ],
)
def test_a_lie_about_sizes_is_seen_before_room_is_made_for_it(
    place: Place, tmp_path: Path, part: str, old: bytes, new: bytes, reason: str
) -> None:
    parts = mutations.parts_of(workbooks.xlsx(workbooks.base()))
    changed = re.sub(old, new, parts[part], count=1)
    assert changed != parts[part]
    (tmp_path / "buku.xlsx").write_bytes(mutations.packed({**parts, part: changed}))
    done = place.ukur("measure", tmp_path / "buku.xlsx", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
