"""Graded figures: an opinion or a predicate instead of a number, as its place on an ordinal scale.

The achievement of a grade is ordinal actual against ordinal target; grades are never summed or averaged.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from ukur.domain.achievement.numbers import NOTHING, Reading
from ukur.domain.errors import Refused, refusal


class Scale(StrEnum):
    OPINI = "opini"  # the audit opinion of BPK
    AKIP = "akip"  # the predicate of the accountability evaluation, PermenPANRB 88/2021


GRADES: dict[Scale, tuple[str, ...]] = {
    Scale.OPINI: ("TMP", "TW", "WDP", "WTP"),
    Scale.AKIP: ("D", "C", "CC", "B", "BB", "A", "AA"),
}


def read_grade(text: str, scale: Scale) -> Reading:
    """The place of a grade on its scale, from 1 for the worst; empty text or a dash: not reported.

    Raises Refused (``grade_unknown``, values ``text``, ``scale``, ``grades``) for a grade the scale does not
    have.
    """
    grade = text.strip().upper()
    if grade in {"", "-", "–"}:
        return NOTHING
    if grade not in GRADES[scale]:
        raise Refused(refusal("grade_unknown", text=text.strip(), scale=scale, grades=", ".join(GRADES[scale])))
    place = Decimal(GRADES[scale].index(grade) + 1)
    return Reading(place, (place,))


def grade_of(place: Decimal, scale: Scale) -> str:
    """The grade at ``place`` of ``scale``, for printing; ValueError when the scale has no such place."""
    index = int(place) - 1
    if place != place.to_integral_value() or not 0 <= index < len(GRADES[scale]):
        raise ValueError(f"{place} is no place of {scale}")
    return GRADES[scale][index]
