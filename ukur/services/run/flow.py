"""Loading a run's engine state from its rows, and writing back what the engine decided."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ukur.domain.errors import Refusal, Refused
from ukur.domain.run import engine
from ukur.domain.run import model as m
from ukur.domain.run.record import cast_from_data
from ukur.domain.sop.model import Sop
from ukur.services import sop as sops
from ukur.services.access import Actor
from ukur.services.rooms import Context, Deed, FromPaper
from ukur.store import sql
from ukur.store.models import Run, Task, Visit

# Tasks that say something of the state: open ones, and all that are counted in series.
_TASKS = "run_id = %s AND (status = 'open' OR kind IN (%s, %s)) ORDER BY id"
_SERIES = (str(m.TaskKind.HAND_IN), str(m.TaskKind.MENDING))
_MOVING = ["status", "sealed", "documents", "here", "ended_at", "end_reason", "ordered_at", "deadline", "schedule"]


def load(run_id: int, actor: Actor, now: dt.datetime, paper: FromPaper | None = None) -> Context:
    """The run with its SOP and engine state; call it under the lock of the run's stream."""
    run = sql.first(Run, "id = %s", run_id)
    if run is None:
        raise Run.DoesNotExist(run_id)
    return around(run, actor, now, paper)


def around(run: Run, actor: Actor, now: dt.datetime, paper: FromPaper | None = None) -> Context:
    """The context of a run that has been read already; without the lock it is good for looking only."""
    loaded = {name: getattr(run, name) for name in _MOVING}
    return Context(actor, run, sops.by_digest(run.sop_id), lambda: state_of(run), now, paper, loaded)


def state_of(run: Run) -> m.State:
    """The engine state that the rows say."""
    rounds: dict[str, int] = {}
    entered: dict[str, dict[str, str]] = {}
    for step, round_, documents in sql.read(Visit, ("step", "round", "documents"), "run_id = %s ORDER BY id", run.pk):
        rounds[step] = round_
        entered[step] = documents
    opened, handed, issued = _tasks(run, rounds)
    return m.State(
        status=m.Status(run.status),
        cast=cast_from_data(run.cast),
        open=opened,
        rounds=rounds,
        documents=run.documents,
        entered=entered,
        here=tuple(run.here),
        handed=handed,
        sealed=run.sealed,
        issued=issued,
    )


def _tasks(run: Run, rounds: dict[str, int]) -> tuple[tuple[m.Task, ...], frozenset[str], dict[str, int]]:
    """Open tasks, hand-ins that count, and the highest round of each series, from one reading of the rows."""
    opened: list[m.Task] = []
    handed: set[str] = set()
    issued: dict[str, int] = {}
    columns = ("step", "round", "kind", "performer", "seat", "scope", "status")
    for step, round_, kind, performer, seat, scope, status in sql.read(Task, columns, _TASKS, run.pk, *_SERIES):
        task = m.Task(step, round_, m.TaskKind(kind), performer, seat, tuple(scope))
        if task.series:
            issued[task.series] = max(issued.get(task.series, 0), round_)
        if status == "open":
            opened.append(task)
        elif status == "closed" and kind == m.TaskKind.HAND_IN and _counts(run, step, round_, rounds):
            handed.add(task.key)
    return tuple(opened), frozenset(handed), issued


def _counts(run: Run, step: str, round_: int, rounds: dict[str, int]) -> bool:
    """A closed hand-in counts while its step is here in that round, or has not been entered in that round yet."""
    entered = rounds.get(step, 0)
    return round_ > entered or (round_ == entered and step in run.here)


def apply(context: Context, deed: Deed, task: Task | None) -> tuple[m.Event, ...]:
    """Let the engine decide the deed's actions and write the rows; the context's state moves on."""
    events: list[m.Event] = []
    for action in deed.actions:
        try:
            context.known, happened = engine.apply(context.sop, context.state, action)
        except Refused as refused:
            raise _named(context, refused) from None
        events.extend(happened)
    _write(context, events, deed, task)
    return tuple(events)


def _named(context: Context, refused: Refused) -> Refused:
    """The engine knows seats by key; people know them by name."""
    groups = (context.state.cast.doers, context.state.cast.suppliers)
    names = {seat.key: seat.name for group in groups for seats in group.values() for seat in seats}

    def said(value: str) -> str:
        return ", ".join(names.get(one, one) for one in value.split(", "))

    changed = (
        Refusal(one.code, tuple((key, said(value) if key == "seats" else value) for key, value in one.values))
        for one in refused.refusals
    )
    return Refused(*changed)


def begin(run: Run, sop: Sop, start: m.Start) -> tuple[m.State, tuple[m.Event, ...]]:
    """The state and events of a new run; the caller has made the row (see ``room.propose``)."""
    events = engine.decide(sop, None, start)
    return engine.evolve_all(None, events), events


def _write(context: Context, events: list[m.Event], deed: Deed, task: Task | None) -> None:
    opened = [one.task for one in events if isinstance(one, m.TaskOpened)]
    for event in events:
        _write_event(context, event, deed, task)
    if opened:
        sql.insert(Task, [_row(context.run, context.sop, one, context.now) for one in opened])
    run, state = context.run, context.state
    run.status, run.sealed = str(state.status), state.sealed
    run.documents, run.here = dict(state.documents), list(state.here)
    if run.status != "running" and run.ended_at is None:
        run.ended_at = context.now
    now = {name: getattr(run, name) for name in _MOVING}
    changed = {name: value for name, value in now.items() if value != context.loaded.get(name, ...)}
    if changed:
        sql.update(Run, {"id": run.pk}, changed)


def _write_event(context: Context, event: m.Event, deed: Deed, task: Task | None) -> None:
    run, now = context.run, context.now
    if isinstance(event, m.StepEntered):
        sql.insert(Visit, [_visit(run, event, now)])
    elif isinstance(event, m.TaskClosed):
        _close(context, event, deed, task)
    elif isinstance(event, m.TaskVoided):
        sql.update(Task, {"run_id": run.pk, "key": event.task.key}, {"status": "void", "closed_at": now})
    elif isinstance(event, m.StepLeft):
        sql.update(Visit, {"run_id": run.pk, "step": event.step, "left_at": None}, {"left_at": now})
    elif isinstance(event, m.Returned):
        visit = {"run_id": run.pk, "step": event.step, "round": context.state.rounds.get(event.step, 0)}
        how = {"returned_to": event.to, "reason": event.reason, "deviation": event.deviation}
        sql.update(Visit, visit, {"left_at": now, **how})


def _close(context: Context, event: m.TaskClosed, deed: Deed, task: Task | None) -> None:
    values: dict[str, Any] = {"status": "closed", "closed_at": context.now, "answer": event.answer}
    if task is not None and task.key == event.task.key:
        values |= acting(context, task)
        values["note"] = deed.note
    sql.update(Task, {"run_id": context.run.pk, "key": event.task.key}, values)


def acting(context: Context, task: Task) -> dict[str, Any]:
    """Who closes the task: the actor, or the official on paper with the actor as recorder."""
    values: dict[str, Any] = {
        "closed_by_id": context.actor.id,
        "acted_as": task.acted_as,
        "prepared_by_id": task.prepared_by_id,
    }
    if context.paper is not None:
        values |= {
            "closed_by_id": context.paper.person,
            "recorded_by_id": context.actor.id,
            "event_date": context.paper.date,
        }
    if task.taken_at is None:
        values |= {"taken_at": context.now, "taken_by_id": values["closed_by_id"]}
    return values


def _row(run: Run, sop: Sop, task: m.Task, now: dt.datetime) -> dict[str, Any]:
    """The row of an engine task, with its activity and due time."""
    due = run.schedule.get(task.step)
    return {
        "run_id": run.pk,
        "key": task.key,
        "step": task.step,
        "round": task.round,
        "kind": str(task.kind),
        "performer": task.performer,
        "seat": task.seat,
        "scope": list(task.scope),
        "activity": activity_name(sop, task),
        "opened_at": now,
        "due": dt.datetime.fromisoformat(due) if due else None,
    }


def _visit(run: Run, event: m.StepEntered, now: dt.datetime) -> dict[str, Any]:
    documents = dict(event.documents)
    return {"run_id": run.pk, "step": event.step, "round": event.round, "documents": documents, "entered_at": now}


def activity_name(sop: Sop, task: m.Task) -> str:
    """What the task does in the software. Mending opens the sheet again, whatever step found the fault."""
    step = sop.step(task.step)
    if task.kind is m.TaskKind.CONFIRM:
        return "ikut-serta"
    if task.kind is m.TaskKind.MAIN:
        return step.activity(task.performer)
    if task.kind is m.TaskKind.MENDING:
        step = next((one for one in sop.steps if one.suppliers), step)
    return step.activity("penyerah")


def write_first(run: Run, sop: Sop, events: tuple[m.Event, ...], now: dt.datetime) -> None:
    """The rows of a run that has just been made."""
    sql.insert(Visit, [_visit(run, one, now) for one in events if isinstance(one, m.StepEntered)])
    sql.insert(Task, [_row(run, sop, one.task, now) for one in events if isinstance(one, m.TaskOpened)])
