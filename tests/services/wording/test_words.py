"""Numbers and dates in words: read back by a grammar of its own, so that no number is spelled as another."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.services.wording.dates import MONTHS
from ukur.services.wording.words import LARGEST, count_in_words, date_in_words, day_in_words, terbilang

NAMES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
ONES = {name: value for value, name in enumerate(NAMES)}
GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}
WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}


def read(words: str) -> int:
    """The number that somebody hears: ones are held until ``belas``, ``puluh``, ``ratus`` or a group claims them."""
    total = group = held = 0
    for word in words.split():
        if word in ONES:
            held = ONES[word]
            continue
        if word == "seribu":
            total += 1000
        elif word in WHOLE:
            group += WHOLE[word]
        elif word in GROUPS:
            total, group = total + (group + held) * GROUPS[word], 0
        else:
            group += {"belas": held + 10, "puluh": held * 10, "ratus": held * 100}[word]
        held = 0
    return total + group + held


@settings(max_examples=500, derandomize=True, deadline=None)
@given(st.integers(0, LARGEST))
def test_a_number_in_words_is_read_back_as_itself(number: int) -> None:
    assert read(terbilang(number)) == number


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.integers(0, 11), st.integers(0, 9), st.integers(-1, 1))
def test_the_edges_of_each_group_are_read_back_as_themselves(power: int, digit: int, beside: int) -> None:
    number = min(LARGEST, max(0, digit * 10**power + beside))
    assert read(terbilang(number)) == number


def test_every_number_below_ten_thousand_has_words_of_its_own() -> None:
    said = [terbilang(number) for number in range(10_000)]
    assert [read(words) for words in said] == list(range(10_000))
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"), (10, "sepuluh"), (11, "sebelas"), (19, "sembilan belas"), (100, "seratus"),
        (111, "seratus sebelas"), (1000, "seribu"), (1112, "seribu seratus dua belas"),
        (2026, "dua ribu dua puluh enam"), (101_000, "seratus satu ribu"), (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"), (2_000_000_011, "dua miliar sebelas"),
    ],
)  # fmt: skip
def test_numbers_are_said_as_people_say_them(number: int, words: str) -> None:
    assert terbilang(number) == words


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_beyond_the_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="terbilang"):
        terbilang(number)


def test_a_date_is_said_in_words() -> None:
    date = dt.date(2026, 10, 28)
    assert date_in_words(date) == "tanggal dua puluh delapan bulan Oktober tahun dua ribu dua puluh enam"
    assert day_in_words(date).startswith("Rabu, tanggal dua puluh delapan")
    assert count_in_words(2, "dokumen") == "2 (dua) dokumen"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.dates())
def test_a_date_in_words_is_read_back_as_itself(date: dt.date) -> None:
    day, _, rest = date_in_words(date).removeprefix("tanggal ").partition(" bulan ")
    month, _, year = rest.partition(" tahun ")
    assert dt.date(read(year), MONTHS.index(month) + 1, read(day)) == date
