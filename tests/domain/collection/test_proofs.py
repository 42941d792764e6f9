"""Which proof is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukur.domain.collection.proofs import KINDS, SOME, Mode, ProofRule, asked, parse, unmet

RULES = st.builds(
    lambda mode, kinds: ProofRule(mode, tuple(one for one in KINDS if one in kinds)),
    st.sampled_from(Mode),
    st.sets(st.sampled_from(KINDS), min_size=1),
)


@given(RULES)
def test_a_rule_is_read_back_from_what_is_stored(rule: ProofRule) -> None:
    assert parse(str(rule)) == rule
    assert len(str(rule)) <= 40  # the column of the plan


def test_case_spaces_order_and_repetition_are_free() -> None:
    assert parse(" ANY : link, file,link ") == ProofRule(Mode.ANY, ("file", "link"))
    assert parse("") is parse("  ") is None


@pytest.mark.parametrize("text", ["file", "any", "any:", "some:file", "any:picture", "any:file,,link", ":file"])
def test_anything_else_is_no_rule_and_still_asks_for_some_proof(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)
    assert asked(text) == SOME


def test_a_rule_has_kinds_in_their_order() -> None:
    for kinds in ((), ("link", "file"), ("file", "file"), ("picture",)):
        with pytest.raises(ValueError, match="kinds of proof"):
            ProofRule(Mode.ANY, kinds)


@pytest.mark.parametrize(
    ("text", "there", "enough"),
    [
        ("any:file,link", {"link"}, True),
        ("any:file,link", {"text"}, False),
        ("any:file,link", set(), False),
        ("all:file,text", {"file", "text", "link"}, True),
        ("all:file,text", {"file"}, False),
        ("", set(), True),
        ("unreadable", {"text"}, True),
        ("unreadable", set(), False),
    ],
)
def test_one_kind_is_enough_or_each_is_needed(text: str, there: set[str], enough: bool) -> None:
    assert (unmet(text, there) is None) is enough


def test_what_is_lacking_is_named() -> None:
    assert ProofRule(Mode.ALL, ("file", "text")).lacking({"text"}) == ("file",)
    assert ProofRule(Mode.ANY, ("file", "text")).lacking({"link"}) == ("file", "text")
