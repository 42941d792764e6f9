"""A test authority, its keys and a real PDF/A-3a + PDF/UA-1 file, made once for all signing tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import fontpkg_arimo
import pytest
import typst

from tests.signing.cast import NOW, PASSPHRASE, SOURCE, Issue
from tests.signing.pki import Pki
from ukur import signing
from ukur.signing.authority import Authority


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A document of two pages with an attachment, as typst makes it: tagged, archival, not signed."""
    source = tmp_path_factory.mktemp("typst") / "paper.typ"
    source.write_text(SOURCE)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(fontpkg_arimo.__file__).parent)])
    made: bytes = typst.compile(
        str(source), font_paths=fonts, pdf_standards=["a-3a", "ua-1"], timestamp=int(NOW.timestamp())
    )
    return made


@pytest.fixture(scope="session")
def authority() -> Authority:
    return signing.make_authority("Otoritas Uji Ukur")


@pytest.fixture(scope="session")
def issue(authority: Authority) -> Issue:
    """Issues a key; by default one that is valid around ``NOW``."""

    def make(name: str, start: dt.timedelta = dt.timedelta(-300), end: dt.timedelta = dt.timedelta(65)) -> bytes:
        return signing.issue(authority, name, passphrase=PASSPHRASE, valid_from=NOW + start, valid_to=NOW + end)

    return make


@pytest.fixture(scope="session")
def head_key(issue: Issue) -> bytes:
    return issue("Budi Santoso")


@pytest.fixture(scope="session")
def signed(paper: bytes, head_key: bytes) -> bytes:
    """The paper with one signature."""
    return signing.sign(
        paper, pkcs12=head_key, passphrase=PASSPHRASE, reason="Persetujuan", location="Purwakarta", at=NOW
    )


@pytest.fixture(scope="session")
def twice(signed: bytes, issue: Issue) -> bytes:
    """The paper with two signatures by two persons."""
    return signing.sign(
        signed,
        pkcs12=issue("Siti Aminah"),
        passphrase=PASSPHRASE,
        reason="Mengetahui",
        location="Purwakarta",
        field="Sig2",
        label="Tanda tangan Sekretaris",
        at=NOW + dt.timedelta(minutes=5),
    )


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pki]:
    """An authority with CRLs, OCSP and time stamps that answers on loopback."""
    made = Pki(tmp_path_factory.mktemp("pki"))
    yield made
    made.close()
