"""Rules of an agency's papers, and what they do to one: seen before, numbered, initialled in order, ready to sign."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.played import played
from tests.rig.browser import looks_right, sign_in
from tests.rig.site import Site
from ukur.services.operate.demo import PASSWORD

KEPALA, SEKRETARIS, TIM = "bambang.prasetyo", "wiwin.herawati", "sari.wulandari"


def arrange(page: Page) -> None:
    sign_in(page, TIM, PASSWORD)
    page.goto("/siapkan/")
    page.get_by_role("link", name="Aturan naskah").click()
    page.get_by_label("Paraf pertama, Dokumen Pengukuran Kinerja").select_option(label="Kasubag Perencanaan")
    page.get_by_label("Paraf kedua, Dokumen Pengukuran Kinerja").select_option(label="Sekretaris")
    page.get_by_label("Ditandatangani, Surat undangan").select_option(label="Sekretaris")
    page.get_by_label("a.n., Surat undangan").select_option(label="Kepala Dinas")
    page.get_by_label("Pola nomor").fill("{kode}/{urut}-{unit}/{tahun}")
    page.get_by_role("button", name="Simpan aturan naskah").click()
    expect(page.get_by_role("status").first).to_contain_text("Aturan naskah tersimpan")
    expect(page.locator("main")).to_contain_text("000.8.6.3/1-")
    looks_right(page, "aturan-naskah")


def submit(page: Page) -> None:
    """The Sekretaris looks at the document first; the window with the preview leaves the form as it is."""
    sign_in(page, SEKRETARIS, PASSWORD)
    page.goto("/tugas/")
    page.get_by_role("button", name="Kerjakan").first.click()
    page.get_by_label("Ambil nomor berikut dari buku nomor dinas").check()
    looks_right(page, "ajukan")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Pratinjau dokumen").click()
    opened.value.close()
    page.get_by_role("button", name="Ajukan ke Kepala Dinas").click()
    page.wait_for_load_state()


def initial(page: Page, name: str = "") -> None:
    page.goto("/tugas/")
    if name:
        looks_right(page, name)
    page.get_by_role("link", name=re.compile("Baca dan paraf")).click()
    if name:
        looks_right(page, f"{name}-naskah")
    page.get_by_role("button", name="Bubuhkan paraf").click()
    expect(page.get_by_role("status").first).to_contain_text("Paraf dibubuhkan")


def test_a_document_is_numbered_from_the_book_and_initialled_in_order_before_it_is_signed(
    open_window: Callable[..., Page], site: Site
) -> None:
    played(site.data, "10")
    planner, secretary, head = open_window(), open_window(), open_window(phone=True)
    arrange(planner)
    submit(secretary)
    sign_in(head, KEPALA, PASSWORD)
    head.goto("/tugas/")
    head.get_by_role("button", name="Kerjakan").first.click()
    looks_right(head, "tanda-tangan-menunggu-paraf")
    expect(head.locator("main")).to_contain_text("Menunggu paraf Kasubag Perencanaan")
    secretary.goto("/tugas/")
    expect(secretary.locator("main")).not_to_contain_text("Menunggu paraf Bapak/Ibu")  # it is not her turn yet
    initial(planner, "paraf")
    initial(secretary)
    head.reload()
    expect(head.locator("main")).to_contain_text("000.8.6.3/1-")
    expect(head.locator("main")).not_to_contain_text("Menunggu paraf")
