"""The plan workbook: what it says is read as it stands, what only its owner can mend is refused with sheet and cell."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.formats import planbooks
from tests.formats.workbooks import ods, xlsx
from ukur.domain.errors import Unreadable
from ukur.domain.intake.model import Book, Line, Part
from ukur.formats.planbook import parse, template
from ukur.formats.planbook.layout import SHEETS


def lines(book: Book, part: Part) -> list[Line]:
    return [one for one in book.lines if one.part is part]


def sheets(**changes: planbooks.Rows) -> dict[str, list[list[object]]]:
    """The three sheets as rows, some of them changed: ``plan=[…]``."""
    usual = {"unit": planbooks.UNITS, "person": planbooks.PEOPLE, "plan": planbooks.PLAN}
    return {SHEETS[part]: planbooks.sheet(part, {**usual, **changes}[str(part)]) for part in Part}


def refused(data: bytes) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        parse(data, "rencana.xlsx", 2026)
    return [str(one) for one in caught.value.faults]


@pytest.mark.parametrize("maker", [xlsx, ods])
def test_words_become_codes_and_figures_become_what_would_be_typed(maker: object) -> None:
    assert callable(maker)
    book = parse(maker(sheets()), "rencana", 2026)
    first = lines(book, Part.PLAN)[0]
    assert (first.row, first["polarity"], first["accumulation"], first["proof"]) == (2, "higher", "last", "any:file")
    assert [first[key] for key in ("q1", "q2", "q3", "q4", "year")] == ["87,5", "87,75", "88", "88,22", "88,22"]
    assert lines(book, Part.PLAN)[4]["q4"] == "2.6"
    assert [one["role"] for one in lines(book, Part.PEOPLE)][:4] == ["kepala", "sekretaris", "penyiap", "kepala-unit"]
    assert lines(book, Part.PEOPLE)[1]["nip"] == "197804052000032003"
    assert [one["kind"] for one in lines(book, Part.UNITS)] == ["sekretariat", "bidang", "bidang"]


def test_an_empty_objective_is_the_one_above() -> None:
    book = parse(planbooks.book(), "rencana.xlsx", 2026)
    assert len({one["objective"] for one in lines(book, Part.PLAN)}) == 1


def test_what_the_file_leaves_open_is_kept_with_its_readings() -> None:
    row = planbooks.PLAN[0] | {"q4": {"percent": 0.8822}}
    person = planbooks.PEOPLE[0] | {"nip": 197512291999021001}
    book = parse(xlsx(sheets(plan=[row], person=[person])), "rencana.xlsx", 2026)
    assert lines(book, Part.PLAN)[0].asks == {"q4": ("88,22", "0,8822")}
    assert lines(book, Part.PEOPLE)[0].asks == {"nip": ()}


def test_a_formula_without_result_and_an_error_are_refused_with_their_cells() -> None:
    row = planbooks.PLAN[0] | {"q1": {"formula": "=1+1"}, "name": {"error": "#DIV/0!"}}
    faults = refused(xlsx(sheets(plan=[row])))
    assert [one.partition(":")[0] for one in faults] == ["Rencana!C2", "Rencana!I2"]
    assert "rumus tanpa hasil" in faults[1] and "rumusnya menghasilkan galat" in faults[0]


def test_a_missing_column_and_a_workbook_without_our_sheets_are_refused() -> None:
    made = sheets()
    made["Rencana"] = [[one for at, one in enumerate(row) if at != 3] for row in made["Rencana"]]
    assert refused(xlsx(made)) == ["Rencana!D1: kolom “Satuan” tidak ada; tambahkan sesudah “Indikator”"]
    assert "Unit, Pegawai, Rencana tidak ada" in refused(xlsx({"Lembar1": [["x"]]}))[0]
    assert "belum ada isinya" in refused(template({}, 2026))[0]


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"halo" * 100])
def test_what_is_no_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    assert refused(data)


def test_the_template_gives_back_what_it_was_filled_with() -> None:
    book = parse(planbooks.book(), "rencana.xlsx", 2026)
    sound = [one for one in book.lines if one["q4"] != "2.6"]
    made = template({part: [one for one in sound if one.part is part] for part in Part}, 2026)
    again = parse(made, "rencana.xlsx", 2026)
    assert [dict(one.cells) for one in again.lines] == [dict(one.cells) for one in sound]
    assert made == template({part: [one for one in sound if one.part is part] for part in Part}, 2026)


@pytest.mark.parametrize("evil", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", '=HYPERLINK("http://x","y")', "\t=1+1"])
def test_no_text_becomes_a_formula(evil: str) -> None:
    line = Line(Part.PLAN, 2, {"code": evil, "name": evil, "q1": evil, "definition": evil})
    person = Line(Part.PEOPLE, 2, {"name": evil, "phone": evil, "email": evil})
    with zipfile.ZipFile(io.BytesIO(template({Part.PLAN: [line], Part.PEOPLE: [person]}, 2026))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)
