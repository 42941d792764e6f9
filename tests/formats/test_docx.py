"""Papers as DOCX: everything the PDF says, nothing that an editable file cannot hold."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.shared import Mm

from tests.formats.papers import letters, sample
from tests.formats.papers.pdftext import words_of
from tests.formats.papers.test_hostile import KEEP, LONG, SIGNS, everywhere
from tests.rig import office
from ukur.formats.docx import write
from ukur.formats.papers import TEST_LABEL, BadContent
from ukur.formats.papers.model import BSRE_FOOTER

NAMES = tuple(letters.all_letters())
UNPRINTED = (*KEEP, "nip", "rank", "verify", "place", "raw", "summary", "status", "polarity", "frequency", "acting")
HOSTILE = "{ MERGEFIELD x } <w:p/> =1+1 &amp; \x07\x1b_x000D_ \u202egnp \\* MERGEFORMAT"


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def said(data: bytes) -> str:
    """All text of the body in its order, in one line."""
    body = part(data)
    return " ".join(" ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body)).split())


def texts(value: Any) -> Iterator[str]:
    """The texts of a content that are printed as they stand."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in UNPRINTED and key != "kind_of_signature":
                yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str) and value:
        yield from value.split("\n")


def bare(text: str) -> str:
    return re.sub(r"[\s&]|amp;|lt;|gt;", "", text).upper()


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_letter_is_written(name: str) -> None:
    content: Any = letters.all_letters()[name]
    words = bare(said(write(content)))
    content = {key: one for key, one in content.items() if key not in ("subject", "letter_head")}
    assert [text for text in texts(content) if bare(text) not in words] == []


def test_every_text_of_the_document_is_written() -> None:
    content = sample.measurement()
    words = bare(said(write(content)))
    for indicator in (one for objective in content["objectives"] for one in objective["indicators"]):
        assert [text for text in texts(indicator) if bare(text) not in words] == []
    for key in ("history", "returns", "closing", "settings", "agency_total"):
        assert [text for text in texts(content[key]) if bare(text) not in words] == []


def test_headings_are_real_and_heads_of_tables_repeat() -> None:
    data = write(sample.measurement())
    document = opened(data)
    styles = [one.style.name for one in document.paragraphs if one.style]
    assert styles.count("Heading 1") == 6
    assert styles.count("Heading 3") == 25
    assert styles.count("Title") == 1
    ruled = [table for table in document.tables if table.style and table.style.name == "Table Grid"]
    assert len(ruled) == 6
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in ruled)
    assert all("w:cantSplit" in row._tr.xml for table in ruled for row in table.rows)


@pytest.mark.parametrize(("paper", "sides"), [("A4", (210, 297)), ("F4", (215, 330))])
def test_the_sheet_is_the_one_asked_for(paper: Any, sides: tuple[int, int]) -> None:
    section = opened(write(sample.invitation(), paper=paper)).sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == sides  # type: ignore[operator]
    section = opened(write(sample.small(), paper=paper)).sections[0]
    assert (round(section.page_height / Mm(1)), round(section.page_width / Mm(1))) == sides  # type: ignore[operator]


def test_the_face_is_arial_and_the_language_indonesian() -> None:
    styles = part(write(sample.invitation()), "word/styles.xml")
    normal = re.search(r'<w:style [^>]*w:default="1" w:styleId="Normal">.*?</w:style>', styles, re.DOTALL)
    assert normal
    assert 'w:ascii="Arial"' in normal[0]
    assert 'w:lang w:val="id-ID"' in normal[0]
    assert "Theme" not in normal[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_content_gives_the_same_bytes(name: str) -> None:
    content = letters.all_letters()[name]
    assert write(content) == write(json.loads(json.dumps(content)))


def test_the_moment_of_writing_is_nowhere_in_the_file() -> None:
    data = write(sample.measurement())
    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    facts = opened(data).core_properties
    assert (facts.created, facts.author) == (facts.modified, sample.LETTERHEAD["agency"])
    assert str(facts.created).startswith("2026-10-29")


@pytest.mark.parametrize("name", NAMES)
def test_no_text_becomes_a_field_or_markup(name: str) -> None:
    content = everywhere(letters.all_letters()[name], HOSTILE, keep=KEEP)
    data = write(content)
    assert "instrText" not in part(data)
    assert not re.search("fldSimple|w:hyperlink|w:object|altChunk", part(data))
    orders = re.findall(r"<w:instrText[^>]*>([^<]*)<", part(data, "word/footer1.xml"))
    assert orders == ["PAGE", "NUMPAGES"]
    assert "{ MERGEFIELD x } &lt;w:p/&gt; =1+1 &amp;amp; _x000D_ gnp" in part(data)


def test_signs_of_other_scripts_stay_and_endless_words_do_no_harm() -> None:
    words = said(write(everywhere(letters.attendance(), f"{SIGNS} {LONG}", keep=KEEP)))
    assert all(sign in words for sign in ("🚀", "مرحبا", "漢字", "#set page(fill: red)"))
    assert "\u202e" not in words


def test_practice_is_marked_on_every_page_and_only_then() -> None:
    header = "".join(one.text for one in opened(write(sample.small())).sections[0].header.paragraphs)
    assert header == f"LATIHAN · {TEST_LABEL}"
    assert not "".join(one.text for one in opened(write(sample.invitation())).sections[0].header.paragraphs)


def test_an_editable_file_claims_no_signature_and_says_what_it_is() -> None:
    content: Any = {**sample.invitation(), "verify": sample.VERIFY, "digest": sample.DIGEST}
    content["signatures"] = [{**content["signatures"][0], "manner": "bsre"}]
    data = write(content)
    assert "Ditandatangani secara elektronik" not in said(data)
    assert not any(line in part(data, "word/footer1.xml") + said(data) for line in BSRE_FOOTER)
    assert "yang berlaku adalah naskah PDF" in part(data, "word/footer1.xml")
    assert "7C4A 9F02 D1E8 5B36" in part(data, "word/footer1.xml")


def test_gaps_and_bad_pictures_are_named() -> None:
    with pytest.raises(BadContent, match="title tidak ada"):
        write({key: one for key, one in sample.invitation().items() if key != "title"})
    content: Any = sample.invitation()
    content["letterhead"] = {**content["letterhead"], "arms": "bm8gcGljdHVyZQ=="}
    with pytest.raises(BadContent, match="Lambang pada kop"):
        write(content)
    with pytest.raises(ValueError, match="A5"):
        write(sample.invitation(), paper="A5")  # type: ignore[arg-type]


def test_a_number_to_come_has_room_to_be_written() -> None:
    assert "NOMOR ......" in said(write(letters.all_letters()["surat-pengantar"]))
    assert "Nomor: ......" in said(write({**sample.small(), "number": None}))
    assert 'w:val="dotted"' in part(write(letters.all_letters()["nota-dinas"]))


@office.writer_needed
def test_libreoffice_opens_every_kind_and_loses_no_word(tmp_path: Path) -> None:
    contents: dict[str, Any] = {**letters.all_letters(), "document": sample.measurement(), "ralat": sample.ralat()}
    made = office.saved({name: write(one) for name, one in contents.items()}, "pdf", tmp_path, "docx")
    for name, content in contents.items():
        words = bare(words_of(made[name]))
        assert bare(sample.LETTERHEAD["address"]) in words
        assert "HALAMAN1DARI" in words
        assert all(bare(one["name"]) in words for one in content.get("signatures", ()))
