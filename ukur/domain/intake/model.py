"""A workbook being taken in: its lines as they were read, and as they were mended since. Plain texts, no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Part(StrEnum):
    """What a line is about: one sheet each."""

    UNITS = "unit"
    PEOPLE = "person"
    PLAN = "plan"


class State(StrEnum):
    READY = "ready"
    FILL = "fill"  # something must be filled in
    ASK = "ask"  # what stands there can be meant in several ways
    SKIPPED = "skipped"
    DONE = "done"  # taken in already, and not changed on the desk since


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet. ``row`` as the spreadsheet counts; ``cells`` by column key, words already as codes.

    ``asks``: cells that the file itself leaves open (a percent format, a number in the place of a text) with the
    readings there are. ``sure``: doubts that somebody has answered, so that nobody is asked twice.
    """

    part: Part
    row: int
    cells: Mapping[str, str]
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    skip: bool = False

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    @property
    def key(self) -> str:
        """Its name in forms and addresses: ``plan-14``."""
        return f"{self.part}-{self.row}"

    def filled(self, key: str, text: str) -> Line:
        """With ``text`` typed into a cell; doubts about it are asked anew."""
        asks = {name: one for name, one in self.asks.items() if name != key}
        return replace(self, cells={**self.cells, key: text}, asks=asks, sure=self.sure - {key})

    def answered(self, key: str, text: str) -> Line:
        """With one of the offered readings; it is not asked about again."""
        return replace(self.filled(key, text), sure=self.sure | {key})


@dataclass(frozen=True, slots=True)
class Book:
    """All lines of a workbook in its order. ``year``: of the plan."""

    year: int
    lines: tuple[Line, ...]

    def part(self, part: Part) -> Iterator[Line]:
        """The lines of one sheet that are not left out."""
        return (one for one in self.lines if one.part is part and not one.skip)

    def with_line(self, line: Line) -> Book:
        """The book with ``line`` in the place of the one that has its key."""
        return replace(self, lines=tuple(line if one.key == line.key else one for one in self.lines))


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a line from being taken in. ``code`` and ``values`` make the sentence; ``offers``: texts to choose."""

    state: State
    cell: str
    code: str
    values: tuple[tuple[str, str], ...] = ()
    offers: tuple[str, ...] = ()


def problem(state: State, cell: str, code: str, /, *offers: str, **values: object) -> Problem:
    """A problem with its values as text; the same offer twice is one."""
    return Problem(
        state, cell, code, tuple((key, str(one)) for key, one in values.items()), tuple(dict.fromkeys(offers))
    )


def state_of(line: Line, problems: tuple[Problem, ...]) -> State:
    """What must be filled in weighs more than what is asked."""
    if line.skip:
        return State.SKIPPED
    found = {one.state for one in problems}
    return next((one for one in (State.FILL, State.ASK) if one in found), State.READY)


def to_data(book: Book) -> dict[str, Any]:
    """As kept between two visits."""
    return {"year": book.year, "lines": [_line_data(one) for one in book.lines]}


def _line_data(one: Line) -> dict[str, Any]:
    return {
        "part": str(one.part),
        "row": one.row,
        "cells": dict(one.cells),
        "asks": {key: list(offers) for key, offers in one.asks.items()},
        "sure": sorted(one.sure),
        "skip": one.skip,
    }


def from_data(data: Mapping[str, Any]) -> Book:
    """What ``to_data`` gave."""
    return Book(data["year"], tuple(_line(one) for one in data["lines"]))


def _line(one: Mapping[str, Any]) -> Line:
    asks = {key: tuple(offers) for key, offers in one["asks"].items()}
    return Line(Part(one["part"]), one["row"], one["cells"], asks, frozenset(one["sure"]), one["skip"])
