"""The journal: nothing in it can be changed or removed, and what is changed behind its back is found and named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from tests.rig import kept
from tests.world import HEAD, World
from ukur.services import acts
from ukur.services.operate import check
from ukur.store import triggers
from ukur.store.models import Evidence, JournalEntry, Paper, Run, Stream, Task


def _faults() -> dict[str, str]:
    return {one.name: one.detail for one in check() if not one.ok}


@contextmanager
def unguarded() -> Iterator[None]:
    """As somebody would who owns the database: without the triggers."""
    table, names = triggers.TABLE, triggers.NAMES
    with connection.cursor() as cursor:
        for name in names:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
        yield
        triggers.make()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_journalentry SET name = 'Orang lain'",
        "DELETE FROM store_journalentry",
        "UPDATE store_journalentry SET seq = seq + 1000",
    ],
)
def test_an_entry_can_be_neither_changed_nor_removed(world: World, statement: str) -> None:
    world.propose()
    before = list(JournalEntry.objects.values_list())
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(JournalEntry.objects.values_list()) == before


def test_missing_triggers_are_found(world: World) -> None:
    with unguarded():
        assert "ukur_journal_no_update" in _faults()["Pemicu Catatan Pelaksanaan"]
    assert _faults() == {}


@pytest.mark.parametrize("column", ["name", "kind", "at", "payload", "digest", "prev"])
def test_a_changed_entry_is_named_by_stream_and_number(world: World, column: str) -> None:
    world.play(until="3")
    entry = JournalEntry.objects.filter(stream=f"run:{world.run}").order_by("seq")[1]
    changed = {"payload": '{"x":1}'}.get(column, "0" * 64 if column in ("digest", "prev") else "lain")
    with unguarded():
        JournalEntry.objects.filter(pk=entry.pk).update(**{column: changed})
    assert f"run:{world.run} entri {entry.seq}" in _faults()["Rantai Catatan Pelaksanaan"]


def test_an_entry_cut_off_at_the_end_is_found(world: World) -> None:
    world.play(until="3")
    with unguarded():
        JournalEntry.objects.filter(stream=f"run:{world.run}").order_by("-seq")[0].delete()
    assert f"run:{world.run} kepala tidak cocok" in _faults()["Rantai Catatan Pelaksanaan"]


def test_rows_changed_behind_the_journal_are_found(world: World) -> None:
    world.play(until="4")
    Task.objects.filter(run=world.run, activity="undang-rapat").update(status="closed")
    assert _faults()["Keadaan pelaksanaan"] == f"pelaksanaan {world.run} berbeda dari catatannya"


def test_a_run_moved_on_behind_the_journal_is_found(world: World) -> None:
    world.play(until="4")
    Run.objects.filter(pk=world.run).update(here=["12"])
    assert str(world.run) in _faults()["Keadaan pelaksanaan"]


def test_a_damaged_and_a_lost_file_are_found(world: World) -> None:
    world.play(until="12", jobs=True)
    digest = Paper.objects.exclude(signed_file="").get(run=world.run).signed_file
    kept.flip(digest)
    assert digest[:16] in str(_faults())
    kept.place(digest).unlink()
    assert digest[:16] in str(_faults())


def test_changed_content_of_a_frozen_paper_is_found_even_with_a_digest_that_fits(world: World) -> None:
    world.play(until="3")
    paper = Paper.objects.filter(run=world.run)[0]
    changed = paper.snapshot.replace("Laksanakan", "Tunda")
    assert changed != paper.snapshot
    for digest in (paper.digest, hashlib.sha256(changed.encode()).hexdigest()):
        Paper.objects.filter(pk=paper.pk).update(snapshot=changed, digest=digest)
        assert f"naskah {paper.pk}" in _faults()["Kode keaslian naskah dan kiriman"]


def test_every_stream_stands_where_its_last_entry_stands(world: World) -> None:
    world.play(until="9")
    for stream in Stream.objects.all():
        last = JournalEntry.objects.filter(stream=stream.name).order_by("-seq").first()
        assert last is None or (stream.seq, stream.head) == (last.seq, last.digest)
    assert Evidence.objects.filter(cell__sheet__run=world.run, frozen=False).count() == 0
    assert acts.replayed(world.run) == acts.state_in_rows(world.run)
    assert world.person(HEAD).agency == world.agency
