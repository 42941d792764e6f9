"""The validation rules as data: run for the unit before it sends, and for the team when it validates.

A new rule is one function and one line. A rule flags, it never judges: only ``evidence_missing`` holds a sheet up.
The sentences stand in ``ukur.services.wording.checks``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ukur.domain.validation import figure_rules, text_rules
from ukur.domain.validation.case import Around, Case, Values, grades_of

__all__ = ["RULES", "Flag", "Priority", "Rule", "flags"]


class Priority(StrEnum):
    """How much a flag asks for, most first."""

    MUST = "must"  # nothing is sent before it is settled
    HIGH = "high"  # probably a slip: look before accepting
    LOW = "low"  # worth knowing


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule saw at one value. ``values`` fill the blanks of its sentence; figures are in the indicator's unit."""

    rule: str
    priority: Priority
    values: Values = ()

    def value(self, name: str) -> str | Decimal | None:
        """The value called ``name``; None when the rule gives none."""
        return dict(self.values).get(name)


@dataclass(frozen=True, slots=True)
class Rule:
    """``find`` gives the values of the sentence when something is seen. ``amounts``: it reckons with the size of a
    figure, so it is not asked about a grade, which is a place on a scale.
    """

    key: str
    priority: Priority
    find: Callable[[Case, Around], Values | None]
    amounts: bool = False


RULES = (
    Rule("evidence_missing", Priority.MUST, text_rules.evidence_missing),
    Rule("evidence_waived", Priority.HIGH, text_rules.evidence_waived),
    Rule("grade_outside", Priority.HIGH, figure_rules.grade_outside),
    Rule("negative_percent", Priority.HIGH, figure_rules.negative_percent, amounts=True),
    Rule("far_from_target", Priority.HIGH, figure_rules.far_from_target, amounts=True),
    Rule("far_from_usual", Priority.HIGH, figure_rules.far_from_usual, amounts=True),
    Rule("cumulative_falling", Priority.HIGH, figure_rules.cumulative_falling, amounts=True),
    Rule("quarter_above_year", Priority.HIGH, figure_rules.quarter_above_year, amounts=True),
    Rule("evidence_of_period", Priority.HIGH, text_rules.evidence_of_period),
    Rule("note_missing", Priority.HIGH, text_rules.note_missing),
    Rule("percent_above_100", Priority.LOW, figure_rules.percent_above_100, amounts=True),
    Rule("far_from_last", Priority.LOW, figure_rules.far_from_last, amounts=True),
    Rule("position_falling", Priority.LOW, figure_rules.position_falling, amounts=True),
    Rule("upto_above_year", Priority.LOW, figure_rules.upto_above_year, amounts=True),
    Rule("evidence_of_unit", Priority.LOW, text_rules.evidence_of_unit),
    Rule("narrative_of_last", Priority.LOW, text_rules.narrative_of_last),
    Rule("narrative_of_others", Priority.LOW, text_rules.narrative_of_others),
    Rule("note_worse", Priority.LOW, text_rules.note_worse),
    Rule("provisional", Priority.LOW, text_rules.provisional),
)


def flags(case: Case, around: Around) -> tuple[Flag, ...]:
    """Everything the rules see at ``case``, most urgent first, always in the same order.

    None for a value that is not measured in this quarter or not reported: that it is missing is said elsewhere.
    """
    if case.value is None or not case.value.is_finite() or not case.item.measured(case.period):
        return ()
    graded = bool(grades_of(case.item))
    asked = (rule for rule in RULES if not (rule.amounts and graded))
    found = ((rule, rule.find(case, around)) for rule in asked)
    return tuple(Flag(rule.key, rule.priority, seen) for rule, seen in found if seen is not None)
