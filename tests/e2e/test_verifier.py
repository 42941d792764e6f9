"""The offline verifier in a browser: what ``ukur verify`` says, it says too, of whole files and of damaged ones."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.formats.places import Place, of_pdf, of_zip
from tests.rig.browser import axe, shot
from tests.rig.site import UKUR, environment
from ukur.formats.package import verifier
from ukur.services.verify import verify

REFUSED = "http://127.0.0.1:1/"  # where a test tries to connect


@dataclass(frozen=True, slots=True)
class Made:
    """What ``ukur measure`` made of its own template."""

    package: bytes
    document: bytes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    for words in (["--template", "book.xlsx"], ["book.xlsx", "--out", "out", "--json"]):
        command = [str(UKUR), "measure", *words]
        done = subprocess.run(command, cwd=folder, env=environment(folder / "var"), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return Made(*((folder / found[one]["path"]).read_bytes() for one in ("package", "document")))


@dataclass(frozen=True, slots=True)
class Tool:
    """The verifier, opened from the disk; every request beyond it fails the test."""

    page: Page

    def check(self, name: str, content: bytes) -> tuple[str, str]:
        """Its sentence, and everything that it calls damaged."""
        self.page.set_input_files("#pilih", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
        self.page.wait_for_selector("#hasil:not([hidden])", timeout=20_000)
        said = self.page.inner_text("#kalimat")
        return said, " | ".join(self.page.locator("#daftar li.rusak").all_inner_texts())


@pytest.fixture
def tool(browser: Browser, tmp_path: Path) -> Iterator[Tool]:
    (tmp_path / "periksa.html").write_bytes(verifier())
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "blob:")) else faults.append(asked.url))
    page.goto((tmp_path / "periksa.html").as_uri())
    yield Tool(page)
    context.close()
    assert not [one for one in faults if REFUSED not in one]


def test_whole_files_are_called_whole_and_the_page_is_for_everybody(tool: Tool, made: Made) -> None:
    assert tool.check("arsip.zip", made.package)[0].startswith("Utuh: ")
    axe(tool.page)
    shot(tool.page, "periksa")
    assert tool.check("dokumen.pdf", made.document)[0].startswith("Utuh: ")
    assert "penerbit tidak diperiksa di sini" in tool.page.inner_text("#daftar")


def by_command(path: Path) -> tuple[bool, str]:
    """What ``ukur verify`` says; in a thread, since the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        verdict = thread.submit(verify, path, redraw=False).result()
    return verdict.sound, "; ".join(f"{one.name}: {one.detail}" for one in verdict.checks if not one.ok)


def both(tool: Tool, made: bytes, name: str, place: Place, folder: Path) -> list[str]:
    """What the command line and the verifier do not find, or find and do not name."""
    bad = place.flipped(made)
    (folder / name).write_bytes(bad)
    sound, said = by_command(folder / name)
    sentence, seen = tool.check(name, bad)
    wrong = [] if not sound and place.is_named(said) else [f"ukur verify: {place} {said[:300]}"]
    good = sentence.startswith("Rusak") and place.is_named(seen)
    return wrong if good else [*wrong, f"periksa.html: {place} {sentence} {seen[:300]}"]


def test_one_changed_byte_of_a_package_is_found_and_named_by_both(tool: Tool, made: Made, tmp_path: Path) -> None:
    places = list(of_zip(made.package))
    assert len({one.region for one in places}) > 120
    kept = [one for no, one in enumerate(places) if one.region.startswith(("isi", "akhir")) or no % 5 == 0]
    assert not [one for place in kept for one in both(tool, made.package, "arsip.zip", place, tmp_path)]


def test_one_changed_byte_of_a_signed_document_is_found_and_named_by_both(
    tool: Tool, made: Made, tmp_path: Path
) -> None:
    places = list(of_pdf(made.document))
    assert not [one for place in places for one in both(tool, made.document, "a.pdf", place, tmp_path)]


@pytest.mark.drill
def test_a_longer_sweep_finds_and_names_all_of_them(tool: Tool, made: Made, tmp_path: Path) -> None:
    unseen = [one for at in of_zip(made.package, 5) for one in both(tool, made.package, "arsip.zip", at, tmp_path)]
    unseen += [one for at in of_pdf(made.document, 25) for one in both(tool, made.document, "a.pdf", at, tmp_path)]
    assert not unseen


def test_a_folder_is_checked_as_the_zip_is_and_what_is_missing_or_added_is_named(
    tool: Tool, made: Made, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(made.package)) as found:
        found.extractall(tmp_path / "a")
    (folder,) = (tmp_path / "a").iterdir()
    next(folder.glob("data/dokumen/01-*.pdf")).rename(folder / "titipan.pdf")
    tool.page.set_input_files("#folder", folder)
    tool.page.wait_for_selector("#hasil:not([hidden])")
    said = tool.page.inner_text("#daftar")
    assert "hilang: data/dokumen/01-disposisi.pdf" in said and "bukan bagian arsip: titipan.pdf" in said


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_files_get_a_clear_answer(tool: Tool, made: Made) -> None:
    bomb = zipped(("a/isi.bin", bytes(300 << 20)))
    cases = {
        "jauh lebih besar": bomb,
        "nama yang berbahaya": zipped(("a/../../b.txt", b"x")),
        "sama dua kali": zipped(("a/b.txt", b"x"), ("a/b.txt", b"y")),
        "kosong (0 byte)": b"",
        "tidak dapat dibaca": b"PK\x03\x04" + bytes(100),
    }
    for said, content in cases.items():
        assert said in tool.check("a.zip", content)[0]
    many = b"%PDF-1.7\n" + b"1 0 obj\n<</FT/Sig/ByteRange [0 9 20 9]>>\nendobj\n" * 10_000
    assert "lebih dari 64 tanda tangan" in tool.check("a.pdf", many)[0]
    assert "bukan Berkas Arsip" in tool.check("catatan.txt", b"hello")[0]


def test_a_package_packed_anew_is_whole_and_what_is_slipped_in_is_named(tool: Tool, made: Made, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made.package)) as found:
        again = zipped(*((one.filename, found.read(one)) for one in found.infolist()))
    assert tool.check("a.zip", again)[0].startswith("Utuh")
    end = again.rindex(b"PK\x05\x06")
    comment = again[: end + 20] + b"\x03\x00abc"
    gap = again[:end] + b"\0" + again[end:]
    for bad, word in ((comment, "komentar zip"), (gap, "bagian di antara berkas")):
        (tmp_path / "a.zip").write_bytes(bad)
        assert word in by_command(tmp_path / "a.zip")[1] and word in tool.check("a.zip", bad)[1]


def test_a_file_is_dropped_and_the_keyboard_reaches_everything(tool: Tool, made: Made) -> None:
    content = list(made.document)
    drop = """(bytes) => {
        const given = new DataTransfer();
        given.items.add(new File([new Uint8Array(bytes)], "a.pdf"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
    }"""
    tool.page.evaluate(drop, content)
    tool.page.wait_for_selector("#hasil.utuh")
    reached = []
    for _ in range(4):
        tool.page.keyboard.press("Tab")
        reached.append(tool.page.evaluate("document.activeElement.id"))
    assert reached == ["pilih", "folder", "induk", "cetak"]
    assert tool.page.inner_text("[role=status]") == tool.page.inner_text("#kalimat")


def test_the_tool_may_load_and_send_nothing(tool: Tool) -> None:
    policy = tool.page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy
    tried = f"fetch('{REFUSED}').then(() => 'sent', () => 'refused')"
    with tool.page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        assert tool.page.evaluate(tried) == "refused"
