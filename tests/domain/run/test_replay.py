"""The state is the sum of the events, and events that cannot have happened are refused."""

from __future__ import annotations

import pytest

from tests.domain.run.play import CAST, Play
from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.run import engine
from ukur.domain.run.model import Close, Ended, Event, Sealed, Started, Status, Task, TaskClosed, TaskKind, TaskOpened
from ukur.domain.run.replay import evolve, evolve_all

FLOW = sop(row("1", "a", keluar=["d:x"]), row("2", "b", penyerah=["m"], putusan=choice("3", "1")), row("3", "a"))


def played() -> Play:
    play = Play(FLOW)
    play.close("1/1")
    for seat in ("unit:1", "unit:2", "unit:3"):
        play.close(seat)
    play.back("2/1/main", "1")
    play.close("1/2")
    return play


def test_replaying_all_events_gives_the_same_state() -> None:
    play = played()
    assert evolve_all(None, play.events) == play.state


def test_events_one_by_one_give_what_they_give_together() -> None:
    play = played()
    state = evolve(None, play.events[0])
    for event in play.events[1:]:
        state = evolve(state, event)
    assert state == play.state


def test_an_older_state_is_not_touched_by_what_happens_after_it() -> None:
    play = Play(FLOW)
    before, count = play.state, len(play.state.open)
    play.close("1/1")
    assert (len(before.open), before.rounds, before.documents, before.here) == (count, {"1": 1}, {}, ("1",))


def test_deciding_alone_changes_nothing_and_says_the_same_as_applying() -> None:
    play = Play(FLOW)
    action = Close(play.task("1/1").key)
    events = engine.decide(FLOW, play.state, action)
    assert engine.apply(FLOW, play.state, action) == (evolve_all(play.state, events), events)


STRANGER = Task("1", 7, TaskKind.MAIN, "a", "position:1")


@pytest.mark.parametrize("event", [TaskClosed(STRANGER), Started(CAST)])
def test_a_journal_that_does_not_fit_is_refused(event: Event) -> None:
    with pytest.raises(ValueError, match=r"cannot happen|not in list"):
        evolve(Play(FLOW).state, event)


@pytest.mark.parametrize("event", [TaskOpened(STRANGER), Sealed(), Ended(Status.ENDED)])
def test_nothing_happens_before_the_start(event: Event) -> None:
    with pytest.raises(ValueError, match="cannot happen"):
        evolve(None, event)


def test_no_events_make_no_state() -> None:
    with pytest.raises(ValueError, match="Started"):
        evolve_all(None, ())
