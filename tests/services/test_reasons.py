"""Why values were given back, counted."""

from __future__ import annotations

import pytest

from tests.world import LEAD, SECRETARY, World
from ukur.domain.run.commands import CancelRun
from ukur.domain.validation.commands import RaiseFinding
from ukur.services import access
from ukur.services.queries import ReasonStatistics, reason_statistics
from ukur.store.models import Finding


@pytest.fixture
def returned(world: World) -> World:
    """Three values given back, two of them for a reason that has a code."""
    world.play(until="7")
    task = world.task("validasi")
    for code, reason in (("IKU-01", "satuan-keliru"), ("IKU-11", "satuan-keliru"), ("IKU-12", "")):
        world.act(LEAD, RaiseFinding(world.run, task.key, code, "Satuan keliru."))
        Finding.objects.filter(cell__sheet__run=world.run, cell__code=code).update(code=reason)
    return world


def counted(found: ReasonStatistics) -> list[tuple[str, int]]:
    return [(one.label, one.count) for one in found.reasons]


def test_reasons_are_counted_over_the_agency_by_run_indicator_and_unit(returned: World) -> None:
    found = reason_statistics(returned.actor(LEAD))
    assert counted(found) == [("Satuan keliru", 2), ("Tulis lain", 1)]
    assert [(one.key, one.name, one.count) for one in found.runs] == [(str(returned.run), "TW III 2026", 3)]
    assert {one.name: one.count for one in found.indicators} == {"IKU-01": 1, "IKU-11": 1, "IKU-12": 1}
    for lines in (found.runs, found.indicators, found.units):
        assert sum(one.count for one in lines) == found.count == 3
        assert all(sum(one.count for one in line.reasons) == line.count for line in lines)
    counts = [one.count for one in found.units]
    assert counts == sorted(counts, reverse=True)


def test_one_run_alone_and_never_that_of_another_agency(returned: World) -> None:
    assert reason_statistics(returned.actor(LEAD), returned.run) == reason_statistics(returned.actor(LEAD))
    stranger = returned.actor("orang.luar")
    assert reason_statistics(stranger).count == 0
    with pytest.raises(access.NotThere):
        reason_statistics(stranger, returned.run)


def test_a_cancelled_run_does_not_count(returned: World) -> None:
    returned.act(SECRETARY, CancelRun(returned.run, "Keliru memulai."))
    assert reason_statistics(returned.actor(LEAD)).count == 0
