"""Larger offices than the sample's: the same people and kinds of indicators, as many rows as a test needs.

``python -m tests.offices FOLDER UNIT=ROWS …`` makes one in an empty data folder, with a run whose form is shared.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from itertools import cycle, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ukur.services.operate.sample_model import Sample


def spread(data: Sample, rows: dict[str, int]) -> Sample:
    """``data`` with so many indicators for each unit, all measured in this quarter, answered as in the sample."""
    measured = [one for one in data.indicators if one.frequency == data.indicators[0].frequency]
    by_code = {one.code: one for one in data.answers}
    indicators, answers = [], []
    no = 0
    for unit, count in rows.items():
        own = [one for one in measured if one.unit == unit] or measured
        for one in islice(cycle(own), count):
            no += 1
            code = f"IK-{no:02}"
            indicators.append(replace(one, code=code, name=f"{one.name} {no}", unit=unit))
            answers.append(replace(by_code[one.code], code=code))
    return replace(data, indicators=tuple(indicators), history=(), answers=tuple(answers))


def make(rows: dict[str, int]) -> None:
    """The office in the database of the environment, with the demo's passwords, and a run at step 4."""
    from ukur.services import jobs
    from ukur.services.operate import demo, sample
    from ukur.services.operate.play import Player
    from ukur.services.operate.prepare import prepare
    from ukur.services.operate.setup import settle, test_keys

    version = prepare()
    data = spread(sample.load(), rows)
    settled = settle(data, practice=True)
    demo._passwords(settled)
    test_keys(settled, [data.holder(sample.Role.HEAD).username], demo.PASSPHRASE)
    jobs.inline(True)
    player = Player(settled.agency, {one.code: one for one in data.answers}, demo.PASSPHRASE)
    player.play(player.propose(version.digest, data.period), until="4")


if __name__ == "__main__":
    folder, *wanted = sys.argv[1:]
    os.environ |= {"UKUR_DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/ukur.sqlite3"}
    from ukur.cli.django import start

    start()
    make({unit: int(count) for unit, _, count in (one.partition("=") for one in wanted)})
