"""The papers as files: what they claim, hold and refuse."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.formats.papers import sample
from tests.formats.papers.pdftext import attachment, fonts, opened, sheet_mm, structure, words_of
from ukur.formats.papers import BadContent, PaperFailed, csv_of, render, snapshot_bytes

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


@pytest.mark.parametrize("paper", ["document", "invitation"])
def test_a_paper_claims_pdf_a_3a_and_pdf_ua_1(paper: str, request: pytest.FixtureRequest) -> None:
    with opened(request.getfixturevalue(paper)).open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"]


def test_a_document_is_tagged_titled_and_indonesian(document: bytes) -> None:
    root = opened(document).Root
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "id-ID"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = structure(document)
    assert kinds.count("/H1") == 6
    assert kinds.count("/Figure") == 2  # the chart and the QR code, each with its alternative text
    assert "/TH" in kinds


def test_a_document_has_title_author_and_the_date_of_the_content(document: bytes) -> None:
    info = opened(document).docinfo
    assert str(info["/Title"]).startswith("Dokumen Pengukuran Kinerja Triwulan III Tahun 2026")
    assert str(info["/Author"]) == sample.LETTERHEAD["agency"]
    assert str(info["/CreationDate"]).startswith("D:20261029")


def test_every_font_is_arimo_and_embedded(document: bytes) -> None:
    found = fonts(document)
    assert found
    assert all("/FontFile2" in font for font in found)
    assert all("Arimo" in str(font["/FontName"]) for font in found)


def test_the_data_is_attached_as_related_data(document: bytes) -> None:
    relations = {str(one["/UF"]): str(one["/AFRelationship"]) for one in opened(document).Root["/AF"]}
    assert relations == {"data.csv": "/Data", "naskah.json": "/Source"}
    assert attachment(document, "data.csv").decode() == csv_of(sample.measurement())


def test_the_snapshot_is_attached_byte_for_byte(document: bytes) -> None:
    content = sample.measurement()
    assert attachment(document, "naskah.json") == snapshot_bytes(content)
    assert json.loads(attachment(document, "naskah.json"))["digest"] == sample.DIGEST


def test_the_same_content_gives_the_same_bytes(document: bytes) -> None:
    assert render(sample.measurement()) == document


def test_content_that_came_back_from_json_gives_the_same_bytes(document: bytes) -> None:
    assert render(json.loads(snapshot_bytes(sample.measurement()))) == document


def test_another_digit_gives_other_bytes() -> None:
    changed = sample.small()
    changed["objectives"][0]["indicators"][0]["target"] = "98,51"
    assert render(changed) != render(sample.small())


def test_a_paper_can_be_drawn_from_any_folder(tmp_path: Path, invitation: bytes) -> None:
    code = (
        "import json, sys; from ukur.formats.papers import render;sys.stdout.buffer.write(render(json.load(sys.stdin)))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], input=snapshot_bytes(sample.invitation()), capture_output=True,
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, check=True,
    )  # fmt: skip
    assert done.stdout == invitation


@pytest.mark.parametrize(("paper", "size"), [("A4", (297, 210)), ("F4", (330, 215))])
def test_a_document_lies_on_its_sheet(paper: str, size: tuple[int, int]) -> None:
    pdf = render(sample.small(), paper="F4" if paper == "F4" else "A4")
    assert sheet_mm(pdf) == size


def test_a_letter_stands_on_its_sheet(invitation: bytes) -> None:
    assert sheet_mm(invitation) == (210, 297)
    assert sheet_mm(render(sample.attendance(), paper="F4")) == (215, 330)


def test_a_wide_form_may_lie(invitation: bytes) -> None:
    assert sheet_mm(render({**sample.invitation(), "landscape": True})) == (297, 210)


def test_the_arms_are_drawn_when_given() -> None:
    content = sample.invitation()
    content["letterhead"] = {**content["letterhead"], "arms": PIXEL}
    pdf = render(content)
    images = [o for o in opened(pdf).objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    assert images
    assert json.loads(attachment(pdf, "naskah.json"))["letterhead"]["arms"] == PIXEL


def test_arms_that_are_no_picture_are_a_clear_failure() -> None:
    content = sample.invitation()
    content["letterhead"] = {**content["letterhead"], "arms": base64.b64encode(b"no picture").decode()}
    with pytest.raises(PaperFailed, match=r"Naskah gagal dicetak: .*image"):
        render(content)


def test_a_gap_in_the_content_is_named() -> None:
    content = json.loads(snapshot_bytes(sample.small()))
    del content["objectives"][0]["indicators"][1]["rating"]
    content["objectives"][0]["indicators"][0]["target_quarters"].pop()
    with pytest.raises(BadContent) as caught:
        render(content)
    assert "objectives[0].indicators[1].rating tidak ada" in str(caught.value)
    assert "objectives[0].indicators[0].target_quarters harus berisi 4 nilai" in str(caught.value)


def test_a_date_that_is_none_is_named() -> None:
    with pytest.raises(BadContent, match="dated bukan tanggal: '2026-13-01'"):
        render({**sample.invitation(), "dated": "2026-13-01"})


def test_half_a_character_is_named() -> None:
    with pytest.raises(BadContent, match="huruf yang rusak"):
        render({**sample.invitation(), "place_date": "Contoh\ud800"})


def test_an_unknown_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="A5"):
        render(sample.invitation(), paper="A5")  # type: ignore[arg-type]


def test_a_paper_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(PaperFailed, match=r"tidak selesai dicetak dalam 0\.001 detik"):
        render(sample.invitation(), timeout=0.001)


TWENTY = """
import json, resource, sys
from ukur.formats.papers import render
content = json.load(sys.stdin)
for no in range(20):
    render({**content, "place_date": f"Contoh, {no} Oktober 2026"})
    print(open("/proc/self/statm").read().split()[1], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_twenty_papers_leave_no_memory_behind() -> None:
    root = Path(__file__).parents[3]
    words, before = [sys.executable, "-c", TWENTY], snapshot_bytes(sample.invitation())
    done = subprocess.run(words, input=before, capture_output=True, cwd=root, check=True)
    found = [tuple(map(int, line.split())) for line in done.stdout.decode().splitlines()]
    assert len(found) == 20
    assert found[-1][0] - found[1][0] < 1000  # pages of 4 kB
    assert found[-1][1] < found[1][1] * 1.1


def test_no_paper_claims_a_certificate_it_does_not_have(document: bytes, invitation: bytes) -> None:
    for pdf in (document, invitation):
        assert "BSrE" not in words_of(pdf)
        assert "Balai" not in words_of(pdf)
