"""Every rule has its sentence, every sentence its rule, and no blank stays empty."""

from __future__ import annotations

import string
from decimal import Decimal

import pytest
from hypothesis import given

from tests.domain.validation.cases import case, past, seen, targets
from tests.domain.validation.test_properties import AROUND, cases
from ukur.domain.collection.proofs import KINDS
from ukur.domain.plan.model import Accumulation
from ukur.domain.validation.case import Around, Case
from ukur.domain.validation.checks import RULES, Priority, flags
from ukur.domain.validation.reasons import OTHER
from ukur.domain.validation.reasons import REASONS as CODES
from ukur.services.wording import checks as wording
from ukur.services.wording import reasons
from ukur.services.wording.labels import PROOF_KINDS


def said(found: Case, rule: str) -> str:
    return wording.say_flag(seen(found)[rule], found.item)


def test_every_rule_has_a_wording_and_every_wording_a_rule() -> None:
    assert list(wording.CHECKS) == [one.key for one in RULES]
    assert set(wording.PRIORITIES) == set(Priority)
    assert set(PROOF_KINDS) == set(KINDS)


def test_a_sentence_is_short_and_says_what_is_seen_and_then_what_to_do() -> None:
    for text in wording.CHECKS.values():
        told = text.replace("{advice}", wording.COMMA).replace("s.d.", "sampai")
        assert len(told) <= 110, text
        assert told.count(".") == 2 and told.endswith("."), text
        assert "Anda" not in text


@given(cases(), AROUND)
def test_every_blank_is_filled(found: Case, around: Around) -> None:
    for flag in flags(found, around):
        text = wording.say_flag(flag, found.item)
        assert "{" not in text and "None" not in text and "  " not in text, text
        blanks = {name for _, name, _, _ in string.Formatter().parse(wording.CHECKS[flag.rule]) if name}
        assert blanks - {"advice"} <= {name for name, _ in flag.values}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("97", "Sekitar 10 kali target. Periksa letak koma."),
        ("1", "Sekitar sepersepuluh target. Periksa letak koma."),
        ("12345", "Sekitar 1.000 kali target. Periksa letak koma."),
        ("63", "Sekitar 6 kali target. Periksa angka dan satuannya."),
        ("2", "Sekitar seperlima target. Periksa angka dan satuannya."),
        ("0.6", "Sekitar 1/17 target. Periksa angka dan satuannya."),
    ],
)
def test_a_slip_of_the_comma_is_named(value: str, text: str) -> None:
    assert said(case(value, targets=targets("10")), "far_from_target") == text


def test_figures_are_printed_as_the_indicator_prints_them() -> None:
    falling = case("1000", accumulation=Accumulation.LAST, past=past("1234.5"), decimals=0)
    assert said(falling, "position_falling") == "Turun dari TW II 2026 (1.234,5). Periksa apakah memang turun."
    usual = case("1200", past=past("10", "12", "11", "13", "12"))
    assert said(usual, "far_from_usual") == "Jauh dari biasanya, yaitu sekitar 12,00. Periksa letak koma."
    assert said(case("8", targets=targets("9")), "note_missing").startswith("Capaian 88,89 %, ")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("any:file,link", "berkas atau tautan"),
        ("all:file,text", "berkas dan keterangan"),
        ("any:file,link,text", "berkas, tautan atau keterangan"),
        ("any:text", "keterangan"),
        ("", ""),
    ],
)
def test_a_rule_of_proof_in_words(rule: str, text: str) -> None:
    assert wording.say_proof(rule) == text


def test_a_waiver_and_a_grade_in_words() -> None:
    waived = case("8", texts={"waiver": "Sistem pusat padam."}, proof="any:file")
    assert said(waived, "evidence_waived") == (
        "Bukti dikecualikan: Sistem pusat padam. Periksa apakah alasannya cukup."
    )
    assert said(case(Decimal(5), scale="opini"), "grade_outside") == (
        "5 tidak ada pada skala ini, tertinggi 4. Isi urutan dari terendah: TMP, TW, WDP, WTP."
    )


def test_every_reason_has_a_label_and_a_sentence_but_the_one_that_is_written() -> None:
    assert list(reasons.REASONS) == [one.code for one in CODES]
    for one in CODES:
        assert len(one.code) <= 20  # the column of a finding
        assert reasons.label(one.code)
        assert bool(reasons.sentence(one.code)) is not one.written
    assert [one.code for one in CODES if one.written] == [OTHER]
