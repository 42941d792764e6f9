"""One page: rows, symbols and lines get their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ukur.domain.sop.chart.cells import Cell, cells, entered, left, links
from ukur.domain.sop.chart.field import Field, Wire
from ukur.domain.sop.chart.grid import Grid
from ukur.domain.sop.chart.model import SIZES, Bond, Box, Column, Flow, Format, Kind, Page, Part, Row, Shape
from ukur.domain.sop.chart.routes import Router
from ukur.domain.sop.chart.text import LEADING, wrap
from ukur.domain.sop.model import Sop

Texts = Mapping[str, Mapping[str, str]]
Measured = tuple[list[Row], list[float]]
_GAP = 4.0  # between two symbols of one cell
_PAD = 1.5  # around text
_ROOM = (1.0, 1.5, 2.2, 3.2)  # gutters grow until every line has its place


@dataclass(frozen=True, slots=True)
class Connector:
    """A pentagon to be placed: before the rows of the page or after them, in the column of ``performer``."""

    flow: Flow
    letter: str
    performer: str
    twin: int
    above: bool
    up: bool

    @property
    def key(self) -> str:
        return f"{self.letter}/{'above' if self.above else 'below'}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What belongs on a page: steps by number, pentagons, and the ways that are drawn here, whole or in part."""

    number: int
    steps: tuple[str, ...]
    connectors: tuple[Connector, ...]
    flows: tuple[Flow, ...]


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


def page(sop: Sop, form: Format, texts: Texts, sheet: Sheet) -> Page:
    """The page with everything drawn. Gutters and columns are widened until no line touches what is not its own."""
    tried: list[tuple[int, Page]] = []
    for room in _ROOM:
        each = columns(sop, form)[len(form.left)].width * (1 + (room - 1) / 2)
        wider = replace(form, gutter=form.gutter * room, performer=(each, each))
        faults, made = _draw(sop, wider, texts, sheet)
        if not faults:
            return made
        tried.append((faults, made))
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
    for wire in sorted(_wires(sop, sheet, field.shapes), key=lambda one: _rank(one, field.shapes)):
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
    """Pentagons in as few rows as possible, one in each column of a row."""
    waiting = [one for one in connectors if one.above is above]
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


def _wires(sop: Sop, sheet: Sheet, shapes: Mapping[str, Shape]) -> Iterator[Wire]:
    for no in sheet.steps:
        yield from _inner(sop, no, shapes)
    held = {one.flow: one for one in sheet.connectors}
    for flow in sheet.flows:
        away = held.get(flow)
        starts, ends = tuple[str, ...](), tuple[str, ...]()
        if away is None or flow.start in sheet.steps:
            starts = tuple(_last(shapes, flow.start, who) for who in left(sop.step(flow.start)))
        if flow.end and (away is None or flow.end in sheet.steps):
            ends = tuple(f"{flow.end}/{who}/0" for who in entered(sop.step(flow.end)))
        if not flow.end:
            ends, starts = starts, (_decision(shapes, starts[0]),)
        elif away and starts:
            ends = (away.key,)
        elif away:
            starts = (away.key,)
        if sop.step(flow.start).answers and flow.start in sheet.steps:
            starts = (_decision(shapes, starts[0]),)
        yield _wire(sop, flow, _main_first(starts, ends, shapes), _main_first(ends, starts, shapes), shapes)


def _wire(sop: Sop, flow: Flow, starts: tuple[str, ...], ends: tuple[str, ...], shapes: Mapping[str, Shape]) -> Wire:
    """The first answer that goes on leaves below, unless a symbol of its cell stands there."""
    onward = [one.label for one in sop.step(flow.start).answers if not one.returns]
    below = f"{starts[0].rpartition('/')[0]}/{int(starts[0].rpartition('/')[2]) + 1}" if shapes[starts[0]].step else ""
    answer = flow.answer if shapes[starts[0]].step else ""
    ending = next((one.label for one in sop.step(flow.start).answers if not one.to), None)
    if below == ends[0] and flow.answer == ending:
        return Wire(Bond.FLOW, starts, ends, flow.start, flow, answer=answer)
    first = flow.answer in onward[:1] or (not answer and not flow.returns)
    bond = Bond.RETURN if flow.returns else Bond.FLOW
    return Wire(bond, starts, ends, flow.start, flow, below in shapes or not first, answer)


def _inner(sop: Sop, no: str, shapes: Mapping[str, Shape]) -> Iterator[Wire]:
    step = sop.step(no)
    ending = any(not one.to for one in step.answers)
    for who, cell in cells(sop, step).items():
        last = len(cell.kinds) - 1
        for index in range(last - (1 if ending and who == step.decider else 0)):
            yield Wire(Bond.INNER, (f"{no}/{who}/{index}",), (f"{no}/{who}/{index + 1}",), no)
    for link in links(sop, step):
        start = _last(shapes, no, link.start) if link.bond is not Bond.JOINT else f"{no}/{link.start}/0"
        if ending and link.start == step.decider:
            start = _decision(shapes, start)
        yield Wire(link.bond, (start,), (f"{no}/{link.end}/0",), no)


def _last(shapes: Mapping[str, Shape], no: str, who: str) -> str:
    return max((key for key in shapes if key.startswith(f"{no}/{who}/")), key=lambda key: int(key.rpartition("/")[2]))


def _decision(shapes: Mapping[str, Shape], key: str) -> str:
    """The diamond of the cell in which ``key`` stands."""
    cell = key.rpartition("/")[0]
    return next(one for one in shapes if one.startswith(f"{cell}/") and shapes[one].kind is Kind.DIAMOND)


def _main_first(keys: tuple[str, ...], others: tuple[str, ...], shapes: Mapping[str, Shape]) -> tuple[str, ...]:
    """The symbol in the column of one of the others comes first: the trunk of a fork or join runs straight."""
    across = {shapes[one].column for one in others}
    return tuple(sorted(keys, key=lambda one: shapes[one].column not in across))


def _rank(wire: Wire, shapes: Mapping[str, Shape]) -> tuple[int, int, int]:
    """What is drawn first: rows in themselves, then ways on, then ways back, short ones before long ones."""
    start, end = shapes[wire.starts[0]], shapes[wire.ends[0]]
    if wire.flow is None:
        return 0, 0 if wire.bond is Bond.INNER else 1, abs(start.column - end.column)
    span = abs(start.row - end.row)
    return 1 if wire.bond is Bond.FLOW else 2, span, abs(start.column - end.column)
