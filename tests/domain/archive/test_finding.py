"""Finding words whatever their case and diacritics, and the piece of text that shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukur.domain.archive.finding import folded, snippet, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [("CAFÉ Naïve", "cafe naive"), ("ﬁnal", "final"), ("Straße", "strasse"), ("Ångström", "angstrom"), ("İ", "i")],
)
def test_case_and_diacritics_do_not_matter(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("asked", "sought"),
    [
        ("  Pasar  rakyat ", ("pasar", "rakyat")),
        ('"Pasar  Rakyat" Juni', ("pasar rakyat", "juni")),
        ("“Pasar Rakyat”", ("pasar rakyat",)),
        ("pasar PASAR", ("pasar",)),
        ('"', ()),
        ("", ()),
        ("a\x00b", ("ab",)),
        ("000.8.6.3/12", ("000.8.6.3/12",)),
        ("a b c d e f g h i", tuple("abcdefgh")),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_words_and_phrases(asked: str, sought: tuple[str, ...]) -> None:
    assert words(asked) == sought


def test_the_piece_shows_the_words_as_they_are_written() -> None:
    parts = snippet("Kendala: CAFÉ di Pasar Rakyat belum buka.", ("cafe", "pasar"))
    assert [text for text, hit in parts if hit] == ["CAFÉ", "Pasar"]
    assert "".join(text for text, _ in parts) == "Kendala: CAFÉ di Pasar Rakyat belum buka."


def test_a_long_text_is_cut_at_blanks_around_the_first_word() -> None:
    text = "awal " * 100 + "pasar rakyat " + "akhir " * 100
    parts = snippet(text, ("rakyat",))
    said = "".join(one for one, _ in parts)
    assert said.startswith("… awal") and said.endswith("akhir …")
    assert ("rakyat", True) in parts
    assert len(said) < 300


def test_a_text_without_any_of_the_words_has_no_piece() -> None:
    assert snippet("Tidak ada di sini", ("pasar",)) == ()


@given(st.text(max_size=300), st.text(min_size=1, max_size=10))
def test_a_text_is_found_exactly_when_its_folded_form_holds_the_word(text: str, asked: str) -> None:
    plain = " ".join(text.split())
    for one in words(asked):
        parts = snippet(text, (one,))
        assert bool(parts) == (one in folded(plain))
        marked = [part for part, hit in parts if hit]
        assert not parts or (marked and one in folded(marked[0]))
        assert "".join(part for part, _ in parts).strip("… ") in plain
