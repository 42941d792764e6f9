"""Verifying: one changed byte anywhere is found and its place is named; nothing that is sent in breaks the check."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.signing.cast import NOW, PASSPHRASE, Issue, faults, flipped
from ukur import signing
from ukur.domain.paper.checks import Check
from ukur.signing.authority import Authority
from ukur.signing.cms import read_certificate
from ukur.signing.level import Level
from ukur.signing.verify import verify_pdf


def hole(pdf: bytes) -> tuple[int, int]:
    """Start and end of the last signature container."""
    numbers = re.findall(rb"/ByteRange ?\[0 (\d+) (\d+) \d+\]", pdf)
    return int(numbers[-1][0]), int(numbers[-1][1])


def content_end(pdf: bytes) -> int:
    """How many bytes of a container are the signature itself, counted in the file."""
    start, end = hole(pdf)
    der = bytes.fromhex(pdf[start + 1 : end - 1].decode())
    return start + 1 + 2 * (4 + int.from_bytes(der[2:4], "big"))


def masks(pdf: bytes, at: int) -> set[int]:
    """Several ways to change one byte: single bits, capitals, a digit, a blank."""
    return {1 << at % 8, 0x20, pdf[at] ^ 0x30, pdf[at] ^ 0x20, pdf[at] ^ 0x46} - {0}


def spread(pdf: bytes) -> list[int]:
    """A few hundred places over the whole file, denser where the signature stands."""
    start, end = hole(pdf)
    return sorted(
        {*range(0, len(pdf), 701), *range(start - 3, end + 3, 83), *range(start - 3, start + 3), len(pdf) - 1}
    )


def test_any_changed_byte_is_found(signed: bytes) -> None:
    unseen = []
    for at in spread(signed):
        for mask in masks(signed, at):
            verdict = verify_pdf(flipped(signed, at, mask))
            if verdict.sound or all(one.ok for one in verdict.checks):
                unseen.append((at, mask))
    assert unseen == []


def test_any_changed_byte_is_found_with_a_trusted_root_and_two_signatures(twice: bytes, authority: Authority) -> None:
    unseen = []
    for at in spread(twice)[::3]:
        if verify_pdf(flipped(twice, at, 1 << at % 8), [authority.certificate]).sound:
            unseen.append(at)
    assert unseen == []


def object_at(pdf: bytes, at: int) -> str:
    """The number of the object a byte stands in, counted by hand."""
    return str(int(re.findall(rb"\n(\d+) 0 obj", pdf[:at])[-1]))


def test_a_change_in_a_page_names_the_bytes_the_object_and_the_page(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf:
        number = pdf.pages[1].Contents.objgen[0]
    at = signed.index(b"\n%d 0 obj" % number) + 200
    said = faults(verify_pdf(flipped(signed, at)))
    first, last = (int(one) for one in re.findall(r"byte (\d+)–(\d+): ", said)[0])
    assert first <= at <= last < first + 256
    assert f"objek {number} (isi halaman 2)" in said
    assert "Wadah" not in said


def test_a_change_in_the_attachment_the_head_and_the_tables_is_named(paper: bytes, signed: bytes) -> None:
    attachment = signed.index(b"/EmbeddedFile") + 150
    assert f"objek {object_at(signed, attachment)} (lampiran)" in faults(verify_pdf(flipped(signed, attachment)))
    assert "kepala berkas" in faults(verify_pdf(flipped(signed, 3)))
    table = paper.rindex(b"trailer") - 300
    assert "tabel rujukan di akhir berkas" in faults(verify_pdf(flipped(signed, table)))


def test_a_change_in_the_part_that_the_signature_added_is_named_as_such(signed: bytes) -> None:
    for mark in (b"/Reason", b"/UKUR_Letak <", b"startxref"):
        at = signed.rindex(mark) + len(mark) + 4
        assert "bagian tanda tangan sendiri" in faults(verify_pdf(flipped(signed, at))), mark


def test_a_change_in_the_container_is_told_apart(signed: bytes) -> None:
    start, end = hole(signed)
    cases = {
        start: "tanda kurung wadah rusak",
        end - 1: "tanda kurung wadah rusak",
        start + 1: "wadah rusak",
        end - 2: "isian nol di belakang tanda tangan berubah",
        content_end(signed) + 1: "isian nol",
    }
    for at, said in cases.items():
        assert said in faults(verify_pdf(flipped(signed, at))), at
        assert "Wadah tanda tangan Sig1" in faults(verify_pdf(flipped(signed, at)))


def test_another_spelling_of_the_same_container_is_a_change(signed: bytes) -> None:
    start, end = hole(signed)
    at = next(i for i in range(start + 9, end) if chr(signed[i]) in "abcdefABCDEF")
    assert "huruf besar dan kecil bercampur" in faults(verify_pdf(flipped(signed, at, 0x20)))


def test_another_name_for_the_same_algorithm_is_a_change(signed: bytes) -> None:
    start, end = hole(signed)
    text = signed[start:end].lower()
    at = start + text.rindex(b"2a864886f70d01010b0500") + 17
    assert signed[at : at + 1] in b"bB"
    told = signed[: at - 1] + b"01" + signed[at + 1 :]  # rsaEncryption: validators take it for the same
    assert "keterangan di dalam wadah berubah" in faults(verify_pdf(told))


def test_a_changed_certificate_of_the_issuer_is_found(signed: bytes) -> None:
    start, end = hole(signed)
    named = [one.start() for one in re.finditer(b"Otoritas Uji Ukur".hex().encode(), signed[start:end].lower())]
    holder = named[2]  # after the issuer of the signer's certificate and of its own comes its holder
    said = faults(verify_pdf(flipped(signed, start + holder)))
    assert "tidak terbukti oleh penerbitnya" in said


def test_a_damaged_container_fills_no_log(signed: bytes, caplog: pytest.LogCaptureFixture) -> None:
    start, _ = hole(signed)
    for at in range(start, content_end(signed), 67):
        assert not verify_pdf(flipped(signed, at, signed[at] ^ 0x37 or 1)).sound
    assert caplog.text == ""


def test_bytes_added_behind_the_signature_are_counted_and_placed(signed: bytes) -> None:
    for extra in (b"x", b"\n", b"%%EOF\n", signed[-400:]):
        said = faults(verify_pdf(signed + extra))
        assert f"ditambahkan {len(extra)} byte sesudah tanda tangan Sig1 (mulai byte {len(signed)})" in said


def test_a_cut_file_says_how_much_is_gone(signed: bytes) -> None:
    assert "berkas terpotong: 7 byte terakhir hilang" in faults(verify_pdf(signed[:-7]))
    for keep in (0, 1, 10, 1000, len(signed) // 2, hole(signed)[0] + 10):
        assert not verify_pdf(signed[:keep]).sound


def test_an_inserted_and_a_removed_byte_are_found(signed: bytes) -> None:
    for at in range(5, len(signed), len(signed) // 25):
        assert not verify_pdf(signed[:at] + b"\n" + signed[at:]).sound
        assert not verify_pdf(signed[:at] + signed[at + 1 :]).sound


def test_a_page_changed_by_a_later_update_is_found(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page, _ = writer.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    page.get_object()["/Rotate"] = NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(page.get_object())
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    said = faults(verify_pdf(out.getvalue()))
    assert "dokumen diubah sesudah ditandatangani Budi Santoso" in said
    assert "tidak ditutup tanda tangan" in said


def test_a_document_without_signature_is_not_sound(paper: bytes) -> None:
    verdict = verify_pdf(paper)
    assert verdict.signatures == ()
    assert faults(verdict) == "Tanda tangan: dokumen tidak bertanda tangan"


def test_a_signature_whose_marks_were_wiped_out_is_not_called_unsigned(signed: bytes) -> None:
    wiped = signed.replace(b"/ByteRange", b"/ByteRonge")
    assert "tanda tangan rusak dan tidak terbaca: berubah di bagian tanda tangan sendiri" in faults(verify_pdf(wiped))


def test_another_authority_is_not_trusted_though_its_signature_holds(signed: bytes) -> None:
    other = signing.make_authority("Otoritas Lain")
    verdict = verify_pdf(signed, [other.certificate])
    (one,) = verdict.signatures
    assert (one.valid, one.intact, one.trusted) == (True, True, False)
    assert "bukan penerbit yang dipercaya di sini" in faults(verdict)


def test_without_roots_it_is_said_that_nobody_was_asked_about_the_issuer(signed: bytes) -> None:
    verdict = verify_pdf(signed)
    assert verdict.sound
    assert not verdict.signatures[0].trusted
    assert "tidak dibandingkan dengan daftar penerbit tepercaya" in verdict.signatures[0].detail


def test_a_test_signature_never_looks_official_even_when_its_root_is_trusted(
    signed: bytes, authority: Authority
) -> None:
    for roots in ([], [authority.certificate]):
        verdict = verify_pdf(signed, roots)
        assert verdict.signatures[0].kind == "Uji (bukan dokumen resmi)"
        assert any(one.detail.startswith("Uji (bukan dokumen resmi)") for one in verdict.checks)


def test_a_root_that_is_no_certificate_is_the_callers_mistake(signed: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        verify_pdf(signed, [b"bukan sertifikat"])


def by_pyhanko(paper: bytes, key: bytes, stamps: Any = None, **more: Any) -> bytes:
    """A signature made by other software, without the locator that Ukur adds."""
    signer = signers.SimpleSigner.load_pkcs12_data(key, [], PASSPHRASE.encode())
    meta = signers.PdfSignatureMetadata(field_name="Lain", **more)
    writer = IncrementalPdfFileWriter(BytesIO(paper + b"\n"))
    made: BytesIO = signers.sign_pdf(writer, meta, signer, timestamper=stamps)
    return made.getvalue()


def root_of(authority: Authority) -> Any:
    return read_certificate(authority.certificate)


def stamping(authority: Authority) -> DummyTimeStamper:
    """A time-stamp service of the test authority, inside this process."""
    root = x509.load_pem_x509_certificate(authority.certificate)
    key = serialization.load_pem_private_key(authority.key, None)
    own = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Cap Waktu Uji")])
    today = dt.datetime.now(dt.UTC)
    built = x509.CertificateBuilder(
        root.subject, name, own.public_key(), 7, today - dt.timedelta(9), today + dt.timedelta(9)
    )
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = built.add_extension(purpose, critical=True).sign(key, hashes.SHA256())  # type: ignore[arg-type]
    der = serialization.Encoding.DER
    private = own.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return DummyTimeStamper(
        tsa_cert=read_certificate(certificate.public_bytes(der)),
        tsa_key=PrivateKeyInfo.load(private),
        certs_to_embed=SimpleCertificateStore.from_certs([root_of(authority)]),  # type: ignore[no-untyped-call]
    )


@pytest.mark.parametrize(
    "more", [{}, {"embed_validation_info": True}, {"embed_validation_info": True, "use_pades_lta": True}]
)
def test_certificates_and_stamps_without_evidence_against_revocation_reach_no_higher_level(
    paper: bytes, issue: Issue, authority: Authority, more: dict[str, Any]
) -> None:
    root = read_certificate(authority.certificate)
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    made = by_pyhanko(
        paper, current(issue, "Rina"), stamping(authority),
        subfilter=SigSeedSubFilter.PADES, validation_context=context, **more,
    )  # fmt: skip
    verdict = verify_pdf(made, [authority.certificate])
    assert faults(verdict) == ""
    assert verdict.signatures[0].level == Level.T
    assert not verify_pdf(flipped(made, 3000), [authority.certificate]).sound


def test_validation_material_behind_the_last_signature_is_told_as_such(
    paper: bytes, issue: Issue, authority: Authority
) -> None:
    context = ValidationContext(trust_roots=[read_certificate(authority.certificate)], allow_fetching=False)
    made = by_pyhanko(
        paper, current(issue, "Rina"),
        subfilter=SigSeedSubFilter.PADES, validation_context=context, embed_validation_info=True,
    )  # fmt: skip
    said = verify_pdf(made, [authority.certificate]).checks[-1]
    assert said.ok
    assert "hanya keterangan validasi, tidak ditutup tanda tangan" in said.detail
    assert not verify_pdf(made + b"x", [authority.certificate]).sound


def current(issue: Issue, name: str) -> bytes:
    """A key that is valid today: other software signs at its own moment."""
    now = dt.datetime.now(dt.UTC) - NOW
    return issue(name, now - dt.timedelta(1), now + dt.timedelta(1))


def test_a_signature_of_other_software_is_verified_and_its_change_found(paper: bytes, issue: Issue) -> None:
    made = by_pyhanko(paper, current(issue, "Rina"), subfilter=SigSeedSubFilter.PADES)
    assert faults(verify_pdf(made)) == ""
    said = faults(verify_pdf(flipped(made, 3000)))
    assert re.search(r"Isi yang ditutup tanda tangan Lain: berubah di antara byte 0–\d+ dan \d+–\d+", said)


def test_an_older_kind_of_signature_is_not_called_pades(paper: bytes, issue: Issue) -> None:
    (one,) = verify_pdf(by_pyhanko(paper, current(issue, "Rina"))).signatures
    assert (one.level, one.valid) == ("CMS (bukan PAdES)", True)


def repeated(signed: bytes) -> bytes:
    return signed + signed


def nested(signed: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"[" * 100_000 + signed


def many_marks(signed: bytes) -> bytes:
    return signed + b"/ByteRange [0 1 3 4]" * 20_000


@pytest.mark.parametrize("make", [repeated, nested, many_marks])
def test_odd_files_get_a_verdict(signed: bytes, make: Callable[[bytes], bytes]) -> None:
    assert not verify_pdf(make(signed)).sound


@given(st.binary(max_size=400))
def test_any_bytes_at_all_get_a_verdict(content: bytes) -> None:
    for given_bytes in (content, b"%PDF-1.7\n" + content, content + b"/ByteRange [0 5 9 3]" + content):
        verdict = verify_pdf(given_bytes)
        assert not verdict.sound
        assert all(isinstance(one, Check) for one in verdict.checks)
