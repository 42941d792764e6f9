"""One page: rows, symbols and lines get their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ukur.domain.sop.chart.cells import Cell, cells
from ukur.domain.sop.chart.field import Field
from ukur.domain.sop.chart.grid import Grid
from ukur.domain.sop.chart.model import SIZES, Box, Column, Format, Kind, Page, Part, Row, Shape
from ukur.domain.sop.chart.routes import Router
from ukur.domain.sop.chart.text import LEADING, wrap
from ukur.domain.sop.chart.wires import Connector, Sheet, wires
from ukur.domain.sop.model import Sop

Texts = Mapping[str, Mapping[str, str]]
Measured = tuple[list[Row], list[float]]
_GAP = 4.0  # between two symbols of one cell
_PAD = 1.5  # around text
_ROOM = (1.0, 1.5, 2.2, 3.2)  # gutters grow until every line has its place


def columns(sop: Sop, form: Format) -> tuple[Column, ...]:
    """Text, performers, text. The performers share what the text leaves within their limits; the page may get wider."""
    least, most = form.performer
    spare = form.width - sum(one for _, one in (*form.left, *form.right))
    each = max(least, min(most, spare / len(sop.performers)))
    found, at = [], 0.0
    sized = [*((key, wide, False) for key, wide in form.left), *((one.id, each, True) for one in sop.performers)]
    for key, wide, performer in [*sized, *((key, wide, False) for key, wide in form.right)]:
        found.append(Column(key, round(at, 3), wide, performer))
        at += wide
    return tuple(found)


def rows_of(sop: Sop, form: Format, texts: Texts, steps: tuple[str, ...], gutter: float) -> Measured:
    """The rows of these steps from the top of the table on, and what each keeps free below its symbols."""
    wide, rows, unders, top = {one.key: one.width for one in columns(sop, form)}, [], [], form.head
    for no in steps:
        step = sop.step(no)
        told = {key: wrap(text, wide[key] - 2 * _PAD, form.type) for key, text in texts[no].items() if key in wide}
        lines = max((len(text) + (form.spare if key == "activity" else 0) for key, text in told.items()), default=1)
        under = gutter + (form.label * 0.8 if step.answers else 0)
        tallest = max(_height(one) for one in cells(sop, step).values())
        high = max(form.least, lines * form.type * LEADING + 2 * _PAD, tallest + gutter + under)
        rows.append(Row(no, round(top, 3), round(high, 3), tuple(told.items())))
        unders.append(under)
        top += high
    return rows, unders


def _height(cell: Cell) -> float:
    return sum(SIZES[kind][1] for kind in cell.kinds) + _GAP * (len(cell.kinds) - 1)


def pages(sop: Sop, form: Format, texts: Texts, sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """The pages with everything drawn. Gutters and columns are widened until no line touches what is not its own."""
    tried: list[tuple[int, tuple[Page, ...]]] = []
    each = columns(sop, form)[len(form.left)].width
    for room in _ROOM:
        wide = each * (1 + (room - 1) / 2)
        roomy = replace(form, gutter=form.gutter * room, performer=(wide, wide))
        drawn = [_draw(sop, roomy, texts, one) for one in sheets]
        tried.append((sum(faults for faults, _ in drawn), tuple(one for _, one in drawn)))
        if not tried[-1][0]:
            break
    return min(tried, key=lambda one: one[0])[1]


def _draw(sop: Sop, form: Format, texts: Texts, sheet: Sheet) -> tuple[int, Page]:
    across = columns(sop, form)
    rows, unders, levels = _rows(sop, form, texts, sheet)
    grid = Grid(tuple(one for one in across if one.performer), tuple(rows), form.gutter, tuple(unders))
    shapes = [*_symbols(sop, grid, levels), *_pentagons(sop, grid, levels)]
    edges = [one.left for one in grid.performers] + [grid.performers[-1].left + grid.performers[-1].width]
    high, wide = rows[-1].top + rows[-1].height, across[-1].left + across[-1].width
    bounds = Box((edges[0] + edges[-1]) / 2, (form.head + high) / 2, edges[-1] - edges[0] - 0.6, high - form.head - 0.6)
    field = Field({one.key: one for one in shapes}, bounds, tuple(edges), form.label)
    router = Router(grid, field)
    for wire in wires(sop, sheet, field.shapes):
        router.draw(wire)
    return router.faults, Page(
        sheet.number, wide, high, form.head, across, tuple(rows), tuple(shapes), tuple(field.lines)
    )


Level = tuple[Connector, ...] | str


def _rows(sop: Sop, form: Format, texts: Texts, sheet: Sheet) -> tuple[list[Row], list[float], list[Level]]:
    """Rows of pentagons above and below, and the steps between them."""
    tall = SIZES[Kind.PENTAGON][1] + 2 * form.gutter
    above, below = (list(_levels(sheet.connectors, above=one)) for one in (True, False))
    steps, unders = rows_of(sop, form, texts, sheet.steps, form.gutter)
    rows, top = [], form.head
    for row in [*([Row("", 0, tall)] * len(above)), *steps, *([Row("", 0, tall)] * len(below))]:
        rows.append(replace(row, top=round(top, 3)))
        top += row.height
    free = [form.gutter] * max(len(above), len(below))
    return rows, [*free[: len(above)], *unders, *free[: len(below)]], [*above, *sheet.steps, *below]


def _levels(connectors: tuple[Connector, ...], *, above: bool) -> Iterator[tuple[Connector, ...]]:
    """Pentagons in as few rows as possible, one in each column of a row; ways on nearest to the steps."""
    waiting = sorted((one for one in connectors if one.above is above), key=lambda one: one.up is not above)
    while waiting:
        level = {one.performer: one for one in reversed(waiting)}
        yield tuple(level.values())
        waiting = [one for one in waiting if one not in level.values()]


def _symbols(sop: Sop, grid: Grid, levels: list[Level]) -> Iterator[Shape]:
    at = {one.id: no for no, one in enumerate(sop.performers)}
    for no, level in enumerate(levels):
        if not isinstance(level, str):
            continue
        row = grid.rows[no]
        middle = row.top + grid.gutter + (row.height - grid.gutter - grid.under[no]) / 2
        for who, cell in cells(sop, sop.step(level)).items():
            y = middle - _height(cell) / 2
            for index, kind in enumerate(cell.kinds):
                high = SIZES[kind][1]
                box = Box(grid.centre(at[who]), round(y + high / 2, 3), grid.symbol, high)
                yield Shape(f"{level}/{who}/{index}", kind, cell.part, level, who, no, at[who], box)
                y += high + _GAP


def _pentagons(sop: Sop, grid: Grid, levels: list[Level]) -> Iterator[Shape]:
    at = {one.id: no for no, one in enumerate(sop.performers)}
    wide, high = SIZES[Kind.PENTAGON]
    for no, level in enumerate(levels):
        for one in level if not isinstance(level, str) else ():
            column = at[one.performer]
            box = Box(grid.centre(column), round(grid.rows[no].top + grid.rows[no].height / 2, 3), wide, high)
            shape = Shape(one.key, Kind.PENTAGON, Part.CONNECTOR, "", one.performer, no, column, box)
            yield replace(shape, letter=one.letter, twin=one.twin, up=one.up)
