"""Looks at a drawn SOP as a strict reader would and says what is wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

from ukur.domain.sop.chart import Chart, Page
from ukur.domain.sop.chart.cells import cells, entered, flows, left
from ukur.domain.sop.chart.model import Bond, Box, Flow, Kind, Line, Part, Point, Shape
from ukur.domain.sop.model import Sop

EDGE = 0.06


def faults(of: Sop, drawn: Chart) -> list[str]:
    """Every fault of the drawing, in words; empty when it is sound."""
    found = [one for page in drawn.pages for one in _page_faults(of, page)]
    return found + [one for way in flows(of) for one in _way_faults(of, drawn, way)] + _twin_faults(drawn)


def _page_faults(of: Sop, page: Page) -> Iterator[str]:
    yield from _place_faults(of, page)
    for line in page.lines:
        yield from _line_faults(page, line)
    for one, other in combinations(page.lines, 2):
        if _runs_on(one, other) and not _related(page, one, other):
            yield f"{name(one)} runs on {name(other)}"
    labels = [one.label for one in page.lines if one.label]
    for label in labels:
        for shape in page.shapes:
            if any(inside(point, shape) for point in _grid(label.box)):
                yield f"label {label.text} on {shape.key}"
        for line in page.lines:
            if any(_in_box(point, label.box) for point in along(line)):
                yield f"label {label.text} on {name(line)}"
    for a, b in combinations(labels, 2):
        if any(_in_box(point, b.box) for point in _grid(a.box)):
            yield f"labels {a.text} and {b.text} overlap"


def _place_faults(of: Sop, page: Page) -> Iterator[str]:
    columns = [one for one in page.columns if one.performer]
    for shape in page.shapes:
        column, line = columns[shape.column], page.rows[shape.row]
        if shape.box.left < column.left or shape.box.right > column.left + column.width:
            yield f"{shape.key} leaves its column"
        if shape.box.top < line.top or shape.box.bottom > line.top + line.height:
            yield f"{shape.key} leaves its row"
        if shape.step and (of.performers[shape.column].id != shape.performer or line.step != shape.step):
            yield f"{shape.key} stands in a wrong cell"
    for a, b in combinations(page.shapes, 2):
        if (
            abs(a.box.x - b.box.x) < (a.box.width + b.box.width) / 2
            and abs(a.box.y - b.box.y) < (a.box.height + b.box.height) / 2
        ):
            yield f"{a.key} overlaps {b.key}"
    for no in (one.step for one in page.rows if one.step):
        for who, cell in cells(of, of.step(no)).items():
            if [one.kind for one in page.shapes if (one.step, one.performer) == (no, who)] != list(cell.kinds):
                yield f"row {no}: symbols of {who}"
    low, high = columns[0].left, columns[-1].left + columns[-1].width
    boxes = [one.label.box for one in page.lines if one.label]
    points = [point for line in page.lines for point in line.points] + [point for box in boxes for point in _grid(box)]
    if any(not (low < x < high and page.head < y < page.height) for x, y in points):
        yield "something leaves the columns of the performers"


def _line_faults(page: Page, line: Line) -> Iterator[str]:
    if any((a[0] == b[0]) == (a[1] == b[1]) for a, b in pairwise(line.points)):
        yield f"{name(line)} is not right-angled"
    for key, point in ((line.start, line.points[0]), (line.end, line.points[-1])):
        if key and not on_edge(point, page.shape(key)):
            yield f"{name(line)} does not meet the edge of {key}"
    for shape in page.shapes:
        if any(inside(point, shape) for point in along(line)):
            yield f"{name(line)} goes through {shape.key}"
    (x, y), (x2, y2) = line.points[-2:]
    if line.head and abs(x - x2) + abs(y - y2) < 2:
        yield f"{name(line)} has no room for its head"
    if line.head is (line.bond is Bond.JOINT or not line.end):
        yield f"{name(line)}: head"


def _way_faults(of: Sop, drawn: Chart, way: Flow) -> Iterator[str]:
    """Exactly one path, from all its starts to all its ends, whole or through one pair of pentagons."""
    lines = [(page, one) for page in drawn.pages for one in page.lines if one.flow == way]
    trunks = [(page, one) for page, one in lines if one.start and one.end]
    starts = {page.shape(one.start) for page, one in lines if one.start}
    ends = {page.shape(one.end) for page, one in lines if one.end}
    steps = {(one.step, one.performer) for one in starts if one.kind is not Kind.PENTAGON}
    goals = {(one.step, one.performer) for one in ends if one.kind is not Kind.PENTAGON}
    links = [one for one in starts | ends if one.kind is Kind.PENTAGON]
    if len(trunks) != 1 + len(links) // 2 or len(links) not in (0, 2) or len({one.letter for one in links}) > 1:
        yield f"{way}: {len(trunks)} paths, {len(links)} pentagons"
    if steps != {(way.start, who) for who in left(of.step(way.start))}:
        yield f"{way} starts at {sorted(steps)}"
    meant = (
        {(way.end, who) for who in entered(of.step(way.end))} if way.end else {(way.start, left(of.step(way.start))[0])}
    )
    if goals != meant:
        yield f"{way} ends at {sorted(goals)}"
    said = [one.label.text for _, one in trunks if one.label]
    if said != ([way.answer] if way.answer else []):
        yield f"{way} says {said}"
    if way.returns and any(one.bond is not Bond.RETURN for _, one in trunks):
        yield f"{way} is not drawn as a return"


def _twin_faults(drawn: Chart) -> list[str]:
    pairs: dict[str, list[tuple[int, Shape]]] = {}
    for page in drawn.pages:
        for shape in page.shapes:
            if shape.part is Part.CONNECTOR:
                pairs.setdefault(shape.letter, []).append((page.number, shape))
    good = all(
        len(pair) == 2 and pair[0][0] != pair[1][0] and {no for no, _ in pair} == {one.twin for _, one in pair}
        for pair in pairs.values()
    )
    return [] if good else ["pentagons are not in pairs on two pages"]


def name(line: Line) -> str:
    return f"{line.bond} {line.start or 'bus'} to {line.end or 'bus'}"


def along(line: Line) -> Iterator[Point]:
    """Points on a line, at most 0.3 mm apart."""
    for (x, y), (x2, y2) in pairwise(line.points):
        count = int((abs(x2 - x) + abs(y2 - y)) / 0.3) + 1
        for no in range(count + 1):
            yield x + (x2 - x) * no / count, y + (y2 - y) * no / count


def inside(point: Point, shape: Shape) -> bool:
    """Whether a point lies in a symbol, its edge not counted."""
    box = shape.box
    if not (box.left + EDGE < point[0] < box.right - EDGE and box.top + EDGE < point[1] < box.bottom - EDGE):
        return False
    if shape.kind is Kind.CAPSULE:
        return _from_capsule(point, shape) < -EDGE
    corners = shape.outline()
    return all(_aside(a, b, point) > EDGE for a, b in zip(corners, corners[1:] + corners[:1], strict=True))


def on_edge(point: Point, shape: Shape) -> bool:
    if shape.kind is Kind.CAPSULE:
        return abs(_from_capsule(point, shape)) < EDGE
    corners = shape.outline()
    edges = [*zip(corners, corners[1:] + corners[:1], strict=True)]
    return min(_aside(a, b, point) for a, b in edges) > -EDGE and any(abs(_aside(a, b, point)) < EDGE for a, b in edges)


def _aside(a: Point, b: Point, point: Point) -> float:
    """How far a point lies to the inner side of an edge; the corners go clockwise on the page."""
    long = math.hypot(b[0] - a[0], b[1] - a[1])
    return ((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])) / long


def _from_capsule(point: Point, shape: Shape) -> float:
    """The distance to the edge of a capsule, negative inside."""
    radius = shape.box.height / 2
    straight = shape.box.width / 2 - radius
    across: float = max(abs(point[0] - shape.box.x) - straight, 0)
    return math.hypot(across, point[1] - shape.box.y) - radius


def _grid(box: Box) -> list[Point]:
    steps = [no / 8 for no in range(9)]
    return [(box.left + box.width * a, box.top + box.height * b) for a in steps for b in steps]


def _in_box(point: Point, box: Box) -> bool:
    return box.left < point[0] < box.right and box.top < point[1] < box.bottom


def _runs_on(one: Line, other: Line) -> bool:
    """Whether two lines share a stretch, or end on each other."""
    for a, b in pairwise(one.points):
        for c, d in pairwise(other.points):
            for axis in (0, 1):
                if a[axis] == b[axis] and c[axis] == d[axis] and abs(a[axis] - c[axis]) < 0.3:
                    low = max(min(a[1 - axis], b[1 - axis]), min(c[1 - axis], d[1 - axis]))
                    high = min(max(a[1 - axis], b[1 - axis]), max(c[1 - axis], d[1 - axis]))
                    if high - low > 0.1:
                        return True
    return False


def _related(page: Page, one: Line, other: Line) -> bool:
    """Ways to the same step (or pentagon), lines to the same symbol, or a fork out of one symbol."""
    if one.flow and other.flow and _goal(page, one) == _goal(page, other):
        return True
    ends = one.end and one.end == other.end
    fork = one.start and one.start == other.start and not (one.label or other.label)
    return bool(ends or fork)


def _goal(page: Page, line: Line) -> str:
    trunk = next(one for one in page.lines if one.flow == line.flow and one.start and one.end)
    return page.shape(trunk.end).step or trunk.end
