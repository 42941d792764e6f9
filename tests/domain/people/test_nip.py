import datetime as dt

import pytest

from ukur.domain.errors import Refused
from ukur.domain.people.nip import NipKind, check_nip, proposal


def wrong(text: str, kind: NipKind | None = None) -> list[tuple[str, str]]:
    """The problems of ``text`` as (problem, found)."""
    with pytest.raises(Refused) as caught:
        check_nip(text, kind)
    assert {one.code for one in caught.value.refusals} == {"nip_invalid"}
    values = [dict(one.values) for one in caught.value.refusals]
    return [(one["problem"], one["found"]) for one in values]


def test_a_printed_number_is_read_with_its_parts() -> None:
    nip = check_nip("19751229 199902 2 001")
    assert (nip.born, nip.appointed) == (dt.date(1975, 12, 29), dt.date(1999, 2, 1))
    assert (nip.male, nip.serial, nip.kind) == (False, 1, NipKind.PNS)
    assert nip.spaced == "19751229 199902 2 001"


def test_dots_dashes_and_hard_blanks_between_groups_do_not_count() -> None:
    assert check_nip("19700407.199803-1\u00a0008").digits == "197004071998031008"


def test_a_pppk_number_is_recognised_by_its_code() -> None:
    nip = check_nip("199001012022211003")
    assert (nip.kind, nip.appointed.year, nip.male) == (NipKind.PPPK, 2022, True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ("characters", "")),
        ("1975I229 199902 2 OO1", ("characters", "IO")),
        ("19751229 199902 2 01", ("length", "17")),
        ("19750229 199902 2 001", ("birth_date", "19750229")),
        ("19751229 199913 2 001", ("appointment", "199913")),
        ("19751229 199900 2 001", ("appointment", "199900")),
        ("19751229 199902 3 001", ("sex", "3")),
        ("19851229 199902 2 001", ("age", "13")),
    ],
)
def test_each_impossible_part_is_named(text: str, problem: tuple[str, str]) -> None:
    assert wrong(text) == [problem]


def test_all_problems_are_told_at_once() -> None:
    assert [problem for problem, _ in wrong("19751329 199917 5 001")] == ["birth_date", "appointment", "sex"]


def test_a_number_of_the_other_kind_is_told() -> None:
    assert wrong("199001012022211003", NipKind.PNS) == [("kind", "pppk")]
    assert check_nip("199001012022211003", NipKind.PPPK).kind is NipKind.PPPK


def test_eighteen_years_are_reached_within_the_month_of_appointment() -> None:
    assert check_nip("19801215 199812 1 001").male
    assert wrong("19801215 199811 1 001") == [("age", "17")]


def test_a_stray_digit_is_diagnosed_and_never_dropped_silently() -> None:
    with pytest.raises(Refused) as caught:
        check_nip("319700407 199803 1 008")
    values = dict(caught.value.refusals[0].values)
    assert (values["problem"], values["found"]) == ("length", "19")
    assert values["proposal"] == "197004071998031008"
    assert values["text"] == "319700407 199803 1 008"


def test_no_reading_is_proposed_when_several_are_possible() -> None:
    assert proposal("1975122919990220011") == ""
    assert proposal("197004071998031008") == ""
