"""Pages in the states that a run goes through: a head line, no inner names on them, a bounded number of questions."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World
from ukur.domain.validation.commands import RaiseFinding
from ukur.services.acts.registry import ACTIVITIES
from ukur.store.models import Agency, Cell, Evidence, Person, Task

EVERYBODY = (HEAD, SECRETARY, LEAD, KABID, FILLER)
LISTS = ("home", "inbox", "runs", "plan", "archives", "people", "delegation", "check_form")
# What only the code may say: seats, keys, activities, and what a template says of a value it does not have.
INNER = re.compile(
    r"\b(position|unit|team):\d|\d+/\d+/(main|hand_in|mending|confirm)/|\{\{|\bNone\b|\bTrue\b|\bFalse\b|\w+_\w+"
)
QUESTIONS = 60  # of a page, whatever stands on it


def seen(page: str) -> str:
    """What somebody reads on the page, without addresses and attributes."""
    body = re.sub(r"<(script|style|title)\b.*?</\1>|<textarea.*?</textarea>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def looked_at(world: World, username: str, address: str) -> str:
    answer = world.client(username).get(address)
    assert answer.status_code == 200, f"{username} {address}: {answer.status_code}"
    page = answer.content.decode()
    assert page.count("<h1") == 1 and '<html lang="id">' in page, address
    assert re.search(r"<title>[^<]{4,}</title>", page)
    found = INNER.search(seen(page))
    assert not found, f"{username} {address}: {seen(page)[max(0, found.start() - 80) : found.end() + 40]}"
    codes = {one.name for one in ACTIVITIES if "-" in one.name}
    assert not [one for one in codes if re.search(rf"\b{one}\b", seen(page))], address
    return page


def tasks(world: World) -> list[Task]:
    return list(Task.objects.filter(run=world.run).order_by("pk"))


@pytest.mark.parametrize("step", ["", "2", "4", "6", "7", "8", "9", "10", "11", "12", "13", "end"])
def test_every_page_reads_well_for_everybody_at_every_step(world: World, step: str) -> None:
    if step:
        world.play(until="" if step == "end" else step, jobs=True)
    else:
        world.propose()
    addresses = [reverse(name) for name in LISTS]
    addresses += [reverse(name, kwargs={"id": world.run}) for name in ("run", "journal")]
    addresses += [reverse("task", kwargs={"id": one.pk}) for one in tasks(world)[-6:]]
    for username in EVERYBODY:
        for address in addresses:
            looked_at(world, username, address)


def test_a_returned_value_shows_who_returned_it_and_why(world: World) -> None:
    world.play(until="7")
    world.act(LEAD, RaiseFinding(world.run, world.task("validasi").key, "IKU-11", "Bukti belum sama.", "43,5"))
    page = looked_at(world, KABID, reverse("task", kwargs={"id": world.task("isi-form").pk}))
    assert "Dikembalikan oleh Ibu Sari Wulandari" in page and "Bukti belum sama." in page


def test_an_office_without_anything_yet_is_told_how_to_begin(world: World) -> None:
    fresh = Agency.objects.create(name="Dinas Baru", short="DB")
    Person.objects.create(username="baru", name="Orang Baru", agency=fresh)
    for name in LISTS:
        looked_at(world, "baru", reverse(name))
    assert "Belum ada" in looked_at(world, "baru", reverse("inbox"))


@pytest.mark.parametrize(("step", "activity", "who"), [("4", "isi-form", KABID), ("7", "validasi", LEAD),
                                                       ("9", "koreksi", HEAD), ("9", "", SECRETARY)])  # fmt: skip
def test_more_rows_do_not_mean_more_questions(world: World, step: str, activity: str, who: str) -> None:
    world.play(until=step)
    task = world.sheet_task("DAG") if activity == "isi-form" else world.task(activity) if activity else None
    address = reverse("task", kwargs={"id": task.pk}) if task else reverse("run", kwargs={"id": world.run})
    browser = world.client(who)
    browser.get(address)
    few = _asked(browser.get, address)
    for cell in Cell.objects.filter(sheet__run=world.run):
        for no in range(3):
            Evidence.objects.create(
                cell=cell, kind="text", title=f"Bukti {no}", text="x", by=world.person(who), at=world.row().proposed_at
            )
    browser.get(address)  # what was kept is worked out anew once after a change
    assert _asked(browser.get, address) == few <= QUESTIONS


def _asked(get: object, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert callable(get) and get(address).status_code == 200
    return len(asked)
