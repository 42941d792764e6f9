"""Run after run in one process: the same memory, the same number of questions to the database."""

from __future__ import annotations

import pytest

from tests.conftest import DRILL
from tests.drill.conftest import Report, office
from tests.drill.place import Place

# Warm: what is kept of older runs has filled up (4,096 figures, 22 a run, hold their indicators), and so have the
# database's own pages.
RUNS, WARM = (260, 200) if DRILL else (4, 2)
GROWTH = 1.10 if DRILL else 1.25


@pytest.mark.once
def test_the_last_run_costs_what_the_first_did(here: Place, report: Report) -> None:
    *runs, sound = office(here, "soak", RUNS)
    assert sound == {"unsound": []}
    assert [one["ended"] for one in runs] == [True] * RUNS
    warm = runs[WARM - 1 :]
    assert [one["queries"] for one in warm] == [warm[0]["queries"]] * len(warm)
    memory = [one["kilobytes"] for one in warm]
    assert max(memory) <= memory[0] * GROWTH, memory
    queries = warm[0]["queries"]
    report(
        runs=RUNS, megabytes=[memory[0] // 1024, memory[-1] // 1024], queries=sum(queries.values()), acts=len(queries)
    )
