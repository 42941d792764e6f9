"""Workbooks as units send them: clean, edited, quarrelled over, broken, forged, somebody else's; each as it must be."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests.conftest import DRILL
from tests.drill.conftest import Report
from tests.formats.unitbooks import FIRST, edited, members, packed
from tests.rig import office
from tests.world import FILLER, KABID, World
from ukur.domain.collection.commands import ApplyBook, CellChange, SaveCells
from ukur.domain.errors import Refused
from ukur.services import acts, queries
from ukur.store.models import Cell, JournalEntry, Task

BOOKS = 500 if DRILL else 36
OFFICE = 5  # every which of them is opened and saved by LibreOffice first, when it is there
TAMPERED = ("lost sheet", "lost column", "lost row", "twice", "foreign row", "forged", "macro", "torn")


@dataclass
class Case:
    """One workbook: ``mine`` stands in it, ``theirs`` is typed here meanwhile; ``doubt``: cells that cannot be taken.

    ``code``: the refusal that is due; empty when it is to be shown.
    """

    kind: str
    data: bytes
    mine: dict[str, Decimal] = field(default_factory=dict)
    theirs: dict[str, Decimal] = field(default_factory=dict)
    doubt: set[str] = field(default_factory=set)
    code: str = ""


@dataclass
class Office:
    """A unit at its form, and workbooks of others."""

    world: World
    task: Task
    base: bytes
    rows: dict[str, int]
    others: dict[str, bytes]

    def values(self) -> dict[str, Decimal | None]:
        found = Cell.objects.filter(sheet__run=self.world.run, code__in=self.rows)
        return dict(found.values_list("code", "value"))

    def type(self, figures: Mapping[str, Decimal]) -> None:
        versions = dict(Cell.objects.filter(sheet__run=self.world.run).values_list("code", "version"))
        changes = tuple(CellChange(code, str(one).replace(".", ","), versions[code]) for code, one in figures.items())
        saved = acts.save_cells(
            self.world.actor(KABID), SaveCells(self.world.run, self.task.key, changes), timezone.now()
        )
        assert not [one for one in saved if one.refusal]


@pytest.fixture
def here(world: World) -> Office:
    world.play(until="4")
    task = world.sheet_task("DAG")
    cells = Cell.objects.filter(sheet__run=world.run, sheet__unit__code="DAG").order_by("order")
    rows = {one.code: row for row, one in enumerate(cells, FIRST) if one.measured}
    other = queries.book_file(world.actor("agus.permana"), world.sheet_task("UKM").pk).data
    Task.objects.filter(pk=task.pk).update(round=2)
    round_ = queries.book_file(world.actor(FILLER), task.pk).data
    Task.objects.filter(pk=task.pk).update(round=1)
    base = queries.book_file(world.actor(FILLER), task.pk).data
    return Office(world, task, base, rows, {"book_other_unit": other, "book_other_round": round_})


def _figures(here: Office, chance: random.Random) -> dict[str, Decimal]:
    codes = chance.sample(sorted(here.rows), chance.randint(1, len(here.rows)))
    return {code: Decimal(chance.randint(1, 99_999)) / chance.choice((1, 2, 4, 100)) for code in codes}


def _put(here: Office, figures: Mapping[str, Any]) -> bytes:
    return edited(here.base, {f"Form!H{here.rows[code]}": one for code, one in figures.items()})


def _clean(here: Office, chance: random.Random) -> Case:
    return Case("clean", here.base, theirs=_figures(here, chance) if chance.random() < 1 / 2 else {})


def _edited(here: Office, chance: random.Random) -> Case:
    mine = _figures(here, chance)
    return Case("edited", _put(here, mine), mine)


def _quarrelled(here: Office, chance: random.Random) -> Case:
    mine, theirs = _figures(here, chance), _figures(here, chance)
    theirs |= {code: mine[code] for code in mine if chance.random() < 1 / 5}
    return Case("on both sides", _put(here, mine), mine, theirs)


def _doubtful(here: Office, chance: random.Random) -> Case:
    mine = _figures(here, chance)
    doubt = {code: chance.choice(("1.210", "2.6", "dua", "1,2,3")) for code in mine if chance.random() < 1 / 2}
    sure = {code: one for code, one in mine.items() if code not in doubt}
    return Case("in doubt", _put(here, {**mine, **doubt}), sure, doubt=set(doubt))


def _someone_elses(here: Office, chance: random.Random) -> Case:
    code, data = chance.choice(sorted(here.others.items()))
    return Case("someone else's", data, code=code)


def _tampered(here: Office, chance: random.Random) -> Case:
    what = chance.choice(TAMPERED)
    row = chance.choice(sorted(here.rows.values()))
    parts, book = members(here.base), "xl/workbook.xml"
    column, other = chance.choice("ABHIJKL"), next(code for code, one in here.rows.items() if one != row)
    made: dict[str, Callable[[], bytes]] = {
        "lost sheet": lambda: packed({**parts, book: parts[book].replace(b'"Bukti"', b'"Lain"')}),
        "lost column": lambda: edited(here.base, {f"Form!{column}4": "Lain"}),
        "lost row": lambda: edited(here.base, {f"Form!{one}{row}": None for one in "ABHIJKL"}),
        "twice": lambda: edited(here.base, {f"Form!A{row}": other}),
        "foreign row": lambda: edited(here.base, {f"Form!A{FIRST + 40}": "IKU-99", f"Form!H{FIRST + 40}": 5}),
        "forged": lambda: edited(here.base, {"_ukur!A2": f"e30{chance.random()}"}),
        "macro": lambda: packed({**parts, "xl/vbaProject.bin": b"x"}),
        "torn": lambda: here.base[: chance.randint(0, len(here.base) - 100)],
    }
    return Case(what, made[what](), code="book_forged" if what == "forged" else "book_unreadable")


MAKERS = (_clean, _edited, _edited, _quarrelled, _quarrelled, _doubtful, _someone_elses, _tampered, _tampered)


def _cases(here: Office, folder: Path) -> list[Case]:
    cases = [MAKERS[no % len(MAKERS)](here, random.Random(no)) for no in range(BOOKS)]  # noqa: S311
    if office.PROGRAM:
        openable = [no for no in range(0, BOOKS, OFFICE) if cases[no].kind not in ("torn", "macro")]
        for kind, some in (("xlsx", openable[::2]), ("ods", openable[1::2])):
            books = {f"book-{no}": cases[no].data for no in some}
            for name, data in office.saved(books, kind, folder).items():
                cases[int(name.removeprefix("book-"))].data = data
                cases[int(name.removeprefix("book-"))].kind += f", through LibreOffice ({kind})"
    return cases


def test_each_workbook_is_treated_as_it_must_be(here: Office, tmp_path: Path, report: Report) -> None:
    told: Counter[str] = Counter()
    for no, case in enumerate(_cases(here, tmp_path)):
        with transaction.atomic():
            here.type(case.theirs)
            try:
                _judge(here, case, random.Random(no))  # noqa: S311
            except AssertionError as wrong:
                (tmp_path / "wrong").write_bytes(case.data)
                raise AssertionError(f"{no}, {case.kind}: {tmp_path / 'wrong'}") from wrong
            transaction.set_rollback(True)
        told[case.kind] += 1
    assert sum(told.values()) == BOOKS
    report(**dict(sorted(told.items())))


def _judge(here: Office, case: Case, chance: random.Random) -> None:
    before, entries = here.values(), JournalEntry.objects.count()
    if case.code:
        with pytest.raises(Refused) as caught:
            _preview(here, case.data)
        assert case.code in [one.code for one in caught.value.refusals]
        assert (here.values(), JournalEntry.objects.count()) == (before, entries)
        return
    both = {code for code in case.mine if code in case.theirs and case.mine[code] != case.theirs[code]}
    new = {code for code in case.mine if code not in case.theirs}
    take = {code for code in both if chance.random() < 1 / 2}
    counts = _apply(here, case.data, take)
    if not new | take:
        assert counts == {}
    else:
        assert counts == {
            "cells": len(new | take),
            "taken": len(take),
            "left": len(both - take),
            "wrong": len(case.doubt),
            "proofs": 0,
        }
    assert here.values() == {**before, **{code: case.mine[code] for code in new | take}}
    assert JournalEntry.objects.count() == entries + 1
    after = here.values()
    assert _apply(here, case.data, set()) == {} and here.values() == after


def _preview(here: Office, data: bytes) -> acts.Preview:
    return acts.preview_book(here.world.actor(FILLER), here.world.run, here.task.key, data, timezone.now())


def _apply(here: Office, data: bytes, take: set[str]) -> Mapping[str, int]:
    """What was saved; nothing when there was nothing to save."""
    shown = _preview(here, data)
    command = ApplyBook(here.world.run, here.task.key, shown.digest, shown.weighed.seen, tuple(take))
    try:
        return here.world.act(FILLER, command).counts
    except Refused as refused:
        assert [one.code for one in refused.refusals] == ["book_nothing_new"]
        return {}
