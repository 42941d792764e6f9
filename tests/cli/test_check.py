"""``ukur check`` on the live system: 0 while it is sound; otherwise 1, and what is broken is named."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cli.conftest import Said, Ukur
from tests.rig import kept
from tests.world import World, run_jobs
from ukur.services.operate.check import check
from ukur.store import triggers
from ukur.store.models import ArchivePackage, Evidence, Job, JournalEntry, Paper, Run, Stream, Submission

Check = Callable[[], Said]


@pytest.fixture
def checked(ukur: Ukur, world: World) -> Check:
    """``ukur check`` on the database of the tests."""
    os.environ["DATABASE_URL"] = "that of the tests"
    return lambda: ukur("check")


def broken(answer: Said) -> str:
    """The one line that tells what is broken."""
    assert answer.code == 1
    assert answer.err == ""
    (line,) = [line for line in answer.out.splitlines() if line.startswith("RUSAK")]
    return line.removeprefix("RUSAK  ")


def unguarded(statement: str) -> None:
    """A change of the journal by somebody who takes its guard away and puts it back."""
    table = triggers.TABLE if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in triggers.NAMES:
            cursor.execute(f"DROP TRIGGER {name}{f' ON {table}' if table else ''}")
        cursor.execute(statement)
    triggers.make()


def test_a_sound_system_gives_0_and_a_line_for_each_check(checked: Check, world: World) -> None:
    world.play()
    run_jobs()
    answer = checked()
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) == len(check()) == 8
    assert all(line.startswith("baik   ") for line in answer.out.splitlines())


@pytest.mark.parametrize("what", ["payload = '{}'", "name = 'X'", "at = '2020'", "refused = NOT refused", "prev = ''"])
def test_a_changed_entry_of_the_journal_is_named(checked: Check, world: World, what: str) -> None:
    world.play(until="3")
    unguarded(f"UPDATE store_journalentry SET {what} WHERE stream = 'run:{world.run}' AND seq = 2")  # noqa: S608
    said = broken(checked())
    assert said.startswith(f"Rantai Catatan Pelaksanaan: run:{world.run} entri 2 (")


@pytest.mark.parametrize("seq", [2, 0])
def test_a_removed_entry_of_the_journal_is_noticed(checked: Check, world: World, seq: int) -> None:
    world.play(until="3")
    seq = seq or Stream.objects.get(name=f"run:{world.run}").seq
    unguarded(f"DELETE FROM store_journalentry WHERE stream = 'run:{world.run}' AND seq = {seq}")  # noqa: S608
    assert f"run:{world.run}" in next(line for line in checked().out.splitlines() if line.startswith("RUSAK  Rantai"))


@pytest.mark.parametrize("name", triggers.NAMES)
def test_a_missing_guard_of_the_journal_is_named(checked: Check, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {triggers.TABLE}" if connection.vendor == "postgresql" else ""))
    assert broken(checked()) == f"Pemicu Catatan Pelaksanaan: hilang: {name}"


@pytest.mark.parametrize("gone", [True, False])
def test_a_lost_or_changed_file_is_named(checked: Check, world: World, gone: bool) -> None:
    world.play(until="3")
    run_jobs()
    paper = Paper.objects.exclude(file="")[0]
    if gone:
        kept.place(paper.file).unlink()
    else:
        kept.flip(paper.file)
    wrong = "hilang" if gone else "isinya berubah"
    assert broken(checked()) == f"Berkas: Naskah {paper.title} (pelaksanaan {world.run}) [{paper.file[:16]}] {wrong}"


def test_evidence_is_among_the_files(checked: Check, world: World) -> None:
    world.play(until="6")
    run_jobs()
    proof = Evidence.objects.filter(cell__sheet__run=world.run)[0]
    Evidence.objects.filter(pk=proof.pk).update(digest="0" * 64)
    assert broken(checked()) == f"Berkas: Bukti dukung {proof.title} (pelaksanaan {world.run}) [{'0' * 16}] hilang"


def test_a_state_that_its_journal_does_not_tell_is_named(checked: Check, world: World) -> None:
    world.play(until="3")
    Run.objects.filter(pk=world.run).update(here=["9"])
    assert broken(checked()) == f"Keadaan pelaksanaan: pelaksanaan {world.run} berbeda dari catatannya"


def test_changed_frozen_content_is_named(checked: Check, world: World) -> None:
    world.play(until="7")
    run_jobs()
    paper, sent = Paper.objects.filter(run=world.run)[0], Submission.objects.filter(sheet__run=world.run)[0]
    Paper.objects.filter(pk=paper.pk).update(snapshot=paper.snapshot + " ")
    Submission.objects.filter(pk=sent.pk).update(content=sent.content + " ")
    assert broken(checked()) == f"Kode keaslian naskah dan kiriman: naskah {paper.pk}; kiriman {sent.pk}"


def test_an_unsound_package_and_a_failed_job_are_named(checked: Check, world: World) -> None:
    world.play()
    run_jobs()
    ArchivePackage.objects.filter(run=world.run).update(sound=False)
    Job.objects.update(state="failed")
    lines = [line for line in checked().out.splitlines() if line.startswith("RUSAK")]
    assert lines == [
        f"RUSAK  Berkas Arsip: tidak utuh: pelaksanaan {world.run}",
        f"RUSAK  Pekerjaan latar: {Job.objects.count()} gagal",
    ]


def test_the_journal_refuses_a_change_while_its_guard_stands(world: World) -> None:
    world.propose()
    for change in (lambda: JournalEntry.objects.update(name="x"), lambda: JournalEntry.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
