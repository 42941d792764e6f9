"""What is refused: with which sentence, kept in the journal, and with nothing half done."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from tests.world import FILLER, HEAD, KABID, LEAD, PASSPHRASE, SECRETARY, World
from ukur import signing
from ukur.domain.collection.commands import (
    AddEvidence,
    CellChange,
    CloseCollection,
    ComposeForm,
    ReleaseSheet,
    SaveCells,
    SendToHead,
)
from ukur.domain.errors import Refused
from ukur.domain.plan.model import Period
from ukur.domain.run.commands import CancelRun, ProposeRun, Return, SupersedeRun
from ukur.domain.signature.commands import MakeCopies, RecordSignature, Sign
from ukur.domain.task.commands import GiveDisposition
from ukur.domain.validation.commands import Approve, FinishValidation, HandOver, RaiseFinding
from ukur.services import access, acts, signature
from ukur.services.operate.prepare import built_in_sop
from ukur.services.wording import say_all
from ukur.store.models import Cell, Evidence, JournalEntry, Paper, Run, SigningKey, Task

WRONG = "bukan-frasa-yang-benar"


@contextmanager
def refused(world: World, code: str, *, kept: int = 1) -> Iterator[None]:
    """The block must be refused with ``code``, say how to go on, change no state; ``kept``: new journal entries."""
    state, count = acts.state_in_rows(world.run), JournalEntry.objects.count()
    with pytest.raises(Refused) as caught:
        yield
    refusals = caught.value.refusals
    assert code in [one.code for one in refusals]
    assert all(text.count(".") and "{" not in text for text in say_all(refusals))
    assert acts.state_in_rows(world.run) == state == acts.replayed(world.run)
    assert JournalEntry.objects.count() == count + kept
    assert not kept or JournalEntry.objects.order_by("-pk")[0].refused


# --- Who, and when. ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "code"), [(SECRETARY, "not_your_task"), (KABID, "not_your_task"), (LEAD, "only_the_official")]
)
def test_only_the_head_gives_the_disposition_and_his_preparer_does_not(world: World, who: str, code: str) -> None:
    world.propose()
    later = timezone.now() + dt.timedelta(days=5)
    with refused(world, code):
        world.act(who, GiveDisposition(world.run, world.task("disposisi").key, "Laksanakan.", later))


def test_a_command_of_another_step_is_not_for_this_one(world: World) -> None:
    world.propose()
    with refused(world, "wrong_step"):
        world.act(HEAD, ComposeForm(world.run, world.task("disposisi").key))


def test_a_task_that_never_was_is_unknown(world: World) -> None:
    world.propose()
    with refused(world, "task_unknown"):
        world.act(HEAD, ComposeForm(world.run, "99/1/main/kepala/position:1"))


def test_a_task_withdrawn_by_a_return_says_so(world: World) -> None:
    world.play(until="8")
    world.player.do(world.run, world.task("serahkan"))
    stale = world.task("periksa")
    world.act(SECRETARY, Return(world.run, stale.key, "7", "Hitung ulang."))
    with refused(world, "task_done"):
        world.act(SECRETARY, Approve(world.run, stale.key))
    world.act(SECRETARY, CancelRun(world.run, "Keliru memulai."))
    left = Task.objects.filter(run=world.run, status="void").order_by("-pk")[0]
    with refused(world, "task_withdrawn"):
        world.act(LEAD, FinishValidation(world.run, left.key))


def test_staff_prepare_and_do_not_release(world: World) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    world.player.fill(world.actor(FILLER), world.run, task)
    with refused(world, "only_the_official"):
        world.act(FILLER, ReleaseSheet(world.run, task.key))
    world.act(FILLER, SendToHead(world.run, task.key))
    world.act(KABID, ReleaseSheet(world.run, task.key))


def test_nobody_of_another_agency_gets_further_than_not_there(world: World) -> None:
    world.propose()
    before = JournalEntry.objects.count()
    for command in (
        CancelRun(world.run, "Iseng."),
        ComposeForm(world.run, world.task("disposisi").key),
        ProposeRun(world.agency.pk, built_in_sop().digest, Period(2027, 1)),
    ):
        with pytest.raises(access.NotThere):
            world.act("orang.luar", command)
    assert JournalEntry.objects.count() == before


# --- What is still missing. -------------------------------------------------------------------------------------------


def test_validation_ends_only_when_every_value_is_accepted(world: World) -> None:
    world.play(until="7")
    world.act(LEAD, RaiseFinding(world.run, world.task("validasi").key, "IKU-01", "Bukti belum sesuai."))
    with refused(world, "values_unaccepted"):
        world.act(LEAD, FinishValidation(world.run, world.task("validasi").key))


def test_hand_ins_hold_the_collection_up(world: World) -> None:
    world.play(until="4")
    for activity in ("undang-rapat", "rapat"):
        world.player.do(world.run, world.task(activity))
    with refused(world, "hand_in_missing"):
        world.act(LEAD, CloseCollection(world.run, world.task("himpun").key))


def test_a_sheet_with_a_gap_does_not_leave_the_unit(world: World) -> None:
    world.play(until="4")
    with refused(world, "value_missing"):
        world.act(KABID, ReleaseSheet(world.run, world.sheet_task("DAG").key))


@pytest.mark.parametrize(
    ("to", "reason", "code"),
    [
        ("7", "", "reason_missing"),
        ("7", "   ", "reason_missing"),
        ("3", "Ulangi.", "return_not_drawn"),
        ("10", "Ulangi.", "return_not_drawn"),
        ("99", "Ulangi.", "step_unknown"),
        ("", "Ulangi.", "return_needs_goal"),
    ],
)
def test_a_return_needs_a_reason_and_a_way_that_is_drawn(world: World, to: str, reason: str, code: str) -> None:
    world.play(until="9")
    with refused(world, code):
        world.act(HEAD, Return(world.run, world.task("koreksi").key, to, reason))


def test_a_return_of_a_value_that_nobody_reported_is_refused(world: World) -> None:
    world.play(until="9")
    with refused(world, "value_unknown"):
        world.act(HEAD, Return(world.run, world.task("koreksi").key, "7", "Periksa.", ("IKU-99",)))


def test_a_deadline_lies_ahead_and_an_instruction_is_written(world: World) -> None:
    world.propose()
    key, now = world.task("disposisi").key, timezone.now()
    with refused(world, "deadline_past"):
        world.act(HEAD, GiveDisposition(world.run, key, "Laksanakan.", now - dt.timedelta(days=1)))
    with refused(world, "instruction_missing"):
        world.act(HEAD, GiveDisposition(world.run, key, "  ", now + dt.timedelta(days=9)))


# --- Numbers and proofs (drafts: asked again at once, so they are not journalled). ------------------------------------


def _save(world: World, raw: str, version: int = 0, who: str = FILLER) -> Any:
    command = SaveCells(world.run, world.sheet_task("DAG").key, (CellChange("IKU-11", raw, version),))
    return acts.save_cells(world.actor(who), command, timezone.now())[0]


@pytest.mark.parametrize(
    ("raw", "code"),
    [("dua belas", "number_unreadable"), ("12,5,1", "number_unreadable"), ("1.210", "number_ambiguous")],
)
def test_what_is_no_clear_number_is_not_stored(world: World, raw: str, code: str) -> None:
    world.play(until="4")
    saved = _save(world, raw)
    assert saved.refusal and saved.refusal.code == code
    assert Cell.objects.get(sheet__run=world.run, code="IKU-11").value is None
    assert saved.asks == (("1210", "1,21") if code == "number_ambiguous" else ())


def test_a_newer_value_is_never_overwritten(world: World) -> None:
    world.play(until="4")
    assert _save(world, "12").refusal is None
    late = _save(world, "99", version=0, who=KABID)
    assert late.refusal and late.refusal.code == "cell_changed"
    assert dict(late.refusal.values)["value"] == "12"
    assert str(Cell.objects.get(sheet__run=world.run, code="IKU-11").value) == "12"


def test_a_unit_cannot_type_into_the_sheet_of_another(world: World) -> None:
    world.play(until="4")
    with refused(world, "not_your_task", kept=0):
        _save(world, "12", who="agus.permana")


@pytest.mark.parametrize(
    ("kind", "text", "data", "code"),
    [
        ("file", "", b"", "file_empty"),
        ("file", "", b"MZ\x90\x00" + b"\0" * 64, "file_kind"),
        ("file", "", b"%PDF-1.7" + b"\0" * (20 * 1024 * 1024), "file_too_big"),
        ("link", "javascript:alert(1)", b"", "link_invalid"),
        ("text", "  ", b"", "evidence_empty"),
    ],
)
def test_proof_that_is_none_is_refused(world: World, kind: str, text: str, data: bytes, code: str) -> None:
    world.play(until="4")
    proof = AddEvidence(world.run, world.sheet_task("DAG").key, "IKU-11", kind, "Bukti", text, data)
    with refused(world, code, kept=0):
        acts.add_evidence(world.actor(FILLER), proof, timezone.now())
    assert not Evidence.objects.filter(cell__sheet__run=world.run, cell__code="IKU-11").exists()


# --- Runs. ------------------------------------------------------------------------------------------------------------


def test_one_run_is_open_for_an_agency_a_sop_and_a_period(world: World) -> None:
    world.propose()
    row = world.row()
    again = ProposeRun(world.agency.pk, row.sop_id, Period.parse(row.period))
    with refused(world, "run_already_open"):
        world.act(SECRETARY, again)
    world.act(SECRETARY, CancelRun(world.run, "Keliru memulai."))
    assert world.act(SECRETARY, again).run != world.run


def test_a_run_is_cancelled_by_those_who_lead_it_with_a_reason(world: World) -> None:
    world.propose()
    with refused(world, "not_your_task"):
        world.act(KABID, CancelRun(world.run, "Malas."))
    with refused(world, "reason_missing"):
        world.act(SECRETARY, CancelRun(world.run, "  "))
    world.act(SECRETARY, CancelRun(world.run, "Keliru memulai."))
    assert world.row().status == "cancelled"
    assert not Task.objects.filter(run=world.run, status="open").exists()


def test_after_the_signature_nothing_returns_and_a_ralat_carries_the_figures_on(world: World) -> None:
    world.play(until="9")
    with refused(world, "not_signed_yet"):
        world.act(SECRETARY, SupersedeRun(world.run, "Angka ekspor salah."))
    world.play(until="12")
    with refused(world, "sealed"):
        world.act(SECRETARY, CancelRun(world.run, "Keliru."))
    with refused(world, "sealed"):
        world.act(SECRETARY, Return(world.run, world.task("gandakan").key, "10", "Ulangi.", (), True))
    with refused(world, "addressee_missing"):
        world.act(SECRETARY, MakeCopies(world.run, world.task("gandakan").key, ("", " ")))
    world.play()
    old = {one.code: one.value for one in Cell.objects.filter(sheet__run=world.run)}
    for proof in Evidence.objects.filter(cell__sheet__run=world.run).order_by("-pk"):
        proof.save()  # PostgreSQL then gives them in this order to whoever asks for none
    made = world.act(SECRETARY, SupersedeRun(world.run, "Angka ekspor diralat.")).run or 0
    with refused(world, "superseded_already"):
        world.act(SECRETARY, SupersedeRun(world.run, "Sekali lagi."))
    assert {one.code: one.value for one in Cell.objects.filter(sheet__run=made)} == old
    first, world.run = world.run, made
    Cell.objects.filter(sheet__run=made, code="IKU-11").update(raw="4,44", value="4.44")
    world.play()
    assert world.row().status == "ended"
    replaced, new = Paper.objects.get(run=first, kind="dpk"), Paper.objects.get(run=made, kind="dpk")
    assert replaced.replaced is True
    told = json.loads(new.snapshot)["supersedes"]
    assert (told["digest"], told["reason"]) == (replaced.digest, "Angka ekspor diralat.")
    assert [one[1:] for one in told["rows"] if one[1] == "Realisasi"] == [["Realisasi", "5,31", "4,44"]]
    assert {one[0] for one in told["rows"]} == {told["rows"][0][0]}  # nothing else reads otherwise


# --- Signing. ---------------------------------------------------------------------------------------------------------


def _before_signing(world: World) -> tuple[str, str]:
    world.play(until="11", jobs=True)
    paper = signature.paper_to_sign(Run.objects.get(pk=world.run))
    assert paper is not None
    return world.task("tandatangan").key, paper.digest


def _sign(world: World, key: str, digest: str, passphrase: str = PASSPHRASE, who: str = HEAD) -> None:
    acts.sign(world.actor(who), world.run, key, digest, acts.Means("key", acts.Secret(passphrase)))


def test_a_wrong_passphrase_signs_nothing_and_the_right_one_still_does(world: World) -> None:
    key, digest = _before_signing(world)
    with refused(world, "wrong_passphrase", kept=2):  # the right to sign was checked, then refused
        _sign(world, key, digest, WRONG)
    assert not Paper.objects.get(run=world.run, kind="dpk").signed_file
    _sign(world, key, digest)
    assert Paper.objects.get(run=world.run, kind="dpk").signed_file


def test_an_expired_key_signs_nothing(world: World) -> None:
    key, digest = _before_signing(world)
    now = timezone.now()
    authority = signing.make_authority("Otoritas lama")
    days = {"valid_from": now - dt.timedelta(days=800), "valid_to": now - dt.timedelta(days=3)}
    container = signing.issue(authority, "Bambang", passphrase=PASSPHRASE, **days)
    SigningKey.objects.create(person=world.person(HEAD), container=container, label="Lama", test=True, added_at=now)
    with refused(world, "signing_certificate_not_ready", kept=2):  # the right to sign was checked, then refused
        _sign(world, key, digest)


def test_without_a_key_and_without_the_right_nothing_is_signed(world: World) -> None:
    key, digest = _before_signing(world)
    with refused(world, "not_your_task"):
        _sign(world, key, digest, who=SECRETARY)
    SigningKey.objects.all().delete()
    with refused(world, "key_missing"):
        _sign(world, key, digest)


def test_only_what_was_shown_is_signed(world: World) -> None:
    key, digest = _before_signing(world)
    with refused(world, "document_changed"):
        world.act(HEAD, Sign(world.run, key, "0" * 64))
    with refused(world, "document_changed"):
        world.act(HEAD, RecordSignature(world.run, key, "0" * 64, "f" * 64, "Bambang", "Uji", "B-B"))
    _sign(world, key, digest)
    with refused(world, "task_done"):
        _sign(world, key, digest)


def test_a_passphrase_is_in_no_table_no_log_and_no_text(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        key, digest = _before_signing(world)
        with pytest.raises(Refused) as caught:
            _sign(world, key, digest, WRONG)
        _sign(world, key, digest)
    texts = [caplog.text, str(caught.value), repr(acts.Secret(PASSPHRASE))]
    for model in apps.get_models(include_auto_created=True):
        texts += [str(row) for row in model._default_manager.values_list()]
    assert not [text for text in texts if PASSPHRASE in text or WRONG in text]


def test_two_people_of_one_team_cannot_both_do_it(world: World) -> None:
    world.play(until="8")
    task = world.task("serahkan")
    world.act(LEAD, HandOver(world.run, task.key))
    with refused(world, "task_done"):
        world.act("hendra.gunawan", HandOver(world.run, task.key))
