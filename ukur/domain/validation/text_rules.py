"""The rules about proofs and narratives. Each says what it means, where it comes from, and what it cannot know."""

from __future__ import annotations

from decimal import Decimal

from ukur.domain.achievement.exact import ZERO
from ukur.domain.collection import proofs
from ukur.domain.plan.model import Period, Polarity
from ukur.domain.validation.case import Around, Case, Values, bounds, last, plain, values
from ukur.domain.validation.robust import WIDE

MANY_OTHERS = 3


def evidence_missing(case: Case, _: Around) -> Values | None:
    """The proof that the indicator asks for is not there, and nobody says why. The one rule that holds a sheet up.

    Source: the indicator's own rule, frozen with the form. It counts kinds; whether a proof proves is for people.
    """
    rule = proofs.unmet(case.item.proof, case.kinds)
    return values(asked=str(rule)) if rule and not case.waiver.strip() else None


def evidence_waived(case: Case, _: Around) -> Values | None:
    """The proof asked for is left out with a reason (Dikecualikan): the validator judges the reason."""
    rule = proofs.unmet(case.item.proof, case.kinds)
    return values(asked=str(rule), waiver=case.waiver.strip()) if rule and case.waiver.strip() else None


def evidence_of_period(case: Case, around: Around) -> Values | None:
    """The very same file proves a value of an earlier period. Our judgement.

    Compared by content: the same scan saved anew is another file. A decree that holds for years is rightly reused.
    """
    for digest, title in case.files:
        for use in around.uses.get(digest, ()):
            if use.period != case.period.key:
                return values(title=title, code=use.code, period=Period.parse(use.period).short)
    return None


def evidence_of_unit(case: Case, around: Around) -> Values | None:
    """The very same file proves a value of another unit in this run. Our judgement; a joint report does so rightly."""
    for digest, title in case.files:
        for use in around.uses.get(digest, ()):
            if use.period == case.period.key and use.unit != case.item.unit:
                return values(title=title, code=use.code, unit=use.unit_name)
    return None


def narrative_of_last(case: Case, around: Around) -> Values | None:
    """Cause or follow-up is word for word that of the newest earlier run for the same indicator. Our judgement: what
    hindered and what is planned should have moved on. Not compared: texts with few letters, and any where the target is
    met, for which there is nothing to explain.
    """
    earlier = around.earlier.get(case.item.code, {})
    same = [name for name, text in case.texts.items() if plain(text) and plain(text) == plain(earlier.get(name, ""))]
    return values(fields=",".join(same), period=Period.parse(around.earlier_period).short) if same else None


def narrative_of_others(case: Case, around: Around) -> Values | None:
    """Cause or follow-up stands word for word at three or more other indicators of this run. Our judgement; one cause
    can rightly hit many. Only values that miss their target are compared. ``others``: the larger number of the two.
    """
    others = {name: around.told.get((name, plain(text)), 0) - 1 for name, text in case.texts.items() if plain(text)}
    copied = {name: count for name, count in others.items() if count >= MANY_OTHERS}
    return values(fields=",".join(copied), others=str(max(copied.values()))) if copied else None


def note_missing(case: Case, _: Around) -> Values | None:
    """The quarter's target is missed and no cause is written. Source: the quarterly forms ask for Kendala beside a
    missed target; chapter III of the annual report needs the causes. Says nothing where no percentage is computed.
    """
    achieved = case.figures.quarter.value
    return values(achievement=achieved) if achieved is not None and case.missed and not case.cause.strip() else None


def note_worse(case: Case, _: Around) -> Values | None:
    """The target is not missed, but the figure is worse than the last one in the indicator's direction, and no cause is
    written. Our judgement. Work that comes in seasons turns worse every year.
    """
    before = last(case)
    if case.missed or case.cause.strip() or before is None:
        return None
    key, figure = before
    worse = _badness(case, case.number) > _badness(case, figure)
    return values(last=figure, period=Period.parse(key).short) if worse else None


def provisional(case: Case, _: Around) -> Values | None:
    """The unit calls its figure provisional (Angka sementara): it can still change."""
    return values() if case.provisional else None


def _badness(case: Case, number: Decimal) -> Decimal:
    """The larger the worse; for a range how far outside of this quarter's bounds, all alike without them."""
    if case.item.polarity is Polarity.LOWER:
        return number
    if case.item.polarity is Polarity.HIGHER:
        return number.copy_negate()
    range_ = bounds(case, case.period.quarter)
    if range_ is None:
        return ZERO
    return max(ZERO, WIDE.subtract(range_[0], number), WIDE.subtract(number, range_[1]))
