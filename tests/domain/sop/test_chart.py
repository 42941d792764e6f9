"""The built-in SOP drawn: every line where the rules want it; where a long SOP is cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.domain.sop.drawn import faults
from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.sop import reader
from ukur.domain.sop.chart import A4, F4, SCREEN, Page, chart
from ukur.domain.sop.chart.cells import flows
from ukur.domain.sop.chart.model import SIZES, Bond, Kind, Line, Part
from ukur.domain.sop.chart.overlap import touches
from ukur.domain.sop.chart.pages import best_cut, cost

SEED = reader.read((Path(__file__).parents[3] / "sop" / "pengukuran-kinerja.sop.toml").read_text(encoding="utf-8"))
K, S, T, B = "kepala", "sekretaris", "tim", "bidang"


@pytest.fixture(scope="module", params=[SCREEN, replace(A4, height=None)], ids=["screen", "paper"])
def page(request: pytest.FixtureRequest) -> Page:
    return chart(SEED, request.param).pages[0]


def line(page: Page, start: str, end: str) -> Line:
    found = [one for one in page.lines if (one.start, one.end) == (f"{start}/0", f"{end}/0")]
    assert len(found) == 1, (start, end)
    return found[0]


def straight(page: Page, start: str, end: str) -> bool:
    (x, y), (x2, y2) = line(page, start, end).points
    return x == x2 and y == page.shape(f"{start}/0").box.bottom and y2 == page.shape(f"{end}/0").box.top


def through_band(page: Page, start: str, end: str) -> bool:
    """Down, level between the two rows and off their border, down into the top."""
    (x, y), (x2, y2), (x3, y3), (x4, y4) = line(page, start, end).points
    border = page.rows[page.shape(f"{end}/0").row].top
    a, b = page.shape(f"{start}/0").box, page.shape(f"{end}/0").box
    return (
        (x, y, x4, y4) == (a.x, a.bottom, b.x, b.top) and (x2, x3, y3) == (x, x4, y2) and y < y2 < y4 and y2 != border
    )


def test_the_drawing_of_the_seed_has_no_fault() -> None:
    for form in (SCREEN, A4, F4, replace(A4, height=100)):
        drawn = chart(SEED, form)
        assert faults(SEED, drawn) == []


def test_only_the_five_symbols_of_their_sizes_and_capsules_at_both_ends(page: Page) -> None:
    kinds = {one.key: one.kind for one in page.shapes}
    assert {key for key, kind in kinds.items() if kind is Kind.CAPSULE} == {f"1/{K}/0", f"13/{S}/0"}
    assert {key for key, kind in kinds.items() if kind is Kind.DIAMOND} == {f"8/{S}/0", f"9/{K}/0"}
    assert Kind.PENTAGON not in kinds.values()
    assert all((one.box.width, one.box.height) == SIZES[one.kind] for one in page.shapes)


def test_marks_that_the_run_does_not_use_are_not_drawn(page: Page) -> None:
    assert {one.performer for one in page.shapes if one.step == "8"} == {T, S}
    assert {one.performer for one in page.shapes if one.step == "11"} == {K}


def test_1_to_4_go_down_and_through_the_bands(page: Page) -> None:
    assert through_band(page, f"1/{K}", f"2/{S}")
    assert straight(page, f"2/{S}", f"3/{S}")
    assert through_band(page, f"3/{S}", f"4/{T}")
    sent = line(page, f"4/{T}", f"4/{B}")
    assert (sent.bond, sent.head, len(sent.points)) == (Bond.RECEIVER, True, 2)
    assert page.shape(f"4/{B}/0").part is Part.RECEIVER
    assert not [one for one in page.lines if one.start == f"4/{B}/0"]


def test_4_to_8_go_straight_down_the_team_with_dash_dot_joins_beside_them(page: Page) -> None:
    for no in range(4, 8):
        assert straight(page, f"{no}/{T}", f"{no + 1}/{T}")
    joins = {(one.start[0], *sorted((one.start[2:-2], one.end[2:-2]))) for one in page.lines if one.bond is Bond.JOINT}
    assert joins == {("5", S, T), ("5", B, T), ("6", S, T), ("6", B, T), ("7", B, T)}
    assert not any(one.head for one in page.lines if one.bond is Bond.JOINT)


def test_8_is_handed_to_the_left_and_its_yes_goes_to_the_top_of_9(page: Page) -> None:
    handed = line(page, f"8/{T}", f"8/{S}")
    assert handed.bond is Bond.SEQUENCE and handed.points[-1] == (page.shape(f"8/{S}/0").box.right, handed.points[0][1])
    assert through_band(page, f"8/{S}", f"9/{K}")
    assert line(page, f"8/{S}", f"9/{K}").label


def test_the_no_of_8_leaves_at_the_right_and_ends_at_the_left_side_of_7(page: Page) -> None:
    back = line(page, f"8/{S}", f"7/{T}")
    examiner, goal = page.shape(f"8/{S}/0").box, page.shape(f"7/{T}/0").box
    assert back.bond is Bond.RETURN and len(back.points) == 4
    assert back.points[0][0] > examiner.x and back.points[0][1] != examiner.y
    assert examiner.right < back.points[1][0] < goal.left
    assert back.points[-1] == (goal.left, goal.y)


def test_the_no_of_9_leaves_at_the_left_and_joins_the_last_stretch_into_7(page: Page) -> None:
    back, other = line(page, f"9/{K}", f"7/{T}"), line(page, f"8/{S}", f"7/{T}")
    head = page.shape(f"9/{K}/0").box
    assert back.points[0] == (head.left, head.y) and back.points[1][0] < head.left
    assert back.points[2][1] == back.points[3][1] == page.shape(f"7/{T}/0").box.y
    assert back.points[-1] == other.points[-1] and back.points[-2][0] < other.points[-2][0]


def test_9_to_13_end_in_a_capsule_straight_below_12(page: Page) -> None:
    assert through_band(page, f"9/{K}", f"10/{S}")
    assert through_band(page, f"10/{S}", f"11/{K}")
    assert through_band(page, f"11/{K}", f"12/{S}")
    assert straight(page, f"12/{S}", f"13/{S}")


def test_answers_stand_near_their_diamond_and_nothing_crosses_them(page: Page) -> None:
    told = [one for one in page.lines if one.label]
    assert sorted(one.label.text for one in told if one.label) == ["Tidak", "Tidak", "Ya", "Ya"]
    for one in told:
        assert one.label
        diamond, box = page.shape(one.start).box, one.label.box
        assert max(diamond.left - box.right, box.left - diamond.right, 0) <= 2
        assert max(diamond.top - box.bottom, box.top - diamond.bottom, 0) <= 2
        assert not any(touches(other.points, box) for other in page.lines)


def test_no_two_ways_of_the_seed_cross(page: Page) -> None:
    from ukur.domain.sop.chart.grid import crossing

    ways = [one for one in page.lines if one.flow]
    assert not any(crossing(a.points, b.points)[0] for no, a in enumerate(ways) for b in ways[no + 1 :])


def test_a_cut_costs_what_the_paper_says() -> None:
    costs = {cut: cost(SEED, flows(SEED), cut) for cut in range(1, 13)}
    assert costs == {**dict.fromkeys((1, 2, 3, 4, 5, 6, 9, 10, 11, 12), 1), 7: 3, 8: 2}
    assert best_cut(costs, 0, 9, 13) == 9
    assert best_cut(costs, 0, 8, 13) == 6


def test_a_page_is_not_left_with_one_row_when_it_can_be_helped() -> None:
    assert best_cut(dict.fromkeys(range(1, 13), 1), 0, 12, 13) == 10


def test_pages_repeat_their_head_and_pentagons_come_in_pairs_with_letters_in_reading_order() -> None:
    drawn = chart(SEED, replace(A4, height=100))
    assert len(drawn.pages) > 2
    assert len({page.columns for page in drawn.pages}) == 1 and all(page.rows[0].top == A4.head for page in drawn.pages)
    letters = [one.letter for page in drawn.pages for one in page.shapes if one.letter and one.key.endswith("below")]
    assert sorted(letters) == list("ABCDEFGH"[: len(letters)])


def test_a_return_over_pages_points_up_in_both_columns() -> None:
    of = sop(*(row(str(no), "a") for no in range(1, 6)), row("6", "b", putusan=choice("7", "1")), row("7", "a"))
    drawn = chart(of, replace(A4, height=75))
    ups = [(page.number, one) for page in drawn.pages for one in page.shapes if one.up]
    assert [(no, one.performer, one.twin) for no, one in ups] == [
        (1, "a", len(drawn.pages)),
        (len(drawn.pages), "b", 1),
    ]
    last = [row.step for row in drawn.pages[-1].rows].index("6")
    assert ups[0][1].row == len(drawn.pages[0].rows) - 1 and ups[1][1].row < last
