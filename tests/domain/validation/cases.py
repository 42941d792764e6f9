"""Values to try the rules on: one plain indicator, changed where a test says so."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ukur.domain.achievement.settings import DEFAULT
from ukur.domain.collection.figures import Item, figures
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity
from ukur.domain.validation.case import Around, Case
from ukur.domain.validation.checks import Flag, flags

NOW = Period(2026, 3)
QUARTERS = [Period(year, quarter).key for year in (2024, 2025, 2026) for quarter in range(1, 5)]
NOWHERE = Around()


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def past(*texts: str | None, before: str = NOW.key) -> dict[str, Decimal | None]:
    """The figures of the quarters just before ``before``, the newest last."""
    keys = [one for one in QUARTERS if one < before][-len(texts) :] if texts else []
    return {key: number(text) for key, text in zip(keys, texts, strict=True)}


def targets(quarter: str | None = None, year: str | None = None) -> dict[int, Decimal | None]:
    """The same target for each quarter, and that of the year."""
    return {0: number(year)} | {one: number(quarter) for one in range(1, 5)}


def item(**changes: Any) -> Item:
    usual: dict[str, Any] = {
        "code": "IKU-01",
        "name": "Usaha yang dibina",
        "uom": "unit",
        "unit": 1,
        "unit_name": "Bidang Perdagangan",
        "objective": "Sasaran",
        "polarity": Polarity.HIGHER,
        "accumulation": Accumulation.SUM,
        "frequency": Frequency.QUARTERLY,
        "decimals": 2,
        "targets": {},
        "uppers": {},
        "past": {},
    }
    return Item(**(usual | changes))


def case(
    value: str | Decimal | None, period: Period = NOW, texts: dict[str, Any] | None = None, **changes: Any
) -> Case:
    """``texts``: fields of the case; ``changes``: fields of its indicator."""
    given = number(value) if isinstance(value, str) else value
    made = item(**changes)
    return Case(made, period, given, figures(made, period, given, DEFAULT), **(texts or {}))


def seen(found: Case, around: Around = NOWHERE) -> dict[str, Flag]:
    """What the rules see, by rule."""
    return {one.rule: one for one in flags(found, around)}


def keys(found: Iterable[Flag]) -> list[str]:
    return [one.rule for one in found]
