"""Retention: which line of a schedule covers a code, and until when a berkas is active and inactive."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukur.domain.archive.retention import Line, Terms, is_code, line_for, sound_terms, spans

TERMS = Terms(2, 4, "Permanen")
CODES = st.lists(st.integers(0, 20), min_size=1, max_size=5).map(lambda parts: ".".join(map(str, parts)))


@pytest.mark.parametrize("text", ["000.8.6.3", "900", "0.0.0", "000.7.2.10"])
def test_numbers_with_dots_are_a_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize("text", ["", ".", "000.", ".8", "000..8", "OT.01", "000 8", "٣.٤", "1" * 50, "000.8\n"])
def test_anything_else_is_none(text: str) -> None:
    assert not is_code(text)


def test_the_line_of_the_longest_covering_code_is_taken_and_the_first_of_equals() -> None:
    lines = [Line(kind, code, TERMS) for kind, code in (("a", "000"), ("b", "000.8.6"), ("c", "000.8.6"), ("d", "9"))]
    assert [line_for(lines, code) for code in ("000.8.6.3", "000.8.6", "000.8", "900", "9.1")] == [
        lines[1], lines[1], lines[0], None, lines[3],
    ]  # fmt: skip


@given(st.lists(CODES, max_size=6), CODES)
def test_no_line_that_covers_is_closer_than_the_one_taken(codes: list[str], code: str) -> None:
    lines = [Line(str(no), one, TERMS) for no, one in enumerate(codes)]
    taken = line_for(lines, code)
    covering = [one for one in lines if f"{code}.".startswith(f"{one.code}.")]
    assert (taken is None) == (not covering)
    assert taken is None or all(len(one.code) <= len(taken.code) for one in covering)


@pytest.mark.parametrize(
    ("today", "phase"),
    [("2026-10-30", "active"), ("2028-10-30", "active"), ("2028-10-31", "inactive"),
     ("2032-10-30", "inactive"), ("2032-10-31", "over")],
)  # fmt: skip
def test_the_years_run_from_the_day_of_closing_and_include_the_anniversary(today: str, phase: str) -> None:
    found = spans(dt.date(2026, 10, 30), 2, 4, dt.date.fromisoformat(today))
    assert (found.active_until, found.inactive_until) == (dt.date(2028, 10, 30), dt.date(2032, 10, 30))
    assert found.phase == phase


def test_a_leap_day_ends_on_the_28th() -> None:
    assert spans(dt.date(2028, 2, 29), 1, 4, dt.date(2028, 3, 1)).active_until == dt.date(2029, 2, 28)


@pytest.mark.parametrize(
    "terms", [Terms(-1, 0, "Musnah"), Terms(0, 101, "Musnah"), Terms(1, 1, "Bakar"), Terms(1, 1, "")]
)
def test_terms_that_cannot_be_used(terms: Terms) -> None:
    assert not sound_terms(terms)
