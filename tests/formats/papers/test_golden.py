"""The whole text of every kind of paper, kept as files. Run once with UKUR_GOLDEN=write after a wanted change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.formats.papers import letters
from tests.formats.papers.pdftext import text_of

GOLDEN = Path(__file__).parents[2] / "golden" / "papers"
PAPERS = ("document", "ralat", *letters.all_letters())


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_reads_as_kept(paper: str, drawn: dict[str, bytes]) -> None:
    text = text_of(drawn[paper], "-layout")
    kept = GOLDEN / f"{paper}.txt"
    if os.environ.get("UKUR_GOLDEN") == "write":
        kept.write_text(text)
    assert text == kept.read_text()


def test_no_text_is_kept_of_a_paper_that_is_gone() -> None:
    assert {one.stem for one in GOLDEN.glob("*.txt")} == set(PAPERS)
