"""A meeting from invitation to minutes: twelve people, a phone at the door, five decisions, one changed figure."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_thirteen_steps import SEKRETARIS, TIM, Office, press
from tests.rig.browser import PHONE, axe, looks_right, sign_in
from tests.rig.site import Site, make_office, serve
from ukur.services.operate.demo import PASSWORD

CROWD = 6
KABID, UNIT = "rahmat.hidayat", "Bidang Perdagangan"
NOW = dt.datetime.now(tz=ZoneInfo("Asia/Jakarta"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("meeting") / "data"
    make_office(data, SEK=2, KOP=2, UKM=2, DAG=3, IND=2, MET=1)
    with serve(data, tmp_path_factory.mktemp("site")) as served:
        yield served


def test_a_meeting_from_the_invitation_to_the_minutes(open_window: Callable[..., Page], site: Site) -> None:
    office = Office(open_window)
    page = office.window(SEKRETARIS)
    page.goto("/pengukuran/")
    page.locator("a.act", has_text="Lihat").first.click()
    page.wait_for_load_state()
    office.run = page.url
    report(office, KABID, UNIT, "12")
    press(report(office, "lilis.suryani", "Bidang Koperasi", "46"), "Setujui dan kirim")
    held = invited(office)
    door = at_the_door(office, held)
    themselves(open_window, door)
    all_at_once(site, door)
    noted(office, held)
    on_the_wall(office, held)
    decided(office, held)
    ended(office)
    changed(office)
    minutes_later(office, held)
    settled(office)


def report(office: Office, head: str, unit: str, text: str) -> Page:
    """The unit's figures as its head types them."""
    page = office.task(head, f"Isi Form Pengukuran {unit}")
    page.wait_for_selector("table[role=grid]")
    for box in page.locator("[name^='raw:']").all():
        box.fill(text)
    expect(page.locator("#kabar")).to_contain_text("Tersimpan", timeout=15000)
    return page


def invited(office: Office) -> str:
    """The letter beside the form follows what is typed; afterwards the page of the meeting."""
    page = office.task(TIM, "Undangan Rapat")
    page.locator("[name=date]").fill(f"{NOW:%Y-%m-%d}")
    page.locator("[name=time]").fill(f"{NOW:%H:%M}")
    page.locator("[name=place]").fill("Aula Dinas")
    page.locator("[name=link]").fill("https://rapat.example.go.id/r/7")
    page.locator("[name=guests]").fill("Budi Santoso, M.Si.; Bappeda\nRina Marlina; Inspektorat")
    expect(page.locator("#surat")).to_contain_text("Rina Marlina, Inspektorat", timeout=10000)
    expect(page.locator("#surat")).to_contain_text("Aula Dinas")
    looks_right(page, "rapat-undangan")
    press(page, "Kirim undangan")
    assert "Undangan terkirim" in page.inner_text("main > [role=status]")
    looks_right(page, "rapat-halaman")
    with page.expect_download() as download:
        page.get_by_role("link", name="Undangan untuk kalender").click()
    assert b"METHOD:REQUEST" in download.value.path().read_bytes()
    copied = page.locator("[data-copy]", has_text="Salin teks WA").get_attribute("data-copy") or ""
    short = re.search(r"https?://\S+/m/\S+", copied)
    assert short and "Aula Dinas" in copied
    page.goto(urlsplit(short.group()).path)
    return page.url


def at_the_door(office: Office, held: str) -> str:
    """The address that the QR code on the page holds."""
    page = office.window(SEKRETARIS)
    page.goto(held)
    assert page.locator(".qr svg").count() == 1
    return urlsplit(page.locator("[data-copy*='/h/']").get_attribute("data-copy") or "").path


def themselves(open_window: Callable[..., Page], door: str) -> None:
    """One with an account by one tap, one without by name and office; nobody else's name is told at the door."""
    phone = open_window(phone=True)
    sign_in(phone, KABID, PASSWORD)
    phone.goto(door)
    axe(phone)
    phone.get_by_role("button", name="Saya hadir", exact=True).click()
    phone.wait_for_load_state()
    assert "Sudah tercatat: Hadir" in phone.inner_text("main")
    guest = open_window(phone=True)
    guest.goto(door)
    looks_right(guest, "rapat-pintu")
    guest.set_viewport_size(PHONE)
    guest.locator("[name=name]").fill("Tono Sudrajat")
    guest.locator("[name=office]").fill("Perencana, Bappeda")
    guest.get_by_role("button", name="Saya hadir", exact=True).click()
    guest.wait_for_load_state()
    assert "dicatat sendiri" in guest.inner_text("main") and "Rahmat" not in guest.inner_text("main")
    guest.goto(door[:-3] + "xx/")
    assert "tidak" in guest.inner_text("main").lower() and guest.locator("[name=name]").count() == 0


def all_at_once(site: Site, door: str) -> None:
    """Guests who press the button in the same moment: each of them has a row."""

    def press_it(no: int) -> int:
        browser = build_opener(HTTPCookieProcessor())
        page = browser.open(site.address + door, timeout=60).read().decode()
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "name": f"Tamu {no}", "office": "Bappeda", "how": "hadir"}
        return int(browser.open(site.address + door, urlencode(form).encode(), timeout=60).status)

    with ThreadPoolExecutor(CROWD) as pool:
        assert list(pool.map(press_it, range(CROWD))) == [200] * CROWD


def noted(office: Office, held: str) -> None:
    """The chair notes ten more, beside the guests; who has checked in himself stands there already."""
    page = office.window(SEKRETARIS)
    page.goto(held)
    row = page.locator(".seats li", has_text="Rahmat Hidayat")
    assert row.locator("select").input_value() == "hadir" and "Dicatat sendiri" in row.inner_text()
    free = [one for one in page.locator(".seats select").all() if not one.input_value()]
    for no, one in enumerate(free[:10]):
        one.select_option(("hadir", "daring", "mewakili", "izin")[no % 4 if no > 5 else 0])
    page.locator(".seats li", has=page.locator("option[value=mewakili]:checked")).locator(".whom input").fill("Bupati")
    press(page, "Simpan kehadiran")
    total = sum(int(one) for one in re.findall(r"\d+", page.inner_text("#kehadiran small")))
    assert total == 12 + CROWD  # nobody has overwritten anybody
    looks_right(page, "rapat-kehadiran")


def on_the_wall(office: Office, held: str) -> None:
    """Turned by keys and by links; a decision is noted where its figure stands."""
    page = office.window(SEKRETARIS)
    page.goto(f"{held}layar/")
    looks_right(page, "rapat-layar-sampul")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".wall")).to_contain_text("Indikator 1 dari")
    looks_right(page, "rapat-layar-pertama")
    page.keyboard.press("n")
    expect(page.locator(".wall")).not_to_contain_text("Indikator 1 dari")
    page.keyboard.press("ArrowLeft")
    while UNIT not in page.inner_text(".wall .meta"):
        page.get_by_role("link", name=re.compile("^Berikut")).click()
        page.wait_for_load_state()
    looks_right(page, "rapat-layar")
    for text in ("Hitung ulang dari rekap ekspor.", "Lampirkan rekap ekspor."):
        page.locator("#catat [name=text]").fill(text)
        page.locator("#catat [name=due]").fill(str(NOW.date() + dt.timedelta(days=7)))
        press(page, "Catat keputusan")
        expect(page.locator("main")).to_contain_text(text)


def decided(office: Office, held: str) -> None:
    page = office.window(TIM)
    page.goto(held)
    for no in range(3):
        page.locator("#catat [name=text]").fill(f"Keputusan umum {no + 1}")
        page.locator("#catat [name=owner]").select_option(label="Bidang Koperasi")
        press(page, "Catat keputusan")
    page.locator("#catat [name=text]").fill("Tanpa pemilik")
    page.get_by_role("button", name="Catat keputusan").click()
    page.wait_for_load_state()
    assert "belum ada penanggung jawabnya" in page.inner_text("[role=alert]")
    assert page.locator("#catat [name=text]").input_value() == "Tanpa pemilik"
    page.goto(held)
    assert "Keputusan (5)" in " ".join(page.inner_text("#keputusan").split())
    looks_right(page, "rapat-keputusan")


def ended(office: Office) -> None:
    """Without minutes the page asks for them; with "notula menyusul" the step closes."""
    page = office.task(TIM, "Rapat Pembahasan")
    page.get_by_role("button", name="Selesaikan rapat").click()
    page.wait_for_load_state()
    assert "Notula belum ditulis" in page.inner_text("[role=alert]")
    page.locator("[name=later]").check()
    looks_right(page, "rapat-selesaikan")
    press(page, "Selesaikan rapat")
    assert "Notula menyusul" in page.inner_text("main") and office.here() == "6"


def changed(office: Office) -> None:
    """The unit finds the decision over its form, changes the figure and names the decision; the board shows it."""
    page = office.window(KABID)
    page.goto("/tugas/")
    assert page.locator("main li", has_text="Hitung ulang dari rekap ekspor.").count() == 1
    looks_right(page, "rapat-tugas-saya")
    page = office.task(KABID, f"Isi Form Pengukuran {UNIT}")
    link = page.get_by_role("link", name=re.compile("Hitung ulang"))
    code = re.search(r"/nilai/(.+)/#", link.get_attribute("href") or "")
    assert code
    page.locator(f"[name='raw:{code.group(1)}']").fill("13")
    expect(page.locator("#kabar")).to_contain_text("Tersimpan", timeout=15000)
    link.click()
    page.wait_for_load_state()
    press(page, "Angka ini sesuai keputusan no 1")
    assert "Sesuai keputusan rapat no 1: angkanya diperbaiki, belum dikirim" in page.inner_text("main")
    looks_right(page, "rapat-nilai")
    page = office.task(KABID, f"Isi Form Pengukuran {UNIT}")
    press(page, "Setujui dan kirim")
    board = office.window(TIM)
    board.goto(f"{office.run}papan/")
    board.locator("tbody th a", has_text=UNIT).first.click()
    board.wait_for_selector("#panel")
    board.goto(f"{board.url.partition('#')[0]}&nilai={code.group(1)}#panel")
    assert "Sesuai keputusan rapat no 1 (semula 12, menjadi 13)" in board.inner_text("#panel")


def minutes_later(office: Office, held: str) -> None:
    """The team finds its minutes in Tugas Saya; one PDF then holds all papers, with the changed figure."""
    page = office.window(TIM)
    page.goto("/tugas/")
    page.locator("main li", has_text="Tulis notula rapat").get_by_role("link").click()
    page.wait_for_load_state()
    page.locator("[name=minutes]").fill("Semua bidang melaporkan.\nAngka ekspor dihitung ulang.")
    looks_right(page, "rapat-notula")
    press(page, "Selesaikan notula")
    looks_right(page, "rapat-selesai")
    assert urlsplit(page.url).path == urlsplit(held).path
    bundle = page.request.get(f"{held}berkas.pdf")
    with pypdfium2.PdfDocument(io.BytesIO(bundle.body())) as pages:
        words = " ".join(one.get_textpage().get_text_range() for one in pages).split()
    said = " ".join(words)
    for text in ("Undangan Rapat", "BAHAN RAPAT", "DAFTAR HADIR", "NOTULA", "semula 12, menjadi 13", "Tono Sudrajat"):
        assert text in said


def settled(office: Office) -> None:
    """Its owner says why not yet, then that it is done; the register has all five with their state."""
    page = office.window(KABID)
    page.goto("/tugas/")
    page.locator("main li", has_text="Lampirkan rekap").get_by_role("link").click()
    page.wait_for_load_state()
    page.locator("[name=note]").fill("menunggu tanda tangan")
    press(page, "Belum, simpan alasannya")
    assert "menunggu tanda tangan" in page.inner_text("main")
    page.locator("main li", has_text="Lampirkan rekap").get_by_role("link").click()
    page.wait_for_load_state()
    looks_right(page, "rapat-tindak-lanjut")
    page.locator("[name=note]").fill("rekap sudah dilampirkan")
    press(page, "Tandai selesai")
    page.goto("/tindak-lanjut/")
    assert page.locator("tbody tr").count() == 5 and page.locator("tbody", has_text="rekap sudah").count() == 1
    looks_right(page, "rapat-register")
