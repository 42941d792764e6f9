"""Whatever anybody tries on whatever SOP: no wrong performer, no dead run, no state the SOP does not list, and the
journal gives the same state back.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.run.play import CAST
from tests.domain.sop.tiny import row, sop
from ukur.domain.errors import Refused
from ukur.domain.run import engine
from ukur.domain.run.model import (
    Action,
    Cancel,
    Cast,
    Close,
    Event,
    GoBack,
    Mend,
    Seal,
    Seat,
    Start,
    State,
    Status,
    StepEntered,
    Task,
    TaskKind,
    TaskOpened,
)
from ukur.domain.run.record import from_data, to_data
from ukur.domain.run.returning import decides
from ukur.domain.sop import reader
from ukur.domain.sop.model import Sop

SEED = reader.read((Path(__file__).parents[3] / "sop" / "pengukuran-kinerja.sop.toml").read_text(encoding="utf-8"))
SEED_CAST = Cast(
    doers={
        "kepala": (Seat("position:1"),),
        "sekretaris": (Seat("position:2"),),
        "tim": (Seat("team:1"),),
        "bidang": tuple(Seat(f"unit:{n}") for n in range(1, 5)),
    },
    suppliers={"sekretaris": (Seat("unit:9"),)},
)
PEOPLE = ("a", "b", "c", "m")
SCOPES = ((), ("K1",), ("K1", "K2"), ("K3",))


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    """Any runnable SOP of two to six rows: every manner, suppliers, branches and returns."""
    count = draw(st.integers(2, 6))
    return sop(*(row(str(no), **draw_row(draw, no, count)) for no in range(1, count + 1)))


def draw_row(draw: st.DrawFn, no: int, count: int) -> dict[str, object]:
    keys: dict[str, object] = {"keluar": draw(st.lists(st.sampled_from(["d:x", "d:y", "d:z"]), max_size=1))}
    if draw(st.booleans()):
        keys["penyerah"] = draw(st.lists(st.sampled_from(("c", "m")), min_size=1, unique=True))
        if no > 1 and draw(st.booleans()):
            keys["penyerah_sejak"] = str(draw(st.integers(1, no - 1)))
    if 1 < no < count and draw(st.booleans()):
        # One single performer decides, whom the cast gives one seat.
        return keys | {"pelaksana": [draw(st.sampled_from(("a", "b", "c")))], "putusan": draw_answers(draw, no, count)}
    doers = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
    shared = ["paralel", "salah_satu"] + (["bersama", "berurutan"] if len(doers) > 1 else [])
    return keys | {"pelaksana": doers, "cara": draw(st.sampled_from(shared))}


def draw_answers(draw: st.DrawFn, no: int, count: int) -> list[dict[str, object]]:
    return [
        {"jawab": "Ya", "ke": str(no + 1)},
        {"jawab": "Langsung", "ke": str(draw(st.integers(no + 1, count)))},
        {"jawab": "Tidak", "ke": str(draw(st.integers(1, no - 1))), "kembali": True},
    ]


def seats_of(cast: Cast) -> list[tuple[str, str]]:
    groups = [*cast.doers.items(), *cast.suppliers.items()]
    return [(performer, seat.key) for performer, seats in groups for seat in seats] + [("m", "unit:404")]


@st.composite
def actions(draw: st.DrawFn, of: Sop, state: State) -> Action:
    """Mostly sensible, sometimes absurd: closed tasks, unknown steps, strangers."""
    steps = [one.no for one in of.steps] + ["77"]
    task = draw(st.sampled_from([one.key for one in state.open] + ["1/1/main/a/position:1"]))
    kind = draw(st.sampled_from(["close"] * 8 + ["back", "deviate", "mend", "mend", "seal", "cancel"]))
    performer, seat = draw(st.sampled_from(seats_of(state.cast)))
    if kind == "close":
        return Close(task, draw(st.sampled_from(["", "Ya", "Ya", "Langsung", "Tidak"])))
    if kind in ("back", "deviate"):
        owners = {seat: draw(st.sampled_from(SCOPES))} if draw(st.booleans()) else {}
        return GoBack(task, draw(st.sampled_from(steps)), "belum sesuai", owners, kind == "deviate")
    if kind == "mend":
        return Mend(draw(st.sampled_from(steps)), performer, seat, draw(st.sampled_from(SCOPES)))
    # The two that stop much are tried seldom, or most runs would end early.
    rare = draw(st.integers(0, 7))
    return Close(task) if rare else Seal() if kind == "seal" else Cancel("salah periode")


def check_state(of: Sop, state: State) -> None:
    for task in state.open:
        assert seat_is_cast(of, state.cast, task), task
    if state.status is Status.RUNNING:
        mains = [one for one in state.open if one.kind is TaskKind.MAIN]
        assert mains, "a dead run"
        assert {one.step for one in mains} == set(state.here)
        assert len(state.here) == 1
    else:
        assert state.open == ()
    listed = {one.id: one.states for one in of.documents}
    assert all(value in listed[document] for document, value in state.documents.items())
    asked = Counter((one.kind, one.step, one.seat) for one in state.open if one.kind is TaskKind.HAND_IN)
    mended = Counter(one.seat for one in state.open if one.kind is TaskKind.MENDING)
    assert max([*asked.values(), *mended.values(), 1]) == 1


def seat_is_cast(of: Sop, cast: Cast, task: Task) -> bool:
    step = of.step(task.step)
    doing = task.seat in [one.key for one in cast.doers[task.performer]]
    handing = task.seat in [one.key for one in cast.supplying(task.performer)]
    if task.kind is TaskKind.MENDING:
        return doing or handing
    if task.kind is TaskKind.HAND_IN:
        return handing and task.performer in step.suppliers
    return doing and task.performer in step.performers


def check_history(of: Sop, state: State, events: list[Event]) -> None:
    replayed = [from_data(json.loads(json.dumps(to_data(one)))) for one in events]
    assert engine.evolve_all(None, replayed) == state
    keys = [one.task.key for one in events if isinstance(one, TaskOpened)]
    assert len(set(keys)) == len(keys)
    visits = [(one.step, one.round) for one in events if isinstance(one, StepEntered)]
    assert len(set(visits)) == len(visits)


def forward(of: Sop, state: State) -> tuple[State, tuple[Event, ...]]:
    """Somebody does his work: what others owe first, a decision goes on."""
    task = min(state.open, key=lambda one: one.kind is TaskKind.MAIN)
    return engine.apply(of, state, Close(task.key, "Ya" if decides(of.step(task.step), task) else ""))


def finish(of: Sop, state: State) -> State:
    """Everybody does his work and every decision goes on: the run must come to its end."""
    for _ in range(400):
        if state.status is Status.RUNNING:
            state, _events = forward(of, state)
    return state


def play_at_random(data: st.DataObject, of: Sop, cast: Cast, ahead: int, length: int) -> None:
    """Up to ``ahead`` sensible acts, so that later steps are met too, then up to ``length`` random ones."""
    state, first = engine.apply(of, None, Start(cast))
    events = list(first)
    for _ in range(data.draw(st.integers(0, ahead))):
        if state.status is Status.RUNNING:
            state, happened = forward(of, state)
            events += happened
    for _ in range(data.draw(st.integers(1, length))):
        state, happened = attempt(of, state, data.draw(actions(of, state)))
        events += happened
    check_history(of, state, events)
    assert state.status is Status.CANCELLED or finish(of, state).status is Status.ENDED


def attempt(of: Sop, before: State, action: Action) -> tuple[State, tuple[Event, ...]]:
    try:
        state, happened = engine.apply(of, before, action)
    except Refused:
        return before, ()
    assert engine.decide(of, before, action) == happened
    assert engine.evolve_all(before, happened) == state
    check_state(of, state)
    return state, happened


@given(st.data())
def test_any_sop_keeps_its_promises_under_random_actions(data: st.DataObject) -> None:
    play_at_random(data, data.draw(sops()), CAST, 12, 20)


@given(st.data())
def test_the_built_in_sop_keeps_its_promises_under_random_actions(data: st.DataObject) -> None:
    play_at_random(data, SEED, SEED_CAST, 28, 20)
