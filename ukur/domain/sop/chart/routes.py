"""The ways a line may take, family by family, and the choice among them.

Rules of the drawing (our own, after signed SOPs of BPS): below into the top of the next row through the band between
them; skipping rows along an empty middle of a column, else along a lane; decisions leave at the bottom with the answer
that goes on and at a side with the others; returns take the nearest lane and end at the side of their goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from ukur.domain.sop.chart.field import CORNER, CROSSING, FAULT, LENGTH, Drawn, Field, Path, Wire
from ukur.domain.sop.chart.grid import Grid
from ukur.domain.sop.chart.model import Bond, Kind, Line, Point, Shape

Way = tuple[Point, ...]
_AWAY = 6.0  # leaving on the side that does not face the goal
_RANK = 0.3  # for each better lane that is passed over


@dataclass(slots=True)
class Router:
    """Draws wires one after another into a field; ``faults``: how many could not be drawn properly."""

    grid: Grid
    field: Field
    faults: int = 0

    def draw(self, wire: Wire) -> None:
        """Choose the cheapest way for the wire and draw it with its label and its branches."""
        best, chosen, label = float("inf"), tuple[Path, ...](), None
        known: dict[object, float] = {}
        for family in self._families(wire):
            for least, way in sorted((extra + _least(way), way) for extra, way in family):
                if least >= best:
                    break
                paths = self._paths(wire, way)
                price = least - _least(way) + self.field.price(paths, wire, best, known)
                if price >= best:
                    continue
                told = self.field.label(paths, wire) if wire.answer else None
                price += 0 if told or not wire.answer else FAULT
                if price < best:
                    best, chosen, label = price, paths, told
            if best < CROSSING:
                break
        self.faults += best >= FAULT
        heads, goal = wire.bond is not Bond.JOINT, self.field.goal(wire)
        for no, path in enumerate(chosen):
            points, head = _tidy(path.points), heads and bool(path.end)
            told = None if no else label
            line = Line(wire.bond, points, path.start, path.end, head, wire.step, wire.flow, told)
            self.field.drawn.append(Drawn(line, goal))

    def _paths(self, wire: Wire, way: Way) -> tuple[Path, ...]:
        """The main way, and what joins it from the other starts and leaves it to the other ends."""
        shapes = self.field.shapes
        paths = [Path(_tidy(way), wire.starts[0], wire.ends[0])]
        for key in wire.starts[1:]:
            x, y = self.grid.centre(shapes[key].column), way[1][1]
            paths.append(Path(((x, shapes[key].box.bottom), (x, y), (way[0][0], y)), key, ""))
        for key in wire.ends[1:]:
            x, y = self.grid.centre(shapes[key].column), way[-2][1]
            paths.append(Path(((way[-1][0], y), (x, y), (x, shapes[key].box.top)), "", key))
        return tuple(paths)

    def _families(self, wire: Wire) -> Iterator[Iterator[tuple[float, Way]]]:
        start, end = self.field.shapes[wire.starts[0]], self.field.shapes[wire.ends[0]]
        if wire.bond is Bond.INNER:
            yield iter([(0.0, ((start.box.x, start.box.bottom), (end.box.x, end.box.top)))])
        elif wire.flow is None:
            yield self._level(wire, start, end)
            yield self._sides(wire, start, end, around=True)
        elif (wire.bond is Bond.RETURN and len(wire.ends) == 1) or start.row == end.row:
            yield self._sides(wire, start, end)
            yield self._sides(wire, start, end, around=True)
        elif wire.aside:
            yield self._down_aside(wire, start, end)
            yield self._sides(wire, start, end, around=True)
        else:
            yield self._down(wire, start, end)
            yield self._down_around(start, end)

    def _down(self, wire: Wire, start: Shape, end: Shape) -> Iterator[tuple[float, Way]]:
        """Out of the bottom, in the middle of a column, into the top."""
        out, into = (start.box.x, start.box.bottom), (end.box.x, end.box.top)
        bus = len(wire.starts) > 1 or len(wire.ends) > 1
        if out[0] == into[0] and not bus:
            yield 0.0, (out, into)
        first, last = self.grid.tracks(start.row + 1), self.grid.tracks(end.row)
        if start.row + 1 == end.row or not bus:
            for y in dict.fromkeys([*last, *first]):
                yield 0.0, (out, (out[0], y), (into[0], y), into)
        elif out[0] == into[0]:
            for y, y2 in product(first, last):
                yield 0.0, (out, (out[0], y), (out[0], y2), into)

    def _down_around(self, start: Shape, end: Shape) -> Iterator[tuple[float, Way]]:
        """The same along a lane."""
        out, into = (start.box.x, start.box.bottom), (end.box.x, end.box.top)
        lanes = [x for channel in range(len(self.grid.performers) + 1) for x in self.grid.lanes(channel)[:6]]
        for y, y2, x in product(self.grid.tracks(start.row + 1)[:5], self.grid.tracks(end.row)[:5], lanes):
            yield 0.0, (out, (out[0], y), (x, y), (x, y2), (into[0], y2), into)

    def _down_aside(self, wire: Wire, start: Shape, end: Shape) -> Iterator[tuple[float, Way]]:
        """Out of a side, along a lane or the middle of the goal's column, into the top."""
        into = (end.box.x, end.box.top)
        for right in (False, True):
            out = self.field.port(start, wire, right=right, ends=False)
            away = 0.0 if right == (end.column > start.column) else _AWAY
            if end.column != start.column and right == (end.column > start.column):
                yield 0.0, (out, (into[0], out[1]), into)
            for (no, x), y in product(enumerate(self.grid.lanes(start.column + right)), self.grid.tracks(end.row)):
                yield away + _RANK * no, (out, (x, out[1]), (x, y), (into[0], y), into)

    def _level(self, wire: Wire, start: Shape, end: Shape) -> Iterator[tuple[float, Way]]:
        """Side to side inside a row."""
        right = end.column > start.column
        out = self.field.port(start, wire, right=right, ends=False)
        into = self.field.port(end, wire, right=not right, ends=True)
        if out[1] == into[1]:
            yield 0.0, (out, into)
        for x in dict.fromkeys([*self.grid.lanes(start.column + right), *self.grid.lanes(end.column + (not right))]):
            yield 0.0, (out, (x, out[1]), (x, into[1]), into)

    def _sides(self, wire: Wire, start: Shape, end: Shape, *, around: bool = False) -> Iterator[tuple[float, Way]]:
        """Out of a side along a lane into a side, or from below into a pentagon that points up.

        ``around``: with a second lane, reached through a band, because symbols stand between lane and goal.
        """
        for right, right2 in product((False, True), (False, True)):
            away = 0.0 if end.column == start.column or right == (end.column > start.column) else _AWAY
            out = self.field.port(start, wire, right=right, ends=False)
            lanes = self.grid.lanes(start.column + right)
            if end.kind is Kind.PENTAGON and end.up:
                bottom = (end.box.x, end.box.bottom)
                for (no, x), y in product(enumerate(lanes), self.grid.tracks(end.row + 1)):
                    yield away + _RANK * no, (out, (x, out[1]), (x, y), (bottom[0], y), bottom)
                continue
            into = self.field.port(end, wire, right=right2, ends=True)
            if not around:
                for no, x in enumerate(lanes):
                    if (x > into[0]) == right2:
                        yield away + _RANK * no, (out, (x, out[1]), (x, into[1]), into)
                continue
            bands = [*self.grid.tracks(end.row)[:4], *self.grid.tracks(end.row + 1)[:4]]
            if abs(start.row - end.row) > 1:
                bands += [*self.grid.tracks(start.row)[:4], *self.grid.tracks(start.row + 1)[:4]]
            for x, y, x2 in product(lanes[:6], bands, self.grid.lanes(end.column + right2)[:6]):
                yield away, (out, (x, out[1]), (x, y), (x2, y), (x2, into[1]), into)


def _least(way: Way) -> float:
    """What a way costs at least where nothing is in the way."""
    return LENGTH * sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(way)) + CORNER * (len(way) - 2)


def _tidy(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without points where nothing turns."""
    kept: list[Point] = []
    for one in points:
        if kept and one == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == one[0] or kept[-2][1] == kept[-1][1] == one[1]):
            kept.pop()
        kept.append(one)
    return tuple(kept)
