"""Random people do random things, right and wrong: no task reaches the wrong performer, no run is dead, and the
journal alone always gives the state that the rows say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DRILL
from tests.world import World
from ukur.domain.archive.commands import FileAway
from ukur.domain.collection.commands import (
    CellChange,
    CloseCollection,
    ComposeForm,
    GiveBackToStaff,
    ReleaseSheet,
    SaveCells,
    SendToHead,
    ShareForm,
)
from ukur.domain.document.commands import FinishCorrection, SubmitForApproval
from ukur.domain.errors import Refused
from ukur.domain.meeting.commands import FinishMeeting, Invite
from ukur.domain.run import model as m
from ukur.domain.run.commands import CancelRun, Return, SupersedeRun, TakeTask
from ukur.domain.signature.commands import MakeCopies
from ukur.domain.task.commands import CompleteTask, ConfirmPart, GiveDisposition
from ukur.domain.validation.commands import AcceptValues, Approve, FinishValidation, HandOver, RaiseFinding
from ukur.services import access, acts
from ukur.services.access import Power
from ukur.services.sop import by_digest
from ukur.services.wording import say_all
from ukur.store.models import JournalEntry, Person, Run, Task

WAITING = {"hand_in_missing", "others_first", "values_unaccepted", "nothing_to_accept", "meeting_missing"}
NUMBERS = st.integers(0, 10**6)
MOVES = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=30)
BEGIN = st.sampled_from(["", "", "2", "4", "6", "7", "8", "9", "10"])


@given(begin=BEGIN, moves=MOVES)
@settings(max_examples=300 if DRILL else 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_do_a_run_stays_one_that_the_sop_allows(
    world: World, begin: str, moves: list[tuple[int, int, int]]
) -> None:
    with transaction.atomic():
        world.run = 0
        world.propose()
        if begin:
            world.play(until=begin)
        people = list(Person.objects.order_by("pk"))
        for who, what, how in moves:
            _move(world, people[who % len(people)], what, how)
            _still_sound(world)
        transaction.set_rollback(True)


def _move(world: World, person: Person, what: int, how: int) -> None:
    """Half of the moves are right ones, so that runs come far; a wrong one changes nothing but the journal."""
    if what % 2:
        waiting = Task.objects.filter(run=world.run, status="open").exclude(activity="tandatangan").order_by("pk")
        if waiting and world.row().status == "running":
            _rightly(world, waiting[how % len(waiting)])
        return
    before, entries = acts.state_in_rows(world.run), JournalEntry.objects.count()
    command = _command(world, what // 2, how)
    try:
        if isinstance(command, SaveCells):
            acts.save_cells(access.actor(person), command, timezone.now())
        else:
            acts.perform(access.actor(person), command)
    except Refused as refused:
        assert acts.state_in_rows(world.run) == before
        assert all(len(text) > 20 and "{" not in text for text in say_all(refused.refusals))
        kept = JournalEntry.objects.order_by("-pk")[0]
        assert isinstance(command, SaveCells) or (JournalEntry.objects.count() == entries + 1 and kept.refused)
    except access.NotThere:
        assert person.agency_id != world.agency.pk
        assert acts.state_in_rows(world.run) == before and JournalEntry.objects.count() == entries


def _rightly(world: World, task: Task) -> None:
    """What its own people would do with the task; refused when others have to do theirs first."""
    try:
        world.player.do(world.run, task)
    except Refused as refused:
        assert {one.code for one in refused.refusals} <= WAITING


def _command(world: World, what: int, how: int) -> object:
    """Some command with some task, often one that does not fit."""
    tasks = list(Task.objects.filter(run=world.run).order_by("pk"))
    task = tasks[how % len(tasks)]
    run, key = world.run, task.key
    soon = timezone.now() + dt.timedelta(days=how % 9 - 2)
    step, codes = str(how % 14), (f"IKU-{how % 25 + 1:02}",)
    commands: Iterable[object] = (
        TakeTask(run, key),
        GiveDisposition(run, key, "Laksanakan." if how % 3 else " ", soon),
        ComposeForm(run, key),
        ShareForm(run, key),
        Invite(run, key, soon, "Aula" if how % 3 else "", "Rapat"),
        FinishMeeting(run, key, "Dibahas." if how % 3 else "", "Sekretaris"),
        SaveCells(run, key, (CellChange(codes[0], ("7", "x", "1.210", "-3,5")[how % 4], how % 3),)),
        SendToHead(run, key),
        GiveBackToStaff(run, key, "Lengkapi." if how % 2 else ""),
        ReleaseSheet(run, key),
        CloseCollection(run, key),
        AcceptValues(run, key, codes if how % 2 else ()),
        RaiseFinding(run, key, codes[0], "Bukti lain." if how % 3 else "", "12" if how % 2 else "dua"),
        FinishValidation(run, key),
        HandOver(run, key),
        Approve(run, key),
        FinishCorrection(run, key),
        Return(run, key, step, "Perbaiki." if how % 4 else "", codes if how % 3 == 0 else (), bool(how % 5 == 0)),
        SubmitForApproval(run, key),
        MakeCopies(run, key, ("Arsip",)),
        FileAway(run, key),
        CompleteTask(run, key, "", "Ya"),
        ConfirmPart(run, key),
        SupersedeRun(run, "Ralat."),
        CancelRun(run, "Keliru." if how % 40 == 0 else ""),
    )
    return list(commands)[what % 25]


def _still_sound(world: World) -> None:
    run = Run.objects.get(pk=world.run)
    state = acts.state_in_rows(run.pk)
    assert acts.replayed(run.pk) == state
    sop = by_digest(run.sop_id)
    if state.status is not m.Status.RUNNING:
        assert state.open == () and run.ended_at is not None
        return
    assert any(one.kind is not m.TaskKind.CONFIRM for one in state.open), "a dead run"
    for task in state.open:
        step = sop.step(task.step)
        hands_in = task.kind in (m.TaskKind.HAND_IN, m.TaskKind.MENDING)
        cast = state.cast.supplying(task.performer) if hands_in else state.cast.doers[task.performer]
        seats = {seat.key for seat in cast}
        assert task.seat in seats, f"{task.key} is nobody's who does {task.performer}"
        allowed = step.suppliers if task.kind is m.TaskKind.HAND_IN else step.performers
        assert task.kind is m.TaskKind.MENDING or task.performer in allowed
        assert task.kind is m.TaskKind.HAND_IN or task.step in state.here
        someone = access.people_on(task.seat, timezone.localdate())
        assert any(access.rights(one.pk, timezone.localdate()).of(task.seat).power is Power.ACT for one in someone)
