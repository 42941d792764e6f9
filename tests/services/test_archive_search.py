"""Finding berkas by the words in them: whatever their case, only what everybody may see, only of the own agency."""

from __future__ import annotations

import pytest

from tests.world import FILLER, LEAD, SECRETARY, World
from ukur.domain.archive.finding import folded
from ukur.services import archive, queries
from ukur.services.bodies.health import check_slice
from ukur.store.models import ArchivePackage, ArchiveText, Cell, Decision, Evidence, Meeting, Paper


@pytest.fixture
def filed(world: World) -> World:
    """A filed run in which somebody wrote of coffee in an unusual spelling, and 100 % of what they hoped for."""
    world.begin("filed with words to find", lambda: _file(world))
    return world


def _file(world: World) -> None:
    world.play(until="6")
    cell = Cell.objects.filter(sheet__run=world.run, code="IKU-11")[0]
    Cell.objects.filter(pk=cell.pk).update(cause="Pemasok CAFÉ Sumbér terlambat 100%_pasti", follow_up="Cari pemasok")
    Meeting.objects.filter(run=world.run).update(minutes="Rapat menyepakati tenggat baru untuk Bidang Perdagangan.")
    world.play(jobs=True)


def said(world: World, asked: str, who: str = SECRETARY) -> list[str]:
    """The kinds of places that the first berkas found is shown with; empty when none is found."""
    page = queries.search(world.actor(who), asked)
    return [one.kind for one in page.found[0].places] if page.found else []


@pytest.mark.parametrize("asked", ["cafe", "CAFÉ", "sumber", "café sumber", '"cafe sumber"', "pemasok tenggat"])
def test_case_diacritics_and_order_do_not_matter(filed: World, asked: str) -> None:
    assert said(filed, asked)


@pytest.mark.parametrize("asked", ["gajah", "cafe gajah", '"sumber cafe"', "100%x", "100__pasti", "caf_", "", '"'])
def test_what_is_not_written_is_not_found(filed: World, asked: str) -> None:
    assert not queries.search(filed.actor(SECRETARY), asked).found


def test_signs_that_mean_something_to_a_database_are_signs_here(filed: World) -> None:
    assert said(filed, "100%_pasti") == ["Kendala", "Naskah"]


def test_everything_that_belongs_to_a_berkas_is_found(filed: World) -> None:
    run = filed.row()
    number = Paper.objects.exclude(number="").filter(run=run).values_list("number", flat=True).first() or run.title
    decision = Decision.objects.filter(meeting__run=run)[0]
    for asked, kind in (
        ("000.8.6.3", "Berkas"), ("akuntabilitas", "Berkas"), ("triwulan III 2026", "Berkas"), (number, "Berkas"),
        ("cafe", "Kendala"), ("cari pemasok", "Tindak lanjut"), ("menyepakati", "Notula"), (decision.text, "Keputusan"),
        ("IKU-11", "Indikator"), ("LAKIP", "Berkas"), ("Dokumen Pengukuran Kinerja", "Berkas"),
    ):  # fmt: skip
        assert kind in said(filed, asked), asked


def test_a_place_shows_the_words_marked_as_they_are_written(filed: World) -> None:
    (place, *_) = queries.search(filed.actor(SECRETARY), "cafe sumber").found[0].places
    assert [text for text, hit in place.parts if hit] == ["CAFÉ", "Sumbér"]


def test_the_frozen_document_is_found_without_its_pictures_and_digests(filed: World) -> None:
    texts = ArchiveText.objects.filter(kind="naskah")
    assert texts.exists()
    assert not [one for one in texts if any(len(word) > 60 for word in one.text.split())]
    assert all(folded(f"{one.title} {one.text}") == one.folded for one in texts)


def test_proofs_are_not_found_because_some_are_not_for_everybody(filed: World) -> None:
    assert Evidence.objects.filter(cell__sheet__run=filed.run, title__contains="Rekap").exists()
    assert not ArchiveText.objects.filter(folded__contains="rekap survei").exists()


def test_only_the_own_agency_finds_it_and_nothing_is_found_before_it_is_filed(filed: World) -> None:
    assert said(filed, "cafe", FILLER) and said(filed, "cafe", LEAD)
    assert queries.search(filed.actor("orang.luar"), "cafe").found == ()


def test_what_was_filed_before_there_was_an_index_is_indexed_by_the_clock(filed: World) -> None:
    ArchiveText.objects.all().delete()
    assert not said(filed, "cafe")
    check_slice()
    assert said(filed, "cafe")


def test_indexing_again_changes_nothing(filed: World) -> None:
    package = ArchivePackage.objects.select_related("run").get(run=filed.run)
    before = list(ArchiveText.objects.order_by("pk").values_list("kind", "title", "folded"))
    assert archive.index(package) == len(before)
    assert list(ArchiveText.objects.order_by("pk").values_list("kind", "title", "folded")) == before


def test_a_search_asks_the_database_six_times_at_most(filed: World, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        queries.search(filed.actor(SECRETARY), "pemasok rapat indikator")
