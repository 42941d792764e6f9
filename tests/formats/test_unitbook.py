"""The workbook of a unit's form: what is open in it, how it is printed, and that nothing in it is active."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats import unitbooks, workbooks
from tests.formats.unitbooks import came, kinds, members, seal, typed_rows, unit_book
from ukur.domain.collection.contents import Content
from ukur.domain.collection.merge import Kind
from ukur.formats.measurebook import parse, template
from ukur.formats.unitbook import UnitBook, write

ACTIVE = (
    *("=1+1", "+2", "-3", "@SUM(A1)", "\t=1+1", "\r=1+1", "{=A1}", "'=1", "12", "1e5"),
    *("=cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")'),
    *("https://contoh.contoh", "mailto:a@b.c", "internal:Form!A1", "external:c.xlsx"),
)


def sheet(data: bytes, name: str) -> str:
    return members(data)[f"xl/worksheets/sheet{unitbooks.SHEETS[name]}.xml"].decode()


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
