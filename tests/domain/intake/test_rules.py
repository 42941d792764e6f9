"""What is asked about a line of a plan workbook, and what an answer does."""

from __future__ import annotations

import pytest

from ukur.domain.intake.around import Known, KnownPerson, around
from ukur.domain.intake.model import Book, Line, Part, State, from_data, to_data
from ukur.domain.intake.rules import examined, mended, problems

PLAN = {
    "code": "IKU-01", "objective": "Koperasi kuat", "name": "Koperasi aktif", "uom": "%", "unit": "KOP",
    "polarity": "higher", "accumulation": "last", "frequency": "quarterly",
    "q1": "10", "q2": "20", "q3": "30", "q4": "40", "year": "40",
}  # fmt: skip
PERSON = {"name": "Asep Kurnia", "role": "pengisi", "unit": "KOP", "title": "Analis"}
KNOWN = Known(
    units={"KOP": ("Bidang Koperasi", "bidang"), "SEK": ("Sekretariat", "sekretariat")},
    people=(KnownPerson("lilis.suryani", "Lilis Suryani", ""),),
    seats={"kepala": "Hasan Basri"},
    uoms=(("Koperasi diperiksa", "KOP", "koperasi"), ("Pasar tertata", "DAG", "pasar")),
    earlier=2025,
    elsewhere=frozenset({"197004071998031008"}),
    taken=frozenset({"lilis.suryani", "asep.kurnia"}),
)


def asked(part: Part, cells: dict[str, str], known: Known = KNOWN) -> list[tuple[str, str, tuple[str, ...]]]:
    """Cell, code and offers of each problem of one line."""
    line = Line(part, 2, cells)
    return [(one.cell, one.code, one.offers) for one in problems(line, around(Book(2026, (line,)), known))]


def test_a_sound_line_is_asked_nothing() -> None:
    assert asked(Part.PLAN, PLAN) == []
    assert asked(Part.PEOPLE, PERSON) == []
    assert asked(Part.UNITS, {"code": "UKM", "name": "Bidang UKM", "kind": "bidang"}) == []


def test_an_empty_unit_of_measure_comes_with_those_of_similar_indicators() -> None:
    assert asked(Part.PLAN, PLAN | {"uom": ""}) == [("uom", "empty", ("koperasi",))]
    lines = (Line(Part.PLAN, 2, PLAN | {"uom": ""}), Line(Part.PLAN, 3, PLAN | {"code": "IKU-02", "uom": "orang"}))
    without_earlier = Known(units=KNOWN.units)
    (_, _, (found,)), _ = examined(around(Book(2026, lines), without_earlier))
    assert (found.offers, dict(found.values)["earlier"]) == (("orang",), "0")


@pytest.mark.parametrize(("cells", "expected"), [
    ({"q2": "1.210", "accumulation": "average"}, ("q2", "ambiguous", ("1210", "1,21"))),
    ({"q4": "2.6", "year": "2540"}, ("q4", "far_from_year", ("2600", "2,6", "2540"))),
    ({"q4": "2,6", "year": "2540"}, ("q4", "far_from_year", ("2600", "2,6", "2540"))),
    ({"q4": "4000"}, ("q4", "far_from_year", ("4000", "40"))),
    ({"unit": "Bidang Pasar"}, ("unit", "unit_unknown", ("KOP", "SEK"))),
    ({"polarity": "baik"}, ("polarity", "word_unknown", ("higher", "lower", "range"))),
    ({"year": ""}, ("year", "target_empty", ("40",))),
    ({"q3": ""}, ("q3", "target_empty", ("–",))),
    ({"q3": "tiga"}, ("q3", "not_a_number", ())),
    ({"accumulation": "sum"}, ("sum", "cumulative", ("split", "last", "keep"))),
    ({"accumulation": "sum", "year": "70"}, ("sum", "sum_differs", ("100", "keep"))),
    ({"filler": "Siapa Saja"}, ("filler", "person_unknown", ("",))),
    ({"upper": "50"}, ("upper", "upper_without_range", ("",))),
    ({"polarity": "range"}, ("upper", "empty", ())),
    ({"uom": "x" * 41}, ("uom", "too_long", ())),
    ({"code": ""}, ("code", "empty", ("IKU-01",))),
])  # fmt: skip
def test_what_is_in_doubt_in_a_plan_is_asked_with_its_readings(
    cells: dict[str, str], expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert asked(Part.PLAN, PLAN | cells) == [expected]


@pytest.mark.parametrize(("cells", "expected"), [
    ({"nip": "19751229199902100"}, ("nip", "nip_invalid", ("",))),
    ({"nip": "3197004071998031008"}, ("nip", "nip_invalid", ("197004071998031008", ""))),
    ({"nip": "197004071998031008"}, ("nip", "nip_elsewhere", ("",))),
    ({"role": "kepala"}, ("role", "seat_taken", ("pengisi",))),
    ({"unit": ""}, ("unit", "empty", ("KOP", "SEK"))),
    ({"since": "kemarin"}, ("since", "date_unreadable", ())),
    ({"honorific": "Saudara"}, ("honorific", "word_unknown", ("Bapak", "Ibu", "Bapak/Ibu", ""))),
    ({"phone": "0" * 31}, ("phone", "too_long", ())),
    ({"email": "asep"}, ("email", "email_invalid", ("",))),
    ({"username": "lilis.suryani"}, ("username", "username_taken", ("asep.kurnia2",))),
])  # fmt: skip
def test_what_is_in_doubt_about_somebody_is_asked(
    cells: dict[str, str], expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert asked(Part.PEOPLE, PERSON | cells) == [expected]


def test_a_unit_whose_own_line_is_not_sound_cannot_be_named_yet() -> None:
    lines = (
        Line(Part.UNITS, 2, {"code": "PSR", "name": "Pasar", "kind": ""}),
        Line(Part.PLAN, 2, PLAN | {"unit": "PSR"}),
    )
    found = examined(around(Book(2026, lines), KNOWN))
    assert [problems[0].cell for _, _, problems in found] == ["kind", "unit"]


def test_a_user_name_belongs_to_one_person() -> None:
    lines = tuple(
        Line(Part.PEOPLE, row, PERSON | {"name": name, "username": "a.b"}) for row, name in ((2, "A"), (3, "B"))
    )
    found = examined(around(Book(2026, lines), KNOWN))
    assert [[one.code for one in problems] for _, _, problems in found] == [[], ["username_taken"]]


def test_a_code_used_twice_is_asked_about_on_both_lines() -> None:
    lines = tuple(Line(Part.PLAN, row, PLAN) for row in (2, 3))
    found = examined(around(Book(2026, lines), KNOWN))
    assert [state for _, state, _ in found] == [State.FILL, State.FILL]
    assert found[0][2][0].offers == ("IKU-02",)


def test_an_answer_is_not_asked_again_and_typing_asks_anew() -> None:
    line = Line(Part.PLAN, 2, PLAN | {"q4": "2.6", "year": "2540"})
    chosen = mended(line, "q4", "2,6", offered=True)
    assert problems(chosen, around(Book(2026, (chosen,)), KNOWN)) == ()
    typed = mended(chosen, "q4", "2,7", offered=False)
    assert [one.code for one in problems(typed, around(Book(2026, (typed,)), KNOWN))] == ["far_from_year"]


def test_targets_up_to_each_quarter_become_single_ones_when_that_is_chosen() -> None:
    line = mended(Line(Part.PLAN, 2, PLAN | {"accumulation": "sum"}), "sum", "split", offered=True)
    assert [line[key] for key in ("q1", "q2", "q3", "q4")] == ["10", "10", "10", "10"]
    assert problems(line, around(Book(2026, (line,)), KNOWN)) == ()


def test_a_line_left_out_is_asked_nothing_and_takes_no_code() -> None:
    lines = (Line(Part.PLAN, 2, PLAN, skip=True), Line(Part.PLAN, 3, PLAN))
    assert [state for _, state, _ in examined(around(Book(2026, lines), KNOWN))] == [State.SKIPPED, State.READY]


def test_a_book_is_kept_as_plain_data() -> None:
    line = Line(Part.PLAN, 2, PLAN, {"q1": ("94,74", "0,9474")}, frozenset({"q4"}), skip=True)
    assert from_data(to_data(Book(2026, (line,)))) == Book(2026, (line,))
