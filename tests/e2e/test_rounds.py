"""Six units, sixty indicators, three rounds of returns: each review shows exactly what was changed since the last."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_thirteen_steps import HEADS, KEPALA, SEKRETARIS, TIM, TODAY, Office, press
from tests.offices import spread
from tests.rig.browser import looks_right
from tests.rig.site import Site, make_office, serve
from ukur.services.operate import sample

UNITS = dict.fromkeys(("SEK", "KOP", "UKM", "DAG", "IND", "MET"), 10)
ANSWERS = {one.code: one for one in spread(sample.load(), UNITS).answers}
OTHER = "hendra.gunawan"  # of the team, but not of the Sekretariat, whose values the chair may not accept
REASONS = ("Bukti tidak cocok", "Satuan keliru", "Hitungan beda dari kartu")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("sixty") / "data"
    make_office(data, **UNITS)
    with serve(data, tmp_path_factory.mktemp("site")) as served:
        yield served


def states(site: Site) -> dict[str, str]:
    with closing(sqlite3.connect(site.data / "ukur.sqlite3")) as database:
        return dict(database.execute("SELECT code, state FROM store_cell WHERE measured").fetchall())


def fill(page: Page) -> None:
    """All rows of a unit in one block, as they come out of Excel; what has no figure says why."""
    page.wait_for_selector("table[role=grid]")
    codes = [(one.get_attribute("name") or "").removeprefix("raw:") for one in page.locator("[name^='raw:']").all()]
    typed = [ANSWERS[code].text.replace(".", "") if ANSWERS[code].text not in ("–", "-") else "" for code in codes]
    words = [f"Kendala pada {code} di lapangan\tTindak lanjut untuk {code}" for code in codes]
    lines = [f"{text}\t{told}" for text, told in zip(typed, words, strict=True)]
    page.locator("[name^='raw:']").first.focus()
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(
          new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        "\n".join(lines),
    )
    for code, text in zip(codes, typed, strict=True):
        if not text:
            page.locator(f"[data-row='{code}'] summary").click()
            page.fill(f"[name='unavailable:{code}']", ANSWERS[code].missing)
    expect(page.locator("#kabar")).to_contain_text("Tersimpan", timeout=15000)


def opened(page: Page, unit: str) -> Page:
    """The unit's values on the board."""
    page.locator("tbody th a", has_text=unit).first.click()
    page.wait_for_selector("#panel")
    return page


def first(page: Page) -> list[str]:
    """What the panel asks to look at first, by name."""
    return page.locator("#panel > div").first.locator("ul").first.locator("li a").all_inner_texts()


def give_back(office: Office, who: str, unit: str, name: str, reason: str) -> None:
    page = opened(office.task(who, "Validasi Data Kinerja"), unit)
    page.locator("#panel a", has_text=re.compile(f"^{re.escape(name)}$")).first.click()
    page.wait_for_load_state()
    page.locator("#panel summary", has_text="Kembalikan untuk diperbaiki").click()
    page.locator("#panel label", has_text=reason).click()
    page.locator("#panel").get_by_role("button", name="Kembalikan", exact=True).click()
    page.wait_for_load_state()


def mend(office: Office, head: str, unit: str, value: str) -> str:
    """The unit sees one value to be mended with its reason, changes it, and sends it again; the indicator's name."""
    page = office.task(head, f"Perbaiki Form Pengukuran {unit}")
    page.wait_for_selector("table[role=grid]")
    boxes = page.locator("[name^='raw:']")
    assert boxes.count() == 1
    assert "Dikembalikan oleh" in page.inner_text(".band")
    name = page.locator("[data-row]", has=boxes.first).get_attribute("data-name") or ""
    boxes.first.fill(value)
    expect(page.locator("#kabar")).to_contain_text("Tersimpan", timeout=15000)
    page.locator("#note").fill("Sudah diperbaiki.")
    press(page, "Setujui dan kirim")
    return name


def test_three_rounds_of_returns_each_review_shows_exactly_the_changes(
    open_window: Callable[..., Page], site: Site
) -> None:
    office = Office(open_window)
    page = office.window(SEKRETARIS)
    page.goto("/pengukuran/")
    page.locator("a.act", has_text="Lihat").first.click()
    page.wait_for_load_state()
    office.run = page.url
    office.do(TIM, "Undangan Rapat", "Kirim undangan", date=str(TODAY + dt.timedelta(days=7)))
    for head, unit in HEADS.items():
        fill(office.task(head, f"Isi Form Pengukuran {unit}"))
        press(office.window(head), "Setujui dan kirim")
    office.do(TIM, "Rapat Pembahasan", "Selesaikan rapat", minutes="Capaian tiap bidang dibahas.")
    office.do(TIM, "Himpun Form", "Tutup pengumpulan")
    first_review(office, site)
    changed = {unit: mend(office, head, unit, "13") for head, unit in HEADS.items()}
    second_review(office, changed)
    third_review(office, changed, site)
    assert office.here() == "8"
    fourth_by_the_secretary(office, site)


def first_review(office: Office, site: Site) -> None:
    """One value of each unit goes back; all others without a remark are accepted at once."""
    for no, unit in enumerate(HEADS.values()):
        who = OTHER if unit == "Sekretariat" else TIM
        page = opened(office.task(who, "Validasi Data Kinerja"), unit)
        if not no:
            looks_right(page, "papan-validasi")
        give_back(office, who, unit, page.locator("#panel > div").nth(1).locator("h3").inner_text(), REASONS[no % 3])
    page = opened(office.task(TIM, "Validasi Data Kinerja"), "Sekretariat")
    assert "Nilai bidang Bapak/Ibu sendiri" in page.inner_text("#panel")
    for who in (TIM, OTHER):
        page = office.task(who, "Validasi Data Kinerja")
        page.get_by_role("button", name=re.compile("Terima .* nilai tanpa catatan")).click()
        page.wait_for_load_state()
    found = states(site)
    assert sorted(found.values()) == ["accepted"] * 54 + ["returned"] * 6


def second_review(office: Office, changed: dict[str, str]) -> None:
    """Exactly the six changed values are to be looked at, old beside new; three go back once more."""
    for no, (unit, name) in enumerate(changed.items()):
        who = OTHER if unit == "Sekretariat" else TIM
        page = opened(office.task(who, "Validasi Data Kinerja"), unit)
        assert first(page) == [name]
        old, new = (page.locator(f"#panel .{one} dd").inner_text() for one in ("old", "new"))
        assert old not in ("", new) and re.fullmatch("13(,0+)?", new)
        if not no:
            looks_right(page, "papan-perbaikan")
        if no % 2:
            page.locator("#panel").focus()
            page.keyboard.press("a")
            expect(page.locator("main > [role=status]")).to_contain_text("Nilai diterima")
        else:
            give_back(office, who, unit, name, REASONS[0])
    again = {head: unit for no, (head, unit) in enumerate(HEADS.items()) if not no % 2}
    for head, unit in again.items():
        assert mend(office, head, unit, "14") == changed[unit]


def third_review(office: Office, changed: dict[str, str], site: Site) -> None:
    """Exactly the three that were sent once more; then all sixty are accepted."""
    for no, (unit, name) in enumerate(changed.items()):
        who = OTHER if unit == "Sekretariat" else TIM
        page = opened(office.task(who, "Validasi Data Kinerja"), unit)
        waiting = page.locator("#panel h3", has_text="Perlu dicek dulu").count()
        assert waiting == (no + 1) % 2
        if waiting:
            assert first(page) == [name]
            figures = [page.locator(f"#panel .{one} dd").inner_text() for one in ("old", "new")]
            assert [one.partition(",")[0] for one in figures] == ["13", "14"]
            page.locator("#panel").get_by_role("button", name="Terima").first.click()
            page.wait_for_load_state()
    assert set(states(site).values()) == {"accepted"}
    press(office.task(TIM, "Validasi Data Kinerja"), "Selesaikan validasi")
    press(office.task(TIM, "Sampaikan ke Sekretaris"), "Sampaikan ke Sekretaris")


def fourth_by_the_secretary(office: Office, site: Site) -> None:
    """The Sekretaris gives one named value back to the validation; the others stay accepted."""
    page = office.task(SEKRETARIS, "Pemeriksaan Sekretaris")
    page.locator("summary", has_text="Kembalikan untuk diperbaiki").click()
    page.locator("select[name=to]").select_option("7")
    page.locator("summary", has_text="Pilih indikator").click()
    page.locator("input[name=values]").nth(30).check()
    page.locator("textarea[name=reason]").fill("Angka belum sama dengan dokumen.")
    press(page, "Kembalikan untuk diperbaiki")
    assert office.here() == "7"
    assert sorted(states(site).values()) == ["accepted"] * 59 + ["returned"]
    lead = office.window(KEPALA)
    for path, name in ((f"{office.run}papan/", "papan"), (f"{office.run}form/", "form"), ("/kartu-peran/", "kartu")):
        lead.goto(path)
        looks_right(lead, f"{name}-kepala")
    opened_versions(lead, office.run)


def opened_versions(page: Page, run: str) -> None:
    """What a unit has sent, the last two submissions side by side."""
    page.goto(f"{run}papan/")
    opened(page, "Bidang Koperasi").get_by_role("link", name=re.compile("Bandingkan")).click()
    page.wait_for_load_state()
    assert "Kiriman 1" in page.inner_text("main") and "Realisasi" in page.inner_text("table")
    looks_right(page, "kiriman")
