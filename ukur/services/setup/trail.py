"""What an act of setting up changes, row by row, so that it can be taken back exactly (Urungkan impor)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from ukur.store.models import Assignment, Indicator, Objective, Person, Position, Target, Unit

M = TypeVar("M", bound=models.Model)
_TABLES: Mapping[str, type[models.Model]] = {
    one.__name__: one for one in (Unit, Person, Position, Assignment, Objective, Indicator, Target)
}


class Trail:
    """Every row made or changed through it is remembered. ``steps``: plain data, in the order of the changes."""

    def __init__(self, steps: list[list[Any]]) -> None:
        self.steps = steps

    def make(self, model: type[M], **fields: Any) -> M:
        """A new row."""
        made = model._default_manager.create(**fields)
        self.steps.append(["made", model.__name__, made.pk])
        return made

    def change(self, row: M, **fields: Any) -> M:
        """A changed row; fields that are the same already are left alone. Values by column (``unit_id``)."""
        changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
        if changed:
            old = {name: _plain(row, name) for name in changed}
            self.steps.append(["changed", type(row).__name__, row.pk, old])
            for name, value in changed.items():
                setattr(row, name, value)
            row.save(update_fields=list(changed))
        return row


def _plain(row: models.Model, name: str) -> Any:
    """A column's value as JSON keeps it; ``to_python`` of the field reads it again."""
    value = getattr(row, name)
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def back(steps: list[list[Any]]) -> None:
    """Walk the trail backwards: rows that were made go, rows that were changed get their old values.

    ProtectedError when something else has come to depend on a row since.
    """
    for how, table, number, *old in reversed(steps):
        model = _TABLES[table]
        row = model._default_manager.filter(pk=number).first()
        if row is None:
            continue
        if how == "made":
            row.delete()
            continue
        columns = {field.attname: field for field in model._meta.concrete_fields}
        values = {name: columns[name].to_python(value) for name, value in old[0].items()}
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
