"""The workbook of a unit's form: what is open in it, what it takes back, and that nothing in it is active."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats import unitbooks, workbooks
from tests.formats.unitbooks import edited, members, packed, seal, typed_rows, unit_book, written
from ukur.domain.collection.merge import Content, Kind, outcome
from ukur.domain.collection.proofs import label
from ukur.domain.errors import Refused, Unreadable
from ukur.formats.measurebook import parse, template
from ukur.formats.unitbook import Manifest, ReadBook, UnitBook, read, write
from ukur.formats.unitbook.manifest import sealed, unsealed

ACTIVE = (
    *("=1+1", "+2", "-3", "@SUM(A1)", "\t=1+1", "\r=1+1", "{=A1}", "'=1", "12", "1e5"),
    *("=cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")'),
    *("https://contoh.contoh", "mailto:a@b.c", "internal:Form!A1", "external:c.xlsx"),
)


def sheet(data: bytes, name: str) -> str:
    return members(data)[f"xl/worksheets/sheet{unitbooks.SHEETS[name]}.xml"].decode()


def came(data: bytes) -> ReadBook:
    return read(data, "buku.xlsx", seal)


def kinds(book: ReadBook) -> list[Kind]:
    rows = zip(book.cells, book.manifest.cells, strict=True)
    return [outcome(typed, base.content, base.content).kind for typed, base in rows]


def refused(data: bytes) -> list[str]:
    with pytest.raises((Unreadable, Refused)) as caught:
        came(data)
    error = caught.value
    return [one.code for one in error.refusals] if isinstance(error, Refused) else [str(one) for one in error.faults]


# --- What is written. -------------------------------------------------------------------------------------------------


def test_the_same_form_gives_the_same_bytes_and_comes_back_unchanged() -> None:
    book = unit_book(typed_rows(9))
    data = write(book, seal)
    assert data == write(book, seal)
    back = came(data)
    assert back.manifest == book.manifest
    assert kinds(back) == [Kind.SAME] * 9
    assert back.proofs == ()


def test_only_the_cells_to_be_filled_in_are_open() -> None:
    book = unit_book(typed_rows(2))
    book = replace(book, rows=(book.rows[0], replace(book.rows[1], opened=False)))
    data = write(book, seal)
    styles = members(data)["xl/styles.xml"].decode()
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.partition("<cellXfs")[2].partition("</cellXfs")[0])
    unlocked = {str(no) for no, one in enumerate(formats) if 'locked="0"' in one}
    found = re.findall(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"', sheet(data, "Form"))
    assert {place for place, style in found if style in unlocked} == {f"{column}5" for column in "HIJKL"}
    assert all("<sheetProtection" in sheet(data, name) for name in unitbooks.SHEETS)


def test_the_layout_is_that_of_a_form_to_be_typed_in_and_printed() -> None:
    data = write(replace(unit_book(typed_rows(3)), paper="F4"), seal)
    form, parts = sheet(data, "Form"), members(data)
    assert re.search(r'<col min="1" max="1" [^>]*hidden="1"', form)
    assert '<pane xSplit="2" ySplit="4"' in form
    assert 'paperSize="14" orientation="landscape"' in form.replace(' fitToHeight="0"', "")
    assert 'type="decimal"' in form and "tetap,sementara" in form and "Bukan angka" in form
    assert form.count("<cfRule") == 2
    assert "daftar_indikator" in sheet(data, "Bukti") and "tautan,teks" in sheet(data, "Bukti")
    book = parts["xl/workbook.xml"].decode()
    assert re.findall(r'<sheet name="(\w+)"[^>]*state="veryHidden"', book) == ["_daftar", "_ukur"]
    assert "Form!$4:$4" in book


def test_the_returned_reason_has_a_column_only_when_something_was_returned() -> None:
    plain, back = (write(unit_book(typed_rows(1), returned=one), seal) for one in ("", "Beda dengan rekap."))
    strings = [members(one)["xl/sharedStrings.xml"].decode() for one in (plain, back)]
    assert ["Dikembalikan karena" in one for one in strings] == [False, True]
    assert "Beda dengan rekap." in strings[1]
    assert kinds(came(back)) == [Kind.SAME]


# --- Nothing active. --------------------------------------------------------------------------------------------------

RULES = re.compile(r"<formula[12]?>.*?</formula[12]?>")


def active(data: bytes) -> list[str]:
    """What in the workbook would do something when it is opened."""
    parts = members(data)
    found = [
        name for name in parts if re.search("external|vba|embed|oleobject|connection|query|activex|control", name, re.I)
    ]
    for name, content in parts.items():
        text = RULES.sub("", content.decode("utf-8", "replace"))
        found += [f"{name}: {one}" for one in re.findall(r"<f[ >]|<hyperlink|ddeLink|TargetMode|oleObject", text)]
    return found


def texts_of(text: str) -> UnitBook:
    """A workbook that says ``text`` wherever a user's text goes."""
    content = Content("", None, text, False, text, text)
    book = unit_book([content], name=text, uom=text, status=text, returned=text, code=text.strip()[:30] or "x")
    return replace(book, agency=text, unit=text, title=text, due=text)


@pytest.mark.parametrize("text", ACTIVE)
def test_words_of_a_user_never_become_anything_active(text: str) -> None:
    data = write(texts_of(text), seal)
    assert active(data) == []
    assert kinds(came(data)) == [Kind.SAME]


_ANY = st.text(st.characters(codec="utf-8"), max_size=60)


@given(prefix=st.sampled_from(("", *"=+-@\t\r{'", "=cmd|")), text=_ANY)
def test_no_cell_of_a_written_workbook_is_a_formula(prefix: str, text: str) -> None:
    words = prefix + text
    assert active(write(texts_of(words), seal)) == []
    plan = parse(workbooks.xlsx(workbooks.base()), "b")
    report = replace(plan.reports[0], cause=words, missing=words, follow_up=words)
    indicator = replace(plan.indicators[0], name=words, uom=words, definition=words)
    whole = replace(plan, reports=(report,), indicators=(indicator,), agency=replace(plan.agency, name=words))
    assert active(template(whole)) == []


_FIGURES = st.none() | st.decimals(-(10**15), 10**15, places=6) | st.decimals(-(10**18) + 1, 10**18 - 1, places=0)


@given(st.lists(st.tuples(_FIGURES, _ANY, st.booleans(), _ANY, _ANY), min_size=1, max_size=4))
def test_whatever_stands_in_a_cell_is_unchanged_when_nobody_changes_it(rows: list[tuple[Any, ...]]) -> None:
    contents = [Content("" if one[0] is None else "x", *one) for one in rows]
    back = came(write(unit_book(contents), seal))
    assert kinds(back) == [Kind.SAME] * len(rows)


def test_a_text_that_no_cell_can_hold_is_cut_there_and_kept_here() -> None:
    content = Content("", None, "", False, "Sangat panjang. " * 3_000, "")
    assert kinds(came(write(unit_book([content]), seal))) == [Kind.SAME]


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
