"""Block digests name where a file was changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ukur.domain.paper.blocks import Span, block_digests, changed

DATA = bytes(range(256)) * 20  # 5,120 bytes


def test_nothing_is_named_when_nothing_changed() -> None:
    assert changed(DATA, block_digests(DATA, 512), 512) == ()


@settings(max_examples=60, derandomize=True, deadline=None)
@given(at=st.integers(0, len(DATA) - 1), mask=st.integers(1, 255))
def test_any_changed_byte_is_inside_the_one_span_that_is_named(at: int, mask: int) -> None:
    bad = bytearray(DATA)
    bad[at] ^= mask
    (span,) = changed(bytes(bad), block_digests(DATA, 512), 512)
    assert span.start <= at < span.end
    assert span.end - span.start == 512


def test_neighbouring_blocks_are_one_span_and_distant_ones_two() -> None:
    bad = bytearray(DATA)
    for at in (500, 600, 4000):
        bad[at] ^= 1
    assert changed(bytes(bad), block_digests(DATA, 512), 512) == (Span(0, 1024), Span(3584, 4096))


def test_added_and_missing_ends_are_named() -> None:
    digests = block_digests(DATA, 512)
    assert changed(DATA + b"x", digests, 512) == (Span(5120, 5121),)
    assert changed(DATA[:4096], digests, 512) == (Span(4096, 5120),)
    assert changed(b"", digests, 512) != ()


def test_shortened_digests_serve_as_well_but_empty_ones_never_pass() -> None:
    assert changed(DATA, [one[:8] for one in block_digests(DATA, 512)], 512) == ()
    assert changed(DATA, ["" for _ in block_digests(DATA, 512)], 512) == (Span(0, 5120),)


def test_a_span_says_its_bytes() -> None:
    assert str(Span(0, 512)) == "byte 0–511"
