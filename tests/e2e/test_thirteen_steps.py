"""All 13 steps in the browser by ten different persons, with one return at 8 and one at 9; every page is looked at."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.rig.browser import looks_right, sign_in
from tests.rig.site import UKUR, Site, environment
from ukur.services.operate import sample
from ukur.services.operate.demo import PASSPHRASE, PASSWORD

TODAY = dt.datetime.now(tz=dt.UTC).date()
ANSWERS = {one.code: one for one in sample.load().answers}

HEADS = {
    "lilis.suryani": "Bidang Koperasi",
    "agus.permana": "Bidang UKM",
    "rahmat.hidayat": "Bidang Perdagangan",
    "nurul.aini": "Bidang Perindustrian",
    "yusuf.maulana": "UPTD Metrologi Legal",
    "wiwin.herawati": "Sekretariat",
}
KEPALA, SEKRETARIS, TIM, STAFF = "bambang.prasetyo", "wiwin.herawati", "sari.wulandari", "dewi.lestari"
MEMBER = "hendra.gunawan"  # of the team, from Bidang Perdagangan


class Office:
    """The people of the dinas, each in a window of his own, and the run they work on."""

    def __init__(self, open_window: Callable[..., Page]) -> None:
        self.open_window = open_window
        self.windows: dict[str, Page] = {}
        self.run = ""

    def window(self, who: str) -> Page:
        if who not in self.windows:
            self.windows[who] = self.open_window()
            sign_in(self.windows[who], who, PASSWORD)
        return self.windows[who]

    def task(self, who: str, title: str) -> Page:
        """Open the task by the run's page, as ``who``."""
        page = self.window(who)
        page.goto(self.run)
        page.locator("aside a", has_text=title).first.click()
        page.wait_for_load_state()
        head = page.inner_text("h1")
        assert title in head or head.startswith("Dokumen")  # the head reads the document, whatever its step is called
        return page

    def do(self, who: str, title: str, button: str, **fields: str) -> None:
        """Fill the fields by name and press the one primary button."""
        page = self.task(who, title)
        looks_right(page, "langkah-" + title.lower().replace(" ", "-"))
        for name, text in fields.items():
            page.locator(f"[name={name}]").fill(text)
        press(page, button)

    def here(self) -> str:
        page = self.window(TIM)
        page.goto(self.run)
        found = re.search(r"Langkah (\d+) dari 13", page.inner_text("main"))
        return found.group(1) if found else ""


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()
    assert page.locator("[role=alert]").count() == 0, page.inner_text("main")


@pytest.fixture
def office(open_window: Callable[..., Page]) -> Office:
    return Office(open_window)


def test_ten_persons_play_all_thirteen_steps_with_a_return_at_8_and_at_9(office: Office, site: Site) -> None:
    propose(office)
    office.do(KEPALA, "Disposisi Pimpinan", "Beri disposisi", deadline=str(TODAY + dt.timedelta(days=14)))
    office.do(SEKRETARIS, "Susun Form Pengukuran", "Simpan form")
    office.do(SEKRETARIS, "Bagikan Form", "Bagikan ke bidang dan sekretariat")
    office.do(TIM, "Undangan Rapat", "Kirim undangan", date=str(TODAY + dt.timedelta(days=7)))
    office.do(TIM, "Rapat Pembahasan", "Selesaikan rapat", minutes="Semua bidang melaporkan capaiannya.")
    staff_fill_and_the_head_releases(office)
    for head, unit in HEADS.items():
        if head != "rahmat.hidayat":
            fill(office.task(head, f"Isi Form Pengukuran {unit}"))
            press(office.window(head), "Setujui dan kirim")
    office.do(TIM, "Himpun Form", "Tutup pengumpulan")
    validate(office)
    return_with_a_named_value(office, SEKRETARIS, "Pemeriksaan Sekretaris", "7")
    mend(office)
    validate(office, first=False)
    office.do(SEKRETARIS, "Pemeriksaan Sekretaris", "Sesuai, lanjutkan")
    return_with_a_named_value(office, KEPALA, "Koreksi Kepala Dinas", "8", named=False)
    office.do(TIM, "Sampaikan ke Sekretaris", "Sampaikan ke Sekretaris")
    office.do(SEKRETARIS, "Pemeriksaan Sekretaris", "Sesuai, lanjutkan")
    office.do(KEPALA, "Koreksi Kepala Dinas", "Selesai dikoreksi")
    office.do(SEKRETARIS, "Ajukan Persetujuan", "Ajukan ke Kepala Dinas")
    sign(office)
    office.do(SEKRETARIS, "Penggandaan", "Gandakan dan bagikan")
    office.do(SEKRETARIS, "Pengarsipan", "Arsipkan")
    the_run_has_ended_in_a_sound_package(office, site)


def propose(office: Office) -> None:
    page = office.window(SEKRETARIS)
    page.goto("/pengukuran/")
    looks_right(page, "pengukuran")
    press(page, "Usulkan pelaksanaan")
    office.run = page.url
    looks_right(page, "pelaksanaan-diusulkan")


def fill(page: Page) -> None:
    """What the sample's units report, or why they do not."""
    for box in page.locator("[name^='raw:']").all():
        code = (box.get_attribute("name") or "").removeprefix("raw:")
        answer = ANSWERS.get(code)
        if answer is None or answer.text not in ("–", "-"):
            box.fill(answer.text.replace(".", "") if answer else "12,5")
        else:
            page.locator("details", has=page.locator(f"[name='unavailable:{code}']")).locator("summary").click()
            page.locator(f"[name='unavailable:{code}']").fill(answer.missing)
    expect(page.locator("#kabar")).to_contain_text("Tersimpan", timeout=15000)


def staff_fill_and_the_head_releases(office: Office) -> None:
    staff = office.task(STAFF, "Isi Form Pengukuran Bidang Perdagangan")
    looks_right(staff, "isi-form")
    fill(staff)
    staff.locator("input[name^='raw:']").first.fill("1.210")
    expect(staff.locator("main")).to_contain_text("dapat dibaca dua cara", timeout=10000)
    looks_right(staff, "isi-form-ditanya")
    staff.get_by_role("button", name="Pilih 1210").click()
    expect(staff.locator("#kabar")).to_contain_text("Tersimpan", timeout=10000)
    assert staff.locator("input[name^='raw:']").first.input_value() == "1210"
    press(staff, "Kirim ke Kabid")
    head = office.task("rahmat.hidayat", "Isi Form Pengukuran Bidang Perdagangan")
    looks_right(head, "isi-form-kabid")
    press(head, "Setujui dan kirim")


def validate(office: Office, *, first: bool = True) -> None:
    for who in (MEMBER, TIM):  # nobody accepts what his own unit reports
        page = office.task(who, "Validasi Data Kinerja")
        if first and who == TIM:
            looks_right(page, "validasi")
        at_once = page.get_by_role("button", name=re.compile("Terima .* nilai tanpa catatan"))
        if at_once.count():
            at_once.click()
            page.wait_for_load_state()
        accept_one_by_one(page)
    press(page, "Selesaikan validasi")
    office.do(TIM, "Sampaikan ke Sekretaris", "Sampaikan ke Sekretaris")


def accept_one_by_one(page: Page) -> None:
    """What has to be looked at, unit by unit, with the keys of the board."""
    for no in range(page.locator("tbody th a").count()):
        page.locator("tbody th a").nth(no).click()
        page.wait_for_selector("#panel")
        while page.locator("#panel [data-key=a]").count() and page.locator("#panel > div ul li .tone").count():
            page.locator("#panel").focus()
            page.keyboard.press("a")
            expect(page.locator("main > [role=status]")).to_contain_text("Nilai diterima")
            page.wait_for_selector("#panel")


def return_with_a_named_value(office: Office, who: str, title: str, goal: str, *, named: bool = True) -> None:
    page = office.task(who, title)
    page.locator("summary", has_text="Kembalikan untuk diperbaiki").click()
    page.locator("select[name=to]").select_option(goal)
    if named:
        page.locator("summary", has_text="Pilih indikator").click()
        page.locator("input[name=values]").first.check()
    page.locator("textarea[name=reason]").fill("Angka belum sama dengan bukti.")
    looks_right(page, f"kembalikan-{who}")
    press(page, "Kembalikan untuk diperbaiki")
    assert office.here() == goal


def mend(office: Office) -> None:
    """The unit that owns the returned value finds it in its tasks, with the reason."""
    for head, unit in HEADS.items():
        page = office.window(head)
        page.goto(office.run)
        link = page.locator("aside a", has_text=f"Perbaiki Form Pengukuran {unit}")
        if link.count():
            link.first.click()
            page.wait_for_load_state()
            assert "Angka belum sama dengan bukti." in page.inner_text("main")
            looks_right(page, "perbaiki-form")
            page.locator("input[name^='raw:']").first.fill("13")
            press(page, "Setujui dan kirim")
            return
    raise AssertionError("nobody got the returned value")


def sign(office: Office) -> None:
    page = office.task(KEPALA, "Tanda Tangan")
    for _ in range(60):
        if page.locator("input[name=passphrase]").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    looks_right(page, "tanda-tangan")
    page.locator("input[name=passphrase]").fill("salah")
    page.get_by_role("button", name="Tanda tangani").click()
    page.wait_for_load_state()
    assert "Frasa sandi tidak cocok" in page.inner_text("main")
    page.locator("input[name=passphrase]").fill(PASSPHRASE)
    press(page, "Tanda tangani")


def _checked(site: Site) -> str:
    """Where the QR code of the signed document leads."""
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        (token,) = database.execute("SELECT token FROM store_paper WHERE signed_file <> '' AND kind = 'dpk'").fetchone()
    return f"/cek/{token}/"


def the_run_has_ended_in_a_sound_package(office: Office, site: Site) -> None:
    page = office.window(SEKRETARIS)
    for _ in range(60):
        page.goto(office.run)
        if page.locator("text=Unduh Berkas Arsip").count():
            break
        page.wait_for_timeout(500)
    looks_right(page, "pelaksanaan-selesai")
    with page.expect_download() as download:
        page.locator("text=Unduh Berkas Arsip").click()
    package = Path(str(download.value.path()))
    bundle = package.with_suffix(".zip")
    bundle.write_bytes(package.read_bytes())
    done = subprocess.run(
        [str(UKUR), "verify", str(bundle)], env=environment(site.data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    for path, name in (("catatan/", "catatan"), ("", "pelaksanaan")):
        page.goto(office.run + path)
        looks_right(page, name)
    for path, name in (
        ("/rencana/", "rencana"),
        ("/arsip/", "arsip"),
        ("/wakil/", "wakil"),
        ("/cek/", "cek-kosong"),
        (_checked(site), "cek"),
    ):
        page.goto(path)
        looks_right(page, name)
    lead = office.window(TIM)
    lead.goto("/pegawai/")
    looks_right(lead, "pegawai")
