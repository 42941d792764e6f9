"""The CSV that is attached to the measurement document."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.papers import sample
from ukur.formats.papers import csv_of
from ukur.formats.papers.data import HEAD, safe_cell


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(sample.measurement()), newline="")))


def test_there_is_one_line_an_indicator_with_every_column() -> None:
    assert len(rows()) == 25
    assert all(tuple(row) == HEAD and None not in row.values() for row in rows())


def test_numbers_are_machine_decimals_and_gaps_are_empty_not_zero() -> None:
    by_code = {row["kode"]: row for row in rows()}
    assert by_code["IKU-22"]["capaian"] == "1001.36"
    assert by_code["IKU-19"]["target_tahun"] == "14000"
    assert by_code["IKU-20"]["realisasi"] == ""
    assert by_code["IKU-20"]["target_tw4"] == "4"
    assert by_code["IKU-15"]["sementara"] == "ya"


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "-"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["-3.85", "-3,85", "-1.001,36 %", "+5", "biasa", "", "a=b", "–"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_a_negative_figure_stays_a_figure_and_a_hostile_cause_is_quoted() -> None:
    content = sample.small()
    one = content["objectives"][0]["indicators"][0]
    one["raw"]["actual"], one["cause"] = "-3.85", '=HYPERLINK("http://jahat";"klik")'
    row = next(csv.DictReader(io.StringIO(csv_of(content), newline="")))
    assert row["realisasi"] == "-3.85"
    assert row["sebab"] == '\'=HYPERLINK("http://jahat";"klik")'


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text())
def test_any_text_comes_back_from_the_csv(text: str) -> None:
    content = sample.small()
    content["objectives"][0]["indicators"][0]["note"] = text
    row = next(csv.DictReader(io.StringIO(csv_of(content), newline="")))
    assert row["catatan"] in (text, "'" + text)
