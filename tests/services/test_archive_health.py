"""The health check: a flipped byte and a lost file are named by berkas and file, in slices, and again after a kill."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.rig import kept
from tests.world import FILLER, LEAD, SECRETARY, World
from ukur.domain.collection.commands import AddEvidence
from ukur.domain.errors import Refused
from ukur.services import acts, jobs, operate, queries
from ukur.services.bodies import health
from ukur.store import files
from ukur.store.models import ArchivePackage, Evidence, HealthFault, HealthRound, Job, Paper, Timer


@pytest.fixture
def filed(world: World) -> World:
    world.play(jobs=True)
    return world


def whole_check() -> HealthRound:
    """Slice after slice until everything was seen."""
    for _ in range(500):
        if health.check_slice() > dt.timedelta(hours=1):
            return HealthRound.objects.exclude(ended_at=None).latest("pk")
    raise AssertionError("the check does not come to its end")


def faults(world: World) -> list[tuple[str, str, str]]:
    return [(one.berkas, one.file, one.wrong) for one in queries.health_page(world.actor(LEAD)).faults]


def test_a_sound_archive_is_seen_whole(filed: World) -> None:
    files.keep(b"nobody refers to it")
    seen = whole_check()
    assert seen.files == len(list(files.names()))
    assert seen.size == sum(files.examine(one).size for one in files.names())
    assert seen.packages == ArchivePackage.objects.count() == 1
    assert faults(filed) == []
    assert dict(queries.health_page(filed.actor(LEAD)).last)["Berkas Arsip diperiksa"] == "1"


def test_a_flipped_byte_and_a_lost_file_are_named_by_berkas_and_file(filed: World) -> None:
    signed = Paper.objects.exclude(signed_file="").get()
    letter = Paper.objects.filter(kind="disposisi").exclude(file="")[0]
    kept.flip(signed.signed_file)
    kept.place(letter.file).unlink()
    whole_check()
    title = filed.row().title
    assert sorted(faults(filed)) == sorted(
        [(title, f"Naskah {signed.title}", "isinya berubah"), (title, f"Naskah {letter.title}", "hilang")]
    )
    page = queries.archives(filed.actor(LEAD))
    assert (page.faults, page.rows[0].sound) == (2, False)
    assert queries.archives(filed.actor(SECRETARY)).faults == 0
    assert queries.archives(filed.actor("orang.luar")).faults == 0


def test_a_damaged_package_is_named_once_and_until_it_is_mended(filed: World) -> None:
    package = ArchivePackage.objects.get()
    content = kept.place(package.file).read_bytes()
    kept.flip(package.file)
    whole_check()
    whole_check()
    assert [wrong for *_, wrong in faults(filed)] == ["isinya berubah"]
    kept.place(package.file).write_bytes(content)
    whole_check()
    assert faults(filed) == []
    assert [one.wrong for one in queries.health_page(filed.actor(LEAD)).mended] == ["isinya berubah"]


def test_a_package_that_is_whole_but_does_not_verify_is_named_with_what_is_wrong(filed: World) -> None:
    package = ArchivePackage.objects.get()
    ArchivePackage.objects.filter(pk=package.pk).update(file=files.keep(b"not a package at all"))
    whole_check()
    ((_, file, wrong),) = faults(filed)
    assert file == f"Berkas Arsip {package.description}"
    assert wrong.startswith("tidak lulus pemeriksaan: ")


def test_a_lost_attachment_and_a_lost_scan_from_paper_are_missed(world: World) -> None:
    world.play(until="5")
    task = world.task("rapat")
    acts.attach(world.actor(LEAD), task, "foto.pdf", b"%PDF-1.7\n%%EOF\n")
    kept.place(task.attachments.get().digest).unlink()
    whole_check()
    assert faults(world) == [(world.row().title, "Lampiran foto.pdf", "hilang")]


def test_a_check_that_was_cut_off_goes_on_where_it_stood(filed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SLICE", 0.0)  # a file a slice
    total, examine, seen = len(list(files.names())), files.examine, []

    def counted(digest: str) -> files.Seen:
        seen.append(digest)
        if len(seen) == 3:
            raise KeyboardInterrupt  # as good as a kill: nothing of this slice was kept
        return examine(digest)

    monkeypatch.setattr(files, "examine", counted)
    health.check_slice()
    health.check_slice()
    with pytest.raises(KeyboardInterrupt):
        health.check_slice()
    assert HealthRound.objects.get().files == 2
    whole_check()
    assert HealthRound.objects.get().files == total
    assert len(seen) == total + 1


def test_a_slice_rests_nine_times_as_long_as_it_worked(filed: World) -> None:
    pause = health.check_slice()
    assert dt.timedelta(seconds=1) <= pause <= dt.timedelta(days=7)


def test_a_storage_that_does_not_answer_is_no_lost_file(filed: World, settings: Any) -> None:
    settings.S3 = {"bucket": "x", "endpoint": "http://127.0.0.1:9", "region": "us-east-1", "key": "k", "secret": "s"}
    Timer.objects.all().delete()
    jobs.hurry("health")
    assert jobs.tick() >= 1
    assert not HealthFault.objects.exists()
    assert Timer.objects.get(kind="health").next_at > timezone.now()


def test_the_clock_takes_each_turn_once_and_comes_again_after_the_days_of_the_setting(
    filed: World, settings: Any
) -> None:
    settings.CHECK_DAYS = 3
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(100):
            jobs.tick()
            if HealthRound.objects.exclude(ended_at=None).exists():
                break
            clock.shift(30)
        due = Timer.objects.get(kind="health").next_at
        assert due - timezone.now() == dt.timedelta(days=3)
        rounds = HealthRound.objects.count()
        jobs.tick()
        assert HealthRound.objects.count() == rounds
        clock.shift(dt.timedelta(days=3, seconds=1))
        jobs.tick()
        assert HealthRound.objects.count() == rounds + 1


def test_a_turn_that_another_worker_has_taken_is_left_to_him(db: None) -> None:
    ran = []

    @jobs.regularly("test")
    def turn() -> dt.timedelta:
        ran.append(Timer.objects.get(kind="test").next_at - timezone.now())
        jobs.tick()  # meanwhile the other worker looks at the clock
        return dt.timedelta(hours=1)

    try:
        jobs.hurry("test")
        jobs.tick()
        assert len(ran) == 1
        assert ran[0] > dt.timedelta(minutes=9)  # were it killed now, it would be begun again after its lease
    finally:
        del jobs._regular["test"]


def test_only_the_administrator_begins_a_check(filed: World) -> None:
    with pytest.raises(Refused):
        operate.check_soon(filed.actor(SECRETARY))
    operate.check_soon(filed.actor(LEAD))
    assert Timer.objects.get(kind="health").next_at <= timezone.now()


def test_a_job_that_met_no_storage_waits_and_is_queued_again(world: World, settings: Any) -> None:
    world.play(until="3")
    settings.S3 = {"bucket": "x", "endpoint": "http://127.0.0.1:9", "region": "us-east-1", "key": "k", "secret": "s"}
    job = Job.objects.filter(kind="render", state="waiting")[0]
    jobs.do(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("waiting", 0, "storage_unreachable")
    settings.S3 = None
    jobs.postponed()
    jobs.do(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    assert Paper.objects.get(pk=job.target).file


def test_evidence_that_no_storage_takes_is_refused_in_words_and_the_form_stays(world: World, settings: Any) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    settings.S3 = {"bucket": "x", "endpoint": "http://127.0.0.1:9", "region": "us-east-1", "key": "k", "secret": "s"}
    proof = AddEvidence(world.run, task.key, "IKU-11", "file", "Rekap.pdf", "", b"%PDF-1.7\n%%EOF\n")
    with pytest.raises(Refused) as refused:
        acts.add_evidence(world.actor(FILLER), proof, timezone.now())
    assert [one.code for one in refused.value.refusals] == ["storage_unreachable"]
    assert not Evidence.objects.filter(cell__sheet__run=world.run, cell__code="IKU-11").exists()
