"""Doubts about targets that only a person can settle: one blocks (cumulative targets), the others are
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ukur.domain.achievement.numbers import format_number
from ukur.domain.errors import Fault
from ukur.domain.plan.model import Accumulation, Frequency, Period
from ukur.formats.measurebook import words
from ukur.formats.measurebook.cells import Faults
from ukur.formats.measurebook.layout import REPORTS
from ukur.formats.measurebook.model import Indicator, Report

TOLERANCE = Decimal("0.01")  # share of the year's target that rounding of the quarters may explain


def doubts(indicators: Sequence[Indicator], places: Mapping[str, str], faults: Faults) -> tuple[Fault, ...]:
    """Remarks on targets that do not fit together; targets typed up to each quarter are a fault.

    ``places`` gives the address of an indicator by its code in small letters.
    """
    found = []
    for one in indicators:
        where = places.get(one.code.casefold(), one.code)
        if one.frequency is Frequency.QUARTERLY:
            found += [Fault(where, reason) for reason in _quarterly(one, where, faults)]
    return tuple(found)


def _quarterly(one: Indicator, where: str, faults: Faults) -> Iterator[str]:
    given = [target for target in one.targets if target is not None]
    year = format_number(one.year_target, None)
    if one.accumulation is Accumulation.SUM:
        total = sum(given, Decimal(0))
        if abs(total - one.year_target) <= abs(one.year_target) * TOLERANCE:
            return
        if _cumulative(given, one.year_target):
            faults.add(where, words.CUMULATIVE_TARGETS.format(code=one.code, year=year))
            return
        yield f"{one.code}: jumlah target triwulan {format_number(total, None)}, target tahun {year}"
    elif given and one.targets[3] is not None and one.targets[3] != one.year_target:
        yield f"{one.code}: target TW IV {format_number(one.targets[3], None)}, target tahun {year}"


def _cumulative(given: Sequence[Decimal], year: Decimal) -> bool:
    """Four targets that never fall and end at the year's own."""
    return len(given) == 4 and list(given) == sorted(given) and given[-1] == year and given[0] < year


def silent(indicators: Sequence[Indicator], reports: Sequence[Report], period: Period) -> tuple[Fault, ...]:
    """Remarks on indicators measured in ``period`` that have neither a figure nor a reason: not reported, not 0."""
    given = {one.code: one for one in reports}
    found = []
    for one in indicators:
        report = given.get(one.code)
        told = report and (report.actuals[period.quarter - 1] is not None or report.missing)
        if one.measured(period.quarter) and not told:
            found.append(Fault(REPORTS, words.SILENT.format(code=one.code, period=period.short)))
    return tuple(found)
