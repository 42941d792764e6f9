"""The workbook of a unit's form that comes back: what is read, and what is refused with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats import workbooks
from tests.formats.unitbooks import came, edited, members, packed, seal, typed_rows, unit_book, written
from ukur.domain.collection.brought_proofs import label
from ukur.domain.collection.merge import Kind, outcome
from ukur.domain.errors import Refused, Unreadable
from ukur.formats.unitbook import Manifest, write
from ukur.formats.unitbook.manifest import sealed, unsealed


def refused(data: bytes) -> list[str]:
    with pytest.raises((Unreadable, Refused)) as caught:
        came(data)
    error = caught.value
    if isinstance(error, Refused):
        return [one.code for one in error.refusals]
    assert isinstance(error, Unreadable)
    return [str(one) for one in error.faults]


# --- What is read. ----------------------------------------------------------------------------------------------------


def test_what_was_typed_comes_back_as_it_was_typed() -> None:
    data = edited(
        written(),
        {
            "Form!H5": 12.5,
            "Form!H6": None,
            "Form!J6": "Menunggu rekap.",
            "Form!I7": "Sementara",
            "Form!K8": "Baris satu\nBaris dua",
            "Form!H9": "1.210",
            "Form!H10": "–",
        },
    )
    cells = came(data).cells
    assert [one.figure for one in cells] == [12.5, None, 1234.5, None, "1.210", "–"]
    assert (cells[1].unavailable, cells[2].provisional, cells[3].cause) == (
        "Menunggu rekap.", True, "Baris satu\nBaris dua",
    )  # fmt: skip
    assert (cells[4].figure, cells[4].where) == ("1.210", "Form!H9")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"formula": "1+1"}, "cell_without_value"),
        ({"error": "#DIV/0!"}, "cell_error"),
        (True, "number_unreadable"),
        ("dua belas", "number_unreadable"),
        ("1.210", "number_ambiguous"),
    ],
)
def test_what_is_no_number_is_told_with_its_place(value: Any, code: str) -> None:
    book = came(edited(written(1), {"Form!H5": value}))
    base = book.manifest.cells[0].content
    made = outcome(book.cells[0], base, base)
    assert (made.kind, [(one.where, one.why.code) for one in made.wrong]) == (Kind.WRONG, [("Form!H5", code)])
    assert made.asks == ((Decimal(1210), Decimal("1.210")) if code == "number_ambiguous" else ())


def test_a_formula_that_a_program_has_computed_counts_with_its_value() -> None:
    assert came(edited(written(1), {"Form!H5": {"formula": "5+7", "value": 12}})).cells[0].figure == 12


def test_proofs_come_with_their_place() -> None:
    book = unit_book(typed_rows(2))
    row = {
        "A4": label("IKU-1", book.rows[0].name),
        "B4": "tautan",
        "C4": "Rekap",
        "D4": "https://contoh.contoh",
        "E4": "hal. 3",
    }
    (proof,) = came(edited(write(book, seal), {f"Bukti!{place}": one for place, one in row.items()})).proofs
    assert (proof.where, proof.kind, proof.title, proof.text, proof.place) == (
        "Bukti!A4", "tautan", "Rekap", "https://contoh.contoh", "hal. 3",
    )  # fmt: skip


# --- What is refused. -------------------------------------------------------------------------------------------------


def test_an_altered_structure_is_refused_with_what_is_missing() -> None:
    data = written(3)
    assert "tidak ada; unduh Excel" in refused(edited(data, {"Form!A6": None, "Form!B6": None} | _emptied(6)))[0]
    assert "ada 2" in refused(edited(data, {"Form!A6": "IKU-1"}))[0]
    assert "seharusnya" in refused(edited(data, {"Form!A6": "IKU-3", "Form!A7": "IKU-2"}))[0]
    assert "bukan dari form ini" in refused(edited(data, {"Form!A9": "IKU-9"}))[0]
    assert "bukan baris form" in refused(edited(data, {"Form!H9": 5}))[0]
    assert "kolom “Realisasi” tidak ada" in refused(edited(data, {"Form!H4": "Angka"}))[0]
    assert "kolom “Kendala” ada 2" in refused(edited(data, {"Form!M4": "Kendala"}))[0]
    assert "kolom “Isi” tidak ada" in refused(edited(data, {"Bukti!D3": None}))[0]


def _emptied(row: int) -> dict[str, None]:
    return {f"Form!{column}{row}": None for column in "HIJKL"}


@pytest.mark.parametrize("name", ["Form", "Bukti", "_ukur"])
def test_a_missing_sheet_is_named(name: str) -> None:
    parts = members(written(1))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(f'name="{name}"'.encode(), b'name="Lain"')
    assert refused(packed(parts)) == [f"{name}: lembar “{name}” tidak ada; unduh Excel yang baru, lalu salin isiannya"]


def test_moved_columns_and_rows_are_found_by_their_titles() -> None:
    data = written(2)
    moved = edited(data, {"Form!K4": "Tindak lanjut", "Form!L4": "Kendala", "Form!K5": "T", "Form!L5": "K"})
    assert (came(moved).cells[0].cause, came(moved).cells[0].follow_up) == ("K", "T")


def _forged() -> Iterator[tuple[str, bytes]]:
    book = unit_book(typed_rows(2))
    text = sealed(book.manifest, seal)
    other = sealed(replace(book.manifest, unit=9), lambda _: "0" * 64)
    yield "changed", (text[:10] + ("A" if text[10] != "A" else "B") + text[11:]).encode()
    yield "another's", other.encode()
    yield "cut", text[:-3].encode()
    yield "unsealed", text.partition(".")[0].encode()
    yield "nothing", b""
    yield "letters", "ñ.ñ".encode()


@pytest.mark.parametrize(("what", "text"), list(_forged()))
def test_a_manifest_that_is_not_as_we_sealed_it_is_refused(what: str, text: bytes) -> None:
    assert refused(edited(written(2), {"_ukur!A2": text.decode()})) == ["book_forged"]


def test_another_workbook_is_not_ours() -> None:
    assert refused(workbooks.xlsx(workbooks.base())) == ["book_foreign"]
    assert "makro" in refused(packed({**members(written(1)), "xl/vbaProject.bin": b"x"}))[0]
    assert "lebih dari 5 MB" in refused(b"\0" * 5_000_001)[0]
    assert "bukan buku kerja" in refused(b"Kode;Nama\n1;2\n")[0]


def test_two_members_of_one_name_are_refused() -> None:
    import zipfile
    from io import BytesIO

    stream = BytesIO(written(1))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/worksheets/sheet2.xml", b"<worksheet/>")
    assert "rusak" in refused(stream.getvalue())[0]


@settings(max_examples=20)
@given(st.binary(max_size=40), st.integers(0, 1 << 20))
def test_a_sealed_manifest_opens_only_as_it_is(noise: bytes, at: int) -> None:
    manifest: Manifest = unit_book(typed_rows(3)).manifest
    text = sealed(manifest, seal)
    assert unsealed(text, seal) == manifest
    place = at % len(text)
    changed = text[:place] + noise.hex() + text[place + 1 :]
    if "".join(changed.split()) != text:
        with pytest.raises(Refused):
            unsealed(changed, seal)
