"""Events as plain data, so that the journal can keep them and a replay can read them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ukur.domain.run import model
from ukur.domain.run.model import Cast, Event, Seat, Status, Task, TaskKind

_TYPES = {
    kind.__name__: kind
    for kind in (
        model.Started,
        model.StepEntered,
        model.TaskOpened,
        model.TaskClosed,
        model.TaskVoided,
        model.StepLeft,
        model.Returned,
        model.Sealed,
        model.Ended,
    )
}


def cast_to_data(cast: Cast) -> dict[str, Any]:
    """The cast as JSON data: performer -> list of [seat key, name]."""

    def plain(seats: Mapping[str, tuple[Seat, ...]]) -> dict[str, list[list[str]]]:
        return {performer: [[one.key, one.name] for one in group] for performer, group in seats.items()}

    return {"doers": plain(cast.doers), "suppliers": plain(cast.suppliers)}


def cast_from_data(data: Mapping[str, Any]) -> Cast:
    def seats(group: Mapping[str, Any]) -> dict[str, tuple[Seat, ...]]:
        return {performer: tuple(Seat(key, name) for key, name in rows) for performer, rows in group.items()}

    return Cast(seats(data["doers"]), seats(data["suppliers"]))


def task_to_data(task: Task) -> list[Any]:
    return [task.step, task.round, str(task.kind), task.performer, task.seat, list(task.scope)]


def task_from_data(data: list[Any]) -> Task:
    step, round_, kind, performer, seat, scope = data
    return Task(step, round_, TaskKind(kind), performer, seat, tuple(scope))


def to_data(event: Event) -> dict[str, Any]:
    """One event as JSON data with its type under ``event``."""
    data: dict[str, Any] = {"event": type(event).__name__}
    for field in fields(event):
        value = getattr(event, field.name)
        if isinstance(value, Task):
            value = task_to_data(value)
        elif isinstance(value, Cast):
            value = cast_to_data(value)
        elif isinstance(value, Status):
            value = str(value)
        elif isinstance(value, Mapping):
            value = dict(value)
        data[field.name] = value
    return data


def from_data(data: Mapping[str, Any]) -> Event:
    """The event of :func:`to_data`; KeyError for an unknown type."""
    kind = _TYPES[data["event"]]
    values = {key: value for key, value in data.items() if key != "event"}
    if "task" in values:
        values["task"] = task_from_data(values["task"])
    if "cast" in values:
        values["cast"] = cast_from_data(values["cast"])
    if "status" in values:
        values["status"] = Status(values["status"])
    return kind(**values)
