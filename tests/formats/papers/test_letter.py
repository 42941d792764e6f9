"""Letters, forms and records: one look, the caller's blocks."""

from __future__ import annotations

import pytest

from tests.formats.papers import sample
from tests.formats.papers.pdftext import structure, text_of, words_of
from ukur.formats.papers import BadContent, Letter, render

KINDS = ("disposisi", "undangan", "notula", "daftar-hadir", "berita-acara", "nota-dinas", "form-unit")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_letter_can_be_drawn(kind: str) -> None:
    words = words_of(render({**sample.invitation(), "kind": kind, "title": kind.upper()}))
    assert kind.upper() in words


def test_a_letter_has_its_date_at_the_top_and_a_record_above_the_signatures(invitation: bytes) -> None:
    letter = words_of(invitation)
    assert letter.index("Contoh, 7 Oktober 2026") < letter.index("Nomor :")
    record = words_of(render({**sample.invitation(), "title": "Berita Acara"}))
    assert record.index("terima kasih.") < record.index("Contoh, 7 Oktober 2026") < record.index("Kepala Dinas,")


def test_a_record_names_its_title_number_and_copies() -> None:
    words = words_of(render({**sample.invitation(), "title": "Berita Acara", "subtitle": "Nomor 5/BA/2026"}))
    assert "BERITA ACARA Nomor 5/BA/2026" in words
    assert "Tembusan:" in words
    assert "Inspektur Kabupaten Contoh" in words


def test_a_list_to_sign_has_a_head_and_a_row_for_everyone() -> None:
    pdf = render(sample.attendance())
    text = text_of(pdf, "-layout")
    assert all(who in text for who in ("Dra. Wiwin Herawati", "Ir. Sri Wahyuni", "Dedi Kurniadi"))
    assert structure(pdf).count("/TH") == 5
    assert "LATIHAN" in text
    assert "Uji (bukan dokumen resmi)" in text


def test_a_long_list_repeats_its_head_on_each_page() -> None:
    content: Letter = sample.attendance()
    block = content["blocks"][1]
    assert block["type"] == "table"
    block["rows"] = [[str(n), "Nama", None, "Bidang", ""] for n in range(1, 81)]
    pdf = render(content)
    pages = [page for page in text_of(pdf).split("=== halaman ===") if "Bidang" in page]
    assert len(pages) > 2
    assert all("Tanda tangan" in page for page in pages)


def test_all_blocks_are_drawn_in_order() -> None:
    content = sample.invitation()
    content["blocks"] = [
        {"type": "heading", "text": "Pembahasan"},
        {"type": "list", "items": ["satu", "dua"]},
        {"type": "list", "items": ["bulat"], "bullets": True},
        {"type": "checks", "items": [("Segera", True), ("Rahasia", False)]},
        {"type": "fields", "rows": [("Catatan", None), ("Paraf", "")]},
        {"type": "table", "head": ["A"], "rows": [["isi sel"], [None]]},
        {"type": "paragraph", "text": "baris satu\nbaris dua"},
    ]
    words = words_of(render(content))
    order = [
        "Pembahasan",
        "1. satu",
        "2. dua",
        "• bulat",
        "X Segera",
        "Rahasia",
        "Catatan",
        "isi sel",
        "–",
        "baris satu",
    ]
    assert [words.find(part) for part in order] == sorted(words.find(part) for part in order)
    assert all(part in words for part in order)


def test_three_signers_stand_side_by_side_and_none_is_lost() -> None:
    content = sample.attendance()
    content["signatures"] = [*content["signatures"], {"role": "Mengetahui", "name": "", "nip": "", "rank": ""}]
    words = words_of(render(content))
    assert all(role in words for role in ("Pimpinan Rapat,", "Notulis,", "Mengetahui,"))


def test_a_block_of_no_known_type_is_named() -> None:
    blocks = [{"type": "gambar", "text": "x"}]
    with pytest.raises(BadContent, match=r"blocks\[0\].type bernilai 'gambar'"):
        render({**sample.invitation(), "blocks": blocks})


def test_a_letter_may_carry_a_code_to_check_it() -> None:
    words = words_of(render({**sample.invitation(), "verify": sample.VERIFY, "digest": sample.DIGEST}))
    assert "Cek keaslian: https://ukur.contoh.go.id/cek/" in words
    assert "Kode keaslian: 7C4A 9F02 D1E8 5B36" in words
