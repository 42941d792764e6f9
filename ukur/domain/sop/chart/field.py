"""What stands on a page already, and what one more line would cost there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ukur.domain.sop.chart.grid import crossing
from ukur.domain.sop.chart.model import HEAD, Bond, Box, Flow, Label, Line, Point, Shape
from ukur.domain.sop.chart.overlap import covers, near, overlap, places, touches
from ukur.domain.sop.chart.text import width

FAULT = 1000.0  # a price from here on means: the drawing would say something wrong
CROSSING = 25.0
CORNER, LENGTH = 3.0, 0.15
_CLEAR = 0.5  # between a line and a symbol that it passes


@dataclass(frozen=True, slots=True)
class Wire:
    """A line to be drawn: ``starts`` and ``ends`` are symbols, several at a join or a fork; the first is the main one.
    ``aside``: it leaves at a side and not below. ``answer``: to be written beside it.
    """

    bond: Bond
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    step: str
    flow: Flow | None = None
    aside: bool = False
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """One stretch of a wire: its points, and the symbols at its ends (empty at a bus)."""

    points: tuple[Point, ...]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line with the step or pentagon that its way leads to here."""

    line: Line
    goal: str


@dataclass(slots=True)
class Field:
    """The symbols of a page with the lines and labels that are drawn. ``bounds``: the box of the performers' cells;
    ``borders``: the lines between their columns, which no label should stand on.
    """

    shapes: dict[str, Shape]
    bounds: Box
    borders: tuple[float, ...]
    size: float
    drawn: list[Drawn] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [one.line for one in self.drawn]

    def goal(self, wire: Wire) -> str:
        """What lines that may run on each other have in common: the step they lead to, or the pentagon."""
        return (self.shapes[wire.ends[0]].step or wire.ends[0]) if wire.flow else ""

    def price(self, paths: tuple[Path, ...], wire: Wire, bound: float, known: dict[object, float]) -> float:
        """What the wire would cost along these paths; stops adding up above ``bound``. ``known`` keeps the price of
        each stretch, for one wire.
        """
        total = 0.0
        for path in paths:
            points, last = path.points, len(path.points) - 2
            total += CORNER * last
            ends = (path.start, path.end, points[0], points[-1])
            for no in range(last + 1):
                key = (points[no], points[no + 1], no == 0, no == last, ends)
                if key not in known:
                    known[key] = self._stretch(path, wire, no)
                total += known[key]
                if total > bound:
                    return total
        return total

    def _stretch(self, path: Path, wire: Wire, no: int) -> float:
        a, b = path.points[no : no + 2]
        last = no == len(path.points) - 2
        total, new = 0.0, True
        for key, shape in self.shapes.items():
            own = (no == 0 and key == path.start) or (last and key == path.end)
            total += 0 if own or not near(a, b, shape.box, _CLEAR) else 5 * FAULT
        if last and path.end and wire.bond is not Bond.JOINT and abs(a[0] - b[0]) + abs(a[1] - b[1]) < HEAD + 0.1:
            total += FAULT
        for one in self.drawn:
            if one.line.label and touches((a, b), one.line.label.box):
                total += FAULT
            if self._same(one, path, wire):
                new = new and (a, b) not in one.line.segments
                continue
            crossed, touched = crossing((a, b), one.line.points)
            total += CROSSING * crossed + FAULT * touched
        return total + (LENGTH * (abs(a[0] - b[0]) + abs(a[1] - b[1])) if new else 0)

    def _same(self, one: Drawn, path: Path, wire: Wire) -> bool:
        """Whether the two may run on each other: ways to one goal, lines to one edge, a fork out of one symbol."""
        line = one.line
        if wire.flow and one.goal == self.goal(wire):
            return True
        if path.end and line.end == path.end and line.points[-1] == path.points[-1]:
            return True
        answers = wire.answer or line.label
        return bool(path.start and not answers and line.start == path.start and line.points[0] == path.points[0])

    def port(self, shape: Shape, wire: Wire, *, right: bool, ends: bool) -> Point:
        """The point of a side where the wire may end or begin: the middle, or above or below it when that is taken.
        Returns to one symbol share a point.
        """
        used = [line.points[0] for line in self.lines if line.start == shape.key]
        used += [line.points[-1] for line in self.lines if line.end == shape.key]
        shared = [one.points[-1] for one in self.lines if one.end == shape.key and one.bond is wire.bond is Bond.RETURN]
        step = round(shape.box.height * 0.24, 3)
        places = [shape.side(right, offset) for offset in (0, -step, step)]
        if ends and (found := next((one for one in places if one in shared), None)):
            return found
        return next((one for one in places if one not in used), places[0])

    def label(self, paths: tuple[Path, ...], wire: Wire) -> Label | None:
        """The answer beside its line, free of symbols, lines and other labels; None when there is no room."""
        wide, high = width(wire.answer, self.size) + 0.3, self.size * 1.1
        points, mine = paths[0].points, [one.points for one in paths]
        free = []
        for x, y in places(points, wide, high):
            box = Box(x, y, wide, high)
            if self._free(box, mine):
                if not any(box.left < one < box.right for one in self.borders):
                    return Label(wire.answer, box)
                free.append(box)
        return Label(wire.answer, free[0]) if free else None

    def _free(self, box: Box, mine: list[tuple[Point, ...]]) -> bool:
        around = self.bounds
        if not (
            around.left < box.left and box.right < around.right and around.top < box.top < box.bottom < around.bottom
        ):
            return False
        if any(
            covers(shape, replace(box, width=box.width + 0.6, height=box.height + 0.4))
            for shape in self.shapes.values()
        ):
            return False
        if any(touches(one, box) for one in (*mine, *(line.points for line in self.lines))):
            return False
        return not any(overlap(box, one.label.box) for one in self.lines if one.label)
