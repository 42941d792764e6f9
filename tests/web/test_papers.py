"""Papers on the pages: seen before they are made, filled by hand, gone on writing in; the rules they are made by."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.web.test_forms import ORDER, page, text
from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World
from ukur.domain.collection.commands import CellChange, SaveCells
from ukur.domain.paper.commands import ArrangePapers
from ukur.formats import pages
from ukur.services import acts
from ukur.store.models import Agency, Cell, Initial, InitialRule, JournalEntry, Paper, SignatoryRule


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(pages.texts(pdf)).split())


def test_the_button_beside_the_deed_opens_the_paper_in_a_window_of_its_own(world: World) -> None:
    world.propose()
    task, head = world.task("disposisi"), world.client(HEAD)
    seen = page(task) + "?pratinjau=1"
    assert 'formaction="?pratinjau=1" formtarget="_blank"' in text(head.get(page(task)))
    answer = head.post(seen, ORDER)
    assert answer["Content-Type"] == "application/pdf" and "Ukur kinerja triwulan ini." in _words(answer.content)
    assert not Paper.objects.exists() and world.task("disposisi").status == "open"
    wrong = head.post(seen, ORDER | {"deadline": "besok"})
    assert wrong.status_code == 422 and "Tenggat belum diisi" in text(wrong)


def test_a_scan_beside_a_preview_is_not_kept(world: World, files: Path) -> None:
    world.propose()
    task, day = world.task("disposisi"), timezone.localdate()
    scan = SimpleUploadedFile("kertas.png", b"\x89PNG\r\n\x1a\n")
    act = {"from_paper": "1", "paper_person": world.person(HEAD).pk, "paper_date": day.isoformat(), "paper_scan": scan}
    answer = world.client(LEAD).post(page(task) + "?pratinjau=1", ORDER | act)
    assert world.person(HEAD).name in _words(answer.content)
    assert not [one for one in files.rglob("*") if one.is_file()]


def test_letters_beside_the_flow_are_seen_before_they_are_made_too(world: World) -> None:
    run = world.play(jobs=True)
    paper, before = Paper.objects.get(run=run, kind="dpk"), Paper.objects.count()
    record = reverse("record", kwargs={"id": paper.pk}) + "?pratinjau=1"
    assert "Bappeda" in _words(world.client(SECRETARY).post(record, {"do": "Deliver", "to": "Bappeda"}).content)
    assert world.client(KABID).post(record, {"do": "Deliver", "to": "Bappeda"}).status_code == 422
    assert Paper.objects.count() == before


def test_a_form_on_paper_shows_drafts_to_its_own_unit_only_and_can_be_empty(world: World) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    change = CellChange("IKU-11", "63,21", Cell.objects.get(code="IKU-11").version, cause="Gudang penuh.")
    acts.save_cells(world.actor(FILLER), SaveCells(world.run, task.key, (change,)), timezone.now())
    address = reverse("print_form", kwargs={"id": task.pk})
    own, others = (_words(world.client(who).get(address).content) for who in (FILLER, LEAD))
    assert "63,21" in own and "Gudang penuh." in own and world.person(KABID).name in own
    assert "63,21" not in others and "Gudang penuh." not in others
    blank = _words(world.client(FILLER).get(address + "?kosong=1").content)
    assert "63,21" not in blank and "FORM PENGUKURAN KINERJA" in blank
    other = reverse("print_form", kwargs={"id": world.task("undang-rapat").pk})
    assert world.client(LEAD).get(other).status_code == 404


def test_every_paper_of_a_run_can_be_gone_on_writing_in(world: World) -> None:
    run = world.play(jobs=True)
    client = world.client(LEAD)
    shown = text(client.get(reverse("run", kwargs={"id": run})))
    for paper in Paper.objects.filter(run=run):
        address = reverse("paper_docx", kwargs={"id": paper.pk})
        assert address in shown
        answer = client.get(address)
        assert f"{paper.kind}-" in answer["Content-Disposition"]
        made = docx.Document(io.BytesIO(answer.content))
        assert "LATIHAN" in made.sections[0].header.paragraphs[0].text


def test_initials_number_book_and_way_are_arranged_and_shown_again(world: World) -> None:
    rules, posts = reverse("setup_papers"), {one.kind: one.pk for one in world.agency.positions.all()}
    chain = {"paraf:dpk:1": "", "paraf:dpk:2": posts["sekretaris"], "paraf:undangan:1": ""}
    clerk = world.client(LEAD)
    answer = clerk.post(rules, {**chain, "number_pattern": "{urut}/{unit}", "signing_way": "elsewhere"})
    assert answer.status_code == 302
    agency = Agency.objects.get(pk=world.agency.pk)
    assert (agency.number_pattern, agency.signing_way) == ("{urut}/{unit}", "elsewhere")
    assert list(InitialRule.objects.values_list("kind", "order", "position")) == [("dpk", 1, posts["sekretaris"])]
    shown = clerk.get(rules).content.decode()
    assert f"1/{agency.short}" in shown and f'<option value="{posts["sekretaris"]}" selected>' in shown
    for_head = {"ttd:undangan:post": posts["sekretaris"], "ttd:undangan:behalf": posts["kepala"], "signing_way": "ink"}
    assert clerk.post(rules, for_head).status_code == 302
    rule = SignatoryRule.objects.get()
    assert (rule.kind, rule.position_id, rule.on_behalf_id) == ("undangan", posts["sekretaris"], posts["kepala"])
    odd = clerk.post(rules, {"ttd:undangan:post": posts["sekretaris"], "ttd:undangan:through": posts["kepala"]})
    assert odd.status_code == 422 and "u.b. perlu a.n." in odd.content.decode()
    answer = clerk.post(rules, {"number_pattern": "{tahun}", "signing_way": "ink"})
    assert answer.status_code == 422 and "{urut}" in answer.content.decode()
    assert InitialRule.objects.count() == 1


def test_who_initials_next_finds_the_paper_among_his_tasks(world: World) -> None:
    sekretaris = world.agency.positions.get(kind="sekretaris")
    world.act(LEAD, ArrangePapers(world.agency.pk, (("dpk", (sekretaris.pk,)),)))
    world.play(until="11")
    mine, others = (world.client(one).get("/tugas/").content.decode() for one in (SECRETARY, HEAD))
    assert "Menunggu paraf Bapak/Ibu" in mine and "Menunggu paraf Bapak/Ibu" not in others
    paper = Paper.objects.get(run=world.run, kind="dpk")
    record = reverse("record", kwargs={"id": paper.pk})
    assert record in mine
    world.client(SECRETARY).post(record, {"do": "InitialPaper", "digest": paper.digest})
    assert Initial.objects.get(paper=paper).person == world.person(SECRETARY)
    assert "Menunggu paraf Bapak/Ibu" not in world.client(SECRETARY).get("/tugas/").content.decode()


def test_on_paper_the_initials_stand_in_their_box_and_hold_nothing_up(world: World) -> None:
    sekretaris = world.agency.positions.get(kind="sekretaris")
    world.act(LEAD, ArrangePapers(world.agency.pk, (("dpk", (sekretaris.pk,)),)))
    world.play(until="11", jobs=True)
    task, paper = world.task("tandatangan"), Paper.objects.get(run=world.run, kind="dpk")
    address, head = reverse("task", kwargs={"id": task.pk}), world.client(HEAD)
    asked = head.get(address).content.decode()
    assert "Menunggu paraf Sekretaris" in asked and "Cara: basah" in asked
    assert asked.count("Cara: ") == 1 and 'value="Sign"' not in asked
    head.post(address, {"do": "SignInInk", "digest": paper.digest, "signed_on": timezone.localdate().isoformat()})
    shown = head.get(reverse("record", kwargs={"id": paper.pk})).content.decode()
    assert "di kotak paraf pada kertas" in shown and "belum memaraf" not in shown
    mine = world.client(SECRETARY)
    assert "Menunggu paraf Bapak/Ibu" not in mine.get("/tugas/").content.decode()
    late = mine.post(reverse("record", kwargs={"id": paper.pk}), {"do": "InitialPaper", "digest": paper.digest})
    assert "Naskah ini tidak menunggu paraf lagi." in late.content.decode()
    entry = JournalEntry.objects.get(stream=f"run:{world.run}", kind="SignInInk")
    assert json.loads(entry.payload)["initials_on_paper"] == [sekretaris.name]
