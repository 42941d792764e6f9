"""Many at once: one winner for each act, no acknowledged word lost, nobody meets a fault."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import DRILL
from tests.drill.conftest import Report, office
from tests.drill.modes import RACES
from tests.drill.place import Place, place

CROWD, ROUNDS = (20, 1) if DRILL else (5, 1)


def test_of_many_who_do_the_same_at_once_one_does_it_and_the_others_are_told(here: Place, report: Report) -> None:
    *races, end, sound = office(here, "race", CROWD)
    assert [one["activity"] for one in races] == list(RACES)
    for one in races:
        assert one["found"] == ["done", *["task_done"] * (CROWD - 1)], one
    assert end == {"ended": True, "signatures": 1, "documents": 1, "packages": 1}
    assert sound == {"unsound": []}
    report(people=CROWD, acts=len(RACES))


def test_a_crowd_loses_nothing_and_a_backup_of_the_midst_is_whole(here: Place, tmp_path: Path, report: Report) -> None:
    lines = {key: value for line in office(here, "storm", CROWD, ROUNDS) for key, value in line.items()}
    assert lines["faults"] == []
    assert lines["typed"] == lines["versions"] > 0
    assert (lines["written"], lines["refused"]) == (lines["acts"]["count"], 0)
    assert lines["unsound"] == []
    with place(tmp_path / "target") as target:
        restored = target.ukur("restore", lines["backup"])
        assert restored.returncode == 0, restored.stdout + restored.stderr
    report(people=CROWD, **{key: lines[key] for key in ("seconds", "cpu", "per_cpu_second", "acts", "drafts")})
