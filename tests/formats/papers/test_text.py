"""Text that the font can draw, dates, codes and numbers of persons."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.papers import sample
from tests.formats.papers.pdftext import words_of
from ukur.formats.papers import render
from ukur.formats.papers.text import UNDRAWABLE, Drawable, code_of, font_folder, glyphs_of, long_date, nip_groups

GLYPHS = glyphs_of((font_folder() / "Arimo[wght].ttf").read_bytes())


def test_the_font_has_letters_and_signs_of_our_papers_and_no_rockets() -> None:
    assert all(ord(sign) in GLYPHS for sign in "AZaz09 –—“”×−±≥≤…•□éüßÐłŃ%°")
    assert not any(ord(sign) in GLYPHS for sign in "🚀✓漢")
    assert 1000 < len(GLYPHS) < 10000


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text())
def test_cleaned_text_has_only_what_the_font_can_draw(text: str) -> None:
    clean = Drawable(GLYPHS).clean(text)
    assert isinstance(clean, str)
    assert all(sign in ("\n", UNDRAWABLE) or ord(sign) in GLYPHS for sign in clean)


def test_text_that_turns_or_hides_itself_is_left_out() -> None:
    assert Drawable(GLYPHS).clean("a\u202eb\u200bc\ufeffd\u00ade\tf\r\ng") == "abcde f\ng"


def test_composed_and_decomposed_letters_are_drawn_the_same() -> None:
    assert Drawable(GLYPHS).clean(unicodedata.normalize("NFD", "José")) == "José"


def test_any_character_can_be_printed() -> None:
    signs = [chr(code) for code in range(1, 0x20000, 23) if not 0xD800 <= code < 0xE000]
    blocks = [{"type": "paragraph", "text": " ".join(signs[at : at + 400])} for at in range(0, len(signs), 400)]
    assert UNDRAWABLE in words_of(render({**sample.invitation(), "blocks": blocks}))


def test_a_date_is_written_in_words() -> None:
    assert long_date("2026-08-01") == "1 Agustus 2026"
    with pytest.raises(ValueError, match="bukan"):
        long_date("bukan")


def test_a_code_is_the_head_of_the_digest_in_groups() -> None:
    assert code_of(sample.DIGEST) == "7C4A 9F02 D1E8 5B36"
    assert code_of("") == ""


def test_a_nip_is_grouped_and_a_doubtful_one_left_alone() -> None:
    assert nip_groups("197512291999022001") == "19751229 199902 2 001"
    assert nip_groups("3197004071998031008") == "3197004071998031008"
    assert nip_groups("") == ""
