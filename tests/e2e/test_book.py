"""A unit's form taken away as a workbook, filled in, brought back and saved, in a browser."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.formats.unitbooks import FIRST, edited, read_ids
from tests.rig.browser import looks_right, sign_in
from ukur.services.operate.demo import PASSWORD


def _bring(page: Page, address: str, data: bytes) -> None:
    page.goto(f"{address}unggah/")
    page.set_input_files("#file", {"name": "form.xlsx", "mimeType": "application/octet-stream", "buffer": data})
    page.get_by_role("button", name="Periksa isinya").click()
    page.wait_for_load_state()


def test_a_workbook_goes_out_and_comes_back(page: Page) -> None:
    sign_in(page, "dewi.lestari", PASSWORD)
    page.get_by_role("button", name="Kerjakan").first.click()
    page.wait_for_load_state()
    address = re.sub(r".*(/tugas/\d+/).*", r"\1buku/", page.url)
    data = page.request.get(address).body()
    codes = read_ids(data)
    figures: dict[str, Any] = {f"Form!H{FIRST + no}": 21 + no for no, open_ in enumerate(codes) if open_}
    places = [*figures]
    figures |= {places[0]: "1.210", places[1]: "banyak", "Bukti!B4": "teks", "Bukti!D4": "Rekap di papan pengumuman."}
    figures["Bukti!A4"] = next(one for one in codes if one)
    page.goto(f"{address}unggah/")
    looks_right(page, "unggah-excel")
    _bring(page, address, edited(data, figures))
    looks_right(page, "pratinjau-excel")
    page.get_by_role("button", name="1.210", exact=True).click()
    expect(page.get_by_role("heading", name="Angka yang perlu dijawab")).to_have_count(0)
    page.get_by_role("button", name="Simpan isian dari Excel").click()
    expect(page.get_by_text("isian dari Excel tersimpan")).to_be_visible()
    _bring(page, address, edited(data, {places[0]: 7}))
    expect(page.get_by_role("heading", name="Berubah di dua tempat (1)")).to_be_visible()
    looks_right(page, "dua-tempat-excel")
