"""What is done with a plan as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.people.subject import Subject


@dataclass(frozen=True, slots=True)
class RecordOpening:
    """Data awal: figures of quarters that were measured before this software was used, as they are typed.

    ``figures``: code of the indicator, quarter 1 to 4, the text; an empty text takes a figure back.
    """

    agency: int
    year: int
    figures: tuple[tuple[str, int, str], ...]

    @property
    def subject(self) -> Subject:
        return Subject("agency", self.agency)
