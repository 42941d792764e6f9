"""The whole text of two papers, kept as files. Run once with UKUR_GOLDEN=write after a wanted change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.formats.papers.pdftext import text_of

GOLDEN = Path(__file__).parents[2] / "golden" / "papers"


@pytest.mark.parametrize("paper", ["document", "invitation"])
def test_a_paper_reads_as_kept(paper: str, request: pytest.FixtureRequest) -> None:
    text = text_of(request.getfixturevalue(paper), "-layout")
    kept = GOLDEN / f"{paper}.txt"
    if os.environ.get("UKUR_GOLDEN") == "write":
        kept.write_text(text)
    assert text == kept.read_text()
