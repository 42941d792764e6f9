"""The four levels of PAdES by a key of one's own, and what is lost when an authority does not answer."""

from __future__ import annotations

import datetime as dt
import logging
import re
import traceback
from pathlib import Path

import pytest
from certomancer.registry import ServiceLabel

from tests.signing.cast import PASSPHRASE, faults, flipped, frames
from tests.signing.pki import NAMES, Pki
from tests.signing.test_pades import marks_kept, pdfsig
from ukur import signing
from ukur.signing import About, Level, LocalKeys, Secret, Signed, SignerRef, SigningFailed, StampAuthority, verify_pdf
from ukur.signing.cms import read_certificate
from ukur.signing.evidence import Evidence
from ukur.signing.lasting import with_evidence

SECRET = Secret(PASSPHRASE)


def sign(pki: Pki, pdf: bytes, level: Level, label: str = "head", field: str = "Sig1") -> Signed:
    keys = LocalKeys(pki.roots, (StampAuthority(pki.stamps),))
    who = SignerRef(NAMES[label], container=pki.container(label))
    return keys.sign(pdf, who, SECRET, level, About("Persetujuan", "Purwakarta", field))


@pytest.fixture(scope="session")
def made(paper: bytes, pki: Pki) -> dict[Level, Signed]:
    """The paper, signed at each level."""
    return {level: sign(pki, paper, level) for level in Level}


@pytest.mark.parametrize("level", list(Level))
def test_each_level_is_reached_and_named(made: dict[Level, Signed], pki: Pki, level: Level) -> None:
    signed = made[level]
    assert (signed.level, signed.lost, signed.signer) == (level, "", "Budi Santoso")
    verdict = verify_pdf(signed.pdf, pki.roots)
    assert faults(verdict) == ""
    assert verdict.signatures[0].level == level


@pytest.mark.parametrize("level", list(Level))
def test_poppler_accepts_each_level(made: dict[Level, Signed], tmp_path: Path, level: Level) -> None:
    said = pdfsig(made[level].pdf, tmp_path)
    assert said.count("Signature is Valid.") == 1
    assert said.count("has not yet been verified") == (1 if level is Level.LTA else 0)  # poppler checks no time stamps
    assert "nvalid" not in said


@pytest.mark.parametrize("first", list(Level))
def test_a_second_signer_leaves_the_first_valid(
    made: dict[Level, Signed], pki: Pki, tmp_path: Path, first: Level
) -> None:
    both = sign(pki, made[first].pdf, Level.LTA, "secretary", "Sig2")
    verdict = verify_pdf(both.pdf, pki.roots)
    assert faults(verdict) == ""
    persons = [one for one in verdict.signatures if one.level != "cap waktu dokumen"]
    assert [one.signer for one in persons] == ["Budi Santoso", "Siti Aminah"]
    assert persons[1].level == Level.LTA
    assert both.signer == "Siti Aminah"
    said = pdfsig(both.pdf, tmp_path)
    assert "nvalid" not in said
    assert said.count("Signature is Valid.") == len(persons)


@pytest.mark.parametrize("level", list(Level))
def test_what_was_there_is_not_touched_and_the_marks_of_the_archive_are_kept(
    paper: bytes, made: dict[Level, Signed], level: Level
) -> None:
    pdf = made[level].pdf
    assert pdf.startswith(paper)
    marks_kept(pdf)


def places(pdf: bytes, start: int) -> list[int]:
    """A few dozen places: the paper, the head of each container with what is signed and stamped in it, and the rest
    of what was added.
    """
    holes = [hit.span(1) for hit in re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", pdf)]
    inside = [at for begin, end in holes for at in range(begin, begin + len(pdf[begin:end].rstrip(b"0")), 701)]
    after = holes[0][1]
    return sorted({*range(0, start, 9001), *inside, *range(after, len(pdf), 1301), len(pdf) - 1, len(pdf) - 90})


@pytest.mark.parametrize("level", list(Level))
def test_a_changed_byte_is_found_at_each_level(paper: bytes, made: dict[Level, Signed], pki: Pki, level: Level) -> None:
    pdf = made[level].pdf
    unseen = [at for at in places(pdf, len(paper)) if verify_pdf(flipped(pdf, at, 1 << at % 8), pki.roots).sound]
    assert unseen == []


def test_what_a_document_stamp_leaves_unproven_may_not_change_either(made: dict[Level, Signed], pki: Pki) -> None:
    pdf = made[Level.LTA].pdf
    start = [hit.start(1) for hit in re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", pdf)][-1]
    assert b"(UKURWaktu1)" in pdf
    for at in (52, 65, 78):  # version and list of algorithms: no validator asks for them
        assert "keterangan di dalam wadah berubah" in faults(verify_pdf(flipped(pdf, start + at, 2), pki.roots)), at


def test_a_changed_byte_in_the_evidence_behind_the_last_signature_is_told_as_such(
    made: dict[Level, Signed], pki: Pki
) -> None:
    pdf = made[Level.LT].pdf
    end = faults(verify_pdf(flipped(pdf, len(pdf) - 400), pki.roots))
    assert "keterangan validasi berubah" in end or "Susunan PDF" in end


def test_no_stamp_costs_the_level_and_never_the_signature(paper: bytes, pki: Pki) -> None:
    with pki.without("/tsa/"):
        for level in (Level.T, Level.LT, Level.LTA):
            signed = sign(pki, paper, level)
            assert signed.level == Level.B
            assert "cap waktu" in signed.lost
            assert faults(verify_pdf(signed.pdf, pki.roots)) == ""


def test_a_stamp_of_an_unknown_authority_costs_the_level(paper: bytes, pki: Pki, authority: signing.Authority) -> None:
    keys = LocalKeys((authority.certificate,), (StampAuthority(pki.stamps),))
    signed = keys.sign(paper, SignerRef("Budi", container=pki.container("head")), SECRET, Level.T, About())
    assert (signed.level, signed.lost) == (Level.B, "otoritas cap waktu tidak dikenal di sini")


def test_the_second_authority_is_asked_when_the_first_is_down(paper: bytes, pki: Pki) -> None:
    keys = LocalKeys(pki.roots, (StampAuthority("http://127.0.0.1:9/tsa"), StampAuthority(pki.stamps)))
    signed = keys.sign(paper, SignerRef("Budi", container=pki.container("head")), SECRET, Level.T, About())
    assert (signed.level, signed.lost) == (Level.T, "")


def test_without_authorities_the_signature_is_plain_and_says_so(paper: bytes, pki: Pki) -> None:
    keys = LocalKeys(pki.roots)
    signed = keys.sign(paper, SignerRef("Budi", container=pki.container("head")), SECRET, Level.LTA, About())
    assert (signed.level, signed.lost) == (Level.B, "alamat otoritas cap waktu belum diisi")


def test_one_kind_of_evidence_is_enough(paper: bytes, pki: Pki) -> None:
    with pki.without("/ocsp/"):
        assert sign(pki, paper, Level.LT).level == Level.LT


def test_no_evidence_costs_one_level(paper: bytes, pki: Pki) -> None:
    with pki.without("/ocsp/", "/crls/"):
        signed = sign(pki, paper, Level.LTA)
    assert signed.level == Level.T
    assert "Budi Santoso tidak dicabut belum dapat diambil" in signed.lost


def test_a_certificate_that_names_no_place_of_evidence_never_passes_for_lasting(paper: bytes, pki: Pki) -> None:
    signed = sign(pki, paper, Level.LT, "bare")
    assert signed.level == Level.T
    assert "Tanpa Alamat" in signed.lost


def test_a_revoked_certificate_does_not_sign_when_revocation_is_asked(paper: bytes, pki: Pki) -> None:
    with pytest.raises(SigningFailed) as failed:
        sign(pki, paper, Level.LT, "revoked")
    assert (failed.value.code, failed.value.retry) == ("certificate_not_ready", False)
    assert "dicabut" in failed.value.said


def add_evidence_unasked(pdf: bytes, pki: Pki) -> bytes:
    """What other software may add later: a store with the CRLs, whatever they say."""
    labels = ("root", "inter")
    crls = tuple(pki.arch.service_registry.get_crl(ServiceLabel(one), dt.datetime.now(dt.UTC)) for one in labels)
    certificates = tuple(read_certificate(pki.certificate(one)) for one in labels)
    return with_evidence(pdf, [Evidence(certificates, (), crls)])


def test_evidence_that_a_certificate_was_revoked_makes_a_signature_unsound(paper: bytes, pki: Pki) -> None:
    signed = sign(pki, paper, Level.T, "revoked")
    with_proof = add_evidence_unasked(signed.pdf, pki)
    (one,) = verify_pdf(with_proof, pki.roots).signatures
    assert (one.problem, one.trusted) == (signing.Problem.REVOKED, False)


def test_the_passphrase_of_a_key_shows_nowhere(paper: bytes, pki: Pki, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    keys, secret = LocalKeys(pki.roots, (StampAuthority(pki.stamps),)), "kata sandi lain 77"
    cases = [(paper, secret, "passphrase_wrong"), (b"%PDF-1.7\n", PASSPHRASE, "document_unusable")]
    for pdf, given, code in cases:
        with pytest.raises(SigningFailed) as failed:
            keys.sign(pdf, SignerRef("Budi", container=pki.container("head")), Secret(given), Level.LTA, About())
        assert failed.value.code == code
        said = [*traceback.format_exception(failed.value), *frames(failed.value), caplog.text, repr(failed.value)]
        assert len(said) > 5
        assert not [one for one in said if given in one]
