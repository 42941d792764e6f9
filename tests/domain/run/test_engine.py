"""Starting, closing, sealing and cancelling: the plain way through a SOP."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.run.play import CAST, Play, kinds
from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.errors import Refused
from ukur.domain.run import engine
from ukur.domain.run.model import (
    Action,
    Cancel,
    Cast,
    Close,
    GoBack,
    Mend,
    Seal,
    Seat,
    Start,
    StepEntered,
    StepLeft,
    TaskKind,
)
from ukur.domain.sop.model import Sop

TWO = sop(row("1", "a", keluar=["d:x", "luar:surat"]), row("2", "b", keluar=["d:y"]))
DECIDING = sop(row("1", "a"), row("2", "b", putusan=choice("3", "1")), row("3", "c"))


def refusals(given: Sop, start: Start) -> list[dict[str, str]]:
    with pytest.raises(Refused) as caught:
        engine.decide(given, None, start)
    return [{"code": one.code, **dict(one.values)} for one in caught.value.refusals]


def test_a_run_starts_with_the_first_steps_task() -> None:
    play = Play(TWO)
    assert kinds(play.last) == ["Started", "StepEntered", "TaskOpened"]
    assert play.keys() == ["1/1/main/a/position:1"]
    assert (play.state.status, play.state.here, play.state.rounds) == ("running", ("1",), {"1": 1})


def test_closing_puts_the_documents_and_goes_on() -> None:
    play = Play(TWO)
    assert kinds(play.close("1/1/main")) == ["TaskClosed", "StepLeft", "StepEntered", "TaskOpened"]
    assert play.last[1:3] == (StepLeft("1", {"d": "x"}), StepEntered("2", 1, {"d": "x"}))
    assert (play.state.here, play.state.documents) == (("2",), {"d": "x"})


def test_the_last_step_ends_the_run_with_nothing_open() -> None:
    play = Play(TWO)
    play.close("1/1")
    play.mend("1", "m", "unit:1", "K1")
    assert kinds(play.close("2/1")) == ["TaskClosed", "StepLeft", "TaskVoided", "Ended"]
    assert (play.state.status, play.state.open, play.state.here) == ("ended", (), ())
    assert play.state.documents == {"d": "y"}


def test_a_superseding_run_starts_later_with_documents_and_no_earlier_rounds() -> None:
    play = Play(TWO, at="2", documents={"d": "x"})
    assert play.keys() == ["2/1/main/b/team:1"]
    assert (play.state.rounds, play.state.entered) == ({"2": 1}, {"2": {"d": "x"}})


@pytest.mark.parametrize(
    ("start", "refusal"),
    [
        (Start(CAST, at="9"), {"code": "step_unknown", "step": "9"}),
        (Start(CAST, documents={"d": "q"}), {"code": "document_state_unknown", "document": "d", "state": "q"}),
        (Start(CAST, documents={"e": "x"}), {"code": "document_state_unknown", "document": "e", "state": "x"}),
        (Start(Cast({"a": CAST.doers["a"]})), {"code": "cast_missing", "performers": "Tim"}),
        (Start(Cast({"a": (), "b": ()})), {"code": "cast_missing", "performers": "Kepala, Tim"}),
    ],
)
def test_a_start_that_cannot_be_is_refused(start: Start, refusal: dict[str, str]) -> None:
    assert refusals(TWO, start) == [refusal]


def test_a_supplier_without_seats_is_missing_in_the_cast() -> None:
    given = sop(row("1", "a", penyerah=["m", "c"]))
    start = Start(Cast({"a": CAST.doers["a"], "m": ()}, {"c": (Seat("unit:9"),)}))
    assert refusals(given, start) == [{"code": "cast_missing", "performers": "Bidang"}]


def test_forks_and_sub_sops_are_refused_at_the_start_with_their_steps() -> None:
    given = sop(row("1", "a", lanjut=["2", "3"]), row("2", "b", sub_sop="dinas/lain"), row("3", "c"))
    assert refusals(given, Start(CAST)) == [
        {"code": "sop_not_runnable", "reason": "fork", "step": "1"},
        {"code": "sop_not_runnable", "reason": "sub_sop", "step": "2"},
    ]


def test_a_decision_of_several_seats_is_refused_at_the_start() -> None:
    given = sop(row("1", "a"), row("2", "m", putusan=choice("3", "1")), row("3", "c"))
    assert refusals(given, Start(CAST)) == [{"code": "sop_not_runnable", "reason": "many_deciders", "step": "2"}]


def test_a_run_starts_once() -> None:
    assert Play(TWO).refused(Start(CAST))["code"] == "run_already_started"


def test_a_task_closes_once() -> None:
    play = Play(TWO)
    key = play.task("1/1").key
    play.close("1/1")
    assert play.refused(Close(key)) == {"code": "task_not_open", "task": key}


@pytest.mark.parametrize(
    "action", [Close("1/1"), GoBack("1/1", "1", "x"), Mend("1", "a", "s", ()), Seal(), Cancel("x")]
)
def test_nothing_can_be_done_before_the_start_or_after_the_end(action: Action) -> None:
    with pytest.raises(Refused, match="run_not_running"):
        engine.decide(TWO, None, action)
    play = Play(TWO)
    play.do(Cancel("salah periode"))
    assert play.refused(action) == {"code": "run_not_running"}


def test_a_decision_takes_the_answer_that_goes_on() -> None:
    play = Play(DECIDING)
    play.close("1/1")
    play.close("2/1", "Ya")
    assert play.state.here == ("3",)


@pytest.mark.parametrize(
    ("answer", "code"), [("", "answer_missing"), ("Mungkin", "answer_unknown"), ("Tidak", "return_needs_goal")]
)
def test_a_decision_wants_a_known_answer_that_does_not_return(answer: str, code: str) -> None:
    play = Play(DECIDING)
    play.close("1/1")
    assert play.refused(Close(play.task("2/1").key, answer))["code"] == code


def test_an_answer_is_refused_where_none_is_asked() -> None:
    play = Play(DECIDING)
    assert play.refused(Close(play.task("1/1").key, "Ya")) == {"code": "answer_not_asked", "answer": "Ya"}


def test_an_answer_may_end_the_run() -> None:
    answers = [{"jawab": "Ya", "ke": "2"}, {"jawab": "Ditolak", "ke": []}]
    play = Play(sop(row("1", "a", putusan=answers), row("2", "b")))
    play.close("1/1", "Ditolak")
    assert play.state.status == "ended"


def test_cancelling_needs_a_reason_and_takes_all_tasks_away() -> None:
    play = Play(TWO)
    assert play.refused(Cancel("  ")) == {"code": "reason_missing"}
    assert kinds(play.do(Cancel("salah periode"))) == ["TaskVoided", "Ended"]
    assert (play.state.status, play.state.open) == ("cancelled", ())


def test_sealing_takes_mending_away_and_happens_once() -> None:
    play = Play(TWO)
    play.mend("1", "m", "unit:1", "K1")
    assert kinds(play.do(Seal())) == ["TaskVoided", "Sealed"]
    assert [one.kind for one in play.state.open] == [TaskKind.MAIN]
    assert play.refused(Seal()) == {"code": "sealed"}
    assert play.refused(Mend("1", "m", "unit:1", ("K1",))) == {"code": "sealed"}


def test_a_refused_action_leaves_the_state_as_it_was() -> None:
    play = Play(DECIDING)
    play.close("1/1")
    before = replace(play.state)
    play.refused(Close(play.task("2/1").key))
    assert play.state == before
