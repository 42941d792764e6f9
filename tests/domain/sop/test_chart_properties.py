"""Whatever the SOP, its drawing says what the SOP says; and the reader of drawings sees a broken one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings

from tests.conftest import DRILL
from tests.domain.sop.drawable import sops
from tests.domain.sop.drawn import faults
from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.sop.chart import A4, SCREEN, Chart, Page, chart
from ukur.domain.sop.chart.model import Box, Kind, Label, Line
from ukur.domain.sop.model import Manner, Sop

SMALL = replace(A4, height=75)


@given(sops(parallel=False))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_a_screen_says_what_the_sop_says(of: Sop) -> None:
    assert faults(of, chart(of, SCREEN)) == []


@given(sops(parallel=False, forks=False))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_pages_say_what_the_sop_says(of: Sop) -> None:
    drawn = chart(of, SMALL)
    assert faults(of, drawn) == []
    assert len(drawn.cuts) == len(drawn.pages) - 1
    assert [one.step for page in drawn.pages for one in page.rows if one.step] == [one.no for one in of.steps]


@given(sops())
@settings(max_examples=300 if DRILL else 30, deadline=None, derandomize=True)
def test_even_a_crowded_drawing_loses_no_way_and_goes_through_no_symbol(of: Sop) -> None:
    """Forks upon forks may leave two lines no room but on each other; nothing else may be wrong with them."""
    for form in (SCREEN, SMALL):
        assert [one for one in faults(of, chart(of, form)) if "runs on" not in one] == []


def test_a_fork_its_join_and_ways_that_skip_rows_are_drawn_without_fault() -> None:
    of = sop(
        row("1", "a", lanjut=["2", "3"]),
        row("2", "b", lanjut="4"),
        row("3", "c", lanjut="4"),
        row("4", "a", "b", "m", cara="paralel"),
        row("5", "c", putusan=[*choice("6", "1"), {"jawab": "Langsung", "ke": "7"}]),
        row("6", "b"),
        row("7", "b", "c", cara="berurutan"),
    )
    assert faults(of, chart(of, SCREEN)) == [] and faults(of, chart(of, A4)) == []


OF = sop(
    row("1", "a"), row("2", "b", "c", cara="bersama", utama="b"), row("3", "c", putusan=choice("4", "1")), row("4", "a")
)


def broken(drawn: Chart, **change: Any) -> list[str]:
    return faults(OF, replace(drawn, pages=(replace(drawn.pages[0], **change),)))


def moved(page: Page, key: str, **change: Any) -> Page:
    """The page with one symbol changed."""
    shapes = tuple(replace(one, **change) if one.key == key else one for one in page.shapes)
    return replace(page, shapes=shapes)


def bent(page: Page, start: str, **change: Any) -> dict[str, Any]:
    """The lines of the page, those out of one symbol changed."""
    return {"lines": tuple(replace(one, **change) if one.start == start else one for one in page.lines)}


@pytest.fixture(scope="module")
def drawn() -> Chart:
    made = chart(OF, SCREEN)
    assert faults(OF, made) == []
    return made


def test_the_reader_sees_a_symbol_that_is_missing_or_wrong(drawn: Chart) -> None:
    page = drawn.pages[0]
    assert any("wrong cell" in one for one in broken(drawn, shapes=moved(page, "1/a/0", performer="b").shapes))
    assert any("symbols of a" in one for one in broken(drawn, shapes=moved(page, "1/a/0", kind=Kind.BOX).shapes))


def test_the_reader_sees_symbols_that_overlap_or_leave_their_place(drawn: Chart) -> None:
    page = drawn.pages[0]
    box = page.shape("4/a/0").box
    wide = moved(page, "4/a/0", box=replace(box, width=40)).shapes
    assert any("leaves its column" in one for one in broken(drawn, shapes=wide))
    onto = moved(page, "4/a/0", box=page.shape("1/a/0").box).shapes
    found = broken(drawn, shapes=onto)
    assert any("overlaps" in one for one in found) and any("leaves its row" in one for one in found)


def test_the_reader_sees_lines_that_end_wrong(drawn: Chart) -> None:
    page = drawn.pages[0]
    first = next(one for one in page.lines if one.start == "1/a/0")
    short = (*first.points[:-1], (first.points[-1][0], first.points[-1][1] - 1))
    assert any("does not meet the edge" in one for one in broken(drawn, **bent(page, "1/a/0", points=short)))
    slanted = (first.points[0], first.points[-1])
    assert any("right-angled" in one for one in broken(drawn, **bent(page, "1/a/0", points=slanted)))
    assert any("head" in one for one in broken(drawn, **bent(page, "1/a/0", head=False)))
    assert any("ends at" in one for one in broken(drawn, **bent(page, "1/a/0", end="4/a/0")))


def test_the_reader_sees_ways_that_are_missing_doubled_or_through_a_symbol(drawn: Chart) -> None:
    page = drawn.pages[0]
    assert any(
        "0 paths" in one for one in broken(drawn, lines=page.lines[1:] if page.lines[0].flow else page.lines[:-1])
    )
    ways = [one for one in page.lines if one.flow]
    assert any("2 paths" in one for one in broken(drawn, lines=(*page.lines, ways[0])))
    goal = page.shape("2/b/0").box
    through = Line(ways[0].bond, ((goal.x, goal.top - 3), (goal.x, goal.bottom)), "", "2/b/0", True, "1", ways[0].flow)
    assert any("goes through" in one for one in broken(drawn, lines=(*page.lines, through)))


def test_the_reader_sees_lines_that_run_on_each_other(drawn: Chart) -> None:
    page = drawn.pages[0]
    one, other = (line for line in page.lines if line.start in ("1/a/0", "2/b/0") and line.flow)
    assert any("runs on" in said for said in broken(drawn, **bent(page, "2/b/0", points=one.points)))
    assert other.points != one.points


def test_the_reader_sees_labels_on_lines_symbols_and_missing_ones(drawn: Chart) -> None:
    page = drawn.pages[0]
    diamond = page.shape("3/c/0").box
    label = Label("Ya", Box(diamond.x, diamond.bottom + 1, 4, 3))
    on = [replace(one, label=label) if one.label and one.label.text == "Ya" else one for one in page.lines]
    assert any("label Ya on" in one for one in broken(drawn, lines=tuple(on)))
    assert any("says []" in one for one in broken(drawn, **bent(page, "3/c/0", label=None)))


def test_the_reader_sees_pentagons_without_a_twin() -> None:
    of = sop(*(row(str(no), "a") for no in range(1, 9)))
    assume(all(one.manner is not Manner.PARALLEL for one in of.steps))  # a bus and its cut share a band there
    drawn = chart(of, SMALL)
    assert faults(of, drawn) == [] and len(drawn.pages) > 1
    last = drawn.pages[-1]
    alone = replace(last, shapes=tuple(replace(one, letter="Q") if one.letter else one for one in last.shapes))
    assert "pentagons are not in pairs on two pages" in faults(of, replace(drawn, pages=(*drawn.pages[:-1], alone)))
