"""The sample dinas ("Latihan"): who is who, the plan of 2026, past quarters, and what the units report.

Everything is invented and stands in ``sample.toml``. A measure workbook becomes the same kind of data
(``sample_book.of_book``), so an agency is set up from one shape, whatever it came from.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from ukur.domain.errors import Unreadable
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity
from ukur.formats.measurebook.model import (
    AgencyCard,
    EvidenceKind,
    Indicator,
    IndicatorKind,
    Number,
    Official,
    Quarters,
    Unit,
    UnitKind,
)
from ukur.services.operate.sample_check import faults
from ukur.services.operate.sample_model import (
    LEADING,
    Answer,
    Assignment,
    Member,
    Opening,
    Person,
    Position,
    Proof,
    Role,
    Sample,
    Status,
    Team,
)

__all__ = ["LEADING", "Answer", "Assignment", "Member", "Opening", "Person", "Position", "Proof"]
__all__ += ["Role", "Sample", "Status", "Team", "load"]

SOURCE = Path(__file__).with_name("sample.toml")


@lru_cache(maxsize=1)
def load() -> Sample:
    """The sample of ``sample.toml``, checked; Unreadable with every fault when it contradicts itself."""
    sample = _read(tomllib.loads(SOURCE.read_text(encoding="utf-8")))
    if found := faults(sample):
        raise Unreadable(found)
    return sample


def _read(data: dict[str, Any]) -> Sample:
    period = Period(**data["period"])
    objectives = {one["key"]: one["name"] for one in data["objective"]}
    persons = tuple(Person(**one) for one in data["person"])
    positions = tuple(_position(one) for one in data["position"])
    return Sample(
        agency=AgencyCard(**data["agency"]),
        period=period,
        units=tuple(_unit(one, data["position"], persons) for one in data["unit"]),
        persons=persons,
        positions=positions,
        assignments=tuple(_assignment(one) for one in data["position"]),
        team=_team(data["team"]),
        objectives=tuple(objectives.values()),
        indicators=tuple(_indicator(one, objectives) for one in data["indicator"]),
        history=tuple(opening for one in data["indicator"] for opening in _history(one, period)),
        answers=tuple(_answer(one) for one in data["answer"]),
    )


def _unit(row: dict[str, Any], positions: list[dict[str, Any]], persons: tuple[Person, ...]) -> Unit:
    leads = (one for one in positions if one["role"] in LEADING and one["unit"] == row["key"])
    post = next(leads, {"holder": "", "title": ""})
    person = next((one for one in persons if one.username == post["holder"]), Person("", "", ""))
    head = Official(person.name, person.nip, post["title"], person.rank)
    return Unit(row["key"], row["name"], UnitKind(row["kind"]), head)


def _position(row: dict[str, Any]) -> Position:
    return Position(row["key"], row["title"], Role(row["role"]), row["unit"], tuple(row.get("prepares_for", ())))


def _assignment(row: dict[str, Any]) -> Assignment:
    status = Status(row.get("status", Status.FULL))
    return Assignment(row["key"], row["holder"], row["since"], status, row.get("until"))


def _team(row: dict[str, Any]) -> Team:
    return Team(**{**row, "members": tuple(Member(**one) for one in row["members"])})


def _indicator(row: dict[str, Any], objectives: dict[str, str]) -> Indicator:
    plain = ("code", "name", "uom", "unit", "definition", "formula", "source", "evidence", "decimals")
    return Indicator(
        **{key: row[key] for key in plain},
        objective=objectives[row["objective"]],
        polarity=Polarity(row["polarity"]),
        accumulation=Accumulation(row["accumulation"]),
        frequency=Frequency(row["frequency"]),
        kind=IndicatorKind(row["kind"]),
        targets=_quarters(row["targets"]),
        year_target=Decimal(row["year_target"]),
        upper=_number(row.get("upper", "")),
    )


def _number(text: str) -> Number:
    return Decimal(text) if text else None


def _quarters(texts: list[str]) -> Quarters:
    first, second, third, fourth = map(_number, texts)
    return first, second, third, fourth


def _history(row: dict[str, Any], period: Period) -> list[Opening]:
    """Last year's quarters and this year's before the open one, as far as they have a figure."""
    figures = [(period.year - 1, row["past"]), (period.year, row["now"])]
    return [
        Opening(row["code"], Period(year, quarter), Decimal(text))
        for year, texts in figures
        for quarter, text in enumerate(texts, start=1)
        if text
    ]


def _answer(row: dict[str, Any]) -> Answer:
    proofs = tuple(Proof(**{**one, "kind": EvidenceKind(one["kind"])}) for one in row.get("evidence", ()))
    return Answer(**{**row, "evidence": proofs})
