"""The sheet of the plan: one line an indicator, with the targets of the quarters and of the year.

A figure that can be read in two ways, and targets that do not fit together, are asked about and never corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ukur.domain.achievement.exact import plain
from ukur.domain.achievement.numbers import read_number
from ukur.domain.errors import Refused
from ukur.domain.intake.around import Around, next_code
from ukur.domain.intake.model import Line, Problem, State, problem
from ukur.domain.people.names import bare
from ukur.domain.plan.model import Accumulation, Frequency, Polarity

QUARTERS = ("q1", "q2", "q3", "q4")
NUMBERS = (*QUARTERS, "year", "upper", "decimals")
WORDS: Mapping[str, tuple[str, ...]] = {
    "polarity": tuple(Polarity),
    "accumulation": tuple(Accumulation),
    "frequency": tuple(Frequency),
}
PROOFS = ("any:file", "any:link", "any:file,link", "any:text", "any:file,link,text")
SUM = "sum"  # the doubt about targets that do not add up; it has no cell of its own
DASH = "–"
MOST_DECIMALS = 6
TOLERANCE = Decimal("0.01")  # share of the year's target that rounding of the quarters may explain
FAR = 2  # times larger or smaller than the year's target


def problems(line: Line, made: Around) -> Iterator[Problem]:
    """Every doubt about an indicator's line."""
    yield from _texts(line, made)
    for key, codes in WORDS.items():
        if line[key] not in codes:
            yield problem(State.FILL, key, "word_unknown" if line[key] else "empty", *codes, text=line[key])
    yield from _names(line, made)
    figures = {key: read(line, key) for key in NUMBERS}
    unread = [one for key in NUMBERS if (one := _unread(line, key, figures)) is not None]
    yield from unread
    if not unread:
        yield from _targets(line, {key: one[0] for key, one in figures.items()})


def read(line: Line, key: str) -> tuple[Decimal | None, tuple[Decimal, ...], bool]:
    """The figure of a cell, all its readings (more than one: in doubt), and whether it is a number at all."""
    try:
        found = read_number(line[key])
    except Refused:
        return None, (), False
    return found.value, () if key in line.sure else found.readings, True


def _texts(line: Line, made: Around) -> Iterator[Problem]:
    if not bare(line["code"]):
        yield problem(State.FILL, "code", "empty", next_code(made))
    elif made.codes[f"{line.part} {bare(line['code'])}"] > 1:
        yield problem(State.FILL, "code", "code_twice", next_code(made), text=line["code"])
    for key in ("objective", "name"):
        if not line[key]:
            yield problem(State.FILL, key, "empty")
    if not line["uom"]:
        offers, year = made.uoms_like(line)
        yield problem(State.FILL, "uom", "empty", *offers, earlier=year)


def _names(line: Line, made: Around) -> Iterator[Problem]:
    """The unit that answers for it, who types it, and which proof must be there."""
    if not made.unit(line["unit"]):
        state, code = (State.ASK, "unit_unknown") if line["unit"] else (State.FILL, "empty")
        yield problem(state, "unit", code, *dict.fromkeys(made.units.values()), text=line["unit"])
    filler = line["filler"]
    if filler and bare(filler) not in made.people:
        yield problem(State.ASK, "filler", "person_unknown", "", text=filler)
    if line["proof"] and line["proof"] not in PROOFS:
        yield problem(State.FILL, "proof", "word_unknown", "", *PROOFS, text=line["proof"])


def _unread(
    line: Line, key: str, figures: Mapping[str, tuple[Decimal | None, tuple[Decimal, ...], bool]]
) -> Problem | None:
    """What is asked about one figure before targets can be compared."""
    value, readings, sound = figures[key]
    if key in line.asks:
        return problem(State.ASK, key, "percent", *line.asks[key], text=line[key])
    if not sound:
        return problem(State.FILL, key, "not_a_number", text=line[key])
    if len(readings) < 2:
        return None
    year = figures["year"]
    offers = [typed(one) for one in sorted(readings, reverse=True)]
    if key == "q4" and ends_at_year(line) and year[0] is not None and len(year[1]) < 2 and far(value, year[0]):
        return problem(State.ASK, key, "far_from_year", *offers, typed(year[0]), text=line[key], year=typed(year[0]))
    return problem(State.ASK, key, "ambiguous", *offers, text=line[key])


def _targets(line: Line, value: Mapping[str, Decimal | None]) -> Iterator[Problem]:
    quarterly = line["frequency"] == Frequency.QUARTERLY
    for key in QUARTERS:
        if quarterly and value[key] is None and not line[key]:
            yield problem(State.FILL, key, "target_empty", DASH)
    if value["year"] is None:
        yield problem(State.FILL, "year", "target_empty", *_likely_year(line, value))
    elif quarterly:
        yield from _together(line, value, value["year"])
    yield from _range(line, value)
    decimals = value["decimals"]
    if decimals is not None and decimals not in range(MOST_DECIMALS + 1):
        yield problem(State.FILL, "decimals", "decimals", "0", "2", limit=MOST_DECIMALS)


def _likely_year(line: Line, value: Mapping[str, Decimal | None]) -> list[str]:
    given = [one for key in QUARTERS if (one := value[key]) is not None]
    if line["accumulation"] == Accumulation.SUM:
        return [typed(sum(given, Decimal(0)))] if given else []
    return [typed(value["q4"])] if value["q4"] is not None else []


def _together(line: Line, value: Mapping[str, Decimal | None], year: Decimal) -> Iterator[Problem]:
    """Whether the quarters fit the year: at its end, or as a sum."""
    last, given = value["q4"], [one for key in QUARTERS if (one := value[key]) is not None]
    if ends_at_year(line) and last is not None and "q4" not in line.sure and far(last, year):
        values = {"text": typed(last), "year": typed(year)}
        lost = [typed(last * 1000)] if not far(last * 1000, year) else []  # 2.6 in the place of 2.600
        yield problem(State.ASK, "q4", "far_from_year", *lost, typed(last), typed(year), **values)
    if line["accumulation"] != Accumulation.SUM or SUM in line.sure or not given:
        return
    total = sum(given, Decimal(0))
    if abs(total - year) <= abs(year) * TOLERANCE:
        return
    values = {"total": typed(total), "year": typed(year)}
    if len(given) == 4 and given == sorted(given) and given[-1] == year > given[0]:
        yield problem(State.ASK, SUM, "cumulative", "split", "last", "keep", **values)
    else:
        yield problem(State.ASK, SUM, "sum_differs", typed(total), "keep", **values)


def settle_sum(line: Line, answer: str) -> Line:
    """After the doubt about a sum: quarters made single, another accumulation, the year's target, or left as it is."""
    if answer == "last":
        return line.filled("accumulation", Accumulation.LAST)
    if answer == "split":
        before = Decimal(0)
        for key in QUARTERS:
            value = read(line, key)[0] or before
            line, before = line.answered(key, typed(value - before)), value
        return line
    return line.answered(SUM, "") if answer == "keep" else line.answered("year", answer)


def _range(line: Line, value: Mapping[str, Decimal | None]) -> Iterator[Problem]:
    upper = value["upper"]
    if line["polarity"] != Polarity.RANGE:
        if upper is not None:
            yield problem(State.ASK, "upper", "upper_without_range", "", text=line["upper"])
        return
    lower = [one for key in (*QUARTERS, "year") if (one := value[key]) is not None]
    if upper is None:
        yield problem(State.FILL, "upper", "empty")
    elif any(one > upper for one in lower):
        yield problem(State.FILL, "upper", "upper_too_low", text=line["upper"])


def ends_at_year(line: Line) -> bool:
    """Whether the fourth quarter's target is the year's, by how the year's figure comes about."""
    return line["accumulation"] in (Accumulation.LAST, Accumulation.RECOMPUTED)


def far(value: Decimal | None, year: Decimal) -> bool:
    """Whether a target is more than twice the year's, or less than half of it."""
    if value is None or value == year:
        return False
    return not (abs(year) <= abs(value) * FAR and abs(value) <= abs(year) * FAR)


def typed(value: Decimal) -> str:
    """A figure as somebody types it so that nobody needs to ask: no thousands, a comma for the decimals."""
    return plain(value).replace(".", ",")
