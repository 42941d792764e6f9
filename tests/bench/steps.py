"""What is measured. A subject prepares ``top`` pieces of work and gives back the function that does ``n`` of them.

The cost of a unit is that of doing ``b`` pieces less that of doing ``a``, divided by the units between: start-up and
preparation, the same in both, drop out. Each subject runs in a process and an empty folder of its own::

    python -m tests.bench.steps NAME N TOP
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.trajectory import STEPS

COMMITS = 33  # of a run of the seed with both returns and six hand-ins in each of two rounds (ukur_step)


@dataclass(frozen=True, slots=True)
class Subject:
    """``prepare``: ``module:function``. ``units``: units in one piece of work. ``gate``: most instructions a unit.

    ``timed``: processor time instead, with ``gate`` in microseconds. ``share``: most of the first subject's cost.
    ``missing``: ``module:function`` that says why a peer is not here, or nothing; ``rounds``, ``longer``: how often and
    how much longer a timed one runs.
    """

    title: str
    prepare: str
    units: int
    low: int
    high: int
    gate: int | None = None
    timed: bool = False
    share: float | None = None
    missing: str = ""
    rounds: int = 5
    longer: int = 10

    def absent(self) -> str:
        """Why it cannot be measured here; empty when it can."""
        module, _, function = self.missing.partition(":")
        return str(getattr(importlib.import_module(module), function)()) if self.missing else ""


# Group -> its subjects; the first of a group is what the others are compared with.
GROUPS: dict[str, dict[str, Subject]] = {
    "a committed step": {
        "orm": Subject("bare Django ORM step", "tests.bench.orm:prepare", STEPS, 1, 3),
        "spiff": Subject("SpiffWorkflow, default serializer", "tests.bench.spiff:prepare", STEPS, 1, 3),
        "ukur": Subject("Ukur, through acts.perform", "tests.bench.ukur_step:prepare", COMMITS, 1, 2, 6_000_000),
    },
    "a page": {
        "hello": Subject("Django hello, 7 middlewares", "tests.bench.hello:prepare", 1, 10, 50),
        "values": Subject("50 values, to read", "tests.bench.ukur_page:values", 1, 10, 50, 8_000_000),
        "decide": Subject("50 values, to decide on", "tests.bench.ukur_page:decide", 1, 10, 50),
        "sheet": Subject("50 values, to fill in (6 boxes a row)", "tests.bench.ukur_page:sheet", 1, 10, 50, 16_000_000),
    },
    "50 values saved on PostgreSQL": {
        "rows": Subject("Django, row by row", "tests.bench.save:rows", 1, 1, 20, timed=True),
        "save": Subject("Ukur, sent on", "tests.bench.save:ukur", 1, 1, 20, timed=True, share=1 / 2.5),
    },
    "a signature, the key opened once": {
        "pyhanko": Subject("pyHanko's own signer", "tests.bench.sign:pyhanko", 1, 5, 15, timed=True),
        "sign": Subject("Ukur, read again before it goes out", "tests.bench.sign:ukur", 1, 5, 15, 40_000, timed=True),
    },
    "a form of 50 rows that comes in as a workbook": {
        "intake": Subject("read and merged, a form", "tests.bench.ukur_book:intake", 1, 50, 250, 2_500, timed=True),
    },
    "a tagged paper of twenty pages": {
        "weasyprint": Subject(
            "WeasyPrint, started once",
            "tests.bench.papers:weasyprint",
            1,
            1,
            3,
            timed=True,
            missing="tests.bench.papers:missing",
            rounds=2,
            longer=1,
        ),
        "papers": Subject(
            "Ukur, a child for each", "tests.bench.papers:ukur", 1, 1, 3, timed=True, share=1 / 5, rounds=2, longer=1
        ),
    },
}
SUBJECTS = {name: subject for group in GROUPS.values() for name, subject in group.items()}


def prepared(subject: Subject, top: int) -> Callable[[int], None]:
    """The subject's work, ready to be done. The driver is chosen as Ukur chooses it, so that it is the same for all."""
    if sys.platform == "linux":
        import pysqlite3

        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    module, _, function = subject.prepare.partition(":")
    play: Callable[[int], None] = getattr(importlib.import_module(module), function)(top)
    return play


if __name__ == "__main__":
    chosen, pieces, at_most = sys.argv[1:]
    prepared(SUBJECTS[chosen], int(at_most))(int(pieces))
