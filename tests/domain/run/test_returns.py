"""Ways back: drawn, exceptional, and mending."""

from __future__ import annotations

import pytest

from tests.domain.run.play import Play, kinds
from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.run.model import GoBack, Mend, Returned, Seal, StepLeft, TaskClosed, TaskKind, TaskVoided

FLOW = sop(
    row("1", "b", keluar=["d:x"], penyerah=["m"]),
    row("2", "b", "m", cara="bersama", keluar=["d:y"]),
    row("3", "b", "c", cara="berurutan", keluar=["d:z"], putusan=choice("4", "2", "1")),
    row("4", "a"),
)


def at_3() -> Play:
    play = Play(FLOW)
    for seat in ("unit:1", "unit:2", "unit:3"):
        play.close(f"hand_in/m/{seat}")
    play.close("1/1/main")
    play.close("2/1/main")
    play.close("3/1/main/b")
    return play


def mending(play: Play) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.key, one.scope) for one in play.state.open if one.kind is TaskKind.MENDING]


def test_a_drawn_return_restores_the_states_its_goal_was_entered_with() -> None:
    play = at_3()
    events = play.back("3/1/main/c", "2")
    assert kinds(events)[:4] == ["TaskClosed", "StepLeft", "Returned", "StepEntered"]
    assert isinstance(events[0], TaskClosed)
    assert (events[0].answer, events[1]) == ("Tidak", StepLeft("3", {}))
    assert events[2] == Returned("3", "2", "belum sesuai", {"d": "x"}, deviation=False)
    assert (play.state.here, play.state.documents, play.state.rounds["2"]) == (("2",), {"d": "x"}, 2)
    assert play.keys()[0] == "2/2/main/b/team:1"


def test_a_decider_may_choose_another_drawn_goal() -> None:
    play = at_3()
    play.back("3/1/main/c", "1")
    assert (play.state.here, play.state.documents) == (("1",), {})


def test_every_round_counts_up_and_the_run_still_ends() -> None:
    play = at_3()
    for round_ in (2, 3):
        play.back("/main/c", "2")
        play.close(f"2/{round_}/main")
        play.close("/main/b")
    play.close("/main/c", "Ya")
    play.close("4/1")
    assert (play.state.status, play.state.rounds) == ("ended", {"1": 1, "2": 3, "3": 3, "4": 1})


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_needs_a_reason(reason: str) -> None:
    play = at_3()
    assert play.refused(GoBack(play.task("3/1").key, "2", reason)) == {"code": "reason_missing"}


def test_what_is_not_drawn_is_refused_unless_it_is_a_deviation() -> None:
    play = at_3()
    play.close("3/1", "Ya")
    key = play.task("4/1").key
    assert play.refused(GoBack(key, "1", "x"))["code"] == "return_not_drawn"
    events = play.do(GoBack(key, "1", "x", deviation=True))
    assert kinds(events)[:3] == ["TaskVoided", "StepLeft", "Returned"]
    assert events[2] == Returned("4", "1", "x", {}, deviation=True)


def test_a_drawn_return_is_no_deviation_even_when_called_one() -> None:
    play = at_3()
    returned = next(one for one in play.back("3/1", "2", deviation=True) if isinstance(one, Returned))
    assert not returned.deviation


def test_a_deviation_goes_to_an_earlier_step_that_was_visited() -> None:
    play = Play(FLOW, at="2", documents={"d": "x"})
    play.close("2/1/main")
    key = play.task("3/1").key
    assert play.refused(GoBack(key, "1", "x", deviation=True)) == {"code": "return_not_visited", "to": "1"}
    assert play.refused(GoBack(key, "3", "x", deviation=True))["code"] == "return_not_earlier"
    assert play.refused(GoBack(key, "4", "x", deviation=True))["code"] == "return_not_earlier"
    assert play.refused(GoBack(key, "7", "x", deviation=True)) == {"code": "step_unknown", "step": "7"}


def test_nothing_returns_after_the_signature() -> None:
    play = at_3()
    play.do(Seal())
    assert play.refused(GoBack(play.task("3/1").key, "2", "x")) == {"code": "sealed"}
    assert play.refused(GoBack(play.task("3/1").key, "2", "x", deviation=True)) == {"code": "sealed"}


def test_only_the_steps_own_task_leads_back() -> None:
    play = Play(FLOW)
    refused = play.refused(GoBack(play.task("unit:1").key, "1", "x", deviation=True))
    assert refused["code"] == "return_not_from_here"


def test_confirmations_of_the_left_step_are_taken_away() -> None:
    play = Play(FLOW)
    for seat in ("unit:1", "unit:2", "unit:3"):
        play.close(seat)
    play.close("1/1/main")
    voided = [one.task for one in play.back("2/1/main", "1", deviation=True) if isinstance(one, TaskVoided)]
    assert [one.kind for one in voided] == [TaskKind.MAIN, *[TaskKind.CONFIRM] * 3]


def test_owners_of_named_values_mend_when_the_goal_has_no_suppliers() -> None:
    play = at_3()
    play.back("3/1", "2", {"unit:2": ("K1", "K2"), "position:1": ("K9",)})
    assert mending(play) == [
        ("2/2/mending/m/unit:2", ("K1", "K2")),
        ("2/2/mending/a/position:1", ("K9",)),
    ]


def test_an_owner_outside_the_cast_is_refused() -> None:
    play = at_3()
    for to in ("1", "2"):
        refused = play.refused(GoBack(play.task("3/1").key, to, "x", {"unit:77": ("K1",)}))
        assert refused == {"code": "owner_not_cast", "seats": "unit:77"}


def test_mending_tasks_hold_nothing_up_and_stay_open_over_a_return() -> None:
    play = at_3()
    play.mend("2", "m", "unit:3", "K7")
    play.back("3/1", "2")
    assert mending(play) == [("2/1/mending/m/unit:3", ("K7",))]
    play.close("2/2/main")
    assert play.state.here == ("3",)


def test_a_seat_has_one_mending_task_and_its_values_are_joined() -> None:
    play = at_3()
    play.mend("2", "m", "unit:3", "K7")
    assert kinds(play.mend("2", "m", "unit:3", "K8", "K7")) == ["TaskVoided", "TaskOpened"]
    assert mending(play) == [("2/2/mending/m/unit:3", ("K7", "K8"))]
    assert play.mend("2", "m", "unit:3", "K8") == ()
    play.mend("2", "m", "unit:3")
    assert mending(play) == [("2/3/mending/m/unit:3", ())]
    assert play.mend("2", "m", "unit:3", "K8") == ()


def test_a_second_finding_after_the_first_was_mended_gets_a_new_key() -> None:
    play = at_3()
    play.mend("2", "m", "unit:3", "K7")
    play.close("mending")
    play.mend("2", "m", "unit:3", "K7")
    assert mending(play) == [("2/2/mending/m/unit:3", ("K7",))]


def test_mending_is_for_seats_of_the_cast_and_steps_of_the_sop() -> None:
    play = at_3()
    assert play.refused(Mend("2", "m", "unit:77", ())) == {"code": "owner_not_cast", "seats": "unit:77"}
    assert play.refused(Mend("2", "q", "unit:1", ()))["code"] == "owner_not_cast"
    assert play.refused(Mend("7", "m", "unit:1", ())) == {"code": "step_unknown", "step": "7"}
    play.mend("2", "c", "unit:9", "S1")
    assert mending(play) == [("2/1/mending/c/unit:9", ("S1",))]
