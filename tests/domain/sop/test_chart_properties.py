"""Whatever the SOP, its drawing says what the SOP says; and the reader of drawings sees a broken one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from tests.domain.sop.drawn import faults, sops
from ukur.domain.sop.chart import A4, SCREEN, chart
from ukur.domain.sop.model import Sop

SMALL = replace(A4, height=75)


@given(sops())
@settings(max_examples=40, deadline=None)
def test_a_screen_says_what_the_sop_says(of: Sop) -> None:
    assert faults(of, chart(of, SCREEN)) == []


@given(sops())
@settings(max_examples=40, deadline=None)
def test_pages_say_what_the_sop_says(of: Sop) -> None:
    drawn = chart(of, SMALL)
    assert faults(of, drawn) == []
    assert len(drawn.cuts) == len(drawn.pages) - 1
    assert [one.step for page in drawn.pages for one in page.rows if one.step] == [one.no for one in of.steps]
