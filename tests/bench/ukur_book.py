"""Ukur: a unit's workbook of fifty rows comes in: opened, checked against its seal, compared cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.formats.unitbooks import edited, seal, typed_rows, unit_book
from ukur.domain.collection.merge import Kind, outcome
from ukur.formats.unitbook import read, write

ROWS = 50


def intake(_top: int) -> Callable[[int], None]:
    """Reads and merges a workbook in which every second figure was typed and every fifth row has new words."""
    data = write(unit_book(typed_rows(ROWS)), seal)
    figures = {f"Form!H{5 + no}": Decimal(no) / 4 for no in range(0, ROWS, 2)}
    data = edited(data, figures | {f"Form!K{5 + no}": "Cuaca buruk selama dua minggu." for no in range(0, ROWS, 5)})

    def play(n: int) -> None:
        for _ in range(n):
            book = read(data, "form.xlsx", seal)
            rows = zip(book.cells, book.manifest.cells, strict=True)
            made = [outcome(typed, base.content, base.content) for typed, base in rows]
            assert sum(one.kind is Kind.NEW for one in made) == 30, len(made)

    return play
