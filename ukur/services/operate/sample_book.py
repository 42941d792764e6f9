"""A sample as a measure workbook, and a measure workbook as a sample."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ukur.domain.achievement.numbers import format_number, read_number
from ukur.domain.plan.model import Period
from ukur.formats.measurebook.model import (
    Decree,
    Evidence,
    EvidenceKind,
    MeasureBook,
    Number,
    Official,
    Quarters,
    Report,
)
from ukur.services.operate.sample_cast import cast
from ukur.services.operate.sample_model import Answer, Opening, Person, Proof, Role, Sample, Team

UNEXPLAINED = "Belum dilaporkan, alasan tidak ditulis di buku kerja."


def book_of(sample: Sample) -> MeasureBook:
    """The workbook that holds what ``sample`` holds; proofs that are files become their text, in the cell
    itself.
    """
    lead = sample.team_lead
    head = next(one.title for one in sample.positions if one.role is Role.HEAD)
    return MeasureBook(
        agency=sample.agency,
        period=sample.period,
        head=_official(sample.holder(Role.HEAD), head),
        secretary=_official(sample.holder(Role.SECRETARY), "Sekretaris"),
        team_lead=Official(lead.name, lead.nip, "Ketua Tim"),
        decree=Decree(sample.team.number, sample.team.date),
        units=tuple(replace(one, head=Official(one.head.name, one.head.nip)) for one in sample.units),
        indicators=sample.indicators,
        reports=tuple(_report(sample, one.code) for one in sample.indicators),
        evidence=tuple(_evidence(answer.code, proof) for answer in sample.answers for proof in answer.evidence),
        past=tuple((one.code, _past(sample, one.code)) for one in sample.indicators),
    )


def _official(person: Person, position: str) -> Official:
    return Official(person.name, person.nip, position, person.rank)


def _evidence(code: str, proof: Proof) -> Evidence:
    kind = EvidenceKind.TEXT if proof.kind is EvidenceKind.FILE else proof.kind
    return Evidence(code, kind, proof.title, proof.body.strip())


def _past(sample: Sample, code: str) -> Quarters:
    found = {one.period: one.value for one in sample.history if one.code == code}
    first, second, third, fourth = (found.get(Period(sample.period.year - 1, one)) for one in range(1, 5))
    return first, second, third, fourth


def _report(sample: Sample, code: str) -> Report:
    answer = next((one for one in sample.answers if one.code == code), Answer(code, ""))
    found: dict[Period, Number] = {one.period: one.value for one in sample.history if one.code == code}
    found[sample.period] = read_number(answer.text).value
    first, second, third, fourth = (found.get(Period(sample.period.year, one)) for one in range(1, 5))
    actuals = (first, second, third, fourth)
    return Report(code, actuals, answer.provisional, answer.missing, answer.cause, answer.follow_up)


def of_book(book: MeasureBook, base: Sample) -> Sample:
    """An agency with the plan and figures of ``book``, played by its own officials and, for the rest, those
    of ``base``.

    Officials that the book names replace those of ``base``; whoever it does not name is taken from there or
    made up ("Pengisi Bidang Pasar"). Proofs that are files keep their path
    relative to the workbook, with an empty body.
    """
    people = cast(book, base)
    return Sample(
        agency=book.agency,
        period=book.period,
        units=people.units,
        persons=tuple(people.persons),
        positions=tuple(people.positions),
        assignments=tuple(people.assignments),
        team=Team(
            base.team.key,
            base.team.name,
            book.decree.number,
            book.decree.date,
            tuple(people.members),
        ),
        objectives=book.objectives,
        indicators=book.indicators,
        history=tuple(opening for one in book.indicators for opening in _openings(book, one.code)),
        answers=tuple(_answer(book, one.code) for one in book.indicators if one.measured(book.period.quarter)),
    )


def _openings(book: MeasureBook, code: str) -> list[Opening]:
    """Last year's figures and this year's from before the open quarter."""
    past = dict(book.past).get(code, (None,) * 4)
    now = book.report(code).actuals[: book.period.quarter - 1]
    figures = [(book.period.year - 1, past), (book.period.year, now)]
    return [
        Opening(code, Period(year, quarter), value)
        for year, values in figures
        for quarter, value in enumerate(values, start=1)
        if value is not None
    ]


def _answer(book: MeasureBook, code: str) -> Answer:
    report = book.report(code)
    proofs = tuple(_proof(one) for one in book.evidence if one.code == code)
    value = report.actuals[book.period.quarter - 1]
    missing = report.missing or (UNEXPLAINED if value is None else "")
    return Answer(code, _typed(value), missing, report.cause, report.follow_up, report.provisional, proofs)


def _proof(one: Evidence) -> Proof:
    if one.kind is EvidenceKind.FILE:
        return Proof(one.kind, one.title, "", one.body)
    return Proof(one.kind, one.title, one.body)


def _typed(value: Decimal | None) -> str:
    """As an official types it so that nobody needs to ask: no thousands dots, and never exactly three
    decimals.
    """
    text = format_number(value, None).replace(".", "")
    return f"{text}0" if len(text.partition(",")[2]) == 3 else text
