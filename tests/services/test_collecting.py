"""Filling in and what stands around it: who sees drafts, proofs and their rules, late sheets, reminders, versions."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World, run_jobs
from ukur.domain.collection.commands import (
    AddEvidence,
    CellChange,
    DropEvidence,
    ReleaseSheet,
    RemindUnits,
    ReuseEvidence,
    SaveCells,
    SendToHead,
    WaiveProof,
)
from ukur.domain.errors import Refused
from ukur.domain.validation.commands import RaiseFinding
from ukur.services import acts, queries
from ukur.services.access import NotThere
from ukur.services.collection import form_token
from ukur.store.models import Assignment, Cell, Evidence, Indicator, Person, Position, Reminder, Submission, Task

OTHER = "agus.permana"  # Kabid of Bidang UKM


def save(world: World, task: Task, who: str, code: str, raw: str, **words: object) -> object:
    version = Cell.objects.get(sheet__run=world.run, code=code).version
    change = CellChange(code, raw, version, **words)  # type: ignore[arg-type]
    return acts.save_cells(world.actor(who), SaveCells(world.run, task.key, (change,)), timezone.now())[0]


def prove(world: World, task: Task, code: str, title: str = "Rekap.pdf", **words: object) -> Evidence:
    body = f"%PDF-1.7\n{title}\n%%EOF\n".encode()
    command = AddEvidence(world.run, task.key, code, "file", title, "", body, **words)  # type: ignore[arg-type]
    return acts.add_evidence(world.actor(FILLER), command, timezone.now())


def refused(do: object) -> str:
    with pytest.raises(Refused) as caught:
        assert callable(do) and do()
    return caught.value.refusals[0].code


def shown(world: World, who: str, task: Task, code: str) -> queries.ValuePage:
    return queries.value_page(world.actor(who), task.pk, code)


def test_a_draft_is_seen_by_its_own_unit_and_by_nobody_else(world: World) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    save(world, task, FILLER, "IKU-11", "5,31", cause="Harga cabai naik.")
    for who, seen in ((FILLER, "5,31"), (KABID, "5,31"), (OTHER, "–"), (LEAD, "–"), (HEAD, "–")):
        row = shown(world, who, task, "IKU-11").row
        assert (row.value, bool(row.cause)) == (seen, seen != "–"), who
    world.play(until="6")
    assert shown(world, OTHER, task, "IKU-11").row.value == "5,31"


def test_of_a_returned_value_others_see_the_one_that_was_sent_until_it_is_sent_again(world: World) -> None:
    world.play(until="7")
    world.act(LEAD, RaiseFinding(world.run, world.task("validasi").key, "IKU-11", "", "", "satuan-keliru"))
    task = world.task("isi-form")
    save(world, task, FILLER, "IKU-11", "6,66")
    assert shown(world, KABID, task, "IKU-11").row.value == "6,66"
    assert shown(world, LEAD, task, "IKU-11").row.value == "5,31"
    world.act(KABID, ReleaseSheet(world.run, task.key, "Sudah."))
    row = next(one for one in _first(world, "DAG") if one.code == "IKU-11")
    assert (row.old, row.value, row.changed_since) == ("5,31", "6,66", True)


def _first(world: World, unit: str) -> tuple[queries.ValueRow, ...]:
    number = str(world.agency.units.get(code=unit).pk)
    panel = queries.board_page(world.actor(LEAD), world.run, number).panel
    assert panel is not None
    return panel.first


def test_a_proof_that_is_asked_for_holds_the_sheet_until_it_is_there_or_waived(world: World) -> None:
    world.propose()
    Indicator.objects.filter(code="IKU-11").update(proof="all:file,link")
    world.play(until="4")
    task = world.sheet_task("DAG")
    for cell in Cell.objects.filter(sheet__run=world.run, sheet__unit__code="DAG", measured=True):
        save(world, task, FILLER, cell.code, "12,5")
    send = SendToHead(world.run, task.key)
    assert refused(lambda: world.act(FILLER, send)) == "evidence_required"
    prove(world, task, "IKU-11")
    assert refused(lambda: world.act(FILLER, send)) == "evidence_required"
    waive = WaiveProof(world.run, task.key, "IKU-11", "Tautan resmi belum terbit.")
    acts.waive_proof(world.actor(FILLER), waive, timezone.now())
    world.act(FILLER, send)
    save(world, task, FILLER, "IKU-11", "13", cause="Naik.")
    assert Cell.objects.get(sheet__run=world.run, code="IKU-11").waiver == "Tautan resmi belum terbit."


def test_a_proof_is_used_again_kept_once_and_taken_back_as_long_as_its_value_is_open(world: World) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    proof = prove(world, task, "IKU-11", place="hal. 3")
    again = ReuseEvidence(world.run, task.key, "IKU-12", proof.pk)
    assert any(one.id == proof.pk for one in shown(world, FILLER, task, "IKU-12").reuse)
    second = acts.reuse_evidence(world.actor(FILLER), again, timezone.now())
    assert (second.digest, second.place) == (proof.digest, "hal. 3")
    foreign = ReuseEvidence(world.run, world.sheet_task("UKM").key, "IKU-07", proof.pk)
    assert refused(lambda: acts.reuse_evidence(world.actor(OTHER), foreign, timezone.now())) in (
        "evidence_unknown",
        "cell_closed",
    )
    acts.drop_evidence(world.actor(FILLER), DropEvidence(world.run, task.key, second.pk), timezone.now())
    assert not Evidence.objects.filter(pk=second.pk).exists()


def test_a_proof_that_was_sent_is_withdrawn_not_lost(world: World) -> None:
    world.play(until="4")
    proof = prove(world, world.sheet_task("DAG"), "IKU-11")
    world.play(until="7")
    world.act(LEAD, RaiseFinding(world.run, world.task("validasi").key, "IKU-11", "", "", "bukti-tidak-cocok"))
    task = world.task("isi-form")
    acts.drop_evidence(world.actor(FILLER), DropEvidence(world.run, task.key, proof.pk), timezone.now())
    proof.refresh_from_db()
    assert proof.withdrawn
    assert proof.pk not in [one.id for one in shown(world, KABID, task, "IKU-11").row.proofs]
    sent = Submission.objects.get(sheet__run=world.run, sheet__unit__code="DAG", number=1)
    assert proof.digest in sent.content


def test_personal_data_stay_with_the_unit_and_the_team(world: World) -> None:
    world.play(until="4")
    proof = prove(world, world.sheet_task("DAG"), "IKU-11", "Penerima.pdf", sensitive=True)
    world.play(until="7")
    for who, may in ((FILLER, True), (KABID, True), (LEAD, True), (OTHER, False), (HEAD, False), ("orang.luar", False)):
        if may:
            assert queries.evidence_file(world.actor(who), proof.pk).data.startswith(b"%PDF")
        else:
            with pytest.raises(NotThere):
                queries.evidence_file(world.actor(who), proof.pk)


def test_a_late_sheet_is_taken_with_a_reason_only_and_the_reason_stays(world: World) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    world.player.fill(world.actor(FILLER), world.run, task)
    Task.objects.filter(pk=task.pk).update(due=timezone.now() - dt.timedelta(days=1))
    board = queries.board_page(world.actor(LEAD), world.run)
    assert [one.late for one in board.lines if one.name == "Bidang Perdagangan"] == [True]
    assert refused(lambda: world.act(KABID, ReleaseSheet(world.run, task.key))) == "late_reason_missing"
    world.act(KABID, ReleaseSheet(world.run, task.key, late="Menunggu rilis BPS."))
    page = queries.versions_page(world.actor(OTHER), world.run, task_unit(task))
    assert [(one.late, one.intact) for one in page.sent] == [("Menunggu rilis BPS.", True)]


def task_unit(task: Task) -> int:
    return int(task.seat.removeprefix("unit:"))


def test_reminders_reach_the_units_that_are_waited_for_and_are_counted(
    world: World, mailoutbox: list[object], settings: object
) -> None:
    settings.EMAIL_HOST = "surat.contoh"  # type: ignore[attr-defined]
    world.play(until="4")
    person = world.person(FILLER)
    person.email = "dewi@contoh.go.id"
    person.save()
    world.act(SECRETARY, RemindUnits(world.run))
    run_jobs("remind")
    assert Reminder.objects.filter(run=world.run).count() == 6
    assert [one.to for one in mailoutbox] == [["dewi@contoh.go.id"]]  # type: ignore[attr-defined]
    assert "/f/" in mailoutbox[0].body  # type: ignore[attr-defined]
    line = next(one for one in queries.board_page(world.actor(LEAD), world.run).lines if one.name.endswith("gangan"))
    assert line.reminded.startswith("diingatkan 1 kali")
    assert refused(lambda: world.act(KABID, RemindUnits(world.run))) == "not_your_task"
    world.play(until="7")
    assert refused(lambda: world.act(SECRETARY, RemindUnits(world.run))) == "nobody_to_remind"


def test_who_has_left_the_unit_is_not_written_to(world: World, mailoutbox: list[object], settings: object) -> None:
    settings.EMAIL_HOST = "surat.contoh"  # type: ignore[attr-defined]
    world.play(until="4")
    Person.objects.filter(pk__in=(world.person(FILLER).pk, world.person(KABID).pk)).update(email="x@contoh.go.id")
    Assignment.objects.filter(person__in=(world.person(FILLER), world.person(KABID))).update(until=dt.date(2025, 1, 31))
    world.act(SECRETARY, RemindUnits(world.run))
    run_jobs("remind")
    assert mailoutbox == []


def test_only_who_may_remind_is_offered_it(world: World) -> None:
    world.play(until="4")
    people = (HEAD, SECRETARY, LEAD, KABID)
    offered = [who for who in people if queries.board_page(world.actor(who), world.run).may_remind]
    assert offered == [HEAD, SECRETARY, LEAD]
    helper = world.person(FILLER)
    Position.objects.filter(assignments__person=world.person(HEAD)).update(preparer=helper.assignments.get().position)
    assert not queries.board_page(world.actor(FILLER), world.run).may_remind
    assert refused(lambda: world.act(FILLER, RemindUnits(world.run))) == "not_your_task"


def test_without_a_mail_server_nothing_is_sent_and_nothing_fails(world: World, mailoutbox: list[object]) -> None:
    world.play(until="4")
    world.act(SECRETARY, RemindUnits(world.run))
    run_jobs()
    assert mailoutbox == []


def test_the_short_address_leads_to_ones_own_form_and_tells_strangers_nothing(world: World) -> None:
    world.play(until="4")
    token = form_token(world.run)
    assert queries.form_door(world.actor(FILLER), token) == ("task", world.sheet_task("DAG").pk)
    assert queries.form_door(world.actor(HEAD), token) == ("board", world.run)
    for who, what in (("orang.luar", token), (FILLER, token[:-1] + "x"), (FILLER, "1"), (FILLER, f"{world.run}-")):
        with pytest.raises(NotThere):
            queries.form_door(world.actor(who), what)


def test_any_two_submissions_are_compared(world: World) -> None:
    world.play(until="7")
    world.act(LEAD, RaiseFinding(world.run, world.task("validasi").key, "IKU-11", "", "", "satuan-keliru"))
    task = world.task("isi-form")
    save(world, task, FILLER, "IKU-11", "6,66", cause="Dihitung ulang.")
    world.act(KABID, ReleaseSheet(world.run, task.key))
    page = queries.versions_page(world.actor(OTHER), world.run, task_unit(task))
    assert (page.before, page.after) == (1, 2)
    assert [(one.field, one.before, one.after) for one in page.differences] == [
        ("Realisasi", "5,31", "6,66"),
        ("Kendala", "Harga cabai dan beras naik Agustus sampai September.", "Dihitung ulang."),
        ("Tindak lanjut", "Operasi pasar cabai dan beras tiap pekan pada Oktober 2026.", "–"),
    ]
    same = queries.versions_page(world.actor(OTHER), world.run, task_unit(task), "2", "2")
    assert same.differences == ()


def test_the_history_of_a_value_has_twelve_quarters_and_gaps_where_nothing_is_known(world: World) -> None:
    world.play(until="4")
    past = shown(world, FILLER, world.sheet_task("DAG"), "IKU-11").past
    assert len(past) == 12 and past[-1].quarter == "TW II 2026" and past[-1].value == "5,08"
    assert past[0].quarter == "TW III 2023" and (past[0].value, past[0].share) == ("–", None)
    assert all(0 <= one.share <= 1 for one in past if one.share is not None)
