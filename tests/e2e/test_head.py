"""The Kepala on his phone: from the notification to the signed document, in ink, and signed elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.played import played
from tests.rig.browser import looks_right, sign_in
from tests.rig.site import Site
from ukur.services.operate.demo import PASSPHRASE, PASSWORD

KEPALA, SEKRETARIS, TIM = "bambang.prasetyo", "wiwin.herawati", "sari.wulandari"


class Taps:
    """Presses what a thumb presses, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def button(self, name: str) -> None:
        self.count += 1
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()


def head(open_window: Callable[..., Page]) -> Page:
    page = open_window(phone=True)
    sign_in(page, KEPALA, PASSWORD)
    return page


def ahead(page: Page, task: str) -> None:
    """The Sekretaris submits in advance on the head's own sheet."""
    sign_in(page, SEKRETARIS, PASSWORD)
    page.goto(task)
    page.locator("summary", has_text="Ajukan di muka").click()
    page.fill("[name=number]", "000.8.6.3/112-Dinas/2026")
    page.locator("[name=note]").last.fill("Semua nilai sesuai bukti.")
    page.locator("button[value=SubmitAhead]").click()
    page.wait_for_load_state()


def ready(page: Page) -> None:
    """The pages of the document are made by a job."""
    for _ in range(40):
        page.reload()
        if page.locator(".pages img").count():
            return
        page.wait_for_timeout(500)
    raise AssertionError("the pages of the document never came")


def row(site: Site, question: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        return tuple(database.execute(question).fetchone())


def test_from_the_notification_to_the_signed_document_in_three_taps(
    open_window: Callable[..., Page], site: Site
) -> None:
    played(site.data, "9")
    page = head(open_window)
    page.goto("/tugas/")
    page.get_by_role("button", name="Kerjakan").first.click()
    page.wait_for_load_state()
    looks_right(page, "lembar-kepala-belum-diajukan")
    task = page.url
    ahead(open_window(), task)
    page.goto("/tugas/")
    taps = Taps(page)
    taps.button("Kerjakan")
    ready(page)
    looks_right(page, "lembar-kepala")
    page.fill("[name=passphrase]", PASSPHRASE)
    taps.button("Tanda tangani")
    expect(page.get_by_role("status").first).to_contain_text("Dokumen ditandatangani")
    assert taps.count <= 6
    assert row(site, "SELECT level, kind FROM store_signature")[0] == "PAdES B-B"
    assert row(site, "SELECT count(*) FROM store_visit WHERE step IN ('9','10','11')") == (3,)
