"""Papers drawn once for all tests of the room."""

from __future__ import annotations

import pytest

from tests.formats.papers import letters, sample
from ukur.formats.papers import render


@pytest.fixture(scope="session")
def document() -> bytes:
    """The measurement document of 25 indicators on A4."""
    return render(sample.measurement())


@pytest.fixture(scope="session")
def invitation() -> bytes:
    return render(sample.invitation())


@pytest.fixture(scope="session")
def drawn(document: bytes) -> dict[str, bytes]:
    """Every kind of paper on A4 by the name of its golden text."""
    letters_drawn = {name: render(one) for name, one in letters.all_letters().items()}
    return {"document": document, "ralat": render(sample.ralat()), **letters_drawn}
