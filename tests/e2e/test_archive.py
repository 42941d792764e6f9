"""Filing a berkas in the browser, finding it again, seeing its retention; and a fault that the worker has found."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.office import press
from tests.rig.browser import looks_right, sign_in
from tests.rig.site import Site, environment, serve
from tests.rig.source import ROOT
from ukur.services.operate.demo import PASSWORD

SEKRETARIS, PENGELOLA = "wiwin.herawati", "sari.wulandari"
TO_STEP_13 = """
from ukur.cli.django import start
start()
from ukur.services import jobs
from ukur.services.operate import register_jobs, sample
from ukur.services.operate.demo import PASSPHRASE
from ukur.services.operate.play import Player
from ukur.store.models import Run
register_jobs()
jobs.inline(True)
run = Run.objects.get()
Player(run.agency, {one.code: one for one in sample.load().answers}, PASSPHRASE).play(run.pk, until="13")
"""


@pytest.fixture(scope="module")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, played until only filing is left."""
    data = tmp_path_factory.mktemp("played") / "data"
    shutil.copytree(demo, data)
    command = [sys.executable, "-c", TO_STEP_13]
    done = subprocess.run(command, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with serve(data, tmp_path_factory.mktemp("site")) as served:
        yield served


def until(page: Page, address: str, text: str) -> None:
    """Load the page again until it says so; fails after three minutes."""
    for _ in range(360):
        page.goto(address)
        if page.locator("main", has_text=text).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address} never says {text}: {page.inner_text('main')}")


def test_a_berkas_is_filed_found_looked_at_and_watched(open_window: Callable[..., Page], site: Site) -> None:
    clerk, keeper = open_window(), open_window()
    sign_in(clerk, SEKRETARIS, PASSWORD)
    sign_in(keeper, PENGELOLA, PASSWORD)
    clerk.goto("/arsip/")
    looks_right(clerk, "arsip-kosong")
    the_keeper_sets_the_schedule(keeper)
    the_clerk_files(clerk)
    the_clerk_finds(clerk)
    the_worker_finds_what_was_changed(keeper, site)
    clerk.goto("/arsip/")
    assert "hilang atau berubah" not in clerk.inner_text("main")


def the_keeper_sets_the_schedule(page: Page) -> None:
    page.goto("/arsip/jadwal/")
    assert "Contoh, belum disahkan" in page.inner_text("main")
    looks_right(page, "jadwal-retensi-contoh")
    page.locator("[name=active-1]").fill("dua")
    page.get_by_role("button", name="Simpan jadwal retensi").click()
    assert "retensi aktif harus angka tahun" in page.inner_text("[role=alert]")
    looks_right(page, "jadwal-retensi-keliru")
    page.locator("[name=active-1]").fill("3")
    page.locator("[name=basis-1]").fill("Perbup 12 Tahun 2026")
    press(page, "Simpan jadwal retensi")
    looks_right(page, "jadwal-retensi")
    page.goto("/arsip/kode/")
    looks_right(page, "kode-klasifikasi")


def the_clerk_files(page: Page) -> None:
    page.goto("/tugas/")
    page.get_by_role("button", name="Kerjakan").or_(page.get_by_role("link", name="Kerjakan")).first.click()
    page.wait_for_load_state()
    assert "Pengarsipan" in page.inner_text("h1")
    assert "aktif 3 tahun, inaktif 4 tahun, lalu Permanen" in page.inner_text("#retention")
    looks_right(page, "arsipkan")
    page.locator("[name=location]").fill("Rak 3, kotak 12")
    press(page, "Arsipkan")
    until(page, "/arsip/", "Utuh")
    looks_right(page, "arsip")
    page.goto("/arsip/?tampil=habis")
    looks_right(page, "arsip-habis")


def the_clerk_finds(page: Page) -> None:
    page.goto("/arsip/")
    page.get_by_label("Cari dalam arsip").fill("KENDALA tindak rák")
    press(page, "Cari")
    marks = {one.lower() for one in page.locator("mark").all_inner_texts()}
    assert {"kendala", "tindak", "rak"} <= marks
    looks_right(page, "arsip-cari")
    assert "Rak 3" in page.locator("main .card").first.inner_text()  # rather than Masya-rak-at alone
    page.locator("h3 a").first.click()
    page.wait_for_load_state()
    text = page.inner_text("main") + page.inner_text("aside")
    assert "Rak 3, kotak 12" in text and "Perbup 12 Tahun 2026" in text and "Inaktif sampai" in text
    looks_right(page, "berkas")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh berkas").click()
    assert Path(str(download.value.path())).read_bytes().startswith(b"PK")
    page.goto("/arsip/?q=gajah")
    assert page.locator("mark").count() == 0
    looks_right(page, "arsip-cari-kosong")


def the_worker_finds_what_was_changed(page: Page, site: Site) -> None:
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as rows:
        ((digest,),) = rows.execute("SELECT signed_file FROM store_paper WHERE signed_file <> ''").fetchall()
        ((lost, title),) = rows.execute("SELECT file, title FROM store_paper WHERE kind = 'disposisi'").fetchall()
    place = site.data / "files" / digest[:2] / digest
    content = place.read_bytes()
    place.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    (site.data / "files" / lost[:2] / lost).unlink()
    until(page, "/arsip/kesehatan/", "Pemeriksaan lengkap terakhir")
    press(page, "Periksa sekarang")
    until(page, "/arsip/kesehatan/", "2 temuan")
    text = page.inner_text("main")
    assert "isinya berubah" in text and "hilang" in text and title in text
    until(page, "/arsip/kesehatan/", "Pemeriksaan berikutnya")
    looks_right(page, "kesehatan-arsip")
    page.goto("/arsip/")
    assert "Lihat kesehatan arsip" in page.inner_text("main")
    looks_right(page, "arsip-temuan")
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as rows:
        ((paper,),) = rows.execute("SELECT id FROM store_paper WHERE kind = 'disposisi'").fetchall()
    assert page.goto(f"/naskah/{paper}/").status == 409  # type: ignore[union-attr]
    assert "hilang dari penyimpanan" in page.inner_text("main")
    looks_right(page, "berkas-hilang")
