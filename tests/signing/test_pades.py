"""Signing: real signatures that others accept, and refusals that say what is wrong and tell no secret."""

from __future__ import annotations

import datetime as dt
import logging
import re
import shutil
import subprocess
import traceback
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.signing.cast import NOW, PASSPHRASE, Issue, code, faults, flipped
from ukur import signing
from ukur.domain.errors import Refused
from ukur.signing.authority import Authority
from ukur.signing.cms import read_certificate


def attempt(pdf: bytes, key: bytes, passphrase: str = PASSPHRASE, **more: object) -> bytes:
    given = {"reason": "Persetujuan", "location": "Purwakarta", "at": NOW} | more
    return signing.sign(pdf, pkcs12=key, passphrase=passphrase, **given)  # type: ignore[arg-type]


def pdfsig(content: bytes, folder: Path) -> str:
    tool = shutil.which("pdfsig")
    if tool is None:
        pytest.skip("poppler-utils is not installed")
    (folder / "x.pdf").write_bytes(content)
    return subprocess.run([tool, "-nocert", "x.pdf"], cwd=folder, capture_output=True, text=True, check=False).stdout


def test_a_signed_paper_is_sound_and_says_who_signed_and_that_it_is_a_test(signed: bytes, authority: Authority) -> None:
    verdict = signing.verify_pdf(signed, [authority.certificate])
    (one,) = verdict.signatures
    assert faults(verdict) == ""
    assert (one.signer, one.level, one.signed_at) == ("Budi Santoso", "PAdES B-B", NOW)
    assert (one.valid, one.intact, one.trusted, one.covers_whole_file) == (True, True, True, True)
    assert one.kind == "Uji (bukan dokumen resmi)"


def test_poppler_accepts_the_signature(signed: bytes, tmp_path: Path) -> None:
    said = pdfsig(signed, tmp_path)
    assert "Signature Validation: Signature is Valid." in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert "Not total document signed" not in said


def test_two_signatures_are_both_valid_for_us_and_for_poppler(
    twice: bytes, authority: Authority, tmp_path: Path
) -> None:
    verdict = signing.verify_pdf(twice, [authority.certificate])
    assert faults(verdict) == ""
    assert [one.signer for one in verdict.signatures] == ["Budi Santoso", "Siti Aminah"]
    assert [one.covers_whole_file for one in verdict.signatures] == [False, True]
    assert pdfsig(twice, tmp_path).count("Signature is Valid.") == 2


def test_pyhanko_alone_trusts_the_signature_under_its_authority(signed: bytes, authority: Authority) -> None:
    context = ValidationContext(trust_roots=[read_certificate(authority.certificate)], moment=NOW)
    (embedded,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    assert validate_pdf_signature(embedded, context).bottom_line


def test_what_was_there_before_is_not_touched(paper: bytes, signed: bytes, twice: bytes) -> None:
    assert signed.startswith(paper + b"\n")
    assert twice.startswith(signed)


def test_the_paper_stays_archival_and_accessible(signed: bytes) -> None:
    marks_kept(signed)


def marks_kept(signed: bytes) -> None:
    """PDF/A-3a and PDF/UA-1 are still claimed, and no field is drawn."""
    with pikepdf.open(BytesIO(signed)) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
        assert re.search(r"pdfaid:part>3<.*pdfaid:conformance>A<", said, re.DOTALL)
        assert "pdfuaid:part>1<" in said
        assert "pyHanko" not in said + str(pdf.docinfo)
        assert list(pdf.attachments) == ["data.csv"]
        first, *_ = pdf.Root.AcroForm.Fields
        assert str(first.TU) == "Tanda tangan"
        for field in pdf.Root.AcroForm.Fields:
            assert [float(one) for one in field.Rect][2:] == [float(one) for one in field.Rect][:2]


def test_many_papers_are_signed_with_a_key_opened_once(paper: bytes, head_key: bytes) -> None:
    key = signing.open_key(head_key, PASSPHRASE)
    for place in ("Purwakarta", "Jakarta"):
        made = signing.sign_with(key, paper, reason="Persetujuan", location=place, at=NOW)
        assert faults(signing.verify_pdf(made)) == ""
        assert place.encode() in made


def test_a_key_of_an_elliptic_curve_signs_too(paper: bytes, tmp_path: Path) -> None:
    made = attempt(paper, own_key(ec.generate_private_key(ec.SECP256R1())))
    assert faults(signing.verify_pdf(made)) == ""
    assert "Signature is Valid." in pdfsig(made, tmp_path)


def test_the_moment_is_now_when_none_is_given(paper: bytes) -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    key = own_key(ec.generate_private_key(ec.SECP256R1()))
    (one,) = signing.verify_pdf(attempt(paper, key, at=None)).signatures
    assert one.signed_at is not None
    assert before <= one.signed_at <= dt.datetime.now(dt.UTC)


def test_a_wrong_passphrase_is_refused(paper: bytes, head_key: bytes) -> None:
    for wrong in ("salah", "", "rahasia\udc80", PASSPHRASE + " "):
        with pytest.raises(Refused) as refused:
            attempt(paper, head_key, wrong)
        assert code(refused.value) == "wrong_passphrase"


def test_a_key_outside_its_time_is_refused(paper: bytes, issue: Issue) -> None:
    day = dt.timedelta(days=1)
    with pytest.raises(Refused) as refused:
        attempt(paper, issue("Budi Santoso", -9 * day, -day))
    assert code(refused.value) == "key_expired"
    assert dict(refused.value.refusals[0].values)["until"] == (NOW - day).isoformat()
    with pytest.raises(Refused) as refused:
        attempt(paper, issue("Budi Santoso", day, 9 * day))
    assert code(refused.value) == "key_not_yet_valid"


def own_key(private: object, *, signs: bool = True, other: object = None) -> bytes:
    """A self-made key file of any kind of key, with the passphrase of the tests."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Kunci Sendiri")])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"), False
    )
    built = (
        x509.CertificateBuilder(name, name, private.public_key(), 5, NOW - dt.timedelta(9), NOW + dt.timedelta(3999))  # type: ignore[attr-defined]
        .add_extension(x509.KeyUsage(signs, signs, key_cert_sign=True, **usage), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    certificate = built.sign(private, None if isinstance(private, ed25519.Ed25519PrivateKey) else hashes.SHA256())  # type: ignore[arg-type]
    lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"", other or private, certificate, None, lock)  # type: ignore[arg-type]


def only_certificates(authority: Authority) -> bytes:
    root = x509.load_pem_x509_certificate(authority.certificate)
    lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"", None, None, [root], lock)


def test_a_key_file_that_cannot_sign_papers_is_refused_with_the_reason(paper: bytes, authority: Authority) -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    cases = {
        "bukan berkas kunci": b"ini bukan kunci",
        "bukan berkas kunci PKCS": own_key(curve)[:-40],
        "tidak berisi kunci": only_certificates(authority),
        "tidak didukung": own_key(ed25519.Ed25519PrivateKey.generate()),
        "1024 bit terlalu pendek": own_key(rsa.generate_private_key(65537, 1024)),  # noqa: S505 - too short on purpose
        "tidak boleh dipakai": own_key(curve, signs=False),
    }
    for why, key in cases.items():
        with pytest.raises(Refused) as refused:
            attempt(paper, key)
        assert code(refused.value) == "key_unusable"
        assert why in dict(refused.value.refusals[0].values)["reason"]


def locked(paper: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(paper)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def test_a_file_that_cannot_be_signed_is_refused(paper: bytes, head_key: bytes) -> None:
    for bad in (b"", b"bukan pdf", paper[:2000], paper[-3000:], locked(paper), b"%PDF-1.7\n%%EOF\n"):
        with pytest.raises(Refused) as refused:
            attempt(bad, head_key)
        assert code(refused.value) == "pdf_unusable"


def test_a_field_is_signed_once_only(signed: bytes, head_key: bytes) -> None:
    with pytest.raises(Refused) as refused:
        attempt(signed, head_key)
    assert code(refused.value) == "pdf_unusable"
    assert "sudah ditandatangani" in dict(refused.value.refusals[0].values)["reason"]


def test_nobody_signs_under_a_signature_that_is_broken_already(signed: bytes, head_key: bytes) -> None:
    with pytest.raises(Refused) as refused:
        attempt(flipped(signed, 3000), head_key, field="Sig2")
    assert code(refused.value) == "pdf_unusable"
    assert "Sig1" in dict(refused.value.refusals[0].values)["reason"]


def test_the_passphrase_is_in_no_message_no_log_and_no_picture_of_a_key(
    paper: bytes, head_key: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "sangat-rahasia-77"
    with pytest.raises(Refused) as refused:
        attempt(paper, head_key, secret)
    said = "".join(traceback.format_exception(refused.value)) + caplog.text + repr(refused.value.refusals)
    said += repr(signing.open_key(head_key, PASSPHRASE))
    assert secret not in said
    assert PASSPHRASE not in said
    assert "PRIVATE" not in said
