"""Siapkan Dinas as it is sent and shown: hostile text, uploads, the preview, the first start, the menu."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.formats import planbooks
from tests.formats.workbooks import xlsx
from tests.services.test_intake import on_the_desk
from tests.web.test_forms import EVIL, text
from tests.web.test_pages import looked_at
from tests.world import KABID, LEAD, SECRETARY, World
from ukur.domain.intake.model import Part
from ukur.services import operate
from ukur.services.operate import founding
from ukur.store.models import Agency, Indicator, Intake, Person, Unit

PAGES = (
    "setup",
    "setup_agency",
    "setup_units",
    "setup_people",
    "setup_new_person",
    "setup_team",
    "setup_print",
    "setup_papers",
    "office",
)


def upload(client: Client, data: bytes, name: str = "rencana.xlsx") -> Any:
    sent = {"year": "2026", "book": SimpleUploadedFile(name, data)}
    return client.post(reverse("setup_plan"), sent, follow=True)


def test_every_page_reads_well(world: World) -> None:
    for name in PAGES:
        looked_at(world, LEAD, reverse(name))
    looked_at(world, LEAD, reverse("setup_plan"))
    intake = on_the_desk(world.actor(LEAD))
    for sheet in ("unit", "person", "plan"):
        looked_at(world, LEAD, f"{reverse('intake', kwargs={'id': intake})}?lembar={sheet}&semua=1")
    looked_at(world, LEAD, f"{reverse('setup_plan')}?ganti=1")
    for name in ("setup_person", "leave"):
        looked_at(world, LEAD, reverse(name, kwargs={"id": world.person(KABID).pk}))


def test_who_may_not_is_told_who_can(world: World) -> None:
    answer = world.client(SECRETARY).get(reverse("setup"))
    assert answer.status_code == 403 and "Sari Wulandari" in text(answer)
    assert "Siapkan Dinas" not in text(world.client(SECRETARY).get(reverse("inbox")))
    assert "Siapkan Dinas" in text(world.client(LEAD).get(reverse("inbox")))


def test_a_preview_shows_the_rows_around_problems_and_mends_them_in_place(world: World) -> None:
    client = world.client(LEAD)
    upload(client, planbooks.book([], [], [one | {"unit": "DAG", "filler": ""} for one in planbooks.PLAN]))
    shown = text(client.get(reverse("setup_plan"), follow=True))
    assert "sekitar masalah (5)" in shown and "semua baris (6)" in shown
    assert "Baris 4: satuan kosong." in shown and "Baris 6: target TW IV “2.6” jauh dari target tahun 2.540." in shown
    intake = Intake.objects.get()
    address = reverse("intake", kwargs={"id": intake.pk})
    client.post(address, {"cell:plan-4:uom": EVIL[:30], "choose": "plan-6|q4|2540"})
    shown = text(client.get(f"{address}?lembar=plan"))
    assert "harus diisi" in shown and "satuan kosong" not in shown and "<script>alert" not in shown
    client.post(address, {"skip": "plan-4"})
    assert "Pakai lagi" in text(client.get(f"{address}?lembar=plan"))
    client.post(address, {"keep": "plan-4"})
    assert "Pakai lagi" not in text(client.get(f"{address}?lembar=plan"))


def test_a_figure_of_more_digits_than_are_kept_is_shown_as_it_was_written(world: World) -> None:
    row = planbooks.PLAN[0] | {"unit": "DAG", "filler": "", "q1": 1.0450916576587588e-08}
    shown = text(upload(world.client(LEAD), planbooks.book([], [], [row])))
    assert "target TW I “0,0000000104509165765876” bukan angka" in shown


def test_applying_and_undoing_from_the_page(world: World) -> None:
    client = world.client(LEAD)
    upload(client, planbooks.book([], [], [planbooks.PLAN[0] | {"code": "BARU-1", "unit": "DAG", "filler": ""}]))
    place = {"id": Intake.objects.get().pk}
    answer = client.post(reverse("intake_apply", kwargs=place), follow=True)
    assert "sudah diterapkan" in text(answer) and "Lanjut: Uji cetak" in text(answer)
    assert Indicator.objects.filter(code="BARU-1").exists()
    answer = client.post(reverse("intake_undo", kwargs=place), follow=True)
    assert "Impor diurungkan" in text(answer)
    assert not Indicator.objects.filter(code="BARU-1").exists()


def test_a_file_that_cannot_be_read_tells_every_fault_with_sheet_and_cell(world: World) -> None:
    row = planbooks.PLAN[0] | {"q1": {"formula": "=1+1"}, "q2": {"error": "#REF!"}}
    made = {"Rencana": planbooks.sheet(Part.PLAN, [row])}
    answer = upload(world.client(LEAD), xlsx(made))
    assert answer.status_code == 422
    assert "Rencana!I2: berisi rumus tanpa hasil" in text(answer) and "Rencana!J2: rumusnya" in text(answer)
    assert not Intake.objects.exists()


def test_without_a_file_and_with_an_impossible_year_something_is_said(world: World) -> None:
    client = world.client(LEAD)
    assert "belum dipilih" in text(client.post(reverse("setup_plan"), {"year": "2026"}))
    sent = {"year": "26", "book": SimpleUploadedFile("x.xlsx", planbooks.book())}
    assert "Tahun 26 tidak mungkin" in text(client.post(reverse("setup_plan"), sent))


def test_what_was_typed_comes_back_with_what_is_wrong_beside_it(world: World) -> None:
    answer = world.client(LEAD).post(reverse("setup_new_person"), {"name": EVIL, "nip": "1975"})
    assert answer.status_code == 422 and "tidak sah" in text(answer)
    assert 'aria-invalid="true"' in text(answer) and "<script>alert" not in text(answer)
    units = {"id-1": "0", "code-1": "DAG", "name-1": "Kembar", "kind-1": "bidang"}
    answer = world.client(LEAD).post(reverse("setup_units"), units)
    assert answer.status_code == 422 and "Kembar" in text(answer)
    assert not Unit.objects.filter(name="Kembar").exists()


def test_slips_are_shown_once_and_kept_in_no_cache(world: World) -> None:
    client = world.client(LEAD)
    answer = client.post(reverse("slips"), {"person": [world.person(KABID).pk]})
    assert "no-store" in answer["Cache-Control"]
    (code,) = re.findall(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", text(answer))
    assert code not in text(client.get(reverse("setup_people")))
    answer = Client().post(reverse("account_login"), {"login": KABID, "password": code}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("account_change_password")
    assert client.post(reverse("slips"), {}).status_code == 422


@pytest.fixture
def nobody(world: World, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installation that looks empty; its kode pemasangan."""
    settings.DATA = tmp_path
    for place in (founding, operate):
        monkeypatch.setattr(place, "empty_installation", lambda: not Person.objects.filter(name="Ayu").exists())
    return operate.installation_code()


def test_an_empty_installation_offers_to_begin_and_closes_the_door_behind_the_first(nobody: str) -> None:
    client = Client()
    assert "Siapkan Ukur" in text(client.get(reverse("home")))
    sent = {"agency": "Dinas Satu", "government": "Kabupaten Contoh", "name": "Ayu", "username": "ayu.satu"}
    secret = {"password": "rahasia-sendiri-9", "again": "rahasia-sendiri-9"}
    wrong = client.post(reverse("start"), sent | secret | {"code": "x"})
    assert wrong.status_code == 422 and "Kode pemasangan tidak cocok" in text(wrong)
    assert "Kata sandi kedua berbeda" in text(client.post(reverse("start"), sent | secret | {"again": "lain"}))
    answer = client.post(reverse("start"), sent | secret | {"code": nobody}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("setup") and "Belum ada data" in text(answer)
    assert Agency.objects.filter(name="Dinas Satu").exists()
    assert Client().get(reverse("start")).status_code == 404
    assert client.get(reverse("start")).status_code == 404


def test_the_administrator_of_init_comes_to_the_same_page_without_a_code(world: World) -> None:
    operate.first_administrator("pengelola.web")
    person = Person.objects.get(username="pengelola.web")
    Person.objects.filter(pk=person.pk).update(must_change_password=False)
    client = world.client("pengelola.web")
    answer = client.get(reverse("inbox"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("start") and "Kode pemasangan" not in text(answer)
    sent = {"agency": "Dinas Tiga", "government": "Kabupaten Contoh", "name": "Budi"}
    answer = client.post(reverse("start"), sent, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("setup")


def test_the_band_of_the_practice_leads_to_the_own_place(world: World, settings: Any) -> None:
    settings.OWN_URL = "http://127.0.0.1:8001/"
    for client in (Client(), world.client(LEAD)):
        assert '<a class="long" href="http://127.0.0.1:8001/">Mulai data dinas sendiri</a>' in text(client.get("/"))
    assert "http://127.0.0.1:8001/" in text(Client().get(reverse("account_login")))
