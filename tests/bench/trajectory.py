"""The way every engine is measured on: the 13 steps with one return at 8 (to 6) and one at 9 (to 8), 18 commits."""

from __future__ import annotations

LAST = 13
# A step that was decided against leads back: (step, answer) -> the step it leads to. Everything else leads on.
BACK = {(8, "no"): 6, (9, "no"): 8}


def walk() -> list[tuple[int, str]]:
    """The committed steps of one instance in order, each with its answer."""
    path: list[tuple[int, str]] = []
    refused: set[int] = set()
    step = 1
    while step <= LAST:
        answer = "no" if step in (8, 9) and step not in refused else "yes"
        refused.add(step)
        path.append((step, answer))
        step = BACK.get((step, answer), step + 1)
    return path


STEPS = len(walk())
