"""What holds for every kind of paper: the file's claims, its parts, both sheets, practice."""

from __future__ import annotations

import json
import typing

import pikepdf
import pytest

from tests.formats.papers import letters, sample
from tests.formats.papers.pdftext import attachment, fonts, opened, sheet_mm, structure, text_of, words_of
from ukur.domain.paper.chain import canonical
from ukur.formats.papers import TEST_LABEL, render, snapshot_bytes
from ukur.formats.papers.model import LetterKind

NAMES = tuple(letters.all_letters())


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_can_be_frozen(name: str) -> None:
    assert json.loads(canonical(letters.all_letters()[name])) == json.loads(snapshot_bytes(letters.all_letters()[name]))


def test_every_kind_of_paper_has_a_sample() -> None:
    assert {one["kind"] for one in letters.all_letters().values()} == set(typing.get_args(LetterKind))


@pytest.mark.parametrize("name", ("document", *NAMES))
def test_a_paper_claims_its_standards_and_names_itself(name: str, drawn: dict[str, bytes]) -> None:
    with opened(drawn[name]).open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert sample.LETTERHEAD["agency"] in str(xmp["dc:title"])
        assert xmp["dc:creator"] == [sample.LETTERHEAD["agency"]]
        assert str(xmp["dc:language"]) in ("{'id-ID'}", "['id-ID']", "id-ID")


@pytest.mark.parametrize("name", ("document", *NAMES))
def test_a_paper_is_tagged_and_carries_its_fonts(name: str, drawn: dict[str, bytes]) -> None:
    root = opened(drawn[name]).Root
    assert root["/MarkInfo"]["/Marked"]
    assert structure(drawn[name]).count("/P") > 3
    assert all("/FontFile2" in font and "Arimo" in str(font["/FontName"]) for font in fonts(drawn[name]))


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_carries_what_it_was_made_from(name: str, drawn: dict[str, bytes]) -> None:
    content = letters.all_letters()[name]
    assert attachment(drawn[name], "naskah.json") == snapshot_bytes(content)
    assert json.loads(attachment(drawn[name], "naskah.json"))["kind"] == content["kind"]


@pytest.mark.parametrize("name", NAMES)
def test_practice_is_marked_on_every_page_of_every_kind_on_f4(name: str) -> None:
    content = letters.all_letters(practice=True)[name]
    pdf = render(content, paper="F4")
    assert sheet_mm(pdf) == ((330, 215) if content.get("landscape") else (215, 330))
    pages = text_of(pdf).split("=== halaman ===")[:-1]
    assert len(pages) == len(opened(pdf).pages)
    assert all("LATIHAN" in page and TEST_LABEL in page for page in pages)
    assert all(f"Halaman {no} dari {len(pages)}" in page for no, page in enumerate(pages, 1))


@pytest.mark.parametrize("name", ("document", *NAMES))
def test_a_table_has_heads_and_every_picture_words(name: str, drawn: dict[str, bytes]) -> None:
    kinds = structure(drawn[name])
    assert kinds.count("/TH") > 0 or "/Table" not in kinds
    pictures = [
        o for o in opened(drawn[name]).objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
    ]
    assert all(str(one.get("/Alt", "")) for one in pictures)


@pytest.mark.parametrize("name", NAMES)
def test_no_signature_stands_alone_on_a_page(name: str, drawn: dict[str, bytes]) -> None:
    last = text_of(drawn[name]).split("=== halaman ===")[-2]
    content = letters.all_letters()[name]
    words = [line for line in last.splitlines() if line.strip()]
    assert not content["signatures"] or content["signatures"][0]["role"] not in " ".join(words[:2])


def test_the_code_of_a_copy_is_that_of_the_document(drawn: dict[str, bytes]) -> None:
    words = words_of(drawn["lembar-salinan"])
    assert "Salinan 2 dari 5" in words
    assert "7C4A 9F02 D1E8 5B36" in words
    own = {**letters.all_letters()["lembar-salinan"], "digest": "f" * 64, "verify": sample.VERIFY}
    assert "FFFF" not in words_of(render(own))
    assert "tidak diubah sedikit pun" in words


SHORT = [name for name in NAMES if "disposisi" in name or "nota" in name or name == "surat-pengantar"]


@pytest.mark.parametrize("name", SHORT)
@pytest.mark.parametrize("practice", [True, False])
def test_a_short_letter_is_one_page_with_its_code(name: str, practice: bool) -> None:
    content = letters.all_letters(practice=practice)[name]
    pdf = render({**content, "verify": sample.VERIFY, "digest": sample.DIGEST})
    assert len(opened(pdf).pages) == 1
    assert words_of(pdf).count("Cek keaslian:") == 1
