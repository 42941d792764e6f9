"""Each file in ``tests/golden/workbooks`` is a test: changes to a sound workbook, and what reading it must say."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats import workbooks
from ukur.domain.errors import Unreadable
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity
from ukur.formats.measurebook import MeasureBook, parse, read, template, write_template
from ukur.formats.measurebook.model import EvidenceKind, UnitKind
from ukur.formats.measurebook.proofs import file_problem

FAIL = sorted((workbooks.GOLDEN / "should_fail").glob("*.toml"))
PASS = sorted((workbooks.GOLDEN / "should_pass").glob("*.toml"))
MAKERS = {"xlsx": workbooks.xlsx, "ods": workbooks.ods}


@pytest.fixture(scope="module")
def sound() -> MeasureBook:
    return parse(workbooks.xlsx(workbooks.base()), "buku.xlsx")


def refused(data: bytes, folder: Path | None = None) -> list[str]:
    """What is wrong with the workbook ``data``."""
    with pytest.raises(Unreadable) as caught:
        parse(data, "buku.xlsx", folder)
    return [str(one) for one in caught.value.faults]


def quarters(texts: list[str]) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(one) if one else None for one in texts)


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("path", FAIL, ids=lambda path: path.stem)
def test_a_faulty_workbook_is_refused_with_every_fault_and_its_place(path: Path, maker: str, tmp_path: Path) -> None:
    case = workbooks.case(path)
    assert refused(MAKERS[maker](workbooks.changed(case)), tmp_path) == case["faults"]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("path", PASS, ids=lambda path: path.stem)
def test_a_workbook_that_only_looks_unusual_is_read(path: Path, maker: str, sound: MeasureBook) -> None:
    case = workbooks.case(path)
    book = parse(MAKERS[maker](workbooks.changed(case)), "buku")
    if case.get("same"):
        assert book == sound
    targets = {one.code: one.targets for one in book.indicators}
    for code, texts in case.get("targets", {}).items():
        assert targets[code] == quarters(texts)
    for code, texts in case.get("actuals", {}).items():
        assert book.report(code).actuals == quarters(texts)
    assert [str(one) for one in book.remarks] == case.get("remarks", [])


def test_who_the_agency_is_comes_from_the_sheet_dinas(sound: MeasureBook) -> None:
    assert (sound.agency.name, sound.agency.short, sound.agency.place) == ("Dinas Pasar", "DP", "Contoh")
    assert sound.period == Period(2026, 3)
    assert (sound.head.name, sound.head.nip) == ("Dra. Endah Kusuma", "197512291999022001")
    assert sound.head.position == "Plt. Kepala Dinas"
    assert sound.decree.date is not None
    assert sound.decree.date.isoformat() == "2026-01-05"
    assert [(one.key, one.kind) for one in sound.units] == [
        ("SEK", UnitKind.SECRETARIAT),
        ("PSR", UnitKind.DIVISION),
        ("DAG", UnitKind.DIVISION),
    ]


def test_the_plan_keeps_exact_numbers_and_tells_apart_no_target_and_zero(sound: MeasureBook) -> None:
    first, _, third, fourth, fifth = sound.indicators
    assert first.targets == quarters(["7", "8", "8", "7"])
    assert (first.accumulation, first.year_target, first.decimals) == (Accumulation.SUM, Decimal(30), 0)
    assert (third.polarity, third.decimals, third.target(3)) == (Polarity.LOWER, 2, Decimal("5.13"))
    assert (fourth.polarity, fourth.upper) == (Polarity.RANGE, Decimal(100))
    assert (fifth.frequency, fifth.targets) == (Frequency.YEARLY, (None,) * 4)
    assert [fifth.target(one) for one in (1, 3, 4)] == [None, None, Decimal("91.1")]
    assert [fifth.measured(one) for one in (1, 2, 3, 4)] == [False, False, False, True]
    assert sound.objectives == ("Pasar tertata", "Harga stabil", "Dinas akuntabel")


def test_reports_keep_not_reported_apart_from_zero(sound: MeasureBook) -> None:
    assert sound.report("P-1").actuals == quarters(["6", "8", "9", ""])
    second = sound.report("P-2")
    assert second.actuals[2] is None
    assert (second.missing, second.cause) == ("Menunggu berita acara.", "Lelang diulang.")
    assert sound.report("P-3").provisional
    assert sound.report("P-5").actuals == (None,) * 4
    assert [one.kind for one in sound.evidence] == [EvidenceKind.TEXT, EvidenceKind.LINK]


def test_last_years_figures_are_read_when_the_sheet_is_there() -> None:
    sheets = workbooks.base()
    titles = ["Kode", "Realisasi TW I", "Realisasi TW II", "Realisasi TW III", "Realisasi TW IV"]
    sheets["Tahun Lalu"] = [titles, ["P-3", -3.85, "", 5.21, 5.14]]
    assert parse(workbooks.xlsx(sheets), "b").past == (("P-3", quarters(["-3.85", "", "5.21", "5.14"])),)


@pytest.fixture
def with_photo(tmp_path: Path) -> Path:
    """A workbook on disk that names the file ``foto/pasar.JPG`` as a proof; the file is not there yet."""
    sheets = workbooks.base()
    sheets["Bukti"].append(["P-1", "berkas", "Foto", "foto\\pasar.JPG"])
    (tmp_path / "foto").mkdir()
    path = tmp_path / "buku.xlsx"
    path.write_bytes(workbooks.xlsx(sheets))
    return path


def test_evidence_files_are_looked_for_beside_the_workbook(with_photo: Path) -> None:
    photo = with_photo.parent / "foto" / "pasar.JPG"
    for content, reason in ((b"", "kosong atau lebih dari 20 MB"), (b"%PDF-1.7", "bukan jpg")):
        photo.write_bytes(content)
        with pytest.raises(Unreadable) as caught:
            read(with_photo)
        assert reason in str(caught.value)
    photo.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    assert read(with_photo).evidence[-1].body == "foto/pasar.JPG"


@pytest.mark.parametrize(("name", "sound"), [("a.xlsx", True), ("a.docx", False), ("a.pdf", False), ("a.XLSX", True)])
def test_an_evidence_file_must_be_what_its_name_says(name: str, sound: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(workbooks.xlsx({"A": [[1]]}))
    assert bool(file_problem(name, tmp_path)) is not sound


def test_an_evidence_file_with_macros_is_refused(tmp_path: Path) -> None:
    parts = {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}
    (tmp_path / "a.xlsx").write_bytes(_archive(parts))
    assert "makro" in file_problem("a.xlsx", tmp_path)


def test_the_template_of_a_book_reads_back_as_the_same_book(sound: MeasureBook, tmp_path: Path) -> None:
    full = replace(sound, past=(("P-1", quarters(["6", "", "0", "8"])),))  # type: ignore[arg-type]
    write_template(tmp_path / "contoh.xlsx", full)
    assert read(str(tmp_path / "contoh.xlsx")) == full
    assert template(full) == template(full)


@settings(max_examples=12)
@given(
    value=st.decimals(-(10**12), 10**12, places=3).filter(lambda one: len(one.as_tuple().digits) <= 15),
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=80),
)
def test_any_figure_and_any_words_survive_the_workbook(value: Decimal, text: str) -> None:
    book = parse(workbooks.xlsx(workbooks.base()), "b")
    report = replace(book.reports[0], actuals=(value, None, value, None), cause=" ".join(text.split()))
    changed = replace(book, reports=(report, *book.reports[1:]))
    assert parse(template(changed), "b") == changed


def test_words_of_a_user_never_become_a_formula_or_a_link(sound: MeasureBook) -> None:
    words = ("=1+1", "+2", "-3", "@SUM(A1)", "{=A1}", "https://contoh.contoh", "12", "mailto:a@b.c")
    reports = [replace(sound.reports[0], cause=one, missing=one) for one in words]
    for report in reports:
        data = template(replace(sound, reports=(report,)))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheet = archive.read("xl/worksheets/sheet5.xml")
        assert b"<f>" not in sheet and b"hyperlink" not in sheet
        assert parse(data, "b").report(report.code).cause == report.cause


def test_the_template_locks_titles_and_offers_the_choices(sound: MeasureBook) -> None:
    with zipfile.ZipFile(io.BytesIO(template(sound))) as archive:
        plan = archive.read("xl/worksheets/sheet4.xml").decode()
        first = archive.read("xl/sharedStrings.xml").decode()
    assert "<sheetProtection" in plan
    assert "Makin tinggi makin baik,Makin rendah makin baik,Dalam rentang" in plan
    assert "Unit!$A$2:$A$300" in plan
    assert "LATIHAN" in first
    with zipfile.ZipFile(io.BytesIO(template(sound, practice=False))) as archive:
        assert "LATIHAN" not in archive.read("xl/sharedStrings.xml").decode()


def stored(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "berkas kosong"),
        (b"Kode;Nama\n1;2\n", "bukan buku kerja"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "berkata sandi"),
        (b"PK\x03\x04" + b"\0" * 40, "bukan buku kerja"),
        (b"\0" * 10_000_001, "lebih dari 10 MB"),
        (stored(word__document=b"<x/>"), "bukan buku kerja"),
        (stored(mimetype=b"application/vnd.oasis.opendocument.text"), "bukan buku kerja"),
        (stored(bomb=b"\0" * 100_000_001), "lebih dari 100 MB"),
    ],
    ids=["empty", "csv", "old-xls", "torn-zip", "huge", "docx", "odt", "bomb"],
)
def test_a_file_that_is_no_workbook_says_what_it_is_and_what_to_do(data: bytes, reason: str) -> None:
    (fault,) = refused(data)
    assert fault.startswith("buku.xlsx: ")
    assert reason in fault


def test_a_missing_file_and_a_folder_are_told_in_plain_words(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "tidak-ada.xlsx", "berkas tidak ada"), (tmp_path, "ini map")):
        with pytest.raises(Unreadable) as caught:
            read(path)
        assert reason in str(caught.value)


@pytest.mark.parametrize("place", ["Bukti!A5100", "Bukti!IV3"])
@pytest.mark.parametrize("maker", MAKERS)
def test_a_sheet_too_large_to_need_is_refused_before_it_is_loaded(place: str, maker: str) -> None:
    sheets = workbooks.base()
    workbooks.put(sheets, place, "x")
    assert refused(MAKERS[maker](sheets)) == [
        "Bukti: lebih dari 5000 baris atau 200 kolom terisi; hapus sel di luar tabel"
    ]


def test_a_repeated_row_of_an_ods_is_refused_before_it_is_unrolled() -> None:
    with zipfile.ZipFile(io.BytesIO(workbooks.ods(workbooks.base()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    row = b'<table:table-row table:number-rows-repeated="1000000">'
    parts["content.xml"] = parts["content.xml"].replace(b"<table:table-row>", row, 1)
    assert "lebih dari 5000 baris" in refused(_archive(parts))[0]


def test_many_small_sheets_that_unroll_into_a_flood_are_refused() -> None:
    cell = '<table:table-cell table:number-columns-repeated="200" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="5000">{cell}</table:table-row>'
    flood = f'<table:table table:name="x">{row}</table:table>'
    with zipfile.ZipFile(io.BytesIO(workbooks.ods(workbooks.base()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    end = b"</office:spreadsheet>"
    parts["content.xml"] = parts["content.xml"].replace(end, flood.encode() * 4 + end)
    assert "terlalu banyak atau terlalu besar" in refused(_archive(parts))[0]


def test_a_document_type_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(workbooks.xlsx(workbooks.base()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head = b'<!DOCTYPE workbook [<!ENTITY a "aaaa">]><workbook '
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbook ", head, 1)
    assert "DOCTYPE" in refused(_archive(parts))[0]


@settings(max_examples=40)
@given(data=st.data(), maker=st.sampled_from(sorted(MAKERS)))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: Any, maker: str) -> None:
    with zipfile.ZipFile(io.BytesIO(MAKERS[maker](workbooks.base()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    place = data.draw(st.integers(0, len(parts[name]) - 1))
    length = data.draw(st.integers(0, 12))
    parts[name] = parts[name][:place] + data.draw(st.binary(max_size=6)) + parts[name][place + length :]
    try:
        assert parse(_archive(parts), "buku").indicators
    except Unreadable as unreadable:
        assert unreadable.faults


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
