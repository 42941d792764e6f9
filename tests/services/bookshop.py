"""A unit at its open form, and the workbook that it has taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from tests.formats.unitbooks import FIRST, edited
from tests.world import FILLER, KABID, World
from ukur.domain.collection.commands import ApplyBook, CellChange, SaveCells
from ukur.domain.collection.merge import Kind
from ukur.domain.errors import Refused
from ukur.services import acts, queries
from ukur.services.acts import Preview
from ukur.store.models import Cell, JournalEntry, Task


@dataclass
class Shop:
    """Bidang Perdagangan at its open form, with the workbook that its filler has taken away."""

    world: World
    task: Task
    data: bytes
    rows: dict[str, int]
    codes: list[str]

    def cell(self, code: str) -> Cell:
        return Cell.objects.get(sheet__run=self.world.run, code=code)

    def place(self, code: str, column: str = "H") -> str:
        return f"Form!{column}{self.rows[code]}"

    def fill(self, cells: Mapping[str, Any]) -> bytes:
        """The workbook with other figures, by code; or other contents, by address."""
        return edited(self.data, {self.place(key) if key in self.rows else key: one for key, one in cells.items()})

    def preview(self, file: bytes | str, who: str = FILLER, **how: Any) -> Preview:
        return acts.preview_book(self.world.actor(who), self.world.run, self.task.key, file, timezone.now(), **how)

    def apply(self, shown: Preview, who: str = FILLER, take: tuple[str, ...] = ()) -> Mapping[str, int]:
        readings = tuple(shown.readings.items())
        command = ApplyBook(
            self.world.run, self.task.key, shown.digest, shown.weighed.seen, take, readings, shown.carry
        )
        return self.world.act(who, command).counts

    def bring(self, cells: Mapping[str, Any], **how: Any) -> Mapping[str, int]:
        return self.apply(self.preview(self.fill(cells), **how))

    def type(self, code: str, raw: str = "", **words: Any) -> None:
        change = CellChange(code, raw, self.cell(code).version, **words)
        (saved,) = acts.save_cells(
            self.world.actor(KABID), SaveCells(self.world.run, self.task.key, (change,)), timezone.now()
        )
        assert saved.refusal is None


def opened(world: World, task: Task, who: str = FILLER) -> Shop:
    """The workbook as ``who`` takes it away now."""
    data = queries.book_file(world.actor(who), task.pk).data
    cells = Cell.objects.filter(sheet__run=task.run_id, sheet__unit=int(task.seat.removeprefix("unit:")))
    found = [*cells.order_by("order").values_list("code", "measured")]
    rows = {code: row for row, (code, _) in enumerate(found, FIRST)}
    return Shop(world, task, data, rows, [code for code, measured in found if measured])


def kinds(shown: Preview) -> dict[str, Kind]:
    return {one.code: one.kind for one in shown.weighed.outcomes if one.kind is not Kind.SAME}


def refused(code: str, shop: Shop, file: bytes | str, **how: Any) -> None:
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as caught:
        shop.preview(file, **how)
    assert code in [one.code for one in caught.value.refusals]
    assert JournalEntry.objects.count() == before  # looking is no act
