"""The offline verifier on signatures of every kind, and on journals and lists that were forged with care."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.fields import SigSeedSubFilter

from tests.e2e.test_verifier import Tool, by_command, tool
from tests.formats.places import of_pdf
from tests.formats.test_package import parts, reseal
from tests.signing.cast import NOW, PASSPHRASE, Issue, flipped
from tests.signing.conftest import authority, issue, paper
from tests.signing.test_pades import attempt, own_key
from tests.signing.test_verify import by_pyhanko, current, stamping
from ukur import signing
from ukur.domain.paper import chain
from ukur.formats.package import build, zip_folder
from ukur.signing.authority import Authority

__all__ = ["authority", "issue", "paper", "tool"]  # fixtures of others

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """In a thread: pyHanko wants an event loop of its own, and the browser's runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def test_signatures_of_an_elliptic_curve_and_their_changes_are_told(tool: Tool, paper: bytes, tmp_path: Path) -> None:
    key = own_key(ec.generate_private_key(ec.SECP256R1()))
    made = apart(
        lambda: signing.sign(paper, pkcs12=key, passphrase=PASSPHRASE, reason="Persetujuan", location="P", at=NOW)
    )
    sentence, faults = tool.check("a.pdf", made)
    assert sentence.startswith("Utuh") and "ditandatangani oleh Kunci Sendiri" in tool.page.inner_text("#daftar")
    for place in of_pdf(made):
        sentence, faults = tool.check("a.pdf", place.flipped(made))
        assert sentence.startswith("Rusak") and place.is_named(faults), (place, faults)


def test_two_signatures_are_both_told_and_the_root_is_asked_when_it_is_chosen(
    tool: Tool, paper: bytes, issue: Issue, authority: Authority, tmp_path: Path
) -> None:
    twice = paper
    for field, name in (("Sig1", "Budi Santoso"), ("Sig2", "Siti Aminah")):
        twice = apart(partial(attempt, twice, issue(name), field=field))
    (tmp_path / "induk.pem").write_bytes(authority.certificate)
    tool.page.set_input_files("#induk", tmp_path / "induk.pem")
    assert tool.check("a.pdf", twice)[0].startswith("Utuh")
    said = tool.page.inner_text("#daftar")
    assert said.count("sampai ke sertifikat induk yang dipilih") == 2
    assert "Budi Santoso" in said and "Siti Aminah" in said and "12 Oktober 2026" in said
    (tmp_path / "lain.pem").write_bytes(signing.make_authority("Otoritas Lain").certificate)
    tool.page.set_input_files("#induk", tmp_path / "lain.pem")
    assert "tidak sampai ke sertifikat induk" in tool.check("a.pdf", twice)[1]


def test_a_certificate_that_was_not_valid_at_the_time_is_told(tool: Tool, paper: bytes, issue: Issue) -> None:
    key = issue("Budi Santoso", dt.timedelta(-9), dt.timedelta(9))
    made = apart(lambda: signing.sign(paper, pkcs12=key, passphrase=PASSPHRASE, reason="P", location="P", at=NOW))
    at = made.index(b"/M (D")
    later = made[:at] + made[at:].replace(b"2026", b"2029", 1)
    assert "tidak berlaku pada waktu tanda tangan" in tool.check("a.pdf", later)[1]


LEVELS = {
    "B-T": {},
    "B-LT": {"embed_validation_info": True},
    "B-LTA": {"embed_validation_info": True, "use_pades_lta": True},
}


@pytest.mark.parametrize("level", LEVELS)
def test_signatures_of_other_software_are_read_time_stamps_included(
    tool: Tool, paper: bytes, issue: Issue, authority: Authority, level: str
) -> None:
    from pyhanko_certvalidator import ValidationContext

    from ukur.signing.cms import read_certificate

    root = read_certificate(authority.certificate)

    def sign() -> bytes:
        context = ValidationContext(trust_roots=[root], allow_fetching=False)
        words = {"subfilter": SigSeedSubFilter.PADES, "validation_context": context, **LEVELS[level]}
        return by_pyhanko(paper, current(issue, "Rina"), stamping(authority), **words)

    made = apart(sign)
    sentence = tool.check("a.pdf", made)[0]
    if level != "B-T":  # what stands behind the signature might be anything
        assert sentence.startswith("Tidak ada yang rusak, tetapi tidak semua dapat dinilai di sini")
    else:
        assert sentence.startswith("Utuh"), tool.page.inner_text("#daftar")
    now = dt.datetime.now(dt.timezone(dt.timedelta(hours=7)))
    assert f"pukul {now:%H}." in tool.page.inner_text("#daftar") or now.minute < 2
    assert ("cap waktu dokumen" in tool.page.inner_text("#daftar")) == (level == "B-LTA")
    assert "Isi yang ditutup tanda tangan" in tool.check("a.pdf", flipped(made, 3000))[1]


def test_a_forged_journal_behind_new_lists_is_named_by_its_first_bad_entry_by_both(tool: Tool, tmp_path: Path) -> None:
    build(tmp_path / "berkas", parts())
    log = tmp_path / "berkas/data/catatan/journal.jsonl"
    before = log.read_bytes().splitlines(keepends=True)
    for no, line in enumerate(before, 1):
        for place in range(1, len(line) - 1, 37):
            bad = line[:place] + bytes([line[place] ^ 4]) + line[place + 1 :]
            log.write_bytes(b"".join((*before[: no - 1], bad, *before[no:])))
            reseal(tmp_path / "berkas")
            zip_folder(tmp_path / "berkas", tmp_path / "a.zip")
            sound, said = by_command(tmp_path / "a.zip")
            faults = tool.check("a.zip", (tmp_path / "a.zip").read_bytes())[1]
            good = f"{no - 1} catatan sebelumnya utuh"
            assert not sound and good in said and good in faults, (no, place, said, faults)


def test_a_changed_time_stamp_over_a_signature_is_found(
    tool: Tool, paper: bytes, issue: Issue, authority: Authority
) -> None:
    made = apart(
        lambda: by_pyhanko(paper, current(issue, "Rina"), stamping(authority), subfilter=SigSeedSubFilter.PADES)
    )
    assert tool.check("a.pdf", made)[0].startswith("Utuh")
    token = made.lower().index(b"2a864886f70d010910020e")
    end = made.index(b"0" * 200, token)
    seen = [tool.check("a.pdf", flipped(made, at))[0].startswith("Utuh") for at in range(token + 60, end - 2, 191)]
    assert len(seen) > 20 and sum(seen) <= len(seen) // 7  # names of algorithms in a token of others have many forms


@pytest.mark.parametrize(
    "value",
    [
        {"é": 1, "a": [1, -0, 10**30, True, None], "\U0001f600": "x", "\uffff": "y"},
        {"teks": 'kutip " garis \\ tab \t baris \n \u0001 \u007f \u2028 /'},
        {"dalam": {"b": {"z": [], "a": {}}, "a": [[[""]]]}},
    ],
)
def test_json_is_written_in_the_same_form_in_both(tool: Tool, tmp_path: Path, value: dict[str, object]) -> None:
    snapshot = chain.canonical(value)
    entry: dict[str, object] = {"stream": "run:1", "seq": 1, "prev": "", "isi": value}
    entry["payload"] = {"digest": sha256(snapshot).hexdigest()}
    entry["digest"] = chain.digest("", entry)
    build(tmp_path / "berkas", parts(journal=[entry], snapshot=snapshot))
    log = tmp_path / "berkas/data/catatan/journal.jsonl"
    log.write_text(json.dumps(entry) + "\n")  # spelled otherwise, and the same content
    reseal(tmp_path / "berkas")
    zip_folder(tmp_path / "berkas", tmp_path / "a.zip")
    seen = by_command(tmp_path / "a.zip")[1], tool.check("a.zip", (tmp_path / "a.zip").read_bytes())[1]
    assert not [one for one in seen if "atatan" in one or "naskah" in one], seen  # its size alone is told
