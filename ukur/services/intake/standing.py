"""How each line of a workbook on the desk stands now."""

from __future__ import annotations

from ukur.domain.intake.around import Around, around
from ukur.domain.intake.model import Line, Problem, State, from_data
from ukur.domain.intake.rules import examined
from ukur.services.intake.known import known
from ukur.store.models import Intake

Standing = list[tuple[Line, State, tuple[Problem, ...]]]


def surroundings(row: Intake) -> Around:
    """The workbook's lines with what they may name, as the agency stands now."""
    book = from_data(row.content)
    return around(book, known(row.agency_id, book.year))


def standing(row: Intake, made: Around) -> Standing:
    """Every line with its state and problems; one that was taken in is done, whatever has changed around it since.

    ``made``: the row's surroundings.
    """
    done = set((row.before or {}).get("done", ()))
    found = examined(made)
    return [(line, State.DONE, ()) if line.key in done else (line, state, wrong) for line, state, wrong in found]
