"""The whole SOP through the one door, and what the rows, the journal and the engine say of it afterwards."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.world import FILLER, HEAD, LEAD, SECRETARY, World
from ukur.domain.collection.commands import CellChange, ReleaseSheet, SaveCells
from ukur.domain.errors import Refused
from ukur.domain.run.commands import Return
from ukur.domain.validation.commands import AcceptValues, Approve, RaiseFinding
from ukur.services import access, acts
from ukur.services.operate import check
from ukur.store.models import ArchivePackage, Cell, Finding, JournalEntry, Paper, Task, Visit


def test_all_thirteen_steps_end_in_a_signed_and_archived_document(world: World) -> None:
    world.play(jobs=True)
    steps = [visit.step for visit in Visit.objects.filter(run=world.run).order_by("pk")]
    assert steps == [str(no) for no in range(1, 14)]
    assert world.row().status == "ended"
    assert Paper.objects.get(run=world.run, kind="dpk").signed_file
    assert ArchivePackage.objects.get(run=world.run).sound is True


def test_the_live_system_is_sound_after_a_whole_run(world: World) -> None:
    world.play(jobs=True)
    unsound = [one for one in check() if not one.ok]
    assert unsound == []


def test_replaying_the_journal_gives_the_state_of_the_rows_at_every_step(world: World) -> None:
    world.propose()
    for step in map(str, range(2, 14)):
        world.play(until=step)
        assert acts.replayed(world.run) == acts.state_in_rows(world.run), step


@pytest.mark.parametrize(("at", "who", "to"), [("8", SECRETARY, "7"), ("8", SECRETARY, "6"), ("9", HEAD, "7"),
                                               ("9", HEAD, "8"), ("9", HEAD, "6")])  # fmt: skip
def test_every_drawn_return_comes_to_its_end_too(world: World, at: str, who: str, to: str) -> None:
    world.play(until=at)
    if at == "8":
        world.player.do(world.run, world.task("serahkan"))
    deciding = world.task("periksa" if at == "8" else "koreksi")
    world.act(who, Return(world.run, deciding.key, to, "Angka belum sesuai bukti."))
    assert acts.replayed(world.run) == acts.state_in_rows(world.run)
    world.play()
    assert world.row().status == "ended"
    assert Visit.objects.filter(run=world.run, step=to).count() == 2


def test_a_return_to_6_opens_only_the_named_value_of_its_own_unit(world: World) -> None:
    world.play(until="9")
    task = world.task("koreksi")
    world.act(HEAD, Return(world.run, task.key, "6", "Periksa lagi.", ("IKU-11",)))
    opened = Task.objects.filter(run=world.run, kind="hand_in", status="open")
    cell = Cell.objects.get(sheet__run=world.run, code="IKU-11")
    assert [(one.seat, one.scope) for one in opened] == [(f"unit:{cell.sheet.unit_id}", ["IKU-11"])]
    assert cell.state == "returned"
    others = Cell.objects.filter(sheet__run=world.run, measured=True).exclude(code="IKU-11")
    assert set(others.values_list("state", flat=True)) == {"accepted"}


def test_a_value_outside_the_return_stays_closed(world: World) -> None:
    world.play(until="9")
    task = world.task("koreksi")
    world.act(HEAD, Return(world.run, task.key, "6", "Periksa lagi.", ("IKU-11",)))
    cell = Cell.objects.get(sheet__run=world.run, code="IKU-11")
    sheet = world.task("isi-form")
    other = Cell.objects.filter(sheet=cell.sheet, measured=True).exclude(code="IKU-11")[0]
    unit_head = world.player
    change = CellChange(other.code, "1", other.version)
    filler = unit_head.agency.people.filter(assignments__position__unit=cell.sheet.unit_id)[0]
    saved = acts.save_cells(
        world.actor(filler.username), SaveCells(world.run, sheet.key, (change,)), world.row().proposed_at
    )
    assert [one.refusal.code for one in saved if one.refusal] == ["cell_closed"]


def test_a_single_value_is_mended_by_its_unit_while_the_step_stays(world: World) -> None:
    world.play(until="7")
    cell = Cell.objects.get(sheet__run=world.run, code="IKU-11")
    validating = world.task("validasi")
    world.act(LEAD, RaiseFinding(world.run, validating.key, "IKU-11", "Bukti berbeda dengan angka."))
    mending = world.task("isi-form")
    assert (mending.kind, mending.seat, mending.scope) == ("mending", f"unit:{cell.sheet.unit_id}", ["IKU-11"])
    head = access.people_on(mending.seat, timezone.localdate())[0]
    change = CellChange("IKU-11", "44", cell.version)
    acts.save_cells(world.actor(head.username), SaveCells(world.run, mending.key, (change,)), timezone.now())
    world.act(head.username, ReleaseSheet(world.run, mending.key, "Sudah dicocokkan."))
    world.act(LEAD, AcceptValues(world.run, validating.key, ("IKU-11",)))
    assert Finding.objects.get(cell=cell).state == "closed"
    assert world.row().here == ["7"]
    world.play()
    assert world.row().status == "ended"


def test_a_wrong_person_is_refused_and_the_refusal_is_kept(world: World) -> None:
    world.play(until="8")
    world.player.do(world.run, world.task("serahkan"))
    task = world.task("periksa")
    before = acts.state_in_rows(world.run)
    with pytest.raises(Refused) as refused:
        world.act(FILLER, Approve(world.run, task.key))
    assert [one.code for one in refused.value.refusals] == ["not_your_task"]
    last = JournalEntry.objects.filter(stream=f"run:{world.run}").order_by("-seq")[0]
    assert (last.refused, last.kind) == (True, "Approve")
    assert acts.state_in_rows(world.run) == before


def test_a_second_click_is_told_who_did_it(world: World) -> None:
    world.play(until="8")
    world.player.do(world.run, world.task("serahkan"))
    task = world.task("periksa")
    world.act(SECRETARY, Approve(world.run, task.key))
    with pytest.raises(Refused) as refused:
        world.act(SECRETARY, Approve(world.run, task.key))
    assert refused.value.refusals[0].code == "task_done"
    assert dict(refused.value.refusals[0].values)["by"].startswith("Dra. Wiwin")
