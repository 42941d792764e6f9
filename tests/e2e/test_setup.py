"""From an empty installation to the first shared form: what a newcomer with a plan in Excel does in his first hour."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.office import press
from tests.formats import planbooks
from tests.rig.browser import looks_right, sign_in
from tests.rig.site import UKUR, Site, environment, serve_empty

TODAY = dt.datetime.now(tz=dt.UTC).date()
OWN = "kata-sandi-sendiri-7"
KEPALA, SEKRETARIS = "hasan.basri", "ratna.dewi"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A place in which nothing has been set up."""
    with serve_empty(tmp_path_factory.mktemp("empty")) as served:
        yield served


def test_a_newcomer_comes_from_nothing_to_the_first_shared_form(
    open_window: object, site: Site, tmp_path: Path
) -> None:
    assert callable(open_window)
    page = open_window()
    found_the_agency(page, site)
    fill_the_letterhead(page)
    take_the_workbook_in(page, tmp_path)
    check_units_and_people(page)
    name_the_team(page)
    try_the_print(page)
    codes = make_slips(page)
    propose(page)
    head, secretary = open_window(), open_window()
    first_sign_in(head, KEPALA, codes[KEPALA])
    first_sign_in(secretary, SEKRETARIS, codes[SEKRETARIS])
    go_on_to_the_shared_form(head, secretary)
    change_of_office(page)
    the_place_is_sound(site)


def found_the_agency(page: Page, site: Site) -> None:
    page.goto("/")
    looks_right(page, "siapkan-depan")
    page.get_by_role("link", name="Siapkan Ukur").click()
    code = re.findall(r"kode pemasangan: (\S+)", site.log.read_text())[-1]
    words = {"agency": "Dinas Koperasi", "government": "Pemerintah Kabupaten Contoh", "name": "Sari Wulandari"}
    for name, text in {**words, "username": "sari.wulandari", "password": OWN, "again": OWN, "code": "salah"}.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Buat dinas").click()
    assert "Kode pemasangan tidak cocok" in page.inner_text("main")
    looks_right(page, "siapkan-ukur")
    for name, text in {"code": code, "password": OWN, "again": OWN}.items():
        page.locator(f"[name={name}]").fill(text)
    press(page, "Buat dinas")
    assert page.url.endswith("/siapkan/") and "Belum ada data" in page.inner_text("main")
    looks_right(page, "siapkan")


def fill_the_letterhead(page: Page) -> None:
    page.goto("/siapkan/dinas/")
    page.locator("[name=address]").fill("Jalan Contoh Nomor 1")
    assert page.locator("[data-shows=address]").inner_text() == "Jalan Contoh Nomor 1"  # as it is typed
    page.locator("[name=place]").fill("Contoh")
    looks_right(page, "siapkan-dinas")
    press(page, "Lanjut: Bidang")
    looks_right(page, "siapkan-bidang-kosong")


def take_the_workbook_in(page: Page, folder: Path) -> None:
    page.goto("/siapkan/rencana/")
    looks_right(page, "siapkan-rencana-kosong")
    path = folder / "rencana-2026.xlsx"
    path.write_bytes(planbooks.book())
    page.locator("[name=book]").set_input_files(path)
    press(page, "Baca berkas")
    assert "Baris 4: satuan kosong." in page.inner_text("main")
    assert "jauh dari target tahun 2.540" in page.inner_text("main")
    looks_right(page, "siapkan-rencana")
    page.get_by_label("Satuan, baris 4").fill("koperasi")
    press(page, "Simpan isian")
    press(page, "2.540")
    assert "perlu dijawab" in page.inner_text("main") and "Perlu dijawab" not in page.inner_text("main")
    page.get_by_role("button", name=re.compile(r"Terapkan \d+ baris siap")).click()
    page.wait_for_load_state()
    looks_right(page, "siapkan-rencana-terapan")
    page.get_by_role("link", name=re.compile("^Pegawai")).first.click()
    looks_right(page, "siapkan-rencana-pegawai")


def check_units_and_people(page: Page) -> None:
    page.goto("/siapkan/bidang/")
    looks_right(page, "siapkan-bidang")
    page.locator("[name=name-3]").fill("Bidang Usaha Mikro")
    press(page, "Lanjut: Pegawai")
    assert "belum ada." not in page.inner_text("main")
    looks_right(page, "siapkan-pegawai")
    page.get_by_role("link", name="Ubah Asep Kurnia").click()
    looks_right(page, "siapkan-pegawai-ubah")
    page.locator("[name=nip]").fill("1975")
    page.get_by_role("button", name="Simpan pegawai").click()
    assert "tidak sah" in page.inner_text("main")
    page.locator("[name=nip]").fill("")
    press(page, "Simpan pegawai")


def name_the_team(page: Page) -> None:
    page.goto("/siapkan/tim/")
    page.locator("[name=decree]").fill("188/14/2026")
    page.locator("[name=since]").fill("2026-01-05")
    page.get_by_label("Sari Wulandari").select_option("ketua")
    page.get_by_label("Lilis Suryani, S.E.").select_option("anggota")
    looks_right(page, "siapkan-tim")
    press(page, "Lanjut: Rencana dan target")


def try_the_print(page: Page) -> None:
    page.goto("/siapkan/uji-cetak/")
    looks_right(page, "siapkan-uji-cetak")
    answer = page.request.get("/siapkan/uji-cetak/halaman/")
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF-")
    press(page, "Hasil cetak sudah benar")
    assert page.get_by_role("link", name="Mulai Pengukuran Pertama").count() == 1
    page.goto("/siapkan/")
    assert "6 dari 6" in page.inner_text("main")
    looks_right(page, "siapkan-lengkap")


def make_slips(page: Page) -> dict[str, str]:
    """Slips for everybody who has none; user name -> code."""
    page.goto("/siapkan/pegawai/")
    page.get_by_role("button", name=re.compile("Slip untuk semua")).click()
    page.wait_for_load_state()
    looks_right(page, "siapkan-slip")
    slips = page.locator(".slips li")
    return {
        one.locator("dd").nth(1).inner_text(): one.locator("dd").nth(2).inner_text()
        for one in (slips.nth(no) for no in range(slips.count()))
    }


def propose(page: Page) -> None:
    page.goto("/siapkan/")
    page.get_by_role("link", name="Mulai Pengukuran Pertama").click()
    period = page.locator("[name=period] option", has_text="2026").first.get_attribute("value")
    page.locator("[name=period]").select_option(period)
    press(page, "Usulkan pelaksanaan")


def first_sign_in(page: Page, who: str, code: str) -> None:
    """With the code on the slip; the first thing asked for is a password of one's own."""
    page.goto("/akun/masuk/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(code)
    page.get_by_role("button", name="Masuk").click()
    page.locator("input[name=password1]").fill(OWN)
    page.locator("input[name=password2]").fill(OWN)
    press(page, "Simpan kata sandi")
    page.context.clear_cookies()
    sign_in(page, who, OWN)


def go_on_to_the_shared_form(head: Page, secretary: Page) -> None:
    head.goto("/tugas/")
    press(head, "Kerjakan")
    head.locator("[name=deadline]").fill(str(TODAY + dt.timedelta(days=14)))
    press(head, "Beri disposisi")
    for button in ("Simpan form", "Bagikan ke bidang dan sekretariat"):
        secretary.goto("/tugas/")
        press(secretary, "Kerjakan")
        press(secretary, button)
    secretary.goto("/pengukuran/")
    assert "Undangan Rapat" in secretary.inner_text("main")
    looks_right(secretary, "siapkan-form-dibagikan")


def change_of_office(page: Page) -> None:
    page.goto("/pegawai/pergantian/")
    page.locator("[name=position]").select_option(label="Kepala Bidang Koperasi (Lilis Suryani, S.E.)")
    page.locator("[name=successor]").select_option(label="Asep Kurnia")
    page.locator("[name=status]").select_option("Plt")
    looks_right(page, "pergantian")
    press(page, "Lihat yang berpindah")
    assert "Isi Form Pengukuran Bidang Koperasi" in page.inner_text("main")
    looks_right(page, "pergantian-periksa")
    press(page, "Catat pergantian")
    assert "tercatat" in page.inner_text("main")
    page.goto("/siapkan/rencana/")
    page.get_by_role("button", name="Urungkan impor").count()
    assert "Tidak dapat diurungkan" in page.inner_text("main")
    page.goto("/siapkan/pegawai/")
    page.get_by_role("link", name=re.compile("Keluar.*Lilis")).click()
    looks_right(page, "pegawai-keluar")


def the_place_is_sound(site: Site) -> None:
    done = subprocess.run([str(UKUR), "check"], env=environment(site.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
