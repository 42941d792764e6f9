"""The user name that is proposed for somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukur.domain.intake.around import free_username
from ukur.domain.people.names import USERNAME, proposed_username


@pytest.mark.parametrize(("name", "proposed"), [
    ("Drs. H. Rahmat Hidayat, M.Si.", "rahmat.hidayat"),
    ("Sari Wulandari", "sari.wulandari"),
    ("Siti Nur'aini Latifah, S.E.", "siti.nuraini"),
    ("Suparno", "suparno"),
    ("Bé Đạt", "be.at"),
    (",", "pegawai"),
])  # fmt: skip
def test_titles_degrees_and_accents_are_left_out(name: str, proposed: str) -> None:
    assert proposed_username(name) == proposed


@given(st.text(max_size=200))
def test_every_name_gives_a_user_name_that_can_be_used(name: str) -> None:
    assert USERNAME.fullmatch(proposed_username(name))
    assert free_username(name, frozenset({proposed_username(name)})) == f"{proposed_username(name)}2"
