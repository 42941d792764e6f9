"""The digest chain: whatever is done to a stream, the first bad entry is named."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.paper import chain

Entry = dict[str, Any]


def stream(length: int = 6) -> list[Entry]:
    """A stream as the journal writes it."""
    entries: list[Entry] = []
    prev = chain.GENESIS
    for seq in range(1, length + 1):
        entry: Entry = {
            "stream": "run:1",
            "seq": seq,
            "at": "2026-10-05T08:00:00+07:00",
            "actor": 3,
            "name": "Siti Aminah, S.E.",
            "kind": "nilai.kirim",
            "payload": {"naskah": "é–", "angka": "94.74", "n": seq, "kosong": None},
            "refused": False,
            "prev": prev,
        }
        entry["digest"] = prev = chain.digest(prev, entry)
        entries.append(entry)
    return entries


def test_a_whole_stream_is_valid_and_gives_its_head() -> None:
    entries = stream()
    assert chain.verify(entries) == chain.ChainVerdict(True, 6, entries[-1]["digest"])


def test_an_empty_stream_is_valid_with_an_empty_head() -> None:
    assert chain.verify([]) == chain.ChainVerdict(True, 0, "")


def test_the_rule_can_be_recomputed_with_the_standard_library_alone() -> None:
    entry = stream(2)[1]
    rest = {key: value for key, value in entry.items() if key != "digest"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == entry["digest"]


def test_a_stream_read_back_from_text_is_still_valid() -> None:
    again = [json.loads(chain.canonical(one)) for one in stream()]
    assert chain.verify(again).valid


@pytest.mark.parametrize("key", ["stream", "at", "actor", "name", "kind", "payload", "refused"])
def test_a_changed_value_is_named_by_its_seq(key: str) -> None:
    entries = stream()
    entries[3][key] = "lain"
    verdict = chain.verify(entries)
    assert (verdict.valid, verdict.count, verdict.bad_seq, verdict.reason) == (False, 3, 4, "changed")


def test_an_entry_rewritten_with_its_own_digest_breaks_the_next_link() -> None:
    entries = stream()
    entries[3]["name"] = "Orang Lain"
    entries[3]["digest"] = chain.digest(entries[3]["prev"], entries[3])
    verdict = chain.verify(entries)
    assert (verdict.bad_seq, verdict.reason) == (5, "broken_link")


def test_a_dropped_a_doubled_and_a_moved_entry_are_gaps() -> None:
    entries = stream()
    dropped = chain.verify(entries[:2] + entries[3:])
    doubled = chain.verify([*entries[:3], entries[2], *entries[3:]])
    moved = chain.verify([entries[1], entries[0], *entries[2:]])
    assert [(one.bad_seq, one.reason) for one in (dropped, doubled, moved)] == [
        (4, "gap"),
        (3, "gap"),
        (2, "gap"),
    ]


def test_what_is_no_entry_is_unreadable() -> None:
    entries: list[Any] = [*stream(2), "rusak"]
    assert chain.verify(entries) == chain.ChainVerdict(False, 2, entries[1]["digest"], 3, "unreadable")
    entries[2] = {"seq": 3, "prev": entries[1]["digest"], "payload": 0.5, "digest": ""}
    assert chain.verify(entries).reason == "unreadable"


@pytest.mark.parametrize("value", [0.1, Decimal("0.1"), {1: "a"}, {"a": [0.5]}, b"x", {"a"}, object()])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        chain.canonical(value)


def test_key_order_and_tuples_do_not_matter() -> None:
    assert chain.canonical({"b": (1, 2), "a": "é"}) == '{"a":"é","b":[1,2]}'.encode()
    assert chain.canonical({"a": "é", "b": [1, 2]}) == chain.canonical({"b": (1, 2), "a": "é"})


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(first=plain, second=plain)
def test_two_values_share_a_canonical_form_only_when_json_reads_them_alike(first: object, second: object) -> None:
    ours, theirs = chain.canonical(first), chain.canonical(second)
    assert json.loads(ours) == first
    assert (ours == theirs) == (json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True))
