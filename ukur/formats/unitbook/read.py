"""Reading a unit's workbook that came back: its manifest, the rows of the form, and the proofs.

Nothing hidden or locked is trusted: the seal says what the workbook was made from, and every row must still be there,
once, beside the indicator it belongs to.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ukur.domain.collection.brought_proofs import ProofRow
from ukur.domain.collection.contents import same
from ukur.domain.collection.merge import Typed, Wrong
from ukur.domain.errors import Fault, Refusal, Refused, Unreadable, refusal
from ukur.formats.sheets.container import Grid, open_grids
from ukur.formats.sheets.marks import Mark
from ukur.formats.sheets.places import address, bare
from ukur.formats.unitbook import model
from ukur.formats.unitbook.manifest import Manifest, Seal, unsealed
from ukur.formats.unitbook.model import CERTAINTY, Column

MAX_BYTES = 5_000_000
_MAX_UNPACKED = 30_000_000
_HEAD_ROWS = 15  # how far down the row of titles is looked for
_AGAIN = "unduh Excel yang baru, lalu salin isiannya"


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A sound workbook: what it was made from, its rows in the order of the manifest, and the proofs in it."""

    manifest: Manifest
    cells: tuple[Typed, ...]
    proofs: tuple[ProofRow, ...]


def read(data: bytes, name: str, seal: Seal) -> ReadBook:
    """What stands in the workbook ``data`` (.xlsx or .ods).

    Raises Unreadable for a file that is no sound workbook or whose sheets, columns or rows are not as they were made,
    with every fault and its place; Refused for one that bears no seal of this installation.
    """
    wanted = (model.FORM, model.PROOFS, model.HIDDEN)
    grids = open_grids(data, name, wanted, most=MAX_BYTES, unpacked=_MAX_UNPACKED)
    if model.HIDDEN not in grids and model.FORM not in grids:
        raise Refused(refusal("book_foreign"))
    missing = [one for one in wanted if one not in grids]
    if missing:
        raise Unreadable([Fault(one, f"lembar “{one}” tidak ada; {_AGAIN}") for one in missing])
    manifest = unsealed("".join(str(row[0]) for row in grids[model.HIDDEN].rows[1:] if row), seal)
    cells = _cells(grids[model.FORM], manifest)
    return ReadBook(manifest, cells, tuple(_proofs(grids[model.PROOFS])))


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a table stands in its sheet: the row of titles, and the column of each key."""

    grid: Grid
    head: int
    places: Mapping[str, int]  # every row is as wide as the widest

    def value(self, row: int, key: str) -> object:
        return self.grid.rows[row][self.places[key]]

    def where(self, row: int, key: str) -> str:
        return address(self.grid.name, row, self.places[key])

    def wrong(self, row: int, keys: Sequence[str]) -> tuple[Wrong, ...]:
        """The cells of a row that hold no readable content."""
        marks = self.grid.marks.cells
        if not marks:
            return ()
        found = ((key, marks.get((row, self.places[key]))) for key in keys)
        return tuple(Wrong(self.where(row, key), _marked(mark)) for key, mark in found if mark)


def _marked(mark: Mark) -> Refusal:
    if mark is Mark.ERROR:
        return refusal("cell_error")
    return refusal("cell_without_value" if mark is Mark.NO_VALUE else "cell_percent")


def _table(grid: Grid, columns: Sequence[Column], head: int) -> _Table:
    """The table below the titles, wherever they stand now; Unreadable when one is missing or doubled."""
    titles = [one.title for one in columns]
    if head < len(grid.rows) and grid.rows[head][: len(titles)] == titles:
        return _Table(grid, head, {one.key: number for number, one in enumerate(columns)})
    known = {bare(one) for one in titles}
    rows = [[bare(str(one)) for one in row] for row in grid.rows[:_HEAD_ROWS]] or [[]]
    there = max(range(len(rows)), key=lambda row: sum(one in known for one in rows[row]))
    faults = [
        Fault(
            address(grid.name, there, number),
            f"kolom “{one.title}” {_times(rows[there].count(bare(one.title)))}; {_AGAIN}",
        )
        for number, one in enumerate(columns)
        if rows[there].count(bare(one.title)) != 1
    ]
    if faults:
        raise Unreadable(faults)
    return _Table(grid, there, {one.key: rows[there].index(bare(one.title)) for one in columns})


def _times(count: int) -> str:
    return f"ada {count}" if count else "tidak ada atau judulnya diubah"


_TYPED = ("figure", "certainty", "unavailable", "cause", "follow_up")


def _cells(grid: Grid, manifest: Manifest) -> tuple[Typed, ...]:
    """Every row of the manifest; Unreadable when rows are missing, doubled, strange, or beside another indicator."""
    table = _table(grid, model.form_columns(returned=False), model.HEAD)
    rows: dict[str, int] = {}
    counted: Counter[str] = Counter()
    faults: list[Fault] = []
    place, typed = table.places["id"], [table.places[key] for key in _TYPED]
    for row, line in enumerate(grid.rows[table.head + 1 :], table.head + 1):
        code = str(line[place]).strip()
        if code:
            rows[code] = row
            counted[code] += 1
        elif any(str(line[one]).strip() for one in typed):
            faults.append(Fault(address(grid.name, row, table.places["name"]), f"baris ini bukan baris form; {_AGAIN}"))
    faults += _amiss(table, rows, counted, manifest)
    if faults:
        raise Unreadable(faults)
    return tuple(_typed(table, rows[one.code.strip()], one.code, typed) for one in manifest.cells)


def _amiss(table: _Table, rows: Mapping[str, int], counted: Mapping[str, int], manifest: Manifest) -> Iterator[Fault]:
    known = set()
    for one in manifest.cells:
        code = one.code.strip()
        known.add(code)
        if code not in rows:
            yield Fault(table.grid.name, f"baris “{one.name}” tidak ada; {_AGAIN}")
        elif counted[code] > 1:
            yield Fault(table.where(rows[code], "id"), f"baris “{one.name}” ada {counted[code]}; {_AGAIN}")
        elif not same(str(table.value(rows[code], "name")), one.name):
            yield Fault(table.where(rows[code], "name"), f"baris ini seharusnya “{one.name}”; {_AGAIN}")
    for code in rows.keys() - known:
        yield Fault(table.where(rows[code], "id"), f"baris dengan kode “{code[:30]}” bukan dari form ini; {_AGAIN}")


def _typed(table: _Table, row: int, code: str, places: Sequence[int]) -> Typed:
    """One row of the form; ``places``: the columns of what is typed."""
    wrong = table.wrong(row, _TYPED)
    line = table.grid.rows[row]
    figure, certainty, unavailable, cause, follow_up = (line[one] for one in places)
    word = str(certainty).strip()
    provisional = CERTAINTY.get(word.casefold()) if word else False
    if provisional is None:
        why = refusal("choice_unknown", text=word[:80], choices=" / ".join(CERTAINTY))
        wrong = (*wrong, Wrong(table.where(row, "certainty"), why))
    where = table.where(row, "figure")
    if figure == "" or any(one.where == where for one in wrong):
        figure = None
    return Typed(code, where, figure, _text(unavailable), bool(provisional), _text(cause), _text(follow_up), wrong)


def _text(value: object) -> str:
    """The words of a cell; a number or a date that somebody wrote there, as words."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() if value else ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        return format(value, ".15g").replace(".", ",")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


_PROVED = ("label", "kind", "title", "text", "place")


def _proofs(grid: Grid) -> Iterator[ProofRow]:
    """The filled rows; the pages know more kinds of proof than a workbook can hold."""
    table = _table(grid, model.PROOF_COLUMNS, model.PROOF_HEAD)
    for row in range(table.head + 1, len(grid.rows)):
        if not any(grid.rows[row]) and not grid.marks.cells:
            continue
        label, kind, title, text, place = (_text(table.value(row, key)) for key in _PROVED)
        wrong = table.wrong(row, _PROVED)
        if label or kind or title or text or place or wrong:
            yield ProofRow(table.where(row, "label"), label, kind, title, text, place, wrong)
