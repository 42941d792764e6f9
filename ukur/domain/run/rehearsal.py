"""A dry run of a SOP in memory: tasks taken in order, decisions answered from a list. Nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ukur.domain.errors import Fault, Unreadable
from ukur.domain.run import engine
from ukur.domain.run.model import (
    Action,
    Cast,
    Close,
    Event,
    GoBack,
    Seat,
    Start,
    State,
    Status,
    StepEntered,
    Task,
    TaskClosed,
    TaskKind,
)
from ukur.domain.run.returning import decides
from ukur.domain.sop.model import Answer, Manner, Performer, Sop

_SEATS_OF_MANY = 3
_OBSTACLES = {
    "fork": ("lanjut", "beberapa lanjut sekaligus (percabangan) belum dapat dijalankan; tunjuk satu langkah"),
    "sub_sop": ("sub_sop", "langkah yang berupa SOP lain belum dapat dijalankan; hapus sub_sop untuk mencoba alurnya"),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay at a step: names of its doers, the how many-th time, and the answer when it decided (else
    empty).
    """

    no: str
    title: str
    performers: tuple[str, ...]
    round: int
    minutes: int | None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a dry run did. ``standard_minutes`` sums the standard times over all visits; ``unused`` are
    answers that no decision came to ask for.
    """

    trace: tuple[Visit, ...]
    ended: bool
    standard_minutes: int
    returns: int
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One answer of the list: for step ``no``; ``to`` is the goal when it returns. ``text`` is how it was
    typed.
    """

    no: str
    answer: Answer
    to: str
    text: str


def run(sop: Sop, answers: str = "") -> Rehearsal:
    """Play the SOP from start to end with one seat a performer and three for a column that stands for
    several.

    ``answers`` looks like ``8=Tidak>7,8=Ya,9=Ya``: for each step its answers in the order they are given,
    after ``>`` the goal of a return (default: the drawn one). A decision without an answer left takes the
    first that goes on, so every return uses one up and the run is finite. Raises Unreadable for a bad list,
    or for a SOP the engine cannot run yet.
    """
    _check_runnable(sop)
    left = parse(sop, answers)
    state, happened = engine.apply(sop, None, Start(_cast(sop)))
    trace = _note((), sop, happened)
    returns = 0
    while state.status is Status.RUNNING:
        action, used = _act(sop, state, left)
        left = [one for one in left if one is not used]
        state, happened = engine.apply(sop, state, action)
        trace = _note(trace, sop, happened)
        returns += isinstance(action, GoBack)
    minutes = sum(one.minutes or 0 for one in trace)
    return Rehearsal(trace, state.status is Status.ENDED, minutes, returns, tuple(one.text for one in left))


def parse(sop: Sop, answers: str) -> list[Planned]:
    """The list of answers in order. Raises Unreadable with every part that does not fit the SOP."""
    planned: list[Planned] = []
    faults: list[Fault] = []
    # A comma ends an answer only where the next one begins, since a label may hold commas itself.
    for place, part in enumerate(re.split(r",(?=[^,=>]*=)", answers) if answers.strip() else (), 1):
        one = _plan(sop, part.strip())
        if isinstance(one, str):
            faults.append(Fault(f"jawaban ke-{place} ({part.strip()})", one))
        else:
            planned.append(one)
    if faults:
        raise Unreadable(faults)
    return planned


def _plan(sop: Sop, part: str) -> Planned | str:
    """One typed answer, or what is wrong with it."""
    no, equals, rest = (one.strip() for one in part.partition("="))
    label, arrow, to = (one.strip() for one in rest.partition(">"))
    if not equals or not label or (arrow and not to):
        return "tulis seperti 8=Ya atau 8=Tidak>7"
    if no not in sop.rows:
        return f'langkah "{no}" tidak ada; yang ada: {", ".join(sop.rows)}'
    known = sop.step(no).answers
    if not known:
        return f'langkah "{no}" tidak memutuskan apa pun; hapus jawaban ini'
    answer = next((one for one in known if one.label.casefold() == label.casefold()), None)
    if answer is None:
        return f'jawaban "{label}" tidak ada di langkah "{no}"; pilih {", ".join(one.label for one in known)}'
    goals = (answer.to, *answer.also)
    if to and to not in goals:
        return f'jawaban "{answer.label}" di langkah "{no}" tidak menuju "{to}"; pilih {", ".join(goals)}'
    return Planned(no, answer, to or answer.to, part)


def _check_runnable(sop: Sop) -> None:
    faults: list[Fault] = []
    for one in engine.obstacles(sop):
        values = dict(one.values)
        key, reason = _OBSTACLES[values["reason"]]
        faults.append(Fault(f"langkah[{sop.rows[values['step']] + 1}].{key}", reason))
    if faults:
        raise Unreadable(faults)


def _cast(sop: Sop) -> Cast:
    """One seat a performer, three for many; a decider has one, for a decision belongs to one."""
    deciders = {one.decider for one in sop.steps if one.answers and one.manner is not Manner.ANY_ONE}
    return Cast({one.id: _seats(one, one.many and one.id not in deciders) for one in sop.performers})


def _seats(performer: Performer, many: bool) -> tuple[Seat, ...]:
    if not many:
        return (Seat(f"{performer.kind}:{performer.id}", performer.name),)
    numbers = range(1, _SEATS_OF_MANY + 1)
    return tuple(Seat(f"{performer.kind}:{performer.id}-{n}", f"{performer.name} {n}") for n in numbers)


def _act(sop: Sop, state: State, left: list[Planned]) -> tuple[Action, Planned | None]:
    """Do the next task: first what others hand in or confirm, then the step's own in the order they were
    opened.
    """
    task = min(state.open, key=lambda one: _turn(sop, one))
    step = sop.step(task.step)
    if not decides(step, task):
        return Close(task.key), None
    used = next((one for one in left if one.no == step.no), None)
    answer = used.answer if used else next(one for one in step.answers if not one.returns)
    if used and answer.returns:
        return GoBack(task.key, used.to, answer.label), used
    return Close(task.key, answer.label), used


def _turn(sop: Sop, task: Task) -> int:
    """Hand-ins and confirmations come first; a decider who works beside others answers last."""
    if task.kind is not TaskKind.MAIN:
        return 0
    return 2 if decides(sop.step(task.step), task) else 1


def _note(trace: tuple[Visit, ...], sop: Sop, happened: Iterable[Event]) -> tuple[Visit, ...]:
    for event in happened:
        if isinstance(event, TaskClosed) and event.answer:
            trace = (*trace[:-1], replace(trace[-1], answer=event.answer))
        elif isinstance(event, StepEntered):
            step = sop.step(event.step)
            names = tuple(sop.performer(one).name for one in step.performers)
            trace = (*trace, Visit(step.no, step.title, names, event.round, step.minutes))
    return trace
