"""The rules over a run: what earlier runs say, what other readers see, what it costs, and what holds a sheet up."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import FILLER, KABID, SECRETARY, World
from ukur.domain.collection.commands import AddEvidence, CellChange, DropEvidence, ReleaseSheet, SaveCells
from ukur.domain.errors import Refused
from ukur.domain.plan.model import Period
from ukur.domain.run.commands import CancelRun
from ukur.services import acts, checks, document
from ukur.services.operate.prepare import built_in_sop
from ukur.services.wording import say_all
from ukur.store.models import Cell, Evidence, Indicator, Run

CODE, CAUSE = "IKU-11", "Data dari pasar terlambat masuk."
MISSED = "99"  # lower is better
REPORT = b"%PDF-1.7\n% rekap\n"


def begin(world: World, quarter: int) -> Run:
    """A run of the quarter at step 4, the sheets open."""
    world.run = world.player.propose(built_in_sop().digest, Period(2026, quarter))
    world.play(until="4")
    return world.row()


def type_in(world: World, code: str = CODE, **texts: Any) -> None:
    cell = Cell.objects.get(sheet__run=world.run, code=code)
    typed = {"raw": cell.raw or MISSED, "cause": cell.cause, "waiver": cell.waiver} | texts
    change = CellChange(code, version=cell.version, **typed)
    (saved,) = acts.save_cells(
        world.actor(FILLER), SaveCells(world.run, world.sheet_task("DAG").key, (change,)), timezone.now()
    )
    assert saved.refusal is None, saved


def prove(world: World, kind: str = "file", code: str = CODE) -> Evidence:
    text, data = ("Rekap pasar", b"") if kind == "text" else ("", REPORT)
    command = AddEvidence(world.run, world.sheet_task("DAG").key, code, kind, "Rekap", text, data)
    return acts.add_evidence(world.actor(FILLER), command, timezone.now())


def rules(run: Run, code: str = CODE) -> set[str]:
    return {one.rule for one in checks.flags_of(run).get(code, ())}


def questions(run: Run, *rows: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        checks.flags_of(run, *rows)
    return len(asked)


# --- What stands around a value. --------------------------------------------------------------------------------------


@pytest.fixture
def two(world: World) -> tuple[Run, Run]:
    """The second and the third quarter with the same cause and the same file at one value."""
    runs = []
    for quarter in (2, 3):
        runs.append(begin(world, quarter))
        type_in(world, cause=CAUSE)
        prove(world)
    return runs[0], runs[1]


COPIED = {"narrative_of_last", "evidence_of_period"}


def test_a_narrative_and_a_file_of_the_quarter_before_are_seen(two: tuple[Run, Run]) -> None:
    assert rules(two[1]) >= COPIED
    assert not COPIED & rules(two[0])


def test_what_changes_in_the_earlier_run_is_seen_at_once(world: World, two: tuple[Run, Run]) -> None:
    assert rules(two[1]) >= COPIED
    world.run = two[0].pk
    type_in(world, cause="Hujan terus-menerus sampai Juni.")
    assert "narrative_of_last" not in rules(two[1])
    proof = Evidence.objects.get(cell__sheet__run=two[0], cell__code=CODE)
    drop = DropEvidence(world.run, world.sheet_task("DAG").key, proof.pk)
    acts.drop_evidence(world.actor(FILLER), drop, timezone.now())
    assert not COPIED & rules(two[1])


def test_a_cancelled_run_proves_nothing(world: World, two: tuple[Run, Run]) -> None:
    world.run = two[0].pk
    world.act(SECRETARY, CancelRun(world.run, "Keliru memulai."))
    assert not COPIED & rules(two[1])


def test_only_what_the_reader_is_shown_is_flagged(two: tuple[Run, Run]) -> None:
    rows = document.rows_of(two[1])
    assert checks.flags_of(two[1], rows) == checks.flags_of(two[1])
    assert CODE not in checks.flags_of(two[1], tuple(one for one in rows if one.item.code != CODE))


def test_before_the_form_there_is_nothing_to_see(world: World) -> None:
    world.propose()
    assert not checks.flags_of(world.row())


# --- What it costs. ---------------------------------------------------------------------------------------------------


def test_unchanged_it_asks_four_questions_and_one_beside_the_rows_of_a_page(two: tuple[Run, Run]) -> None:
    run = two[1]
    first = questions(run)
    assert first <= 9  # the form is parsed and the values are read as well
    assert questions(run) <= 4
    rows = document.rows_of(run)
    checks.flags_of(run, rows)
    assert questions(run, rows) == 1


def test_a_full_sheet_asks_as_often_as_a_single_value(world: World, two: tuple[Run, Run]) -> None:
    checks.flags_of(two[1])
    type_in(world, raw="2")
    single = questions(two[1])
    world.player.fill(world.actor(FILLER), world.run, world.sheet_task("DAG"), set(_codes(world)) - {CODE})
    assert questions(two[1]) == single <= 8


NAME = "Koefisien variasi harga antar waktu bahan pokok"  # of CODE


def _codes(world: World) -> list[str]:
    cells = Cell.objects.filter(sheet__run=world.run, sheet__unit__code="DAG", measured=True)
    return [one.code for one in cells]


# --- What holds a sheet up. -------------------------------------------------------------------------------------------


@pytest.fixture
def bare(world: World) -> World:
    """Everything is filled in, and one value asks for a file that is not there."""
    Indicator.objects.filter(objective__agency=world.agency, code=CODE).update(proof="any:file,link")
    begin(world, 3)
    world.player.fill(world.actor(FILLER), world.run, world.sheet_task("DAG"))
    Evidence.objects.filter(cell__sheet__run=world.run, cell__code=CODE).exclude(kind="text").delete()
    return world


def release(world: World) -> None:
    world.act(KABID, ReleaseSheet(world.run, world.sheet_task("DAG").key))


def test_a_value_without_the_proof_asked_for_does_not_leave_its_unit(bare: World) -> None:
    prove(bare, "text")
    assert "evidence_missing" in rules(bare.row())
    with pytest.raises(Refused) as caught:
        release(bare)
    assert [(one.code, dict(one.values)) for one in caught.value.refusals] == [("evidence_required", {"code": NAME})]
    assert NAME in say_all(caught.value.refusals)[0]


def test_the_proof_lets_it_go(bare: World) -> None:
    prove(bare)
    assert "evidence_missing" not in rules(bare.row())
    release(bare)


def test_a_waiver_lets_it_go_and_is_shown(bare: World) -> None:
    type_in(bare, waiver="Sistem pusat padam sejak Senin.")
    assert "evidence_waived" in rules(bare.row())
    release(bare)


def test_a_withdrawn_proof_is_none(bare: World) -> None:
    Evidence.objects.filter(pk=prove(bare).pk).update(withdrawn=True)
    with pytest.raises(Refused):
        release(bare)


def test_a_value_that_is_not_reported_needs_no_proof(bare: World) -> None:
    type_in(bare, raw="", unavailable="BPS merilis bulan depan.")
    assert not rules(bare.row())
    release(bare)
