"""Documents signed elsewhere: taken in when they are what was given out, signed once, and unchanged since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import TextStampStyle

from tests.signing.bsre import rewritten
from tests.signing.cast import PASSPHRASE, Issue, flipped
from tests.signing.pki import Pki
from tests.signing.test_levels import sign
from ukur import signing
from ukur.formats.pages import texts
from ukur.signing import Accepted, Authority, Level, NotAccepted, accept_signed
from ukur.signing.cms import read_certificate
from ukur.signing.evidence import gather
from ukur.signing.lasting import with_document_stamp, with_evidence
from ukur.signing.sametext import MOST_LINES, first_difference
from ukur.signing.stampers import StampAuthority


def taken(pki: Pki, frozen: bytes, uploaded: bytes, **more: Any) -> Accepted:
    return accept_signed(frozen, uploaded, more.pop("roots", pki.roots), text_of=texts, **more)


def refused(pki: Pki, frozen: bytes, uploaded: bytes, **more: Any) -> tuple[str, int]:
    with pytest.raises(NotAccepted) as no:
        taken(pki, frozen, uploaded, **more)
    return no.value.code, no.value.page


def elsewhere(pki: Pki, pdf: bytes, label: str = "head", *, box: tuple[int, int, int, int] | None = None) -> bytes:
    """Signed by other software, with a panel of its own where ``box`` says."""
    signer = signers.SimpleSigner.load_pkcs12_data(pki.container(label), [], PASSPHRASE.encode())
    style = TextStampStyle(
        stamp_text="Ditandatangani secara elektronik oleh:\n%(signer)s\n%(ts)s",
        text_box_style=TextBoxStyle(font_size=7),
    )
    count = pdf.count(b"/ByteRange") + 1
    meta = signers.PdfSignatureMetadata(field_name=f"Lain{count}", subfilter=SigSeedSubFilter.PADES)
    spec = SigFieldSpec(f"Lain{count}", on_page=0, box=box) if box else None
    made = signers.PdfSigner(meta, signer, stamp_style=style if box else None, new_field_spec=spec)
    writer = IncrementalPdfFileWriter(BytesIO(pdf if pdf.endswith(b"\n") else pdf + b"\n"))
    return bytes(made.sign_pdf(writer).getvalue())


def edited(pdf: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        edit(document)
        document.save(out)
    return out.getvalue()


def with_text(*lines: str, page: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """Writes lines into a page itself, as an application does that draws its panel there."""

    def edit(document: pikepdf.Pdf) -> None:
        target = document.pages[page]
        font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                                                         BaseFont=pikepdf.Name.Helvetica))  # fmt: skip
        target.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/Ftambah"))
        drawn = "".join(f"BT /Ftambah 7 Tf 40 {60 - 9 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines))
        target.contents_add(b"q " + drawn.encode() + b"Q", prepend=False)

    return edit


@pytest.mark.parametrize("level", list(Level))
def test_a_signature_at_any_level_is_taken_in(paper: bytes, pki: Pki, level: Level) -> None:
    found = taken(pki, paper, sign(pki, paper, level).pdf)
    assert (found.signer, found.kind, found.level) == ("Budi Santoso", "Sah (elektronik)", level)
    assert found.same_bytes
    assert found.verdict.sound


def test_a_file_written_anew_is_taken_in_by_its_text(paper: bytes, pki: Pki) -> None:
    found = taken(pki, paper, elsewhere(pki, rewritten(paper)))
    assert (found.signer, found.same_bytes) == ("Budi Santoso", False)


def test_the_panel_of_an_application_is_taken_in_as_a_field_and_as_text_of_the_page(paper: bytes, pki: Pki) -> None:
    assert taken(pki, paper, elsewhere(pki, paper, box=(40, 20, 260, 80))).same_bytes
    drawn = edited(
        paper,
        with_text("Ditandatangani secara elektronik oleh:", "Budi Santoso", "Tanggal: 12-10-2026 10:00:00 WIB",
                  "Balai Besar Sertifikasi Elektronik \\(BSrE\\)"),
    )  # fmt: skip
    assert not taken(pki, paper, elsewhere(pki, drawn)).same_bytes


def test_a_panel_that_takes_more_than_a_quarter_of_a_page_is_not_taken_in(paper: bytes, pki: Pki) -> None:
    large = elsewhere(pki, paper, box=(0, 300, 595, 842))
    assert refused(pki, paper, large) == ("covered_over", 1)


def test_added_text_that_is_no_panel_is_named_with_its_page(paper: bytes, pki: Pki) -> None:
    for line in ("Capaian 99,9", "Budi Santoso menyetujui 5 M", "Tanggal: besok"):
        other = elsewhere(pki, edited(paper, with_text(line, page=1)))
        assert refused(pki, paper, other) == ("other_document", 2), line


def test_other_pages_are_another_document(paper: bytes, pki: Pki) -> None:
    def shorten(document: pikepdf.Pdf) -> None:
        del document.pages[1]

    def swap(document: pikepdf.Pdf) -> None:
        document.pages.append(document.pages[0])
        del document.pages[0]

    assert refused(pki, paper, elsewhere(pki, edited(paper, shorten))) == ("other_document", 0)
    assert refused(pki, paper, elsewhere(pki, edited(paper, swap))) == ("other_document", 1)


def test_notes_over_a_page_and_a_cut_page_are_not_taken_in(paper: bytes, pki: Pki) -> None:
    def note(document: pikepdf.Pdf) -> None:
        square = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[50, 700, 300, 760])
        document.pages[1].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(square)]))

    def cut(document: pikepdf.Pdf) -> None:
        document.pages[1].CropBox = [0, 400, 595, 842]

    assert refused(pki, paper, elsewhere(pki, edited(paper, note))) == ("covered_over", 2)
    assert refused(pki, paper, elsewhere(pki, edited(paper, cut))) == ("covered_over", 2)


def test_an_update_before_the_signature_that_changes_a_page_is_found_though_the_bytes_are_there(
    paper: bytes, pki: Pki
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(paper + b"\n"))
    first, second = (writer.root["/Pages"]["/Kids"][i] for i in (0, 1))
    second["/Contents"] = first.raw_get("/Contents")
    writer.update_container(second)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    uploaded = elsewhere(pki, out.getvalue())
    assert uploaded.startswith(paper)
    assert refused(pki, paper, uploaded) == ("other_document", 2)


def test_what_is_no_signed_pdf_is_told_apart(paper: bytes, pki: Pki) -> None:
    signed = sign(pki, paper, Level.B).pdf
    assert refused(pki, paper, b"PK\x03\x04")[0] == "not_pdf"
    assert refused(pki, paper, paper)[0] == "not_signed"
    assert refused(pki, paper, flipped(signed, 3000))[0] == "changed_after_signing"
    assert refused(pki, paper, signed + b"x")[0] == "changed_after_signing"
    assert refused(pki, paper, signed[:-200])[0] == "changed_after_signing"
    assert refused(pki, paper, edited(signed, lambda _: None))[0] == "changed_after_signing"


def test_the_certificate_must_be_trusted_and_in_its_time(
    paper: bytes, pki: Pki, authority: Authority, issue: Issue, signed: bytes
) -> None:
    assert refused(pki, paper, signed)[0] == "certificate_unknown"
    mine = (authority.certificate,)
    assert refused(pki, paper, signed, roots=mine)[0] == "certificate_unknown"  # a test authority's
    assert taken(pki, paper, signed, roots=mine, test_allowed=True).kind == signing.TEST_MARK
    old = issue("Budi Santoso", dt.timedelta(-800), dt.timedelta(-700))
    late = by_other_software(paper, old)
    assert refused(pki, paper, late, roots=mine, test_allowed=True)[0] == "certificate_expired"
    with pytest.raises(ValueError, match="trusted"):
        taken(pki, paper, signed, roots=())


def by_other_software(pdf: bytes, key: bytes) -> bytes:
    signer = signers.SimpleSigner.load_pkcs12_data(key, [], PASSPHRASE.encode())
    meta = signers.PdfSignatureMetadata(field_name="Lain", subfilter=SigSeedSubFilter.PADES)
    return bytes(signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf + b"\n")), meta, signer).getvalue())


def test_one_new_signature_is_taken_in_and_no_more(paper: bytes, pki: Pki) -> None:
    first = sign(pki, paper, Level.LT).pdf
    both = elsewhere(pki, first, "secretary")
    assert refused(pki, paper, both)[0] == "signed_twice"
    assert refused(pki, first, first)[0] == "not_signed"
    assert refused(pki, first, elsewhere(pki, first, "head"))[0] == "signed_twice"
    found = taken(pki, first, both)
    assert (found.signer, found.same_bytes) == ("Siti Aminah", True)
    assert refused(pki, first, elsewhere(pki, rewritten(paper), "secretary"))[0] == "signature_lost"


def test_evidence_and_stamps_that_other_software_adds_later_are_taken_in(paper: bytes, pki: Pki) -> None:
    roots = [read_certificate(one) for one in pki.roots]
    chain = [read_certificate(pki.certificate(one)) for one in ("head", "inter")]
    proof = gather(chain, roots)
    later = with_evidence(elsewhere(pki, paper), [proof])
    assert taken(pki, paper, later).level == Level.B  # without a time stamp in the signature
    stamped = with_document_stamp(later, [StampAuthority(pki.stamps)], roots)
    assert taken(pki, paper, stamped).verdict.sound


def test_other_software_makes_our_signature_more_lasting(paper: bytes, pki: Pki) -> None:
    roots = [read_certificate(one) for one in pki.roots]
    proof = gather([read_certificate(pki.certificate(one)) for one in ("head", "inter")], roots)
    stamps = gather([read_certificate(pki.certificate("tsa"))], roots, stamps=True)
    ours = sign(pki, paper, Level.T).pdf
    file = BytesIO(ours)
    DocumentSecurityStore.add_dss(
        file, None, certs=proof.certificates, ocsps=(*proof.ocsps, *stamps.ocsps), crls=(*proof.crls, *stamps.crls)
    )
    assert len(file.getvalue()) > len(ours)
    assert taken(pki, paper, file.getvalue()).level == Level.LT


def test_text_is_compared_by_its_signs_in_their_order() -> None:
    page = "Sasaran 1\nTarget 90 Realisasi 80\nDitandatangani secara elektronik oleh:\nBudi"
    assert first_difference([page], [page.replace("\n", " ").replace("Sasaran", "Sas\u00adaran")]) is None
    assert first_difference([page], [page.replace("90", "80").replace("Realisasi 80", "Realisasi 90")]) is not None
    assert first_difference([page], [page.replace("Budi", "")]) is not None
    gone = first_difference([page], [page.replace("Ditandatangani secara elektronik oleh:\n", "")])
    assert gone is not None
    assert gone.page == 1
    much = page + "\nDitandatangani secara elektronik oleh:" * (MOST_LINES + 1)
    assert first_difference([page], [much]) is not None
    assert first_difference([page], [page + "\nSITI  AMINAH"], ["Siti Aminah"]) is None
    assert first_difference([page, page], [page]) == first_difference([page, page], [page, page, page][:1])
