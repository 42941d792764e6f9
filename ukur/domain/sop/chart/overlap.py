"""Boxes, symbols and lines that come too near to each other, and where a label may stand beside a line."""

from __future__ import annotations

from itertools import pairwise

from ukur.domain.sop.chart.model import Box, Kind, Point, Shape


def places(points: tuple[Point, ...], wide: float, high: float) -> list[tuple[float, float]]:
    """Middles for a label beside the first two stretches of a line, the nearest to its beginning first."""
    found = []
    for (x, y), (x2, y2) in list(pairwise(points))[:3]:
        for along in (0.25, 0.75, 1.5, 2.5, 4.0, 5.5, 7.0):
            for off in (0.35, 0.8, 1.3, 2.0, 3.0, 4.5):
                if x == x2:
                    middle = y + (along + high / 2) * (1 if y2 > y else -1)
                    found += [(x + off + wide / 2, middle), (x - off - wide / 2, middle)]
                else:
                    middle = x + (along + wide / 2) * (1 if x2 > x else -1)
                    found += [(middle, y - off - high / 2), (middle, y + off + high / 2)]
                    inner = x2 - (0.4 + wide / 2) * (1 if x2 > x else -1)
                    found += [(inner, y - off - high / 2), (inner, y + off + high / 2)]
    return found


def near(a: Point, b: Point, box: Box, clear: float) -> bool:
    """Whether an upright or level stretch comes into the box or nearer than ``clear`` to it."""
    return (
        max(a[0], b[0]) > box.left - clear
        and min(a[0], b[0]) < box.right + clear
        and max(a[1], b[1]) > box.top - clear
        and min(a[1], b[1]) < box.bottom + clear
    )


def touches(points: tuple[Point, ...], box: Box) -> bool:
    """Whether a line comes into the box of a label."""
    return any(near(a, b, box, 0.15) for a, b in pairwise(points))


def overlap(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) * 2 < one.width + other.width and abs(one.y - other.y) * 2 < one.height + other.height


def covers(shape: Shape, box: Box) -> bool:
    """Whether a symbol and a box overlap; a diamond counts by its slanted edges."""
    if shape.kind is not Kind.DIAMOND:
        return overlap(shape.box, box)
    across = max(box.left - shape.box.x, shape.box.x - box.right, 0) / (shape.box.width / 2)
    down = max(box.top - shape.box.y, shape.box.y - box.bottom, 0) / (shape.box.height / 2)
    return across + down < 1
