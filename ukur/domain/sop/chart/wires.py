"""What is to be drawn on a page: its pentagons, and a wire for each line, in the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ukur.domain.sop.chart.cells import cells, entered, left, links
from ukur.domain.sop.chart.field import Wire
from ukur.domain.sop.chart.model import Bond, Flow, Kind, Shape
from ukur.domain.sop.model import Sop


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


def wires(sop: Sop, sheet: Sheet, shapes: Mapping[str, Shape]) -> list[Wire]:
    """Every line of the page: rows in themselves, then ways on, then ways back, short ones before long ones."""
    return sorted(_wires(sop, sheet, shapes), key=lambda one: _rank(one, shapes))


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
    start, end = shapes[wire.starts[0]], shapes[wire.ends[0]]
    if wire.flow is None:
        return 0, 0 if wire.bond is Bond.INNER else 1, abs(start.column - end.column)
    span = abs(start.row - end.row)
    return 1 if wire.bond is Bond.FLOW else 2, span, abs(start.column - end.column)
