"""Suppliers: hand-in tasks from an earlier step on, counted when their step is entered."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.run.play import CAST, Play, kinds
from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.run.model import Close, TaskKind
from ukur.domain.sop.model import Sop

COLLECT = sop(
    row("1", "a"),
    row("2", "c"),
    row("3", "b"),
    row("4", "b", penyerah=["m", "c"], penyerah_sejak="2"),
    row("5", "a", putusan=choice("6", "4", "3", "1")),
    row("6", "a"),
)

END = row("5", "a")


def hand_ins(play: Play) -> list[str]:
    return [one.key for one in play.state.open if one.kind is TaskKind.HAND_IN]


def seats(play: Play) -> list[str]:
    return [key.rsplit("/", 1)[1] for key in hand_ins(play)]


def hand_in_all(play: Play) -> None:
    for key in hand_ins(play):
        play.do(Close(key))


def at_step(no: str, given: Sop = COLLECT) -> Play:
    play = Play(given)
    while play.state.here != (no,):
        hand_in_all(play)
        play.close(f"{play.state.here[0]}/1/main")
    return play


def test_hand_ins_open_when_their_earlier_step_is_left_one_a_seat() -> None:
    play = Play(COLLECT)
    play.close("1/1")
    assert hand_ins(play) == []
    play.close("2/1")
    assert hand_ins(play) == [
        "4/1/hand_in/m/unit:1", "4/1/hand_in/m/unit:2", "4/1/hand_in/m/unit:3", "4/1/hand_in/c/unit:9",
    ]  # fmt: skip


def test_what_was_handed_in_early_counts_and_the_rest_holds_the_step_up() -> None:
    play = Play(COLLECT)
    play.close("1/1")
    play.close("2/1")
    play.close("hand_in/m/unit:1")
    play.close("3/1")
    assert seats(play) == ["unit:2", "unit:3", "unit:9"]
    refused = play.refused(Close(play.task("4/1/main").key))
    assert refused == {"code": "hand_in_missing", "seats": "unit:2, unit:3, unit:9"}
    hand_in_all(play)
    assert play.state.handed == {f"4/1/hand_in/m/unit:{n}" for n in (1, 2, 3)} | {"4/1/hand_in/c/unit:9"}
    assert kinds(play.close("4/1/main"))[0] == "TaskClosed"
    assert play.state.handed == frozenset()


def test_without_an_earlier_step_hand_ins_open_with_the_step() -> None:
    play = Play(sop(row("1", "a"), row("2", "b", penyerah=["m"])))
    play.close("1/1")
    assert play.keys()[0] == "2/1/main/b/team:1"
    assert seats(play) == ["unit:1", "unit:2", "unit:3"]


def test_a_run_that_starts_later_opens_them_with_the_step() -> None:
    play = Play(COLLECT, at="3")
    assert hand_ins(play) == []
    play.close("3/1")
    assert len(hand_ins(play)) == 4


def test_a_step_directly_after_the_earlier_one_opens_them_once() -> None:
    play = Play(sop(row("1", "a"), row("2", "b", penyerah=["m"], penyerah_sejak="1")))
    play.close("1/1")
    assert len(hand_ins(play)) == 3


def test_a_seat_that_supplies_for_two_performers_has_one_task() -> None:
    cast = replace(CAST, suppliers={"c": (*CAST.doers["m"][:1],)})
    play = Play(COLLECT, cast)
    play.close("1/1")
    play.close("2/1")
    assert hand_ins(play) == [f"4/1/hand_in/m/unit:{n}" for n in (1, 2, 3)]


def test_a_return_to_the_step_asks_only_the_owners_for_their_values() -> None:
    play = at_step("5")
    play.back("5/1", "4", {"unit:2": ("K3", "K4"), "unit:9": ("S1",)})
    assert [(one.key, one.scope) for one in play.state.open if one.kind is TaskKind.HAND_IN] == [
        ("4/2/hand_in/m/unit:2", ("K3", "K4")),
        ("4/2/hand_in/c/unit:9", ("S1",)),
    ]
    assert play.state.rounds["4"] == 2


def test_a_return_without_owners_asks_all_for_all() -> None:
    play = at_step("5")
    play.back("5/1", "4")
    tasks = [one for one in play.state.open if one.kind is TaskKind.HAND_IN]
    assert [(one.round, one.scope) for one in tasks] == [(2, ())] * 4


def test_a_return_before_the_earlier_step_asks_again_when_it_is_left_again() -> None:
    play = at_step("5")
    play.back("5/1", "1")
    assert hand_ins(play) == []
    play.close("1/2")
    play.close("2/2")
    assert {one.split("/")[1] for one in hand_ins(play)} == {"2"}
    play.close("3/2")
    hand_in_all(play)
    play.close("4/2")
    assert (play.state.here, play.state.rounds["4"]) == (("5",), 2)


def test_a_return_after_the_earlier_step_asks_again_when_the_step_is_entered() -> None:
    play = at_step("5")
    play.back("5/1", "3")
    assert hand_ins(play) == []
    play.close("3/2")
    assert [one.split("/")[1] for one in hand_ins(play)] == ["2"] * 4


def test_an_early_return_takes_open_hand_ins_away_and_never_reuses_a_key() -> None:
    play = Play(COLLECT)
    play.close("1/1")
    play.close("2/1")
    play.close("hand_in/m/unit:1")
    play.back("3/1", "2", deviation=True)
    assert hand_ins(play) == []
    play.close("2/2")
    assert {one.split("/")[1] for one in hand_ins(play)} == {"2"}
    play.close("hand_in/m/unit:2")
    play.close("3/2")
    assert (play.state.rounds["4"], play.state.handed) == (2, frozenset({"4/2/hand_in/m/unit:2"}))


def test_an_early_return_behind_the_opening_leaves_hand_ins_open() -> None:
    given = sop(row("1", "a"), row("2", "b"), row("3", "b"), row("4", "b", penyerah=["m"], penyerah_sejak="1"))
    play = Play(given)
    play.close("1/1")
    play.close("2/1")
    play.back("3/1", "2", deviation=True)
    assert len(hand_ins(play)) == 3


def test_an_exceptional_return_out_of_the_collecting_step_asks_all_again() -> None:
    play = Play(COLLECT)
    for step in ("1/1", "2/1", "hand_in/m/unit:1", "3/1"):
        play.close(step)
    play.back("4/1/main", "3", deviation=True)
    assert hand_ins(play) == []
    play.close("3/2")
    assert [one.split("/")[1] for one in hand_ins(play)] == ["2"] * 4


def test_a_branch_around_the_opening_step_still_asks_every_supplier() -> None:
    around = [{"jawab": "Lengkap", "ke": "2"}, {"jawab": "Langsung", "ke": "3"}]
    given = sop(
        row("1", "a", putusan=around), row("2", "c"), row("3", "b"), row("4", "b", penyerah=["m"], penyerah_sejak="2")
    )
    play = Play(given)
    play.close("1/1", "Lengkap")
    play.close("2/1")
    play.close("hand_in/m/unit:1")
    play.back("3/1", "1", deviation=True)
    play.close("1/2", "Langsung")
    play.close("3/2")
    assert seats(play) == ["unit:1", "unit:2", "unit:3"]


def past_the_collection() -> Play:
    """A run that went around step 3, whose hand-ins are still open since step 1."""
    around = [{"jawab": "Ya", "ke": "3"}, {"jawab": "Langsung", "ke": "4"}]
    collect = row("3", "b", penyerah=["m"], penyerah_sejak="1")
    play = Play(
        sop(row("1", "a"), row("2", "a", putusan=around), collect, row("4", "a", putusan=choice("5", "3")), END)
    )
    play.close("1/1")
    play.close("2/1", "Langsung")
    return play


def test_a_return_to_a_step_not_entered_yet_asks_its_suppliers_once() -> None:
    play = past_the_collection()
    play.back("4/1", "3")
    assert hand_ins(play) == [f"3/2/hand_in/m/unit:{n}" for n in (1, 2, 3)]


def test_a_return_with_owners_asks_them_even_when_all_had_handed_in_early() -> None:
    play = past_the_collection()
    hand_in_all(play)
    play.back("4/1", "3", {"unit:2": ("K1",)})
    assert hand_ins(play) == ["3/2/hand_in/m/unit:2"]
