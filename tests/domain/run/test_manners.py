"""How several performers and several seats share one step."""

from __future__ import annotations

from tests.domain.run.play import Play, kinds
from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.run.model import Close, GoBack

END = row("9", "a")


def test_every_seat_of_a_column_for_many_must_close() -> None:
    play = Play(sop(row("1", "m"), END))
    assert [one.seat for one in play.state.open] == ["unit:1", "unit:2", "unit:3"]
    for seat in ("unit:2", "unit:1"):
        assert kinds(play.close(seat)) == ["TaskClosed"]
    play.close("unit:3")
    assert play.state.here == ("9",)


def test_in_a_joint_step_the_main_performer_closes_and_the_others_never_block() -> None:
    play = Play(sop(row("1", "a", "b", "m", cara="bersama", utama="b"), END))
    assert [one.kind for one in play.state.open] == ["main", *["confirm"] * 4]
    assert kinds(play.close("confirm/a")) == ["TaskClosed"]
    assert kinds(play.close("main/b")) == ["TaskClosed", *["TaskVoided"] * 3, "StepLeft", "StepEntered", "TaskOpened"]


def test_in_a_joint_step_every_seat_of_the_main_performer_must_close() -> None:
    play = Play(sop(row("1", "m", "a", cara="bersama"), END))
    play.close("main/m/unit:1")
    play.close("main/m/unit:2")
    assert play.state.here == ("1",)
    play.close("main/m/unit:3")
    assert play.state.here == ("9",)


def test_in_a_parallel_step_all_close_in_any_order() -> None:
    play = Play(sop(row("1", "a", "m", cara="paralel"), END))
    assert len(play.state.open) == 4
    for seat in ("unit:3", "position:1", "unit:1"):
        play.close(seat)
    assert play.state.here == ("1",)
    play.close("unit:2")
    assert play.state.here == ("9",)


def test_in_turn_the_next_performer_begins_when_all_seats_of_the_one_before_have_closed() -> None:
    play = Play(sop(row("1", "m", "a", cara="berurutan"), END))
    assert [one.performer for one in play.state.open] == ["m", "m", "m"]
    play.close("unit:1")
    play.close("unit:2")
    assert kinds(play.close("unit:3")) == ["TaskClosed", "TaskOpened"]
    assert play.keys() == ["1/1/main/a/position:1"]
    play.close("main/a")
    assert play.state.here == ("9",)


def test_where_any_one_may_do_it_the_first_takes_it_from_the_others() -> None:
    play = Play(sop(row("1", "a", "m", cara="salah_satu"), END))
    assert len(play.state.open) == 4
    assert kinds(play.close("unit:2"))[:4] == ["TaskClosed", *["TaskVoided"] * 3]
    assert play.state.here == ("9",)


def test_where_any_one_may_do_it_whoever_does_decides() -> None:
    play = Play(sop(row("1", "a"), row("2", "m", "b", cara="salah_satu", putusan=choice("9", "1")), END))
    play.close("1/1")
    assert play.refused(Close(play.task("unit:2").key))["code"] == "answer_missing"
    play.close("unit:2", "Ya")
    assert play.state.here == ("9",)


def test_only_the_last_in_turn_is_asked_for_the_answer() -> None:
    turn = row("2", "a", "b", cara="berurutan", putusan=choice("9", "1"))
    play = Play(sop(row("1", "a"), turn, END))
    play.close("1/1")
    assert play.refused(Close(play.task("2/1/main/a").key, "Ya"))["code"] == "answer_not_asked"
    play.close("2/1/main/a")
    play.close("2/1/main/b", "Ya")
    assert play.state.here == ("9",)


def parallel_decision() -> Play:
    diamond = [{"di": "b", "bentuk": "keputusan"}]
    parallel = row("2", "b", "c", cara="paralel", simbol=diamond, putusan=choice("9", "1"))
    play = Play(sop(row("1", "a"), parallel, END))
    play.close("1/1")
    return play


def test_a_decider_beside_others_goes_on_last() -> None:
    play = parallel_decision()
    refused = play.refused(Close(play.task("main/b").key, "Ya"))
    assert refused == {"code": "others_first", "seats": "position:2"}
    play.close("main/c")
    play.close("main/b", "Ya")
    assert play.state.here == ("9",)


def test_a_decider_beside_others_may_return_at_once_and_nobody_else_may() -> None:
    play = parallel_decision()
    assert play.refused(GoBack(play.task("main/c").key, "1", "x"))["code"] == "return_not_drawn"
    play.back("main/b", "1")
    assert play.state.here == ("1",)
    assert play.keys() == ["1/2/main/a/position:1"]
