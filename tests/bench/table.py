"""``make bench``: what a step and a page cost, beside peers, as one table. Ends with 1 when a gate is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tests.bench import callgrind
from tests.bench.steps import GROUPS, Subject


def main(arguments: list[str]) -> int:
    """Measure all groups, or those whose subjects are named; 0 when every gate is kept."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", help="subjects to measure (default: all)")
    names = parser.parse_args(arguments).names
    counted = callgrind.available()
    if not counted:
        _say("valgrind is not here (sudo apt-get install valgrind): processor time instead, good for large ratios only")
    chosen = {group: _chosen(every, names) for group, every in GROUPS.items()}
    missed = [line for group, some in chosen.items() if some for line in _group(group, some, counted)]
    for line in missed:
        _say(f"gate missed: {line}")
    return 1 if missed else 0


def _chosen(every: dict[str, Subject], names: list[str]) -> dict[str, Subject]:
    """The subjects named, all when none is; the first of a group goes along when another is judged by its cost."""
    named = {key: one for key, one in every.items() if not names or key in names}
    first = next(iter(every))
    return {first: every[first], **named} if any(one.share for one in named.values()) else named


def _group(group: str, subjects: dict[str, Subject], counted: bool) -> list[str]:
    """Print one group; the gates that it missed."""
    timed = any(one.timed for one in subjects.values())
    judged, counted = counted or timed, counted and not timed
    measure: Callable[[str], float] = callgrind.instructions if counted else callgrind.seconds
    first, missed = None, []
    _say(f"\n{group:<36}{'instructions' if counted else 'microseconds':>16}{'ratio':>9}{'gate':>14}")
    peer = next(iter(subjects.values()), None)
    for name, subject in subjects.items():
        if reason := subject.absent():
            _say(f"  {subject.title:<34} left out: {reason}")
            continue
        cost = measure(name)
        first = first or cost
        shown = cost if counted else cost * 1e6
        gate = f"{subject.gate:,}" if subject.gate and judged else f"{subject.share} of it" if subject.share else ""
        _say(f"  {subject.title:<34}{shown:>16,.0f}{cost / first:>9.2f}{gate:>14}")
        if gate and subject.gate and shown > subject.gate:
            missed.append(f"{subject.title}: {shown:,.0f} > {gate}")
        if subject.share and peer is not subject and not (peer and peer.absent()) and cost > first * subject.share:
            missed.append(f"{subject.title}: {cost / first:.2f} > {subject.share}")
    return missed


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
