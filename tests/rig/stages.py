"""Played states, kept the first time and laid back in for the next test that begins with the same one.

Thirteen steps take seconds to play, and more than a hundred tests begin with some of them. Kept are the rows that the
real operations wrote and the files beside them; they are laid in only where every table still is as it was at first.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model

Row = tuple[Any, ...]
Rows = dict[type[Model], dict[Any, Row]]


@dataclass(frozen=True, slots=True)
class Stage:
    """What a play changed: the run it played, new and changed rows, and the folder with its files."""

    run: int
    new: Rows
    changed: Rows
    files: Path


class Stages:
    """All that was kept in this session, below ``folder``; the tables as they are now are the untouched ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._first = _rows()
        self._kept: dict[str, Stage] = {}

    def untouched(self) -> bool:
        """Whether a test begins here: nothing written yet, and no file kept."""
        return not any(Path(settings.FILES).iterdir()) and _rows() == self._first

    def keep(self, name: str, run: int) -> None:
        """Keep what is there now as ``name``, so that the next test need not play it; nothing may have been removed."""
        new, changed = Rows(), Rows()
        for model, rows in _rows().items():
            first = self._first[model]
            assert first.keys() <= rows.keys(), f"{model.__name__}: a play that removes rows cannot be kept"
            new[model] = {key: row for key, row in rows.items() if key not in first}
            changed[model] = {key: row for key, row in rows.items() if key in first and row != first[key]}
        self._kept[name] = Stage(run, new, changed, self._folder / name)
        shutil.copytree(settings.FILES, self._kept[name].files)

    def lay(self, name: str) -> int | None:
        """Bring ``name`` back; the run it plays, or None when it was never kept."""
        if (stage := self._kept.get(name)) is None:
            return None
        for model, rows in stage.new.items():
            model._base_manager.bulk_create(model.from_db(None, _names(model), row) for row in rows.values())
        for model, rows in stage.changed.items():
            for key, row in rows.items():
                model._base_manager.filter(pk=key).update(**dict(zip(_names(model), row, strict=True)))
        shutil.copytree(stage.files, settings.FILES, dirs_exist_ok=True)
        return stage.run


def _rows() -> Rows:
    every = apps.get_models(include_auto_created=True)
    return {model: {row[0]: row for row in model._base_manager.values_list(*_names(model))} for model in every}


def _names(model: type[Model]) -> list[str]:
    """The columns, the primary key first."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)
    return [field.attname for field in fields]
