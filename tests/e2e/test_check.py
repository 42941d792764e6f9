"""Cek Keaslian in a browser: the answer for a paper, for a code that nobody knows, and for files that are brought."""

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

from tests.rig.browser import looks_right
from tests.rig.site import Site, environment, serve
from tests.rig.source import ROOT


@pytest.fixture(scope="module")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo with its run played to the end, served."""
    data = tmp_path_factory.mktemp("finished") / "data"
    shutil.copytree(demo, data)
    words = [sys.executable, "-m", "tests.rig.finished", str(data)]
    done = subprocess.run(words, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(data, tmp_path_factory.mktemp("site")) as served:
        yield served


def signed_paper(site: Site) -> tuple[str, str, Path]:
    """Token, digest and file of a signed measurement document of the demo."""
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        asked = "SELECT token, digest, signed_file FROM store_paper WHERE signed_file <> '' AND kind = 'dpk'"
        token, digest, file = database.execute(asked).fetchone()
    return token, digest, Path(site.data) / "files" / file[:2] / file


def package(site: Site) -> Path:
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        (file,) = database.execute("SELECT file FROM store_archivepackage WHERE file <> ''").fetchone()
    return Path(site.data / "files" / file[:2] / file)


def bring(page: Page, name: str, content: bytes) -> str:
    page.goto("/cek/")
    page.set_input_files("input[name=berkas]", {"name": name, "mimeType": "application/pdf", "buffer": content})
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_load_state()
    return page.inner_text("main")


def test_the_answer_comes_first_and_no_content_is_shown(page: Page, site: Site) -> None:
    token, digest, _ = signed_paper(site)
    page.goto(f"/cek/{token}/")
    looks_right(page, "cek")
    said = page.inner_text("main")
    assert "Kode ini cocok" in said and "Samakan dengan kertas di tangan" in said
    assert digest[:4].upper() in said and "Indikator tercapai" in said
    page.locator("input[name=kode]").fill(f" {digest[:4].upper()} {digest[4:8]} {digest[8:12]} {digest[12:16]} ")
    page.get_by_role("button", name="Cek", exact=True).click()
    page.wait_for_url(f"**/cek/{token}/")


def test_a_code_that_nobody_knows_and_the_empty_page(page: Page) -> None:
    page.goto("/cek/")
    looks_right(page, "cek-kosong")
    page.locator("input[name=kode]").fill("0000 0000 0000 0000")
    page.get_by_role("button", name="Cek", exact=True).click()
    page.wait_for_load_state()
    looks_right(page, "cek-tidak-ada")
    assert "Kode itu tidak ditemukan" in page.inner_text("main")


def test_files_that_are_brought_are_told_apart(page: Page, site: Site) -> None:
    content = signed_paper(site)[2].read_bytes()
    assert "Berkas ini utuh dan tercatat di sini." in bring(page, "dokumen.pdf", content)
    looks_right(page, "cek-berkas")
    damaged = content[:3000] + bytes([content[3000] ^ 1]) + content[3001:]
    said = bring(page, "dokumen.pdf", damaged)
    assert "rusak atau diubah" in said and "byte 2560–3071" in said.replace("2816", "2560")
    looks_right(page, "cek-berkas-rusak")
    assert "tidak dikenal di sini" in bring(page, "lain.pdf", b"%PDF-1.7\nlain\n%%EOF\n")
    assert "utuh dan tercatat" in bring(page, "arsip.zip", package(site).read_bytes())
    assert "tidak dapat diperiksa" in bring(page, "catatan.txt", b"bukan apa-apa")


def test_without_scripts_everything_works_too(open_window: Callable[..., Page], site: Site) -> None:
    page = open_window(phone=True)
    page.route("**/*.js", lambda route: route.abort("internetdisconnected"))
    page.goto(f"/cek/{signed_paper(site)[0]}/")
    assert "Kode ini cocok" in page.inner_text("main")
