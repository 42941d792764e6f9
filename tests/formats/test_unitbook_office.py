"""The workbook of a unit's form after LibreOffice has opened and saved it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.formats.unitbooks import came, edited, kinds, members, seal, typed_rows, unit_book, written
from tests.rig import office
from ukur.domain.collection.contents import Content
from ukur.domain.collection.merge import Kind
from ukur.formats.unitbook import write

pytestmark = office.needed
WORDS = "=1+1\n+2  dua  spasi\t@SUM(A1) “kutip” 𝔘 _x000D_ &amp; <b>"
BOOKS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: written(50),
    "words": lambda: write(unit_book([Content("", None, WORDS[:200], True, WORDS, WORDS), *typed_rows(4)]), seal),
    "typed": lambda: edited(
        written(4), {"Form!H5": 12.5, "Form!H6": "1.210", "Form!K7": "=2+2", "Form!H8": {"formula": "5+7"},
                     "Bukti!A4": "IKU-1", "Bukti!B4": "teks", "Bukti!D4": "Rekap di papan."}
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Kind -> what LibreOffice made of each workbook."""
    folder: Path = tmp_path_factory.mktemp("office")
    books = {name: make() for name, make in BOOKS.items()}
    return {kind: office.saved(books, kind, folder) for kind in ("xlsx", "ods")}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("name", ["plain", "words"])
def test_opened_and_saved_it_is_still_unchanged(saved: dict[str, dict[str, bytes]], name: str, kind: str) -> None:
    back = came(saved[kind][name])
    assert back.manifest == came(BOOKS[name]()).manifest
    assert set(kinds(back)) == {Kind.SAME}
    assert back.proofs == ()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_was_typed_survives_the_program(saved: dict[str, dict[str, bytes]], kind: str) -> None:
    cells = came(saved[kind]["typed"])
    assert [one.figure for one in cells.cells] == [12.5, "1.210", 1234.5, 12]
    assert cells.cells[2].cause == "=2+2"
    assert [(one.label, one.kind, one.text) for one in cells.proofs] == [("IKU-1", "teks", "Rekap di papan.")]


def test_locks_rules_and_hidden_sheets_survive_the_program(saved: dict[str, dict[str, bytes]]) -> None:
    parts = members(saved["xlsx"]["plain"])
    form = parts["xl/worksheets/sheet2.xml"].decode()
    assert "<sheetProtection" in form and 'type="decimal"' in form and "<conditionalFormatting" in form
    assert b'state="hidden"' in parts["xl/workbook.xml"] or b'state="veryHidden"' in parts["xl/workbook.xml"]
