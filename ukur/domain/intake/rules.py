"""What is wrong with a line: one rule, one function; together they are asked again after every mending."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ukur.domain.intake import rules_people, rules_plan, rules_units
from ukur.domain.intake.around import Around
from ukur.domain.intake.model import Line, Part, Problem, State, problem, state_of

LIMITS: Mapping[Part, Mapping[str, int]] = {  # most letters that are kept
    Part.UNITS: {"code": 30, "name": 200},
    Part.PEOPLE: {"name": 200, "rank": 100, "title": 200, "phone": 30, "email": 200, "username": 60, "nip": 100},
    Part.PLAN: {"code": 30, "objective": 300, "name": 300, "uom": 40},
}
_RULES = {Part.UNITS: rules_units.problems, Part.PEOPLE: rules_people.problems, Part.PLAN: rules_plan.problems}


def problems(line: Line, made: Around) -> tuple[Problem, ...]:
    """Everything that keeps ``line`` from being taken in; nothing for one that is left out."""
    return () if line.skip else (*_too_long(line), *_RULES[line.part](line, made))


def _too_long(line: Line) -> Iterator[Problem]:
    """Texts that no column keeps."""
    for cell, limit in LIMITS[line.part].items():
        if len(line[cell]) > limit:
            yield problem(State.FILL, cell, "too_long", limit=limit)


def examined(made: Around) -> list[tuple[Line, State, tuple[Problem, ...]]]:
    """Every line of the workbook with its state and its problems, in its order."""
    found = []
    for line in made.book.lines:
        wrong = problems(line, made)
        found.append((line, state_of(line, wrong), wrong))
    return found


def mended(line: Line, cell: str, text: str, *, offered: bool) -> Line:
    """The line after somebody typed into a cell (``offered`` False) or chose one of the texts offered for it."""
    if cell == rules_plan.SUM:
        return rules_plan.settle_sum(line, text)
    return line.answered(cell, text) if offered else line.filled(cell, text)
