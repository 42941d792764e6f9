"""Playing a run in a test: a cast for the tiny SOPs, and short words for what people do."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ukur.domain.errors import Refused
from ukur.domain.run import engine
from ukur.domain.run.model import Action, Cast, Close, Event, GoBack, Mend, Seat, Start, State, Task
from ukur.domain.sop.model import Sop

CAST = Cast(
    doers={
        "a": (Seat("position:1"),),
        "b": (Seat("team:1"),),
        "c": (Seat("position:2"),),
        "m": (Seat("unit:1"), Seat("unit:2"), Seat("unit:3")),
    },
    suppliers={"c": (Seat("unit:9"),)},
)


class Play:
    """One run of ``sop``; every action goes through the engine and its events are kept."""

    def __init__(self, sop: Sop, cast: Cast = CAST, at: str = "", documents: Mapping[str, str] | None = None) -> None:
        self.sop = sop
        self.last: tuple[Event, ...] = ()
        self.events: list[Event] = []
        self.state: State
        self._apply(None, Start(cast, at, documents or {}))

    def _apply(self, state: State | None, action: Action) -> None:
        self.state, self.last = engine.apply(self.sop, state, action)
        self.events += self.last

    def do(self, action: Action) -> tuple[Event, ...]:
        self._apply(self.state, action)
        return self.last

    def task(self, name: str) -> Task:
        """The open task whose key begins or ends with ``name``, or is called so: step/round/kind/performer/seat."""
        found = [one for one in self.state.open if name in one.key]
        assert len(found) == 1, (name, self.keys())
        return found[0]

    def close(self, name: str, answer: str = "") -> tuple[Event, ...]:
        return self.do(Close(self.task(name).key, answer))

    def back(
        self, name: str, to: str, owners: Mapping[str, tuple[str, ...]] | None = None, deviation: bool = False
    ) -> tuple[Event, ...]:
        return self.do(GoBack(self.task(name).key, to, "belum sesuai", owners or {}, deviation))

    def mend(self, step: str, performer: str, seat: str, *scope: str) -> tuple[Event, ...]:
        return self.do(Mend(step, performer, seat, scope))

    def keys(self) -> list[str]:
        return [one.key for one in self.state.open]

    def refused(self, action: Action) -> dict[str, str]:
        """The single refusal of ``action`` with its code, after which nothing has changed."""
        with pytest.raises(Refused) as caught:
            engine.decide(self.sop, self.state, action)
        (one,) = caught.value.refusals
        return {"code": one.code, **dict(one.values)}


def kinds(events: tuple[Event, ...]) -> list[str]:
    return [type(one).__name__ for one in events]
