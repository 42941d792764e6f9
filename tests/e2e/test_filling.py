"""Filling in with everything that goes wrong in an office: every value arrives exactly once, nothing typed is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Error, Page, expect

from tests.rig.browser import FLAGS, axe, looks_right, sign_in
from tests.rig.site import Site, make_office, serve
from ukur.services.operate.demo import PASSWORD

ROWS = 50
STAFF, HEAD = "dewi.lestari", "rahmat.hidayat"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("long") / "data"
    make_office(data, DAG=ROWS)
    return data


@pytest.fixture
def site(office: Path, tmp_path: Path) -> Iterator[Site]:
    """A served copy of the office for each test: what one types, no other sees."""
    with serve(office, tmp_path) as served:
        yield served


def stored(site: Site) -> dict[str, tuple[str, int]]:
    """Code -> what the server has, and how often it was changed."""
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        rows = database.execute("SELECT code, raw, version FROM store_cell ORDER BY code").fetchall()
    return {code: (raw, version) for code, raw, version in rows}


def sheet(page: Page, who: str = STAFF) -> Page:
    """The form of Bidang Perdagangan in a window in which ``who`` is signed in."""
    sign_in(page, who, PASSWORD)
    page.goto("/tugas/")
    page.get_by_role("button", name="Kerjakan").click()
    page.wait_for_selector("table[role=grid]")
    return page


def box(page: Page, no: int) -> str:
    return f"[name='raw:IK-{no:02}']"


def saved(page: Page) -> None:
    """Wait until nothing waits on the device any more."""
    expect(page.locator("#kabar")).to_contain_text("Tersimpan", timeout=15000)


def test_a_block_of_50_rows_is_pasted_saved_once_and_taken_back(open_window: Callable[..., Page], site: Site) -> None:
    page = sheet(open_window())
    looks_right(page, "grid-50")
    lines = [f"{no},25\tKendala {no}\tTindak {no}" for no in range(1, ROWS + 1)]
    page.locator("[name^='raw:']").first.focus()
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(
          new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        "\r\n".join([*lines, "51,25\tlebih\tbaris"]),
    )
    expect(page.locator("#suara")).to_have_text("50 baris ditempel. 1 baris tidak masuk karena form habis.")
    saved(page)
    codes = [one.get_attribute("name") or "" for one in page.locator("[name^='raw:']").all()]
    there = stored(site)
    assert [there[name.removeprefix("raw:")] for name in codes] == [(f"{no},25", 1) for no in range(1, ROWS + 1)]
    expect(page.locator("[data-part=progress]")).to_contain_text("50 dari 50")
    page.get_by_role("button", name="Urungkan").click()
    expect(page.locator("#suara")).to_contain_text("Diurungkan")
    expect(page.locator("[data-part=progress]")).to_have_text(re.compile(r"^\s*0 dari 50"), timeout=15000)
    assert set(stored(site).values()) == {("", 2)}


def test_with_the_line_cut_everything_waits_on_the_device_and_is_sent_once(
    open_window: Callable[..., Page], site: Site
) -> None:
    page = sheet(open_window())
    page.context.set_offline(True)
    for no in range(1, 6):
        page.fill(box(page, no), f"{no},5")
        page.keyboard.press("Enter")
    expect(page.locator("#kabar")).to_contain_text("5 isian belum terkirim, tersimpan di perangkat ini")
    expect(page.locator("[data-row='IK-01']")).to_contain_text("Belum terkirim")
    page.wait_for_timeout(2500)  # it has tried in vain meanwhile
    assert set(stored(site).values()) == {("", 0)}
    page.fill(box(page, 1), "1,75")
    page.context.set_offline(False)
    saved(page)
    there = stored(site)
    assert [there[f"IK-{no:02}"] for no in range(1, 6)] == [("1,75", 1), *((f"{no},5", 1) for no in range(2, 6))]


@contextmanager
def own_browser(browser: Browser, profile: Path, site: Site) -> Iterator[Page]:
    """A browser of its own with a profile that outlives it."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=FLAGS, base_url=site.address, locale="id-ID"
    )
    try:
        yield context.pages[0]
    finally:
        with suppress(Error):  # it may have been killed
            context.close()


def kill(profile: Path) -> None:
    """SIGKILL to the browser that works on this profile, the main process first."""
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (one / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if f"--user-data-dir={profile}" in words and not any(word.startswith("--type=") for word in words):
                os.kill(int(one.name), signal.SIGKILL)


def test_a_killed_browser_finds_its_drafts_again(browser: Browser, tmp_path: Path, site: Site) -> None:
    profile = tmp_path / "profile"
    with own_browser(browser, profile, site) as page:
        sheet(page)
        page.context.set_offline(True)
        page.fill(box(page, 7), "7,7")
        page.locator(box(page, 8)).press_sequentially("8,8")  # not left yet: no change event, keys only
        page.wait_for_timeout(300)
        kill(profile)
    assert stored(site)["IK-07"] == ("", 0)
    with own_browser(browser, profile, site) as page:
        sheet(page)
        saved(page)
        assert page.input_value(box(page, 7)) == "7,7"
    assert (stored(site)["IK-07"], stored(site)["IK-08"]) == (("7,7", 1), ("8,8", 1))


def test_an_expired_sign_in_keeps_what_was_typed_until_one_is_back(
    open_window: Callable[..., Page], site: Site
) -> None:
    page = sheet(open_window())
    address = page.url
    page.context.clear_cookies()
    page.fill(box(page, 3), "3,3")
    expect(page.locator("#kabar")).to_contain_text("Masa masuk habis", timeout=10000)
    assert stored(site)["IK-03"] == ("", 0)
    page.goto(address)
    page.fill("input[name=login]", STAFF)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(address)
    saved(page)
    assert page.input_value(box(page, 3)) == "3,3"
    assert stored(site)["IK-03"] == ("3,3", 1)


def test_two_editors_never_overwrite_each_other(open_window: Callable[..., Page], site: Site) -> None:
    staff, head = sheet(open_window()), sheet(open_window(), HEAD)
    staff.fill(box(staff, 1), "10")
    staff.keyboard.press("Enter")
    saved(staff)
    head.fill(box(head, 1), "11")
    head.keyboard.press("Enter")
    line = head.locator("[data-row='IK-01']")
    expect(line).to_contain_text("baru diubah Dewi Lestari", timeout=10000)
    axe(head)
    assert stored(site)["IK-01"] == ("10", 1)
    line.get_by_role("button", name="Pakai isian saya").click()
    saved(head)
    assert stored(site)["IK-01"] == ("11", 2)
    staff.fill(box(staff, 1), "12")
    staff.keyboard.press("Enter")
    line = staff.locator("[data-row='IK-01']")
    line.get_by_role("button", name="Pakai 11").click()
    saved(staff)
    assert staff.input_value(box(staff, 1)) == "11" and stored(site)["IK-01"] == ("11", 2)
    head.fill(box(head, 2), "22")
    head.keyboard.press("Enter")
    saved(head)
    staff.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(staff.locator(box(staff, 2))).to_have_value("22", timeout=10000)


def test_by_keyboard_alone_and_announced(open_window: Callable[..., Page], site: Site) -> None:
    page = sheet(open_window())
    page.locator("[name^='raw:']").first.focus()
    for text in ("1,5", "2,5"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.keyboard.type("1.210")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#suara")).to_contain_text("1.210", timeout=10000)
    assert page.evaluate("document.activeElement.value") == "2,5"
    page.keyboard.press("ArrowRight")
    assert "Bukti" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # opens the words
    page.keyboard.press("Tab")
    page.keyboard.type("Gudang kebanjiran.")
    page.keyboard.press("Tab")
    page.wait_for_timeout(1500)
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        found = database.execute("SELECT raw, cause FROM store_cell WHERE cause <> ''").fetchall()
    assert found == [("2,5", "Gudang kebanjiran.")]
    names = page.locator("[role=grid] input[name^='raw:']").first.evaluate("one => one.getAttribute('aria-label')")
    assert names.startswith(("triwulan ini, ", "s.d. triwulan ini, "))
    assert page.locator("[role=grid] [role=gridcell]").count() == ROWS * 7
    axe(page)


def until(page: Page, what: str) -> None:
    """Wait until an expression holds; the content policy forbids the browser to evaluate it by itself."""
    for _ in range(100):
        if page.evaluate(what):
            return
        page.wait_for_timeout(100)
    raise AssertionError(what)


def picture(path: Path) -> Path:
    """A photo as heavy as a phone's: a board with a table on it, in poor light."""
    board = Image.new("L", (600, 400), 235)
    pen = ImageDraw.Draw(board)
    for no, words in enumerate(("REKAP HARGA BAHAN POKOK", "Juli          5,02", "Agustus    5,31", "September 5,60")):
        pen.text((60, 60 + no * 70), words, fill=30, font_size=32)
        pen.line((50, 110 + no * 70, 550, 110 + no * 70), fill=120, width=2)
    light = Image.effect_noise((3000, 2000), 12)
    Image.blend(board.resize((3000, 2000)), light, 0.25).convert("RGB").save(path, quality=97)
    return path


def test_a_photo_is_made_smaller_before_it_is_sent_and_shown_beside_its_value(
    open_window: Callable[..., Page], site: Site, tmp_path: Path
) -> None:
    photo = picture(tmp_path / "papan tulis.jpg")
    page = sheet(open_window())
    page.locator("[data-row='IK-01'] td a.act").click()
    page.wait_for_load_state()
    page.set_input_files("input[type=file]", photo)
    until(page, "document.querySelector('input[type=file]').files[0].size < 1500000")
    page.fill("[name=title]", "Foto papan rekap")
    page.fill("[name=place]", "baris 3")
    page.get_by_role("button", name="Simpan bukti").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Foto papan rekap")
    page.locator("img.proof").scroll_into_view_if_needed()
    until(page, "document.querySelector('img.proof').naturalWidth === 1600")
    looks_right(page, "bukti")
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        found = database.execute("SELECT mime, size, place FROM store_evidence").fetchall()
    assert [(mime, place) for mime, _, place in found] == [("image/jpeg", "baris 3")]
    assert found[0][1] < photo.stat().st_size / 3


def test_what_was_typed_while_a_colleague_sent_the_form_is_shown_until_it_is_thrown_away(
    open_window: Callable[..., Page], site: Site
) -> None:
    staff, head = sheet(open_window()), sheet(open_window(), HEAD)
    address = staff.url
    staff.context.set_offline(True)
    staff.fill(box(staff, 2), "2,75")
    expect(staff.locator("#kabar")).to_contain_text("1 isian belum terkirim")
    for no in range(1, ROWS + 1):
        head.fill(box(head, no), "5")
    saved(head)
    head.get_by_role("button", name="Setujui dan kirim").click()
    head.wait_for_url("**/tugas/")
    staff.context.set_offline(False)
    expect(staff.locator("#kabar")).to_contain_text("tidak terbuka untuk diisi", timeout=15000)
    staff.goto(address)
    expect(staff.locator("#tertahan")).to_contain_text("2,75")
    axe(staff)
    staff.get_by_role("button", name="Buang isian ini").click()
    expect(staff.locator("#tertahan")).to_be_hidden()  # no sooner than the device has forgotten it
    staff.reload()
    expect(staff.locator("#tertahan")).to_be_hidden()
    assert stored(site)["IK-02"][0] == "5"
