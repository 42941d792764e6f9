"""The sheet of units: code, name, kind."""

from __future__ import annotations

from collections.abc import Iterator

from ukur.domain.intake.around import Around
from ukur.domain.intake.model import Line, Problem, State, problem
from ukur.domain.people.names import bare

KINDS = ("sekretariat", "bidang", "uptd")


def problems(line: Line, made: Around) -> Iterator[Problem]:
    """A code of its own, a name, one of the three kinds, and one Sekretariat only."""
    yield from _code(line, made)
    if not line["name"]:
        yield problem(State.FILL, "name", "empty")
    if line["kind"] not in KINDS:
        yield problem(State.FILL, "kind", "word_unknown" if line["kind"] else "empty", *KINDS, text=line["kind"])
    others = [code for code, (_, kind) in made.known.units.items() if kind == "sekretariat"]
    if line["kind"] == "sekretariat" and (
        made.kinds["sekretariat"] > 1 or any(bare(one) != bare(line["code"]) for one in others)
    ):
        yield problem(State.ASK, "kind", "second_office", "bidang", "uptd")


def _code(line: Line, made: Around) -> Iterator[Problem]:
    if not bare(line["code"]):
        yield problem(State.FILL, "code", "empty")
    elif made.codes[f"{line.part} {bare(line['code'])}"] > 1:
        yield problem(State.FILL, "code", "code_twice", text=line["code"])
