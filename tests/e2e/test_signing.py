"""Signing by BSrE's service and by a key of one's own, as the head does it on his phone; the service is on loopback."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.test_head import KEPALA, at_task, row
from tests.played import played
from tests.rig.browser import axe, looks_right, sign_in
from tests.rig.site import Site, serve
from tests.signing.bsre import ACCOUNT, NIK, Esign
from tests.signing.cast import PASSPHRASE as OF_BSRE
from tests.signing.pki import Pki
from ukur import signing
from ukur.services.operate.demo import PASSWORD

OWN = "frasa-Kunci-sendiri-5"


@pytest.fixture(scope="module")
def authority() -> signing.Authority:
    return signing.make_authority("Penerbit Kabupaten")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Esign]:
    pki = Pki(tmp_path_factory.mktemp("pki"))
    made = Esign(pki, signer="official")
    yield made
    made.close()
    pki.close()


@pytest.fixture
def site(demo: Path, tmp_path: Path, service: Esign, authority: signing.Authority) -> Iterator[Site]:
    """A place of its own that knows the service and believes its issuer and another one."""
    issuers = tmp_path / "penerbit.pem"
    assert isinstance(service.pki, Pki)
    issuers.write_bytes(service.pki.pem("root") + authority.certificate)
    place = service.url.replace("//", f"//{':'.join(ACCOUNT)}@")
    with serve(demo, tmp_path, settings={"UKUR_BSRE": f"{place}?v=2", "UKUR_ISSUERS": str(issuers)}) as served:
        yield served


def usual_way(site: Site, way: str) -> None:
    with closing(sqlite3.connect(site.data / "ukur.sqlite3", timeout=20)) as database, database:
        database.execute("UPDATE store_agency SET signing_way = ? WHERE practice", (way,))


def head(open_window: Callable[..., Page], run: int) -> Page:
    page = open_window(phone=True)
    sign_in(page, KEPALA, PASSWORD)
    return at_task(page, f"/pengukuran/{run}/")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def by_service(page: Page, secret: str) -> None:
    page.fill("#passphrase-bsre", secret)
    press(page, "Tanda tangani")


def test_the_service_refuses_then_is_away_then_signs_and_nothing_typed_is_lost(
    open_window: Callable[..., Page], site: Site, service: Esign
) -> None:
    usual_way(site, "bsre")
    page = head(open_window, played(site.data, "11"))
    page.fill("#identity-bsre", NIK)
    by_service(page, "frasa-yang-salah")
    expect(page.locator("#passphrase-bsre-error")).to_contain_text("Frasa sandi tidak cocok")
    expect(page.get_by_role("alert")).to_contain_text("Dokumen belum ditandatangani")
    assert (page.input_value("#identity-bsre"), page.input_value("#passphrase-bsre")) == (NIK, "")
    assert "frasa-yang-salah" not in page.content()
    looks_right(page, "bsre-frasa-salah")
    with service.away():
        by_service(page, OF_BSRE)
    expect(page.get_by_role("alert")).to_contain_text("Layanan BSrE tidak menjawab. Dokumen belum ditandatangani")
    assert page.input_value("#identity-bsre") == NIK
    assert row(site, "SELECT count(*) FROM store_signature") == (0,)
    looks_right(page, "bsre-tidak-menjawab")
    by_service(page, OF_BSRE)
    expect(page.get_by_role("status").first).to_contain_text("Dokumen ditandatangani")
    assert row(site, "SELECT signer, kind, level FROM store_signature") == (
        "BAMBANG PRASETYO",
        signing.TRUSTED_MARK,
        "PAdES B-B",
    )
    token, paper = row(site, "SELECT token, id FROM store_paper WHERE kind = 'dpk'")
    page.goto(f"/naskah/{paper}/dokumen/")
    expect(page.locator("main")).to_contain_text(signing.TRUSTED_MARK)
    page.goto(f"/cek/{token}/")
    expect(page.locator("main")).to_contain_text("BAMBANG PRASETYO")
    looks_right(page, "bsre-cek-keaslian")


def test_the_service_is_tried_from_its_place_among_the_ways(
    open_window: Callable[..., Page], site: Site, service: Esign
) -> None:
    page = head(open_window, played(site.data, "11"))
    page.locator("summary", has_text="Cara: layanan BSrE").click()
    page.fill("#identity-bsre", "3214010101709999")
    page.fill("#passphrase-bsre", OF_BSRE)
    page.locator("form", has=page.locator("#passphrase-bsre")).get_by_role("button", name="Tanda tangani").click()
    expect(page.locator("#identity-bsre-error")).to_contain_text("belum terdaftar di layanan BSrE")
    expect(page.locator("#passphrase-key")).to_be_hidden()
    looks_right(page, "bsre-nik-salah")
    page.fill("#identity-bsre", NIK)
    by_service(page, OF_BSRE)
    expect(page.get_by_role("status").first).to_contain_text("Dokumen ditandatangani")
    assert len(service.signed) and row(site, "SELECT way, state FROM store_signingtry ORDER BY id DESC") == (
        "bsre",
        "done",
    )


def key_file(authority: signing.Authority, name: str, folder: Path) -> Path:
    """A key file as an older program writes it."""
    now = dt.datetime.now(dt.UTC)
    days = {"valid_from": now - dt.timedelta(1), "valid_to": now + dt.timedelta(400)}
    found = pkcs12.load_pkcs12(signing.issue(authority, name, passphrase=OWN, **days), OWN.encode())
    kind = pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC
    lock = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(kind).hmac_hash(hashes.SHA256())
    own = found.cert.certificate if found.cert else None
    made = folder / "kunci.p12"
    made.write_bytes(pkcs12.serialize_key_and_certificates(None, found.key, own, None, lock.build(OWN.encode())))  # type: ignore[arg-type]
    return made


def upload(page: Page, file: Path, secret: str, button: str = "Simpan kunci") -> None:
    page.set_input_files("#container", file)
    page.fill("#passphrase", secret)
    press(page, button)


def test_the_head_keeps_a_key_of_his_own_and_signs_with_it(
    open_window: Callable[..., Page], site: Site, authority: signing.Authority, tmp_path: Path
) -> None:
    page = head(open_window, played(site.data, "11"))
    task = page.url
    page.goto(reverse("signing_key"))
    looks_right(page, "kunci-tersimpan")
    page.locator("summary", has_text="Hapus kunci").click()
    press(page, "Ya, hapus kunci")
    expect(page.get_by_role("status").first).to_contain_text("Kunci dihapus")
    page.goto(task)
    looks_right(page, "tanda-tangan-tanpa-kunci")
    page.get_by_role("link", name="Simpan kuncinya di sini").click()
    looks_right(page, "kunci-kosong")
    file = key_file(authority, "Bambang Prasetyo Nugraha", tmp_path)
    upload(page, file, "bukan-frasanya")
    expect(page.locator("#passphrase-error")).to_contain_text("tidak membuka berkas itu")
    looks_right(page, "kunci-frasa-salah")
    upload(page, file, OWN)
    expect(page.get_by_role("alert")).to_contain_text("atas nama Bambang Prasetyo Nugraha")
    looks_right(page, "kunci-nama-lain")
    page.check("#other_name")
    upload(page, file, OWN)
    assert page.url == task
    expect(page.get_by_role("status").first).to_contain_text("Kunci tersimpan")
    page.locator("#passphrase-key").fill(OWN)
    press(page, "Tanda tangani")
    expect(page.get_by_role("status").first).to_contain_text("Dokumen ditandatangani")
    assert row(site, "SELECT signer, kind FROM store_signature") == ("Bambang Prasetyo Nugraha", signing.TEST_MARK)


def test_the_key_page_on_the_desk_is_reached_from_the_menu(open_window: Callable[..., Page], tmp_path: Path) -> None:
    page = open_window()
    sign_in(page, "rahmat.hidayat", PASSWORD)
    page.locator("details.who summary").click()
    page.locator("details.who").get_by_role("link", name="Kunci tanda tangan").click()
    expect(page.locator("h1")).to_have_text("Kunci tanda tangan")
    other = tmp_path / "surat.p12"
    other.write_bytes(b"bukan kunci")
    upload(page, other, OWN)
    expect(page.locator("#container-error")).to_contain_text("bukan berkas kunci PKCS#12")
    axe(page)
    stranger = signing.make_authority("Penerbit Lain")
    upload(page, key_file(stranger, "Rahmat Hidayat", tmp_path), OWN)
    expect(page.locator("main")).to_contain_text("belum dipercaya di sini")
    looks_right(page, "kunci-penerbit-lain")
