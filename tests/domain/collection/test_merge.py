"""Merging a workbook: nothing is lost unseen, both sides count alike, and the same workbook again does nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukur.domain.collection.brought_proofs import ProofRow, known, new_proofs
from ukur.domain.collection.contents import PARTS, Content, alike, tidy
from ukur.domain.collection.merge import Kind, Typed, merge, outcome

WORDS = st.sampled_from(("", "a", "b", " a ", "a\r\nb", "a\nb", "=a"))
VALUES = st.sampled_from((None, Decimal(0), Decimal(1), Decimal("1.0"), Decimal("1.21"), Decimal(1210)))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    value = draw(VALUES)
    raw = "" if value is None else format(value, "f").replace(".", ",")
    return Content(raw, value, "" if value is not None else draw(WORDS), draw(st.booleans()), draw(WORDS), draw(WORDS))


def says(one: Content, other: Content) -> bool:
    return all(alike(name, one, other) for name in PARTS)


def typed(one: Content, figure: object = "of the value") -> Typed:
    given = (None if one.value is None else float(one.value)) if figure == "of the value" else figure
    return Typed("IKU-1", "Form!H5", given, one.unavailable, one.provisional, one.cause, one.follow_up)


ANY = contents()


@given(ANY, ANY, ANY)
def test_every_part_is_somebodys_and_nothing_changed_is_lost(base: Content, theirs: Content, mine: Content) -> None:
    made = merge(base, theirs, mine)
    for name in PARTS:
        here, there = not alike(name, theirs, base), not alike(name, mine, base)
        if here and there and not alike(name, theirs, mine):
            assert name in made.both
            continue
        assert name not in made.both
        assert alike(name, made.content, mine if there else theirs)


@given(ANY, ANY, ANY)
def test_both_sides_count_alike(base: Content, one: Content, other: Content) -> None:
    first, second = merge(base, one, other), merge(base, other, one)
    assert first.both == second.both
    if not first.both:
        assert says(first.content, second.content)


@given(ANY, ANY, ANY)
def test_the_same_workbook_again_changes_nothing(base: Content, theirs: Content, mine: Content) -> None:
    made = outcome(typed(mine), base, theirs)
    assert outcome(typed(mine), base, made.content).kind is Kind.SAME
    kept = outcome(typed(mine), base, theirs)
    assert kept == made


@given(ANY, ANY)
def test_an_untouched_workbook_changes_nothing_whatever_was_typed_meanwhile(base: Content, theirs: Content) -> None:
    made = outcome(typed(base), base, theirs)
    assert (made.kind, made.content) == (Kind.SAME, theirs)


@given(ANY, ANY)
def test_when_nobody_else_typed_the_workbook_is_new_or_the_same(base: Content, mine: Content) -> None:
    made = outcome(typed(mine), base, base)
    assert made.kind is (Kind.SAME if says(mine, base) else Kind.NEW)
    assert says(made.content, mine)


@given(ANY, ANY, ANY)
def test_a_closed_cell_is_never_changed(base: Content, theirs: Content, mine: Content) -> None:
    made = outcome(typed(mine), base, theirs, is_open=False)
    assert made.content == theirs and made.kind in (Kind.SAME, Kind.WRONG)
    if made.kind is Kind.WRONG:
        assert [one.why.code for one in made.wrong] == ["cell_closed"]


@given(ANY, ANY, st.sampled_from(("1.210", "2.6", "dua", "1,2,3", "2026-13")))
def test_a_figure_in_doubt_or_unreadable_takes_nothing_of_its_row(base: Content, theirs: Content, text: str) -> None:
    made = outcome(typed(base, text), base, theirs)
    assert (made.kind, made.content) == (Kind.WRONG, theirs)
    assert len(made.asks) == (2 if text in ("1.210", "2.6") else 0)


@pytest.mark.parametrize(("reading", "raw"), [(Decimal(1210), "1210"), (Decimal("1.210"), "1,21")])
def test_an_answered_figure_is_typed_in_a_form_that_is_in_no_doubt(reading: Decimal, raw: str) -> None:
    made = outcome(typed(Content(), "1.210"), Content(), Content(), reading=reading)
    assert (made.kind, made.content.raw, made.content.value) == (Kind.NEW, raw, reading)
    foreign = outcome(typed(Content(), "1.210"), Content(), Content(), reading=Decimal(7))
    assert foreign.kind is Kind.WRONG


def test_a_figure_and_the_reason_why_there_is_none_are_one_question() -> None:
    base, number, reason = Content(), Content("5", Decimal(5)), Content(unavailable="Menunggu BPS.")
    assert merge(base, reason, number).both == ("figure",)
    assert merge(reason, reason, number).content == number


def test_a_text_too_long_is_told_only_when_it_was_changed() -> None:
    long = "a" * 5_000
    assert outcome(typed(Content(cause=long[:4_000] + "…")), Content(cause=long), Content(cause=long)).kind is Kind.SAME
    made = outcome(typed(Content(cause=long)), Content(), Content())
    assert [one.why.code for one in made.wrong] == ["text_too_long"]
    made = outcome(typed(Content(unavailable="a" * 301)), Content(), Content())
    assert [one.why.code for one in made.wrong] == ["text_too_long"]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_tidy_words_are_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


# --- Proofs. ----------------------------------------------------------------------------------------------------------

NAMES = {"IKU-1": "Ekspor", "IKU-2": "Pasar – rakyat"}


def row(name: str = "IKU-1 – Ekspor", kind: str = "teks", text: str = "Rekap.", title: str = "Judul") -> ProofRow:
    return ProofRow("Bukti!A4", name, kind, title, text, "hal. 1")


def test_a_proof_is_added_once() -> None:
    rows = (row(), row(), row(kind="Tautan", text="https://contoh.contoh"), row("IKU-2 – Pasar – rakyat", title=""))
    found, wrong = new_proofs(rows, NAMES, NAMES, ())
    assert wrong == ()
    assert [(one.code, one.kind, one.title) for one in found] == [
        ("IKU-1", "text", "Judul"),
        ("IKU-1", "link", "Judul"),
        ("IKU-2", "text", "Rekap."),
    ]
    assert new_proofs(rows, NAMES, NAMES, {one.known for one in found}) == ((), ())
    assert known("IKU-1", "text", " Judul", "Rekap. ", "hal.  1") == found[0].known


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (row("IKU-9 – Lain"), "proof_indicator_unknown"),
        (row(kind="foto"), "choice_unknown"),
        (row(text=" "), "evidence_empty"),
        (row(kind="tautan", text="contoh"), "link_invalid"),
        (row("IKU-2"), "cell_closed"),
    ],
)
def test_a_proof_that_cannot_be_taken_says_why(wrong: ProofRow, code: str) -> None:
    found, told = new_proofs((wrong,), NAMES, {"IKU-1"}, ())
    assert found == ()
    assert [(one.where, one.why.code) for one in told] == [("Bukti!A4", code)]
