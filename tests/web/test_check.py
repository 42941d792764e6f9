"""Cek Keaslian: what the public sees of a paper, and of a file that somebody brings."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.formats.places import of_pdf, of_zip
from tests.rig import kept
from tests.world import SECRETARY, World
from ukur.domain.run.commands import SupersedeRun
from ukur.services import acts
from ukur.services.operate import apart
from ukur.store import files
from ukur.store.models import ArchivePackage, Paper, Signature
from ukur.web.views import check as view


@pytest.fixture
def paper(world: World) -> Paper:
    """The signed document of a run that has ended."""
    world.play(jobs=True)
    cache.clear()
    return Paper.objects.get(run=world.run, kind="dpk", replaced=False)


def seen(answer: object) -> str:
    text = answer.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<main") :]))


def look(token: str) -> str:
    return seen(Client().get(reverse("check", args=[token])))


def bring(name: str, content: bytes, **more: object) -> object:
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return Client().post(reverse("check_upload"), {"berkas": file}, **more)  # type: ignore[arg-type]


def changed(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_a_holder_of_the_paper_sees_what_can_be_compared_and_none_of_its_content(paper: Paper) -> None:
    said = look(paper.token)
    for part in (
        "Kode ini cocok",
        "12",
        "17 dari 25",
        "Diarsipkan · tidak ada ralat",
        "Salinan 1 dari 7",
        "Kepala Dinas",
    ):
        assert part in said
    assert paper.digest[:4].upper() in said
    assert "IKU-01" not in said and "Nilai SAKIP" not in said and "196904" not in said


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("Basah (pindaian tersimpan)", "bukan tanda tangan elektronik"),
        ("Sah (elektronik BSrE)", "diterbitkan BSrE"),
        ("Penerbit belum dikenal", "tidak ada dalam daftar yang dipercaya"),
        ("Uji (bukan dokumen resmi)", "Tidak ada kekuatan hukumnya"),
    ],
)
def test_the_kind_is_shown_as_stored_with_what_it_is_worth(paper: Paper, kind: str, part: str) -> None:
    Signature.objects.filter(paper=paper).update(kind=kind)
    assert kind in look(paper.token) and part in look(paper.token)


def test_a_ralat_is_named_and_led_to(world: World, paper: Paper) -> None:
    made = acts.perform(world.actor(SECRETARY), SupersedeRun(paper.run_id, "Angka keliru."))
    world.run = made.run or 0
    world.play(jobs=True)
    newer = Paper.objects.get(run=world.run, kind="dpk", replaced=False)
    said = Client().get(reverse("check", args=[paper.token]))
    assert "sudah diganti" in seen(said) and "Diganti (Ralat)" in seen(said)
    assert reverse("check", args=[newer.token]) in said.content.decode()


def test_a_kept_file_that_was_damaged_is_told_and_the_look_is_kept_for_a_while(paper: Paper) -> None:
    assert "Kode ini cocok" in look(paper.token)
    place = kept.place(paper.signed_file)
    place.write_bytes(changed(place.read_bytes(), 3000))
    assert "berkas penerbit rusak" not in look(paper.token)
    cache.clear()
    assert "berkas penerbit rusak" in look(paper.token)


def test_the_code_in_groups_the_address_and_the_token_lead_to_the_same_paper(paper: Paper) -> None:
    code = paper.digest[:16].upper()
    grouped = " ".join(code[at : at + 4] for at in range(0, 16, 4))
    for typed in (grouped, code.lower(), paper.token, f"https://contoh.go.id/cek/{paper.token}/"):
        answer = Client().get(reverse("check_form"), {"kode": typed})
        assert answer.headers["Location"] == reverse("check", args=[paper.token])


def test_what_is_not_known_gets_one_answer_whatever_it_looks_like(paper: Paper) -> None:
    typed = (paper.token[:-1], paper.digest[:15], paper.digest[:8], "0" * 16, "' OR 1=1", "%", "x" * 500, str(paper.pk))
    where = {Client().get(reverse("check_form"), {"kode": one}).headers["Location"] for one in typed}
    assert where == {reverse("check", args=["tidak-dikenal"])}
    answers = {Client().get(reverse("check", args=[one])).content for one in ("tidak-dikenal", paper.token[:-1], "a")}
    assert len(answers) == 1
    assert Client().get(reverse("check", args=["a"])).status_code == 404


@pytest.mark.sqlite_only  # what is checked is files; a database is only asked whether it knows them
def test_files_are_told_apart_and_nothing_of_them_is_kept(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    signed, plain = files.read(paper.signed_file), files.read(paper.file)
    package = files.read(ArchivePackage.objects.get(run=paper.run_id).file)
    cases = (
        ("a.pdf", signed, "utuh dan tercatat di sini"),
        ("a.pdf", changed(signed, 3000), "rusak atau diubah"),
        ("a.pdf", plain, "sama dengan naskah yang tercatat" if not paper.signed_file else "utuh dan tercatat"),
        ("a.pdf", changed(plain, 3000), "tidak bertanda tangan dan tidak sama dengan yang tercatat"),
        ("a.zip", package, "utuh dan tercatat di sini"),
        ("a.zip", changed(package, 9000), "rusak atau diubah"),
        ("a.pdf", b"%PDF-1.7 lain", "tidak bertanda tangan dan tidak dikenal"),
        ("a.pdf", b"", "kosong"),
        ("a.txt", b"x", "tidak dapat diperiksa"),
    )
    for name, content, part in cases:
        assert part in seen(bring(name, content)), part
    assert not [*folder.iterdir()]


@pytest.mark.sqlite_only
def test_one_changed_byte_of_what_is_brought_is_named_on_the_page(paper: Paper) -> None:
    package = files.read(ArchivePackage.objects.get(run=paper.run_id).file)
    signed = files.read(paper.signed_file)
    cases = [("a.zip", package, one) for one in [*of_zip(package)][::17]]
    cases += [("a.pdf", signed, one) for one in [*of_pdf(signed)][::6]]
    assert len(cases) > 12
    for name, content, place in cases:
        cache.clear()  # the bound on the number of checks
        said = seen(bring(name, place.flipped(content)))
        assert "rusak atau diubah" in said and place.is_named(said), (place, said)


def test_an_upload_is_bounded_in_size_and_number(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(view, "_CHECKS", 2)
    answers = [Client().post(reverse("check_upload")) for _ in range(3)]
    assert [one.status_code for one in answers] == [422, 422, 429]
    assert "Tunggu sepuluh menit" in seen(answers[-1])
    monkeypatch.setattr(view, "_MOST", 100)
    monkeypatch.setattr(view, "_FORM", 100)
    large = bring("a.pdf", bytes(1000))
    assert large.status_code == 413 and "terlalu besar" in seen(large)  # type: ignore[attr-defined]


def test_a_check_that_does_not_end_is_ended(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.05)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    began = timezone.now()
    assert apart.verify_apart(tmp_path / "a.pdf") is None
    assert (timezone.now() - began).total_seconds() < 10


def test_the_verifier_is_handed_out_as_a_file(db: None) -> None:
    answer = Client().get(reverse("verifier"))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert b"default-src 'none'" in answer.content
