"""Killed at any moment, the office goes on where it stood: nothing acknowledged is lost, nothing is half done."""

from __future__ import annotations

import json
import random
import signal
import threading
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import DRILL
from tests.drill.conftest import Lines, Report, complaints, office, start
from tests.drill.place import Place

KILLS = 100 if DRILL else 4
BEYOND = 4  # entries of one act that may be committed before it is acknowledged: signing is two, each paper one more


@dataclass
class Known:
    """What the office has acknowledged, over all its lives."""

    entries: dict[tuple[str, int], str] = field(default_factory=dict)
    cells: dict[tuple[int, str], int] = field(default_factory=dict)
    proofs: set[int] = field(default_factory=set)

    def hear(self, line: dict[str, Any]) -> None:
        if "entry" in line:
            stream, seq, digest = line["entry"]
            self.entries[stream, seq] = digest
        if "proof" in line:
            self.proofs.add(line["proof"])
        for run, code, version in line.get("cells", ()):
            self.cells[run, code] = version

    def compare(self, there: dict[str, Any]) -> None:
        """All of it is there, and hardly more: what nobody has heard of is at most the act that was cut off."""
        entries = {(stream, seq): digest for stream, seq, digest in there["entries"]}
        cells = {(run, code): version for run, code, version in there["cells"]}
        assert {key: entries.get(key) for key in self.entries} == self.entries
        assert [key for key, version in self.cells.items() if cells.get(key, -1) < version] == []
        assert self.proofs <= set(there["proofs"])
        for stream in {stream for stream, _ in self.entries}:
            last = max(seq for name, seq in self.entries if name == stream)
            assert max(seq for name, seq in entries if name == stream) <= last + BEYOND
        assert there["unsound"] == []


def life(here: Place, chance: random.Random, known: Known) -> None:
    """Start the office, compare what it finds with what is known, and kill it at a random moment of its work."""
    process = start(here, "play", 0, KILLS)
    assert process.stdout
    enough = chance.randrange(1, 40)
    for heard, line in enumerate(process.stdout):
        said = json.loads(line)
        if "unsound" in said:
            known.compare(said)
        else:
            known.hear(said)
        if heard == enough:
            threading.Timer(chance.random() * 0.15, process.send_signal, [signal.SIGKILL]).start()
    assert process.wait() == -signal.SIGKILL, complaints(here).read_text(errors="replace")[-3000:]


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    here: Place, report: Report
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same plan of kills every time; the clock does the rest
    known = Known()
    for _ in range(KILLS):
        life(here, chance, known)
    there, *lines = office(here, "play", 0, KILLS * 20 // 60 + 1)
    known.compare(there)
    ends = ended(lines)
    assert ends and all(ends)
    assert office(here, "verify") == [{"unsound": []}]
    report(kills=KILLS, entries=len(known.entries), cells=len(known.cells), proofs=len(known.proofs), runs=len(ends))


def ended(lines: Lines) -> list[bool]:
    return [one["ended"] for one in lines if "ended" in one]
