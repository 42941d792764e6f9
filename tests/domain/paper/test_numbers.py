"""Letter numbers of an agency's own book."""

from __future__ import annotations

import pytest

from ukur.domain.paper.numbers import follows, written

PATTERN = "{kode}/{urut}-{unit}/{tahun}"


def test_a_written_number_follows_its_pattern_whatever_its_parts_are() -> None:
    number = written(PATTERN, kode="000.8.6.3", urut="112", unit="Diskop (UKM)", tahun="2026")
    assert number == "000.8.6.3/112-Diskop (UKM)/2026" and follows(PATTERN, number)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("", "1/2026"),  # no book
        (PATTERN, ""),  # nothing was printed
        (PATTERN, "000.8.6.3/112"),
        (PATTERN, "000.8.6.3/-/2026"),
        ("{urut}.{tahun}", "12x2026"),  # a point is a point
    ],
)
def test_another_number_does_not(pattern: str, number: str) -> None:
    assert not follows(pattern, number)
