"""The shortcut of the reader: what is not walked would have shown nothing to a walk either."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drill.mutations import INSIDE
from tests.formats import unitbooks, workbooks
from ukur.domain.errors import Unreadable
from ukur.formats.sheets import marks_xlsx
from ukur.formats.sheets.marks import Marks
from ukur.formats.sheets.plain_xlsx import count_of_texts, no_percent, unmarked

SHEET = "xl/worksheets/sheet2.xml"
BOOK = unitbooks.members(unitbooks.edited(unitbooks.written(4), {"Form!H5": 5, "Form!K6": "Macet", "Form!H7": None}))
MEASURE = unitbooks.members(workbooks.xlsx(workbooks.base()))


def _changed(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - the same change for the same number
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(INSIDE)(data, chance)
    return data


@given(st.sampled_from((BOOK[SHEET], MEASURE[SHEET])), st.integers(0, 1 << 30))
def test_a_sheet_that_is_not_walked_has_nothing_to_show(sheet: bytes, seed: int) -> None:
    data = _changed(sheet, seed)
    if unmarked(data):
        walk = marks_xlsx._Sheet(Marks("x"), set())
        try:
            walk.walk({"x": data}, "x")
        except Unreadable as unreadable:  # in the head of a row, of which nothing is read
            assert re.search("duplicate attribute|unbound prefix", str(unreadable))
        assert walk.marks.cells == {}


@given(st.integers(0, 1 << 30))
def test_styles_that_are_not_walked_have_no_percentage(seed: int) -> None:
    data = _changed(MEASURE["xl/styles.xml"], seed)
    if no_percent(data):
        walk = marks_xlsx._Styles()
        try:
            walk.walk({"x": data}, "x")
        except Unreadable:
            return  # not well-formed: found out before
        assert walk.percent == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb'r="H5"', b'r="XFD1"'),
        (rb'r="H5"', b'r="A5001"'),
        (rb'(<c r="H5"[^>]*)>', rb'\1 t="e">'),
        (rb'<c r="H5"', b'<c  r="H5"'),
        (rb"<v>5</v>", b"<f>5</f><v>5</v>"),
        (rb"<v>5</v>", b"<x:f>5</x:f>"),
        (rb"<v>5</v>", b"<v>&#53;</v>"),
        (rb"<v>5</v>", b"<v><!-- --></v>"),
        (rb"</sheetData>", b"</sheetData><sheetData></sheetData>"),
        (rb"</worksheet>", b"<c/></worksheet>"),
        (rb"</worksheet>", b""),
        (rb'encoding="UTF-8"', b'encoding="UTF-16"'),
    ],
)
def test_what_looks_unusual_is_walked(old: bytes, new: bytes) -> None:
    assert unmarked(BOOK[SHEET])
    changed = re.sub(old, new, BOOK[SHEET], count=1)
    assert changed != BOOK[SHEET] and not unmarked(changed)


def test_the_count_of_texts_is_seen_or_looked_for() -> None:
    strings = BOOK["xl/sharedStrings.xml"]
    assert (count_of_texts(strings) or "").isdigit()
    for one in (strings.replace(b"uniqueCount", b"Count"), strings.replace(b"</sst>", b""), b"<sst/>"):
        assert count_of_texts(one) is None
