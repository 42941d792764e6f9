"""Filing at step 13: the berkas as an archive list describes it, its retention as the schedule says it then."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from typing import Any

import pytest

from tests.rig import kept
from tests.world import LEAD, SECRETARY, World, run_jobs
from ukur.domain.archive.commands import FileAway, SetCodes, SetRetention
from ukur.domain.archive.retention import Code, Line, Terms
from ukur.domain.errors import Refused
from ukur.domain.run.commands import SupersedeRun
from ukur.services import acts, archive, queries
from ukur.services.access import NotThere
from ukur.services.wording import say_all
from ukur.services.wording.archive import EXAMPLE
from ukur.store.models import ArchiveList, ArchivePackage, JournalEntry, Task

TODAY = dt.date.today()  # noqa: DTZ011 - the tests' day
OURS = (
    Line("Pengukuran kinerja", "000.8.6.3", Terms(3, 7, "Permanen", "Perbup 1/2026")),
    Line("Rapat", "000.1.5", Terms(1, 1, "Musnah", "Perbup 1/2026")),
)


def file(world: World, **fields: Any) -> ArchivePackage:
    task = Task.objects.get(run=world.run, activity="arsipkan", status="open")
    acts.perform(world.actor(SECRETARY), FileAway(world.run, task.key, **fields))
    return ArchivePackage.objects.get(run=world.run)


def set_schedule(world: World, *lines: Line, since: dt.date = dt.date(2026, 1, 1), who: str = LEAD) -> None:
    acts.perform(world.actor(who), SetRetention(world.agency.pk, since, lines))


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(say_all(refused.value.refusals))
    return [one.code for one in refused.value.refusals]


@pytest.fixture
def filing(world: World) -> World:
    world.play(until="13")
    return world


def test_without_a_schedule_the_example_is_proposed_and_the_berkas_says_so(filing: World) -> None:
    task = Task.objects.get(run=filing.run, activity="arsipkan")
    proposed = queries.task_page(filing.actor(SECRETARY), task.pk).filing
    assert proposed is not None and proposed.example
    assert all("contoh, belum disahkan" in words for value, words in proposed.options if value != "own")
    berkas = file(filing)
    assert (berkas.active_years, berkas.inactive_years, berkas.fate, berkas.basis) == (2, 4, "Permanen", "")
    (row,) = queries.archives(filing.actor(SECRETARY)).rows
    assert row.example and row.basis == "contoh, belum disahkan"


def test_a_berkas_carries_what_an_archive_list_asks_for(filing: World) -> None:
    berkas = file(filing, number="7", description="Pengukuran TW", stage="salinan", amount="2 berkas", location="Rak 3",
                  since=dt.date(2026, 7, 1), until=dt.date(2026, 9, 30))  # fmt: skip
    facts = dict(queries.berkas_page(filing.actor(SECRETARY), berkas.pk).facts)
    assert facts["Kode klasifikasi"] == "000.8.6.3 Akuntabilitas Kinerja Instansi Pemerintah"
    assert facts["Nomor berkas"] == "7"
    assert facts["Kurun waktu"] == "1 Juli 2026 s.d. 30 September 2026"
    assert (facts["Tingkat perkembangan"], facts["Jumlah"], facts["Lokasi simpan"]) == ("Salinan", "2 berkas", "Rak 3")
    entry = JournalEntry.objects.get(stream=f"run:{filing.run}", kind="FileAway")
    assert json.loads(entry.payload)["number"] == "7"


def test_the_agencys_schedule_is_followed_and_a_later_change_leaves_the_berkas_as_it_was(filing: World) -> None:
    set_schedule(filing, *OURS)
    berkas = file(filing)
    set_schedule(filing, Line("Lain", "000", Terms(1, 0, "Musnah", "Perbup 2/2026")))
    berkas.refresh_from_db()
    assert (berkas.kind, berkas.active_years, berkas.inactive_years) == ("Pengukuran kinerja", 3, 7)
    assert berkas.basis == "Perbup 1/2026"
    assert ArchiveList.objects.filter(agency=filing.agency, kind="retention").count() == 2


def test_a_schedule_of_tomorrow_does_not_hold_today(filing: World) -> None:
    set_schedule(filing, *OURS, since=TODAY + dt.timedelta(days=2))
    assert archive.schedule(filing.agency.pk, TODAY).lines == EXAMPLE
    assert archive.schedule(filing.agency.pk, TODAY + dt.timedelta(days=3)).lines == OURS


def test_another_line_of_the_schedule_can_be_chosen(filing: World) -> None:
    assert file(filing, kind="Laporan triwulan").fate == "Musnah"


def test_terms_of_ones_own_need_their_basis(filing: World) -> None:
    with pytest.raises(Refused) as refused:
        file(filing, own=Terms(5, 5, "Dinilai kembali"))
    assert codes_of(refused) == ["retention_basis_missing"]
    berkas = file(filing, own=Terms(5, 5, "Dinilai kembali", "Nota dinas 12"))
    assert (berkas.active_years, berkas.fate, berkas.basis, berkas.kind) == (5, "Dinilai kembali", "Nota dinas 12", "")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"classification": "OT.01"}, "classification_invalid"),
        ({"classification": "900"}, "retention_not_in_schedule"),
        ({"kind": "Tidak ada"}, "retention_kind_unknown"),
        ({"stage": "fotokopi"}, "stage_unknown"),
        ({"since": dt.date(2026, 2, 1), "until": dt.date(2026, 1, 1)}, "dates_reversed"),
        ({"own": Terms(200, 0, "Musnah", "x")}, "retention_invalid"),
    ],
)
def test_what_cannot_be_filed_is_refused_and_nothing_is_kept(filing: World, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        file(filing, **fields)
    assert codes_of(refused) == [code]
    assert not ArchivePackage.objects.exists()


def test_numbers_count_on_within_a_code_and_are_used_once(filing: World) -> None:
    first = file(filing)
    assert first.number == "1"
    assert archive.next_number(filing.agency.pk, "000.8.6.3") == "2"
    assert archive.next_number(filing.agency.pk, "900") == "1"
    next_run(filing)
    with pytest.raises(Refused) as refused:
        file(filing, number="1")
    assert codes_of(refused) == ["berkas_number_taken"]
    assert file(filing).number == "2"


def next_run(world: World) -> None:
    """A Ralat of the filed run, as far as its own filing."""
    run_jobs()
    world.run = world.act(SECRETARY, SupersedeRun(world.run, "Angka ekspor diralat.")).run or 0
    world.play(until="13")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "schedule_empty"),
        ((Line("", "000", Terms(1, 1, "Musnah")),), "schedule_line_incomplete"),
        ((Line("a", "x", Terms(1, 1, "Musnah")),), "schedule_line_incomplete"),
        ((Line("a", "000", Terms(1, 1, "")),), "retention_invalid"),
        ((OURS[0], OURS[0]), "schedule_line_twice"),
    ],
)
def test_a_schedule_that_cannot_be_used_is_refused(world: World, lines: tuple[Line, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        set_schedule(world, *lines)
    assert codes_of(refused) == [code]
    assert not ArchiveList.objects.exists()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "codes_empty"),
        ((Code("x", "y"),), "classification_invalid"),
        ((Code("000", ""),), "code_without_name"),
        ((Code("000", "a"), Code("000", "b")), "code_twice"),
    ],
)
def test_codes_that_cannot_be_used_are_refused(world: World, lines: tuple[Code, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        acts.perform(world.actor(LEAD), SetCodes(world.agency.pk, lines))
    assert codes_of(refused) == [code]


def test_codes_are_offered_in_the_order_of_their_numbers(world: World) -> None:
    acts.perform(world.actor(LEAD), SetCodes(world.agency.pk, (Code("000.10", "b"), Code("000.9", "a"))))
    assert archive.codes(world.agency.pk) == (Code("000.9", "a"), Code("000.10", "b"))


def test_only_the_administrator_changes_the_lists_and_every_change_is_journalled(world: World) -> None:
    for command in (SetRetention(world.agency.pk, TODAY, OURS), SetCodes(world.agency.pk, (Code("000", "a"),))):
        with pytest.raises(Refused) as refused:
            acts.perform(world.actor(SECRETARY), command)
        assert codes_of(refused) == ["not_administrator"]
        with pytest.raises(NotThere):
            acts.perform(world.actor("orang.luar"), command)
        acts.perform(world.actor(LEAD), command)
        kind = type(command).__name__
        said = JournalEntry.objects.filter(stream=f"agency:{world.agency.pk}", kind=kind).order_by("seq")
        assert [one.refused for one in said] == [True, False]


def test_the_package_says_what_the_berkas_says(filing: World) -> None:
    berkas = file(filing, number="12", stage="salinan")
    run_jobs()
    berkas.refresh_from_db()
    assert berkas.sound
    with zipfile.ZipFile(kept.place(berkas.file)) as bundle:
        (name,) = [one for one in bundle.namelist() if one.endswith("data/metadata.json")]
        record = json.loads(bundle.read(name))
    assert (record["nomor_berkas"], record["tingkat_perkembangan"]) == ("12", "salinan")
    assert "Retensi contoh, belum disahkan" in record["keterangan"]


def test_a_berkas_whose_time_is_over_is_listed_as_such(filing: World) -> None:
    berkas = file(filing)
    page = queries.archives(filing.actor(SECRETARY), "over")
    assert (page.total, page.over, page.rows) == (1, 0, ())
    ArchivePackage.objects.filter(pk=berkas.pk).update(closed_on=TODAY - dt.timedelta(days=6 * 366))
    page = queries.archives(filing.actor(SECRETARY), "over")
    assert [one.phase_word for one in page.rows] == ["Habis masa simpan"]
    assert ArchivePackage.objects.count() == 1
