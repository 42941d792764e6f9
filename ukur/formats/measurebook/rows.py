"""A measure workbook as the rows of its sheets, in the order of ``layout``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ukur.domain.plan.model import ROMAN
from ukur.formats.measurebook import layout
from ukur.formats.measurebook.model import Evidence, Indicator, MeasureBook, Report, Unit

Value = str | Decimal | int | dt.date | None


def _word(words: Mapping[str, object], meaning: object) -> str:
    """The word the template uses for ``meaning``."""
    return next(word for word, one in words.items() if one == meaning)


def unit(one: Unit) -> tuple[Value, ...]:
    return one.key, one.name, _word(layout.UNIT_KINDS, one.kind), one.head.name, one.head.nip


def indicator(one: Indicator) -> tuple[Value, ...]:
    quarterly = one.measured(1)
    return (
        one.code,
        one.objective,
        one.name,
        one.uom,
        one.unit,
        _word(layout.POLARITIES, one.polarity),
        _word(layout.ACCUMULATIONS, one.accumulation),
        _word(layout.FREQUENCIES, one.frequency),
        *("–" if target is None and quarterly else target for target in one.targets),
        one.year_target,
        one.upper,
        one.definition,
        one.formula,
        one.source,
        one.evidence,
        _word(layout.INDICATOR_KINDS, one.kind),
        one.decimals,
    )


def report(one: Report) -> tuple[Value, ...]:
    certainty = _word(layout.CERTAINTY, one.provisional)
    return one.code, *one.actuals, certainty, one.missing, one.cause, one.follow_up


def evidence(one: Evidence) -> tuple[Value, ...]:
    return one.code, _word(layout.EVIDENCE_KINDS, one.kind), one.title, one.body


def agency(book: MeasureBook) -> Mapping[str, Value]:
    card, head, secretary, lead = book.agency, book.head, book.secretary, book.team_lead
    return {
        **{key: getattr(card, key) for key in ("name", "short", "government", "address", "email", "site", "place")},
        "year": book.period.year,
        "quarter": ROMAN[book.period.quarter - 1],
        "head_name": head.name,
        "head_nip": head.nip,
        "head_position": head.position,
        "head_rank": head.rank,
        "secretary_name": secretary.name,
        "secretary_nip": secretary.nip,
        "secretary_rank": secretary.rank,
        "lead_name": lead.name,
        "lead_nip": lead.nip,
        "decree_number": book.decree.number,
        "decree_date": book.decree.date,
    }
