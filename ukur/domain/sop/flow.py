"""The flow of a SOP as a graph: every row is reached, and from every row there is a way to an end."""

from __future__ import annotations

from collections.abc import Sequence

from ukur.domain.errors import Fault
from ukur.domain.sop.model import Step


def goals(step: Step) -> tuple[str, ...]:
    """Every step the flow may go to from ``step``, the drawn returns included."""
    found = list(step.next)
    for answer in step.answers:
        found += [one for one in (answer.to, *answer.also) if one]
    return tuple(dict.fromkeys(found))


def check(steps: Sequence[Step], lines: Sequence[int]) -> list[Fault]:
    """Rows no start leads to, and decisions that only lead back. ``lines``: of the heads, in row order.

    The reader lets only returns lead back, so a way to an end is missing just where every answer returns.
    """
    reached = _reached(steps)
    faults: list[Fault] = []
    for position, one in enumerate(steps):
        where, line = f"langkah[{position + 1}]", lines[position] if position < len(lines) else None
        if one.no not in reached:
            reason = f'langkah "{one.no}" tidak pernah dicapai; tunjuk dari lanjut atau putusan'
            faults.append(Fault(where, reason, line))
        if one.answers and all(answer.returns for answer in one.answers):
            reason = "semua jawaban mengembalikan, jadi akhir tidak pernah tercapai; beri satu jawaban yang maju"
            faults.append(Fault(f"{where}.putusan", reason, line))
    return faults


def _reached(steps: Sequence[Step]) -> set[str]:
    after = {one.no: goals(one) for one in steps}
    waiting = [one.no for one in steps if one.start]
    reached = set(waiting)
    while waiting:
        for goal in after[waiting.pop()]:
            if goal not in reached:
                reached.add(goal)
                waiting.append(goal)
    return reached
