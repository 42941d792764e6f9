"""Reading and printing numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.achievement.exact import fixed, plain, rounded
from ukur.domain.achievement.numbers import format_number, from_cell, read_number
from ukur.domain.errors import Refused

NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, places=4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234\u202f567,5", "1234567.5"),
        ("1\u00a0234", "1234"),
        ("1234,5", "1234.5"),
        ("5,13", "5.13"),
        ("1,234", "1.234"),
        (",5", "0.5"),
        ("0.125", "0.125"),
        ("12.3456", "12.3456"),
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("-3,85", "-3.85"),
        ("\u22123,85", "-3.85"),
        ("– 3,85", "-3.85"),
        ("+7", "7"),
        ("0", "0"),
        (" 12 % ", "12"),
        ("Rp 1.000.000,-", "1000000"),
        ("Rp. 2.500.000,50", "2500000.50"),
        ("007", "7"),
    ],
)
def test_a_certain_number_has_one_reading(text: str, value: str) -> None:
    reading = read_number(text)
    assert reading.value == Decimal(value)
    assert reading.readings == (Decimal(value),)
    assert not reading.ambiguous


@pytest.mark.parametrize(
    ("text", "used", "other"),
    [
        ("1.210", "1210", "1.21"),
        ("-1.210", "-1210", "-1.21"),
        ("12.500", "12500", "12.5"),
        ("2.6", "2.6", "2600"),
        ("2.65", "2.65", "2650"),
        ("94.74", "94.74", "94740"),
    ],
)
def test_a_doubtful_dot_keeps_both_readings(text: str, used: str, other: str) -> None:
    reading = read_number(text)
    assert reading.ambiguous
    assert reading.value == Decimal(used)
    assert reading.readings == (Decimal(used), Decimal(other))


@given(NUMBERS)
@settings(max_examples=200, derandomize=True)
def test_an_answer_with_a_comma_and_without_dots_is_in_doubt_no_more(number: Decimal) -> None:
    reading = read_number(plain(number).replace(".", ","))
    assert reading.readings == (number,)


@pytest.mark.parametrize("text", ["", "   ", "-", "–", " — ", "\u2212"])
def test_empty_text_and_a_dash_are_not_reported(text: str) -> None:
    assert read_number(text).value is None
    assert read_number(text).readings == ()


@pytest.mark.parametrize(
    "text",
    """WTP|12 orang|1.23.456|1.2.3|1,2,3|12.34,5|1 23|5,|1.|.|,|--3|1e5|1,5E+10|NaN|Infinity|28 Feb|12/3|%|Rp
    |(3,85)|١٢|1111111111111111111|0,1111111111111""".replace("\n    ", "").split("|"),
)
def test_text_that_is_no_number_is_refused_with_the_text(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(text)
    (one,) = refused.value.refusals
    assert one.code == "number_unreadable"
    assert dict(one.values) == {"text": text}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (1210, "1210"),
        (1210.0, "1210"),
        (94.74, "94.74"),
        (0.1 + 0.2, "0.3"),
        (-3.85, "-3.85"),
        (1e15, "1000000000000000"),
        (Decimal("5.13"), "5.13"),
        ("1.234,5", "1234.5"),
    ],
)
def test_a_cell_keeps_the_number_that_the_workbook_shows(cell: object, value: str) -> None:
    assert from_cell(cell).readings == (Decimal(value),)


def test_an_empty_cell_is_not_reported() -> None:
    assert from_cell(None).value is None


@pytest.mark.parametrize("cell", [True, float("nan"), float("inf"), 1e30, object(), "x"])
def test_a_cell_without_a_number_is_refused(cell: object) -> None:
    with pytest.raises(Refused, match="number_unreadable"):
        from_cell(cell)


def test_a_cell_that_the_spreadsheet_turned_into_a_date_is_refused_as_such() -> None:
    with pytest.raises(Refused, match="number_is_date"):
        from_cell(dt.datetime(2026, 6, 2, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234567.885", 2, "1.234.567,89"),
        ("94.735", 2, "94,74"),
        ("-94.735", 2, "-94,74"),
        ("95", 2, "95,00"),
        ("5.40", None, "5,4"),
        ("1210", None, "1.210"),
        ("1E+3", None, "1.000"),
        ("-0.001", 2, "0,00"),
        ("999.5", 0, "1.000"),
        ("-1234.5", None, "-1.234,5"),
    ],
)
def test_numbers_are_printed_in_indonesian_half_up(value: str, decimals: int | None, text: str) -> None:
    assert format_number(Decimal(value), decimals) == text


def test_not_reported_is_printed_as_a_dash() -> None:
    assert format_number(None) == "–"


@given(NUMBERS)
@settings(max_examples=200, derandomize=True)
def test_what_is_printed_reads_back_as_itself_or_is_asked_about(number: Decimal) -> None:
    assert number in read_number(format_number(number, None)).readings


def test_plain_and_fixed_never_use_an_exponent_or_a_negative_zero() -> None:
    assert plain(Decimal("1E+20")) == "1" + "0" * 20
    assert plain(Decimal("-0.00")) == "0"
    assert fixed(Decimal("94.7368425")) == "94.736843"
    assert fixed(Decimal("-0.0000001")) == "0.000000"
    assert rounded(Decimal("0.5"), 0) == 1
