"""A workbook taken in: applied as one act, taken back exactly, and no workbook of any kind breaks it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.serializers import serialize
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DRILL
from tests.formats import planbooks
from tests.world import LEAD, SECRETARY, World
from ukur.domain.errors import Refused, Unreadable
from ukur.domain.intake.commands import ApplyIntake, UndoIntake
from ukur.services import acts, queries
from ukur.services.access import Actor, NotThere, actor
from ukur.services.acts import Mending
from ukur.store.models import (
    Agency,
    Assignment,
    Indicator,
    Intake,
    JournalEntry,
    Objective,
    Person,
    Position,
    Target,
    Unit,
)

TABLES = (Unit, Person, Position, Assignment, Objective, Indicator, Target)


@pytest.fixture
def fresh(db: None) -> Actor:
    """The administrator of an agency in which nothing has been set up."""
    agency = Agency.objects.create(name="Dinas Koperasi", short="DK", government="Pemerintah Kabupaten Contoh")
    return actor(Person.objects.create(agency=agency, username="ayu.lestari", name="Ayu Lestari", is_admin=True))


def everything() -> str:
    """All rows that an intake can touch, as text; sign-in times and passwords included."""
    return "\n".join(serialize("json", model._default_manager.order_by("pk")) for model in TABLES)


def on_the_desk(who: Actor, data: bytes = b"", year: int = 2026) -> int:
    return acts.take_in(who, "rencana.xlsx", data or planbooks.book(), year)


def apply(who: Actor, intake: int) -> None:
    acts.perform(who, ApplyIntake(who.agency or 0, intake))


def undo(who: Actor, intake: int) -> None:
    acts.perform(who, UndoIntake(who.agency or 0, intake))


def codes(caught: Any) -> list[str]:
    return [one.code for one in caught.value.refusals]


def test_lines_that_are_ready_are_taken_in_and_the_others_wait(fresh: Actor) -> None:
    intake = on_the_desk(fresh)
    apply(fresh, intake)
    plan = Indicator.objects.filter(objective__agency=fresh.agency)
    assert sorted(plan.values_list("code", flat=True)) == ["IKU-01", "IKU-02", "IKU-04", "IKU-06"]
    first = plan.get(code="IKU-01")
    assert (first.filler and first.filler.name, first.proof, first.decimals) == ("Asep Kurnia", "any:file", 2)
    assert {one.quarter: str(one.value) for one in first.targets.all()}[4].startswith("88.22")
    acts.mend(fresh, intake, (Mending("plan-4", "uom", "koperasi"), Mending("plan-6", "q4", "2540", offered=True)))
    apply(fresh, intake)
    assert plan.count() == 6
    assert Target.objects.get(indicator__code="IKU-05", quarter=4, indicator__in=plan).value == 2540
    entry = JournalEntry.objects.filter(stream=f"agency:{fresh.agency}", kind="ApplyIntake")
    assert entry.count() == 2


def test_what_was_taken_in_is_not_taken_in_again_unless_it_is_changed_on_the_desk(fresh: Actor) -> None:
    intake = on_the_desk(fresh)
    apply(fresh, intake)
    Indicator.objects.filter(code="IKU-01", objective__agency=fresh.agency).update(name="Diubah sesudahnya")
    assert queries.intake_page(fresh, intake).ready == 0
    with pytest.raises(Refused) as caught:
        apply(fresh, intake)
    assert codes(caught) == ["intake_empty"]
    acts.mend(fresh, intake, (Mending("plan-2", "uom", "persen"), Mending("plan-3", "uom", "%")))
    assert queries.intake_page(fresh, intake).ready == 1  # the second is as it was
    apply(fresh, intake)
    assert Indicator.objects.get(code="IKU-01", objective__agency=fresh.agency).uom == "persen"


def test_somebody_with_two_posts_is_one_person(fresh: Actor) -> None:
    apply(fresh, on_the_desk(fresh))
    asep = Person.objects.get(agency=fresh.agency, name="Asep Kurnia")
    held = [(one.position.name, one.position.unit.code if one.position.unit else "") for one in asep.assignments.all()]
    assert held == [("Pengisi, Bidang Koperasi", "KOP"), ("Analis UKM", "UKM")]
    posts = {one.kind: one for one in Position.objects.filter(agency=fresh.agency)}
    assert posts["sekretaris"].unit and posts["sekretaris"].unit.code == "SEK"
    assert posts["kepala"].preparer and posts["kepala"].preparer.name == "Kasubag Perencanaan"
    assert Person.objects.get(agency=fresh.agency, name="Dra. Ratna Dewi").username == "ratna.dewi"


def test_the_same_workbook_twice_changes_nothing_more(fresh: Actor) -> None:
    apply(fresh, on_the_desk(fresh))
    before = everything()
    apply(fresh, on_the_desk(fresh))
    assert everything() == before


def test_a_line_that_names_somebody_who_waits_is_not_taken_in_without_him(fresh: Actor) -> None:
    people = [planbooks.PEOPLE[5] | {"nip": "1975"}]
    intake = on_the_desk(fresh, planbooks.book(None, people, [planbooks.PLAN[0]]))
    with pytest.raises(Refused) as caught:
        apply(fresh, intake)
    assert codes(caught) == ["intake_needs"]
    assert not Unit.objects.filter(agency=fresh.agency).exists()
    acts.mend(fresh, intake, (Mending("person-2", "nip", "", offered=True),))
    apply(fresh, intake)


def test_an_unused_code_and_a_known_one_add_and_change(world: World) -> None:
    lead = world.actor(LEAD)
    row = planbooks.PLAN[0] | {"code": "IKU-11", "unit": "DAG", "name": "Nama baru", "filler": ""}
    count = Indicator.objects.count()
    before = everything()
    intake = on_the_desk(lead, planbooks.book([], [], [row, row | {"code": "IKU-99"}]))
    apply(lead, intake)
    assert Indicator.objects.count() == count + 1
    assert Indicator.objects.get(code="IKU-11").name == "Nama baru"
    undo(lead, intake)
    assert everything() == before


def test_undoing_restores_what_stood_there_and_leaves_the_workbook_on_the_desk(fresh: Actor) -> None:
    before = everything()
    intake = on_the_desk(fresh)
    apply(fresh, intake)
    assert everything() != before
    undo(fresh, intake)
    assert everything() == before
    assert Intake.objects.get(pk=intake).state == "open"
    with pytest.raises(Refused) as caught:
        undo(fresh, intake)
    assert codes(caught) == ["intake_not_applied"]


def test_after_a_form_was_frozen_from_it_it_cannot_be_undone(world: World) -> None:
    lead = world.actor(LEAD)
    row = planbooks.PLAN[0] | {"code": "IKU-11", "unit": "DAG", "filler": ""}
    intake = on_the_desk(lead, planbooks.book([], [], [row]))
    apply(lead, intake)
    world.play(until="4")
    with pytest.raises(Refused) as caught:
        undo(lead, intake)
    assert codes(caught) == ["intake_frozen"]
    assert "Tidak dapat diurungkan" in (queries.intake_page(lead, intake).undo or "")


def test_what_somebody_else_depends_on_since_cannot_be_undone(fresh: Actor) -> None:
    intake = on_the_desk(fresh)
    apply(fresh, intake)
    unit = Unit.objects.get(agency=fresh.agency, code="UKM")
    Position.objects.create(agency=unit.agency, unit=unit, code="baru", name="Jabatan baru", kind="staf")
    before = everything()
    with pytest.raises(Refused) as caught:
        undo(fresh, intake)
    assert codes(caught) == ["intake_in_use"]
    assert everything() == before


def test_a_newer_workbook_takes_the_place_of_the_one_on_the_desk(fresh: Actor) -> None:
    first, second = on_the_desk(fresh), on_the_desk(fresh)
    assert Intake.objects.get(pk=first).state == "dropped"
    with pytest.raises(Refused) as caught:
        apply(fresh, first)
    assert codes(caught) == ["intake_closed"]
    with pytest.raises(NotThere):
        queries.intake_page(fresh, first)
    assert queries.intake_page(fresh, second).counts == (6, 4, 1, 1)


def test_nobody_but_the_administrator_takes_anything_in(world: World, fresh: Actor) -> None:
    secretary, lead = world.actor(SECRETARY), world.actor(LEAD)
    mine = on_the_desk(lead)
    for doing in (lambda: on_the_desk(secretary), lambda: apply(secretary, mine), lambda: undo(secretary, mine)):
        with pytest.raises(Refused) as caught:
            doing()
        assert codes(caught) == ["not_administrator"]
    with pytest.raises(NotThere):
        apply(fresh, mine)
    with pytest.raises(NotThere):
        acts.mend(fresh, mine, (Mending("plan-2", "uom", "x"),))


CELL = st.one_of(
    st.sampled_from(
        ["", "–", "1.210", "2.6", "KOP", "SEK", "Bidang", "kepala", "Pengisi", "dijumlah", "terakhir", "%"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(-(10**6), 10**6),
    st.dates().filter(lambda day: day.year >= 1901),
)


def rows_like(usual: planbooks.Rows) -> st.SearchStrategy[planbooks.Rows]:
    """Sound rows, some of whose cells were replaced by anything."""
    keys = sorted({"username", "email", "since", "status", "upper", *(key for row in usual for key in row)})
    change = st.dictionaries(st.sampled_from(keys), CELL, max_size=3)
    return st.lists(st.tuples(st.sampled_from(usual), change).map(lambda two: {**two[0], **two[1]}), max_size=7)


@given(units=rows_like(planbooks.UNITS), people=rows_like(planbooks.PEOPLE), plan=rows_like(planbooks.PLAN))
@settings(max_examples=300 if DRILL else 40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_workbook_breaks_the_intake_and_undoing_restores_everything(
    fresh: Actor, units: planbooks.Rows, people: planbooks.Rows, plan: planbooks.Rows
) -> None:
    with transaction.atomic():
        try:
            intake = on_the_desk(fresh, planbooks.book(units, people, plan))
        except Unreadable as unreadable:
            assert unreadable.faults
        else:
            _applied_and_undone(fresh, intake)
        transaction.set_rollback(True)


def _applied_and_undone(who: Actor, intake: int) -> None:
    before = everything()
    for sheet in ("unit", "person", "plan"):
        page = queries.intake_page(who, intake, sheet, whole=True)
        assert sum(page.counts[1:]) <= page.counts[0]
        for row in page.rows:
            assert row.state == "ready" or (row.wrong and all(one.fact and one.deed for one in row.wrong))
    try:
        apply(who, intake)
    except Refused as refused:
        assert {one.code for one in refused.refusals} <= {"intake_empty", "intake_needs", "seat_taken", "nip_taken"}
        assert everything() == before
        return
    undo(who, intake)
    assert everything() == before
