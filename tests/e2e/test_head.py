"""The Kepala on his phone: from the notification to the signed document; in ink with a scan; signed elsewhere."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.played import played
from tests.rig import browser as chrome
from tests.rig.browser import looks_right, sign_in
from tests.rig.site import Site, serve
from ukur import signing
from ukur.formats import pages
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


@pytest.fixture
def at_eleven(demo: Path, browser: Browser, tmp_path: Path) -> Iterator[tuple[Site, Callable[[str], Page], str]]:
    """A place of its own where the document waits for its signature: the site, windows by user name, the run's page."""
    with serve(demo, tmp_path) as served:
        run = played(served.data, "11")
        opened = []

        def window(who: str) -> Page:
            opened.append(chrome.window(browser, served.address))
            page = opened[-1].new_page()
            sign_in(page, who, PASSWORD)
            return page

        yield served, window, f"/pengukuran/{run}/"
        for one in opened:
            one.close()


def at_task(page: Page, run: str) -> Page:
    """The task of the signature, from the page of the run."""
    page.goto(run)
    number = re.search(r"/tugas/(\d+)/", page.content())
    if number is None:  # somebody else's task: the open one of the run
        raise AssertionError(page.inner_text("main"))
    page.goto(number.group(0))
    return page


def way(page: Page, name: str) -> None:
    summary = page.locator("summary", has_text=f"Cara: {name}")
    if summary.locator("xpath=..").get_attribute("open") is None:
        summary.click()


def test_in_ink_the_scan_is_known_by_its_code_and_another_paper_is_not(
    at_eleven: tuple[Site, Callable[[str], Page], str], tmp_path: Path
) -> None:
    site, window, run = at_eleven
    kepala = at_task(window(KEPALA), run)
    looks_right(kepala, "tanda-tangan-cara")
    way(kepala, "basah")
    address = kepala.get_by_role("link", name="Cetak untuk ditandatangani").get_attribute("href")
    printed = kepala.request.get(address or "").body()
    scan, other = tmp_path / "pindaian.png", tmp_path / "lain.png"
    scan.write_bytes(pages.picture(printed, len(pages.texts(printed)), 1700))
    other.write_bytes(pages.picture(printed, 2, 300))
    form = kepala.locator("form", has=kepala.locator("[name=scan]"))
    form.locator("[name=scan]").set_input_files(other)
    form.get_by_role("button", name="Catat tanda tangan basah").click()
    expect(kepala.get_by_role("alert")).to_contain_text("Kode QR pada pindaian tidak terbaca")
    way(kepala, "basah")
    form = kepala.locator("form", has=kepala.locator("[name=scan]"))
    form.locator("[name=scan]").set_input_files(scan)
    form.get_by_role("button", name="Catat tanda tangan basah").click()
    kepala.wait_for_url("**/tugas/")
    assert row(site, "SELECT kind FROM store_signature") == ("Basah (pindaian tersimpan)",)
    kepala.goto(run)
    kepala.get_by_role("link", name="Dokumen, salinan, dan penyampaian").click()
    expect(kepala.locator("main")).to_contain_text("Basah (pindaian tersimpan)")
    looks_right(kepala, "dokumen")
    kepala.get_by_role("button", name="Buat surat pengantar").click()
    expect(kepala.locator("main")).to_contain_text("Menunggu tanda terima")
    looks_right(kepala, "penyampaian")


def test_signed_elsewhere_is_taken_in_and_a_manipulated_one_refused_with_the_reason(
    at_eleven: tuple[Site, Callable[[str], Page], str], tmp_path: Path
) -> None:
    site, window, run = at_eleven
    kepala = at_task(window(KEPALA), run)
    way(kepala, "aplikasi BSrE sendiri")
    address = kepala.get_by_role("link", name="Unduh dokumen").get_attribute("href")
    given = kepala.request.get(address or "").body()
    key = row(site, "SELECT container FROM store_signingkey")[0]
    assert isinstance(key, bytes)
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's event loop is in this thread
        sign = partial(signing.sign, pkcs12=key, passphrase=PASSPHRASE, reason="Persetujuan", location="Contoh")
        signed = elsewhere.submit(sign, given).result()
    broken = signed[:9000] + bytes([signed[9000] ^ 1]) + signed[9001:]
    for name, content, said in (
        ("rusak.pdf", broken, "diubah sesudah ditandatangani"),
        ("belum.pdf", given, "belum ditandatangani secara elektronik"),
    ):
        (tmp_path / name).write_bytes(content)
        way(kepala, "aplikasi BSrE sendiri")
        form = kepala.locator("form", has=kepala.locator("[name=signed]"))
        form.locator("[name=signed]").set_input_files(tmp_path / name)
        form.get_by_role("button", name="Unggah dokumen bertanda tangan").click()
        expect(kepala.get_by_role("alert")).to_contain_text(said)
    (tmp_path / "sah.pdf").write_bytes(signed)
    way(kepala, "aplikasi BSrE sendiri")
    form = kepala.locator("form", has=kepala.locator("[name=signed]"))
    form.locator("[name=signed]").set_input_files(tmp_path / "sah.pdf")
    form.get_by_role("button", name="Unggah dokumen bertanda tangan").click()
    kepala.wait_for_url("**/tugas/")
    assert row(site, "SELECT signer, level FROM store_signature") == ("Drs. Bambang Prasetyo, M.Si.", "PAdES B-B")
