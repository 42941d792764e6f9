"""A plan that changes while units fill in: its difference is shown, it enters as a new version, answers stay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import FILLER, KABID, LEAD, SECRETARY, World
from ukur.domain.collection.commands import AddEvidence, CellChange, RenewForm, SaveCells
from ukur.domain.errors import Refused
from ukur.domain.plan.model import Period
from ukur.services import acts, journal, queries
from ukur.services.operate import sample
from ukur.services.plan import items_for
from ukur.store.models import Cell, Form, Indicator, Objective, Target, Task


def add(world: World, code: str, unit: str) -> Indicator:
    """One more indicator in the plan, measured every quarter."""
    made = Indicator.objects.create(
        objective=Objective.objects.filter(agency=world.agency)[0],
        unit=world.agency.units.get(code=unit),
        code=code,
        name=f"Indikator {code}",
        uom="unit",
        polarity="higher",
        accumulation="sum",
        frequency="quarterly",
    )
    Target.objects.bulk_create(Target(indicator=made, quarter=no, value=Decimal(10)) for no in range(5))
    return made


def refusal(world: World, who: str, seen: str = "") -> str:
    with pytest.raises(Refused) as refused:
        world.act(who, RenewForm(world.run, seen))
    return refused.value.refusals[0].code


def test_a_plan_that_says_the_same_makes_no_version(world: World) -> None:
    world.play(until="4")
    assert refusal(world, SECRETARY) == "plan_unchanged"
    assert Form.objects.filter(run=world.run).count() == 1
    assert refusal(world, KABID) == "not_your_task"


def test_a_changed_target_enters_as_a_version_and_every_answer_stays(world: World) -> None:
    world.play(until="6")
    before = list(Cell.objects.filter(sheet__run=world.run).order_by("pk").values_list("pk", "code", "raw", "version"))
    Target.objects.filter(indicator__code="IKU-11", quarter=3).update(value=Decimal("4.50"))
    page = queries.form_page(world.actor(SECRETARY), world.run)
    assert page.changes == (("Koefisien variasi harga antar waktu bahan pokok", "Target triwulan", "5,13", "4,50"),)
    assert page.may_renew and not queries.form_page(world.actor(FILLER), world.run).may_renew
    world.act(SECRETARY, RenewForm(world.run, page.digest))
    after = list(Cell.objects.filter(sheet__run=world.run).order_by("pk").values_list("pk", "code", "raw", "version"))
    assert after == before
    assert refusal(world, SECRETARY, page.digest) == "form_renewed_already"
    assert [one[0] for one in queries.form_page(world.actor(SECRETARY), world.run).versions] == [1, 2]
    *_, last, refused = journal.entries(f"run:{world.run}")
    assert last["kind"] == "RenewForm" and refused["refused"]


def test_a_new_indicator_reaches_its_unit_also_when_that_has_handed_in(world: World) -> None:
    world.play(until="6")
    add(world, "BARU-1", "DAG")
    world.act(LEAD, RenewForm(world.run))
    task = Task.objects.get(run=world.run, status="open", activity="isi-form")
    assert (task.kind, task.scope) == ("mending", ["BARU-1"])
    assert acts.replayed(world.run) == acts.state_in_rows(world.run)
    page = queries.task_page(world.actor(FILLER), task.pk)
    assert [one.code for one in page.rows if one.open] == ["BARU-1"]


def test_while_the_form_is_open_a_new_indicator_simply_stands_in_it(world: World) -> None:
    world.play(until="4")
    add(world, "BARU-1", "DAG")
    world.act(LEAD, RenewForm(world.run))
    page = queries.task_page(world.actor(FILLER), world.sheet_task("DAG").pk)
    assert "BARU-1" in [one.code for one in page.rows if one.open]
    assert not Task.objects.filter(run=world.run, kind="mending").exists()


def test_an_indicator_that_is_gone_keeps_what_was_answered_and_is_asked_no_more(world: World) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    world.player.fill(world.actor(FILLER), world.run, task, {"IKU-11"})
    proof = AddEvidence(world.run, task.key, "IKU-12", "text", "Rekap", "44,15")
    acts.add_evidence(world.actor(FILLER), proof, timezone.now())
    Indicator.objects.filter(code__in=("IKU-11", "IKU-12", "IKU-13")).delete()
    world.act(SECRETARY, RenewForm(world.run))
    left = dict(Cell.objects.filter(code__in=("IKU-11", "IKU-12", "IKU-13")).values_list("code", "measured"))
    assert left == {"IKU-11": False, "IKU-12": False}
    assert Cell.objects.get(code="IKU-11").raw == "5,31" and Cell.objects.get(code="IKU-12").evidence.count() == 1
    world.play()
    assert world.row().status == "ended"


def test_an_indicator_that_changes_hands_takes_its_answer_along(world: World) -> None:
    world.play(until="4")
    world.player.fill(world.actor(FILLER), world.run, world.sheet_task("DAG"), {"IKU-11"})
    Indicator.objects.filter(code="IKU-11").update(unit=world.agency.units.get(code="UKM"))
    world.act(SECRETARY, RenewForm(world.run))
    cell = Cell.objects.get(code="IKU-11")
    assert (cell.sheet.unit.code, cell.raw) == ("UKM", "5,31")


def test_a_named_filler_of_another_unit_types_his_values_and_no_others(world: World) -> None:
    world.propose()
    Indicator.objects.filter(code="IKU-11").update(filler=world.person("rina.marlina"))  # of the Sekretariat
    world.play(until="4")
    task = world.sheet_task("DAG")
    inbox = queries.inbox(world.actor("rina.marlina"))
    assert task.pk in [one.id for one in (inbox.top, *inbox.others) if one is not None]
    page = queries.task_page(world.actor("rina.marlina"), task.pk)
    assert [one.code for one in page.rows if one.open] == ["IKU-11"] and page.button("SendToHead") is None
    changes = tuple(CellChange(code, "5,31", 0) for code in ("IKU-11", "IKU-12"))
    acts.save_cells(world.actor("rina.marlina"), SaveCells(world.run, task.key, changes), timezone.now())
    typed = dict(Cell.objects.filter(code__in=("IKU-11", "IKU-12")).values_list("code", "raw"))
    assert typed == {"IKU-11": "5,31", "IKU-12": ""}
    items = items_for(world.agency.pk, Period.parse(sample.load().period.key))
    assert next(one for one in items if one.code == "IKU-11").filler_name.startswith("Rina")


def test_a_code_may_hold_whatever_an_office_writes_into_it(world: World) -> None:
    world.propose()
    code = 'IK 1/2,a#?%:"<'
    add(world, code, "DAG")
    world.play(until="4")
    task = world.sheet_task("DAG")
    browser = world.client(FILLER)
    page = browser.get(reverse("task", kwargs={"id": task.pk}))
    assert page.status_code == 200
    value = reverse("value", kwargs={"id": task.pk, "code": code})
    assert browser.get(value).status_code == 200
    typed = browser.post(
        reverse("save_sheet", kwargs={"id": task.pk}),
        {f"raw:{code}": "12", f"version:{code}": "0"},
        headers={"accept": "application/json"},
    ).json()
    assert typed["cells"][code]["state"] == "saved"
    news = browser.get(reverse("save_sheet", kwargs={"id": task.pk}), {"seen": f"IKU-11:0\n{code}:0"}).json()
    assert list(news["cells"]) == [code]
