"""Who signs, for whom and how; what a paper claims of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.papers import sample
from tests.formats.papers.pdftext import text_of, words_of
from ukur.formats.papers import TEST_LABEL, BadContent, render
from ukur.formats.papers.model import BSRE_FOOTER
from ukur.formats.papers.signers import office_lines, plain_name

OFFICIAL = {"kind_of_signature": "Sah (elektronik BSrE)", "verify": sample.VERIFY, "digest": sample.DIGEST}
AGENCY = "Kepala Dinas Koperasi"


def letter(*signers: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = dict(sample.invitation())
    return base | {"signatures": [{**sample.invitation()["signatures"][0], **one} for one in signers], **more}


@pytest.mark.parametrize("acting", ["Plt.", "Plh.", "Pj."])
def test_an_acting_official_signs_with_his_exact_prefix(acting: str) -> None:
    content = sample.small()
    content["signature"]["acting"] = acting
    assert words_of(render(content)).count(f"{acting} Kepala Dinas Koperasi") == 2
    assert f"{acting} Sekretaris," in words_of(render(letter({"role": f"{acting} Sekretaris"})))


def test_who_signs_for_another_names_him_first() -> None:
    words = words_of(render(letter({"role": "Sekretaris", "on_behalf": AGENCY})))
    assert f"a.n. {AGENCY} Sekretaris, Drs. Bambang" in words


def test_who_signs_for_one_who_signs_for_another_names_both() -> None:
    one = {"role": "Kepala Subbagian Umum", "on_behalf": AGENCY, "through": "Sekretaris"}
    assert f"a.n. {AGENCY} Sekretaris u.b. Kepala Subbagian Umum, Drs." in words_of(render(letter(one)))
    content = sample.small()
    content["signature"] |= {"on_behalf": "Bupati Contoh", "through": "Sekretaris Daerah", "acting": ""}
    assert "a.n. Bupati Contoh Sekretaris Daerah u.b. Kepala Dinas" in words_of(render(content))


def test_the_lines_over_a_signature() -> None:
    assert office_lines("Sekretaris", "", "") == [("", "Sekretaris,")]
    assert office_lines("", "", "") == []
    assert office_lines("C", "A", "B") == [("a.n.", "A"), ("", "B"), ("", "u.b."), ("", "C,")]


def test_a_form_that_no_office_writes_is_refused() -> None:
    with pytest.raises(BadContent, match=r"u\.b\. tanpa a\.n\."):
        render(letter({"through": "Sekretaris"}))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Drs. Bambang Prasetyo, M.Si.", "Bambang Prasetyo"),
        ("Dr. Ir. H. Ahmad Fauzi, S.E., M.M.", "Ahmad Fauzi"),
        ("dr.Siti Aminah", "Siti Aminah"),
        ("M. Yusuf", "M. Yusuf"),
        ("Irma Suryani", "Irma Suryani"),
        ("R. Soepomo, S.H.", "R. Soepomo"),
        ("Drs.", "Drs."),
        ("", ""),
    ],
)
def test_the_panel_shows_a_name_without_degrees(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_pen_leaves_room_and_claims_nothing() -> None:
    words = words_of(render(letter({}, **OFFICIAL)))
    assert "Ditandatangani secara elektronik" not in words
    assert "Cek keaslian:" in words


def test_an_electronic_signature_prints_the_panel_and_one_code_only() -> None:
    words = words_of(render(letter({"manner": "electronic"}, **OFFICIAL)))
    assert "Ditandatangani secara elektronik oleh: Kepala Dinas Bambang Prasetyo" in words
    assert words.count("Cek keaslian:") == 1
    assert "BSrE)" in words  # the kind of signature that the caller names
    assert "Balai Besar" not in words


def test_only_a_paper_that_bsre_signs_says_so_and_says_it_on_every_page() -> None:
    content = letter({"manner": "bsre"}, **OFFICIAL)
    content["blocks"] = [{"type": "paragraph", "text": "Isi surat. " * 60}] * 12
    pages = text_of(render(content), "-raw").split("=== halaman ===")[:-1]
    assert len(pages) > 1
    for page in pages:
        assert all(line in " ".join(page.split()) for line in BSRE_FOOTER)


@pytest.mark.parametrize("content", [{"practice": True}, {"kind_of_signature": TEST_LABEL}])
def test_a_practice_or_test_never_claims_bsre(content: dict[str, Any]) -> None:
    with pytest.raises(BadContent, match="tidak ditandatangani BSrE"):
        render(letter({"manner": "bsre"}, **{**OFFICIAL, **content}))
    document = sample.small()
    document["signature"]["manner"] = "bsre"
    with pytest.raises(BadContent, match="tidak ditandatangani BSrE"):
        render(document)


def test_a_paraf_box_has_a_row_for_each_and_three_at_most() -> None:
    posts = ["Kepala Subbagian Umum", "Kepala Bidang Perdagangan", "Asisten"]
    words = words_of(render(letter({}, initials=posts)))
    assert "No Jabatan Paraf 1 Kepala Subbagian Umum 2 Kepala Bidang Perdagangan 3 Asisten" in words
    assert "1 Kepala Subbagian Umum" in words_of(render({**sample.small(), "initials": posts[:1]}))
    with pytest.raises(BadContent, match="paraf lebih dari 3"):
        render(letter({}, initials=[*posts, "Satu lagi"]))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_every_signer_is_printed_once_with_the_paraf(count: int) -> None:
    signers = [{"role": f"Jabatan {no}", "name": f"Nama{no}"} for no in range(count)]
    words = words_of(render(letter(*signers, initials=["Kasubag"])))
    assert all(words.count(f"Jabatan {no},") == 1 and words.count(f"Nama{no}") == 1 for no in range(count))
    assert "1 Kasubag" in words


def test_a_receiver_who_is_not_known_yet_has_lines_to_write_on() -> None:
    one = {"role": "Yang menerima", "name": "", "above": ("Diterima tanggal", None), "write_in": ["Nama", "NIP"]}
    words = words_of(render(letter(one, {})))
    assert "Diterima tanggal" in words
    assert "Nama : NIP :" in words
