"""Forms as people send them: hostile text, a mistake, a second click, an ended sign-in, a wrong password."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.world import FILLER, HEAD, KABID, LEAD, PASSWORD, World
from ukur.store.models import Cell, Run, Task

CODE = "IKU-11"  # of Bidang Perdagangan
EVIL = '<script>alert(1)</script><b title="x">\'&amp;{{ 7*7 }}'
ORDER = {"do": "GiveDisposition", "instruction": "Ukur kinerja triwulan ini.", "deadline": "2099-12-18"}


def page(task: Task) -> str:
    return reverse("task", kwargs={"id": task.pk})


def text(answer: Any) -> str:
    return str(answer.content.decode())


def _opened(world: World) -> dict[str, str]:
    """The board with this value in the middle."""
    return {"bidang": str(world.agency.units.get(code="DAG").pk), "nilai": CODE}


def values(**typed: str) -> dict[str, str]:
    """One row of a sheet as the browser sends it."""
    version = Cell.objects.get(code=CODE).version
    return {"do": "SaveCells", f"version:{CODE}": str(version)} | {f"{key}:{CODE}": one for key, one in typed.items()}


def test_what_is_typed_is_shown_as_text_wherever_it_is_shown(world: World) -> None:
    world.play(until="4")
    sheet = page(world.sheet_task("DAG"))
    answer = world.client(FILLER).post(sheet, values(raw="12,5", cause=EVIL, follow_up=EVIL), follow=True)
    assert Cell.objects.get(code=CODE).cause == EVIL
    shown = [text(answer), text(world.client(FILLER).get(sheet))]
    world.play(until="7")
    Cell.objects.filter(code=CODE).update(cause=EVIL)  # the cast types its own when it plays
    shown.append(text(world.client(LEAD).get(page(world.task("validasi")), _opened(world))))
    world.play(until="9")
    shown.append(text(world.client(HEAD).get(page(world.task("koreksi")))))
    for one in shown:
        assert "alert(1)" in one and "<script>alert" not in one and '<b title="x">' not in one
        assert html.unescape(re.search(r"&lt;script&gt;alert.*?\{\{ 7\*7 \}\}", one)[0]) == EVIL  # type: ignore[index]


def test_a_value_that_cannot_be_kept_comes_back_with_everything_typed_beside_it(world: World) -> None:
    world.play(until="4")
    sheet = page(world.sheet_task("DAG"))
    sent = values(raw="dua belas", cause="Gudang kebanjiran.", follow_up="Dihitung ulang.", provisional="on")
    answer = world.client(FILLER).post(sheet, sent)
    assert answer.status_code == 422
    for typed in ("dua belas", "Gudang kebanjiran.", "Dihitung ulang."):
        assert typed in text(answer)
    assert re.search(rf'name="provisional:{CODE}"[^>]* checked', text(answer))
    assert Cell.objects.get(code=CODE).raw == ""


def test_a_form_with_a_mistake_comes_back_filled_in_and_says_what_to_mend(world: World) -> None:
    world.propose()
    task = page(world.task("disposisi"))
    answer = world.client(HEAD).post(task, ORDER | {"deadline": "31-12-2099"})
    assert answer.status_code == 422 and ORDER["instruction"] in text(answer)
    assert 'aria-invalid="true"' in text(answer)
    assert Run.objects.get(pk=world.run).ordered_at is None


def test_a_second_click_does_nothing_twice_and_says_that_it_is_done(world: World) -> None:
    world.propose()
    task, client = page(world.task("disposisi")), world.client(HEAD)
    assert client.post(task, ORDER).status_code == 302
    second = client.post(task, ORDER, follow=True)
    assert "Sudah dikerjakan" in text(second) and "Belum dapat" not in text(second)
    assert Task.objects.filter(run=world.run, activity="disposisi").count() == 1


def test_after_an_ended_sign_in_one_comes_back_to_the_same_task(world: World) -> None:
    world.propose()
    task, client = page(world.task("disposisi")), world.client(HEAD)
    Session.objects.all().delete()
    for answer in (client.get(task), client.post(task, ORDER)):
        assert answer.status_code == 302 and answer["Location"] == f"{reverse('account_login')}?next={task}"
    answer = client.post(f"{reverse('account_login')}?next={task}", {"login": HEAD, "password": PASSWORD, "next": task})
    assert answer.status_code == 302 and answer["Location"] == task
    assert "Berhasil masuk" not in text(client.get(task))


@pytest.mark.parametrize(
    "away", ["https://lain.example/", "//lain.example/", "/\\lain.example/", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(world: World, away: str) -> None:
    answer = Client().post(reverse("account_login"), {"login": HEAD, "password": PASSWORD, "next": away})
    assert answer.status_code == 302 and answer["Location"] == reverse("inbox")


def test_a_wrong_password_does_not_tell_who_is_known_and_is_not_tried_for_ever(world: World) -> None:
    client = Client()
    said = [text(client.post(reverse("account_login"), {"login": one, "password": "salah"})) for one in (KABID, "x.y")]
    assert all("Nama atau kata sandi tidak cocok." in one for one in said)
    for _ in range(6):
        answer = client.post(reverse("account_login"), {"login": KABID, "password": "salah"})
    assert "Terlalu banyak percobaan." in text(answer)
    answer = client.post(reverse("account_login"), {"login": KABID, "password": PASSWORD})
    assert answer.status_code == 200 and "Terlalu banyak percobaan." in text(answer)


def test_the_button_names_who_looks_next(world: World) -> None:
    world.play(until="4")
    for unit, staff, head in (
        ("DAG", FILLER, "Kabid"),
        ("SEK", "rina.marlina", "Sekretaris"),
        ("MET", "tono.suryadi", "Kepala UPTD"),
    ):
        assert f">Kirim ke {head}<" in text(world.client(staff).get(page(world.sheet_task(unit))))
