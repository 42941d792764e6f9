"""What several tests of the services stand on."""

from __future__ import annotations

import pytest

from tests.services.bookshop import Shop, opened
from tests.world import World


@pytest.fixture
def shop(world: World) -> Shop:
    world.play(until="4")
    return opened(world, world.sheet_task("DAG"))
