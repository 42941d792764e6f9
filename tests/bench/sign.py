"""A signature on a paper of two pages, RSA of 2,048 bits: by pyHanko's own signer, and as Ukur signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import typst
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter

from tests.signing.cast import SOURCE
from ukur import signing

PASSPHRASE = "rahasia"


def _material() -> tuple[bytes, bytes]:
    """A paper and a key file."""
    Path("paper.typ").write_text(SOURCE, encoding="utf-8")
    paper = typst.compile("paper.typ", pdf_standards=["a-3a", "ua-1"])
    now = dt.datetime.now(dt.UTC)
    key = signing.issue(
        signing.make_authority("Otoritas Uji"),
        "Budi Santoso",
        passphrase=PASSPHRASE,
        valid_from=now - dt.timedelta(1),
        valid_to=now + dt.timedelta(1),
    )
    return paper, key


def ukur(_top: int) -> Callable[[int], None]:
    paper, content = _material()
    key = signing.open_key(content, PASSPHRASE)

    def play(n: int) -> None:
        for _ in range(n):
            signing.sign_with(key, paper, reason="Persetujuan", location="Contoh")

    return play


def pyhanko(_top: int) -> Callable[[int], None]:
    paper, content = _material()
    signer = signers.SimpleSigner.load_pkcs12_data(content, [], PASSPHRASE.encode())
    meta = signers.PdfSignatureMetadata(field_name="Sig1", subfilter=SigSeedSubFilter.PADES)
    invisible = InvisSigSettings(box_out_of_bounds=True)

    def play(n: int) -> None:
        for _ in range(n):
            spec = SigFieldSpec("Sig1", on_page=0, invis_sig_settings=invisible)
            writer = IncrementalPdfFileWriter(BytesIO(paper + b"\n"))
            signers.PdfSigner(meta, signer=signer, new_field_spec=spec).sign_pdf(writer)

    return play
