"""A drawn SOP: pages with columns, rows, symbols, lines and labels, in millimetres from the top left of the page.

Symbols and their sizes: PermenPANRB 35/2012 (the five of a SOP AP); lanes, pairs of letters and cuts are our own rules.
Nothing here knows of a run.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Point = tuple[float, float]


class Kind(StrEnum):
    CAPSULE = "capsule"
    BOX = "box"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"


class Part(StrEnum):
    """What a symbol stands for in its row. JOINT: drawn as one of the doers, though he only hands in."""

    MAIN = "main"
    JOINT = "joint"
    SUPPLIER = "supplier"
    RECEIVER = "receiver"
    CONNECTOR = "connector"


class Bond(StrEnum):
    """What a line says. INNER: between two symbols of one cell; JOINT: dash-dot, without a head."""

    FLOW = "flow"
    RETURN = "return"
    INNER = "inner"
    SEQUENCE = "sequence"
    JOINT = "joint"
    SUPPLIER = "supplier"
    RECEIVER = "receiver"


@dataclass(frozen=True, slots=True)
class Flow:
    """One way from a step to the next or back. ``end`` is empty when an answer ends the flow."""

    start: str
    end: str
    answer: str = ""
    returns: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Shape:
    """A symbol. ``row`` and ``column`` count from 0 on its page, rows of pentagons included. A pentagon carries its
    letter, the page of its twin, and whether it points up (a return); the others their step and performer.
    """

    key: str
    kind: Kind
    part: Part
    step: str
    performer: str
    row: int
    column: int
    box: Box
    letter: str = ""
    twin: int = 0
    up: bool = False

    def side(self, right: bool, offset: float = 0) -> Point:
        """The point of the edge at the left or right, ``offset`` below the middle."""
        half, high = self.box.width / 2, self.box.height / 2
        if self.kind is Kind.DIAMOND:
            half *= 1 - abs(offset) / high
        elif self.kind is Kind.CAPSULE:
            half += math.sqrt(max(high**2 - offset**2, 0)) - high
        return round(self.box.x + (half if right else -half), 3), round(self.box.y + offset, 3)

    def outline(self) -> tuple[Point, ...]:
        """The corners, clockwise from the top left; a capsule's are those of its rectangle."""
        box = self.box
        left, right, top, bottom = box.left, box.right, box.top, box.bottom
        if self.kind is Kind.DIAMOND:
            return (box.x, top), (right, box.y), (box.x, bottom), (left, box.y)
        if self.kind is Kind.PENTAGON:
            neck = box.height * 0.65
            if self.up:
                return (left, bottom - neck), (box.x, top), (right, bottom - neck), (right, bottom), (left, bottom)
            return (left, top), (right, top), (right, top + neck), (box.x, bottom), (left, top + neck)
        return (left, top), (right, top), (right, bottom), (left, bottom)


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """Right-angled, from a symbol's edge or a bus to a symbol's edge or a bus (``start`` or ``end`` empty at a bus).

    ``flow`` names the way that it draws, None inside a row; a way over several pages has a line on two of them.
    """

    bond: Bond
    points: tuple[Point, ...]
    start: str
    end: str
    head: bool
    step: str
    flow: Flow | None = None
    label: Label | None = None

    @property
    def segments(self) -> list[tuple[Point, Point]]:
        return [*pairwise(self.points)]


@dataclass(frozen=True, slots=True)
class Column:
    """``key``: no, activity, needs, time, output, remark, or a performer's id."""

    key: str
    left: float
    width: float
    performer: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; ``step`` is empty for a row of pentagons. ``cells``: wrapped text by column key."""

    step: str
    top: float
    height: float
    cells: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    head: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]

    def shape(self, key: str) -> Shape:
        """KeyError when the page has no such symbol."""
        found = next((one for one in self.shapes if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True, slots=True)
class Chart:
    """``cuts``: how many ways each cut between two pages crosses."""

    format: Format
    pages: tuple[Page, ...]
    cuts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """Sizes of a drawing in mm. ``height`` None: one page as high as it needs to be. Text columns stand left and right
    of the performers; ``performer`` is the least and the greatest width of one of those. ``type`` is the size of type.
    """

    width: float
    height: float | None
    left: tuple[tuple[str, float], ...]
    right: tuple[tuple[str, float], ...]
    performer: tuple[float, float] = (18, 30)
    head: float = 12
    type: float = 2.7
    label: float = 2.6
    gutter: float = 3
    least: float = 0
    spare: int = 0  # lines kept free under each activity


_PRINTED = (("needs", 34.0), ("time", 17.0), ("output", 34.0), ("remark", 18.0))
A4 = Format(267, 180, (("no", 8.0), ("activity", 60.0)), _PRINTED)
F4 = Format(300, 185, (("no", 8.0), ("activity", 68.0)), _PRINTED)
SCREEN = Format(
    204, None, (("no", 9.0), ("activity", 61.0)), (("output", 34.0),), (20, 25), 12, 3.3, 2.9, least=14, spare=1
)
SIZES = {Kind.CAPSULE: (14, 7), Kind.BOX: (14, 8), Kind.DIAMOND: (14, 11), Kind.PENTAGON: (9, 9)}
HEAD = 2.0  # length of an arrow head
