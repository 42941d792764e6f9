"""The sample dinas: sound, complete, invented, and the same data as its measure workbook."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.world import LEAD, World
from ukur.domain.achievement.numbers import read_number
from ukur.domain.people.nip import NipKind, check_nip
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity
from ukur.domain.run.commands import ProposeRun
from ukur.formats.measurebook import parse, template
from ukur.formats.measurebook.model import EvidenceKind, MeasureBook, Official, Unit, UnitKind
from ukur.services import acts
from ukur.services.operate.prepare import built_in_sop
from ukur.services.operate.sample import SOURCE, Person, Role, Sample, Status, load
from ukur.services.operate.sample_book import book_of, of_book
from ukur.services.operate.sample_check import faults
from ukur.store.models import Run


@pytest.fixture(scope="module")
def sample() -> Sample:
    return load()


@pytest.fixture(scope="module")
def book(sample: Sample) -> MeasureBook:
    return book_of(sample)


def codes(sample: Sample, **wanted: object) -> list[str]:
    """The indicators that have all the ``wanted`` values."""
    rows = sample.indicators
    return [one.code for one in rows if all(getattr(one, key) == value for key, value in wanted.items())]


def test_the_plan_has_25_indicators_of_5_objectives_over_all_units(sample: Sample) -> None:
    assert (len(sample.objectives), len(sample.indicators)) == (5, 25)
    assert {one.unit for one in sample.indicators} == {one.key for one in sample.units}
    assert {one.objective for one in sample.indicators} == set(sample.objectives)
    kinds = Counter(one.kind for one in sample.units)
    assert kinds == {UnitKind.SECRETARIAT: 1, UnitKind.DIVISION: 4, UnitKind.TECHNICAL: 1}


def test_every_way_of_measuring_occurs(sample: Sample) -> None:
    assert {one.polarity for one in sample.indicators} == set(Polarity)
    assert {one.accumulation for one in sample.indicators} == set(Accumulation)
    assert codes(sample, frequency=Frequency.YEARLY) == ["IKU-10", "IKU-23"]
    assert [one.upper for one in sample.indicators if one.polarity is Polarity.RANGE] == [Decimal(100)]
    zero = [one.code for one in sample.indicators if Decimal(0) in one.targets]
    assert zero == ["IKU-05"]
    assert min(one.value for one in sample.history) == Decimal("-3.85")


def test_every_definition_sheet_is_complete(sample: Sample) -> None:
    for one in sample.indicators:
        assert all((one.name, one.uom, one.definition, one.formula, one.source, one.evidence)), one.code


def test_past_quarters_are_the_opening_data_and_the_open_quarter_has_none(sample: Sample) -> None:
    assert sample.period == Period(2026, 3)
    periods = Counter(one.period.key for one in sample.history)
    assert periods == {"2025-1": 23, "2025-2": 23, "2025-3": 23, "2025-4": 25, "2026-1": 23, "2026-2": 23}


def test_every_measured_indicator_has_an_answer_and_one_says_why_it_has_no_figure(sample: Sample) -> None:
    read = {one.code: read_number(one.text) for one in sample.answers}
    assert len(read) == 23
    assert [code for code, one in read.items() if one.value is None] == ["IKU-20"]
    assert [code for code, one in read.items() if one.ambiguous] == ["IKU-13"]
    assert all(one.evidence for one in sample.answers if one.code != "IKU-20")


def test_everybody_has_a_sound_nip_but_one_who_is_no_civil_servant(sample: Sample) -> None:
    assert [one.username for one in sample.persons if not one.nip] == ["tono.suryadi"]
    kinds = Counter(check_nip(one.nip).kind for one in sample.persons if one.nip)
    assert kinds == {NipKind.PNS: 15, NipKind.PPPK: 1}


def test_posts_are_found_by_role_and_unit(sample: Sample) -> None:
    assert sample.holder(Role.HEAD).name == "Drs. Bambang Prasetyo, M.Si."
    assert sample.holder(Role.SECRETARY) is sample.leader("SEK")
    assert sample.holder(Role.FILLER, "DAG").username == "dewi.lestari"
    assert sample.leader("MET").name == "Yusuf Maulana, S.T."
    assert sample.team_lead.username == "sari.wulandari"
    assert [one.position for one in sample.assignments if one.status is Status.ACTING] == ["kabid-ind"]
    with pytest.raises(KeyError):
        sample.holder(Role.FILLER, "XYZ")


def test_the_team_comes_from_four_units(sample: Sample) -> None:
    units = {one.person: sample_unit(sample, one.person) for one in sample.team.members}
    assert len(set(units.values())) == len(units) == 4


def test_the_demo_can_be_started_in_any_later_year(world: World) -> None:
    command = ProposeRun(world.agency.pk, built_in_sop().digest, load().period)
    later = dt.datetime(2041, 1, 1, 2, tzinfo=dt.UTC)
    made = acts.perform(world.actor(LEAD), command, now=later).run
    assert made is not None
    assert all(seats for seats in Run.objects.get(pk=made).cast["doers"].values())


def sample_unit(sample: Sample, username: str) -> str:
    post = next(one.position for one in sample.assignments if one.person == username)
    return next(one.unit for one in sample.positions if one.key == post)


def test_nothing_of_a_real_agency_is_in_the_sample() -> None:
    text = SOURCE.read_text(encoding="utf-8").casefold()
    assert "latihan" in text
    assert not [name for name in ("purwakarta", "plered", "pasar rebo", "go.id", "banyuwangi") if name in text]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda one: {"persons": (replace(one.persons[0], nip="196904121994031"), *one.persons[1:])}, "person"),
        (lambda one: {"persons": (replace(one.persons[0], honorific="Ibu"), *one.persons[1:])}, "person"),
        (lambda one: {"persons": one.persons[1:]}, "assignment kepala"),
        (lambda one: {"answers": one.answers[1:]}, "answer IKU-01"),
        (lambda one: {"answers": (replace(one.answers[0], text="–"), *one.answers[1:])}, "answer IKU-01"),
        (lambda one: {"units": (*one.units, one.units[1])}, "unit KOP"),
        (lambda one: {"indicators": (replace(one.indicators[0], unit="X"), *one.indicators[1:])}, "indicator"),
        (
            lambda one: {"indicators": (replace(one.indicators[0], year_target=Decimal(1)), *one.indicators[1:])},
            "indicator",
        ),
    ],
)
def test_a_sample_that_contradicts_itself_is_found_out(sample: Sample, change: object, where: str) -> None:
    assert callable(change)
    found = faults(replace(sample, **change(sample)))
    assert [one.where.startswith(where) for one in found] == [True]


def test_the_sample_workbook_reads_back_as_the_same_book(book: MeasureBook) -> None:
    assert parse(template(book), "contoh.xlsx") == book
    assert not book.remarks
    assert EvidenceKind.FILE not in {one.kind for one in book.evidence}


def test_the_sample_workbook_gives_the_sample_back(sample: Sample, book: MeasureBook) -> None:
    again = of_book(parse(template(book), "contoh.xlsx"), sample)
    assert not faults(again)
    assert {one.username for one in again.persons} == {one.username for one in sample.persons}
    assert (again.indicators, again.history) == (sample.indicators, sample.history)
    values = [read_number(one.text).value for one in again.answers]
    assert values == [read_number(one.text).value for one in sample.answers]
    assert not any(read_number(one.text).ambiguous for one in again.answers)


def test_officials_of_a_workbook_take_the_place_of_the_sample_cast(sample: Sample, book: MeasureBook) -> None:
    head = Official("Endah Kusuma, S.H.", "197512291999022001", "Plt. Kepala Dinas", "Pembina, IV/a")
    own = of_book(replace(book, head=head), sample)
    person = own.holder(Role.HEAD)
    assert (person.name, person.honorific, person.username) == (head.name, "Ibu", "kepala")
    seat = next(one for one in own.assignments if one.position == "kepala")
    assert (seat.status, seat.since) == (Status.ACTING, dt.date(2026, 1, 1))
    assert own.positions[0].title == "Kepala Dinas"
    assert own.holder(Role.SECRETARY) == sample.holder(Role.SECRETARY)


def test_one_official_with_two_posts_is_one_person(sample: Sample, book: MeasureBook) -> None:
    head = replace(book.secretary, position="Plt. Kepala Dinas")
    own = of_book(replace(book, head=head, team_lead=Official(book.secretary.name, book.secretary.nip)), sample)
    assert own.holder(Role.HEAD) == own.holder(Role.SECRETARY) == own.leader("SEK") == own.team_lead
    assert len({one.username for one in own.persons}) == len(own.persons)
    assert not faults(own)


def test_units_that_the_sample_does_not_know_get_people_made_up(sample: Sample, book: MeasureBook) -> None:
    market = Unit("PSR-1", "Bidang Pasar", UnitKind.DIVISION, Official(""))
    plan = tuple(replace(one, unit="PSR-1") if one.unit == "DAG" else one for one in book.indicators)
    units = tuple(market if one.key == "DAG" else one for one in book.units)
    own = of_book(replace(book, units=units, indicators=plan), sample)
    assert own.leader("PSR-1") == Person("kepala-psr1", "Kepala Bidang Pasar", "Bapak/Ibu")
    assert own.holder(Role.FILLER, "PSR-1").name == "Pengisi Bidang Pasar"
    assert not faults(own)


def test_figures_with_three_decimals_are_not_asked_about_later(sample: Sample, book: MeasureBook) -> None:
    report = replace(book.report("IKU-11"), actuals=(None, None, Decimal("5.312"), None))
    others = tuple(one for one in book.reports if one.code != "IKU-11")
    own = of_book(replace(book, reports=(*others, report)), sample)
    text = next(one.text for one in own.answers if one.code == "IKU-11")
    assert (text, read_number(text).readings) == ("5,3120", (Decimal("5.312"),))


def test_a_figure_left_out_without_a_reason_is_not_reported_and_never_zero(sample: Sample, book: MeasureBook) -> None:
    reports = tuple(one for one in book.reports if one.code != "IKU-01")
    again = parse(template(replace(book, reports=reports)), "contoh.xlsx")
    assert [one.reason for one in again.remarks] == [
        "IKU-01: angka TW III 2026 kosong tanpa alasan, dicatat belum dilaporkan (bukan nol)"
    ]
    answer = of_book(again, sample).answers[0]
    assert (answer.code, read_number(answer.text).value) == ("IKU-01", None)
    assert answer.missing == "Belum dilaporkan, alasan tidak ditulis di buku kerja."
