"""Unduh Excel and Unggah Excel as a browser sees them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.formats.unitbooks import FIRST, edited
from tests.world import FILLER, KABID, World
from ukur.domain.collection.commands import CellChange, SaveCells
from ukur.services import acts
from ukur.store.models import Cell, Task


class Desk:
    """The filler's browser at the open form of Bidang Perdagangan."""

    def __init__(self, world: World) -> None:
        world.play(until="4")
        self.world, self.browser = world, world.client(FILLER)
        self.task: Task = world.sheet_task("DAG")
        self.address = reverse("bring_book", kwargs={"id": self.task.pk})
        cells = Cell.objects.filter(sheet__run=world.run, sheet__unit__code="DAG").order_by("order")
        self.rows = {one.code: row for row, one in enumerate(cells, FIRST) if one.measured}

    def taken(self) -> bytes:
        answer = self.browser.get(reverse("book", kwargs={"id": self.task.pk}))
        assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''form-dag-2026-3.xlsx")
        return answer.content

    def show(self, figures: dict[str, Any], **fields: str) -> Any:
        data = edited(self.taken(), {f"Form!H{self.rows[code]}": one for code, one in figures.items()})
        return self.browser.post(self.address, {"file": SimpleUploadedFile("form.xlsx", data), **fields})

    def send(self, shown: Any, **fields: str) -> Any:
        """Press a button of the page that was shown."""
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.content.decode())
        return self.browser.post(self.address, {**{name: unescape(one) for name, one in hidden}, **fields})

    def value(self, code: str) -> Any:
        return Cell.objects.get(sheet__run=self.world.run, code=code).value


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_a_workbook_is_looked_through_and_then_saved(desk: Desk) -> None:
    code = next(iter(desk.rows))
    assert desk.browser.get(desk.address).status_code == 200
    shown = desk.show({code: 12.5})
    assert shown.status_code == 200
    assert "Isian baru (1)" in text(shown) and ">12,5<" in text(shown) and "Belum ada yang disimpan." in text(shown)
    assert desk.value(code) is None
    done = desk.send(shown, do="ApplyBook")
    assert (done.status_code, str(desk.value(code))) == (302, "12.5")
    assert "1 isian dari Excel tersimpan." in text(desk.browser.get(done["Location"]))


def test_a_number_in_doubt_is_two_buttons(desk: Desk) -> None:
    code, other = [*desk.rows][:2]
    shown = desk.show({code: "1.210", other: "2.6"})
    assert f'value="{code}=1210"' in text(shown) and f'value="{code}=1,21"' in text(shown)
    shown = desk.send(shown, answer=f"{code}=1210")
    assert "Isian baru (1)" in text(shown)
    shown = desk.send(shown, answer=f"{other}=2,6")
    assert "Isian baru (2)" in text(shown)
    desk.send(shown, do="ApplyBook")
    assert [str(desk.value(one)) for one in (code, other)] == ["1210", "2.6"]


def test_what_changed_on_both_sides_is_chosen(desk: Desk) -> None:
    code = next(iter(desk.rows))
    data = desk.taken()
    change = CellChange(code, "3", Cell.objects.get(sheet__run=desk.world.run, code=code).version)
    desk.taken = lambda: data  # type: ignore[method-assign]
    acts.save_cells(desk.world.actor(KABID), SaveCells(desk.world.run, desk.task.key, (change,)), desk.task.opened_at)
    shown = desk.show({code: 30})
    assert "Tetap pakai isi sekarang" in text(shown) and "Pakai isi Excel" in text(shown)
    again = desk.send(shown, do="ApplyBook", **{f"take:{code}": "now"})
    assert (again.status_code, desk.value(code)) == (422, 3)
    desk.send(shown, do="ApplyBook", **{f"take:{code}": "book"})
    assert desk.value(code) == 30


def test_a_change_after_the_preview_shows_the_new_one(desk: Desk) -> None:
    code = next(iter(desk.rows))
    shown = desk.show({code: 30})
    change = CellChange(code, "3", Cell.objects.get(sheet__run=desk.world.run, code=code).version)
    acts.save_cells(desk.world.actor(KABID), SaveCells(desk.world.run, desk.task.key, (change,)), desk.task.opened_at)
    again = desk.send(shown, do="ApplyBook")
    assert again.status_code == 422
    assert "belum ada yang disimpan" in text(again) and "Berubah di dua tempat (1)" in text(again)
    assert desk.value(code) == 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Unggah sekali lagi"),
        ({"digest": "x"}, "Unggah sekali lagi"),
        ({"file": SimpleUploadedFile("form.xlsx", b"Kode;Nama")}, "bukan buku kerja"),
        ({"do": "ApplyBook", "digest": "0" * 64}, "Unggah sekali lagi"),
        ({"answer": "IKU-11=banyak", "digest": "0" * 64}, "bukan angka"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_page(desk: Desk, fields: dict[str, Any], said: str) -> None:
    answer = desk.browser.post(desk.address, fields)
    assert answer.status_code == 422
    assert said in text(answer)


def test_somebody_who_only_reads_is_told_so(desk: Desk) -> None:
    reader: Client = desk.world.client("agus.permana")
    for name in ("book", "bring_book"):
        answer = reader.get(reverse(name, kwargs={"id": desk.task.pk}))
        assert answer.status_code == 422 and "bukan untuk Bapak/Ibu" in text(answer)
