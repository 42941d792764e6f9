"""Which symbols a row has, how they are joined in the row, and where the flow goes: no measures yet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ukur.domain.sop.chart.model import Bond, Flow, Kind, Part
from ukur.domain.sop.model import Manner, Sop, Step

_KINDS = {"mulai": Kind.CAPSULE, "selesai": Kind.CAPSULE, "proses": Kind.BOX, "keputusan": Kind.DIAMOND}
_PARTS = {"penerima": Part.RECEIVER, "penyerah": Part.SUPPLIER}


@dataclass(frozen=True, slots=True)
class Cell:
    """The symbols of one performer in one row, from top to bottom."""

    performer: str
    part: Part
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A line inside a row, between two performers."""

    bond: Bond
    start: str
    end: str


def flows(sop: Sop) -> tuple[Flow, ...]:
    """Every way of the SOP, in the order of its rows; answers that end the flow have no ``end``."""
    found = []
    for step in sop.steps:
        found += [Flow(step.no, goal) for goal in step.next]
        found += [Flow(step.no, one.to, one.label, one.returns) for one in step.answers]
    return tuple(found)


def entered(step: Step) -> tuple[str, ...]:
    """The performers at whose symbols the flow comes in; more than one is a fork."""
    if _together(step):
        return step.performers
    if step.manner is Manner.ANY_ONE:
        return (step.decider,)
    return (step.performers[0],) if step.manner is Manner.SEQUENTIAL else (step.main or step.performers[0],)


def left(step: Step) -> tuple[str, ...]:
    """The performers from whose symbols the flow goes on; more than one is a join."""
    if step.answers:
        return (step.decider,)
    if step.manner in (Manner.PARALLEL, Manner.ANY_ONE):
        return step.performers
    return (step.performers[-1],) if step.manner is Manner.SEQUENTIAL else (step.main or step.performers[0],)


def _together(step: Step) -> bool:
    return step.manner is Manner.PARALLEL or (step.manner is Manner.ANY_ONE and not step.answers)


def cells(sop: Sop, step: Step) -> dict[str, Cell]:
    """The symbols of a row by performer. What the SOP names stands as named; the rest is derived: a box for each doer
    and supplier, a receiver only where the paper has a mark, a diamond where somebody decides, capsules at both ends.
    """
    parts = _parts(step)
    stacks = {who: [_KINDS[one.shape] for one in step.symbols if one.at == who] or [Kind.BOX] for who in parts}
    if step.answers and Kind.DIAMOND not in stacks[step.decider]:
        stacks[step.decider][-1] = Kind.DIAMOND
    if step.start or step.no == sop.first.no:
        _begin(step, stacks)
    if any(not one.to for one in step.answers):
        stacks[step.decider].append(Kind.CAPSULE)
    elif not step.answers and not step.next:
        for who in left(step):
            stacks[who][-1] = Kind.CAPSULE if stacks[who][-1] is Kind.BOX else stacks[who][-1]
    return {who: Cell(who, part, tuple(stacks[who])) for who, part in parts.items()}


def _begin(step: Step, stacks: dict[str, list[Kind]]) -> None:
    for who in entered(step):
        if stacks[who][0] is Kind.BOX:
            stacks[who][0] = Kind.CAPSULE
        elif stacks[who][0] is Kind.DIAMOND:
            stacks[who].insert(0, Kind.CAPSULE)


def _parts(step: Step) -> dict[str, Part]:
    drawn = {one.at: one.as_ for one in step.symbols}
    marked = () if drawn else step.printed.marks
    parts = dict.fromkeys(step.performers, Part.MAIN)
    for who in step.suppliers:
        named = _PARTS.get(drawn[who], Part.JOINT) if who in drawn else Part.SUPPLIER
        parts.setdefault(who, named)
    for who in step.receivers:
        if who in marked or drawn.get(who) == "penerima":
            parts.setdefault(who, Part.RECEIVER)
    for who, role in drawn.items():
        parts.setdefault(who, _PARTS.get(role, Part.JOINT))
    return parts


def links(sop: Sop, step: Step) -> tuple[Link, ...]:
    """The lines inside a row: turn by turn, joined, handed in, received."""
    parts = _parts(step)
    anchor = step.decider if step.answers else step.main if step.main in parts else step.performers[0]
    found: list[Link] = []
    if step.manner is Manner.SEQUENTIAL:
        found += [Link(Bond.SEQUENCE, *pair) for pair in pairwise(step.performers)]
    joint = {who for who, part in parts.items() if part is Part.JOINT}
    joint |= {anchor} if joint else set()
    if step.manner is Manner.JOINT or (step.manner is Manner.ANY_ONE and step.answers):
        joint |= set(step.performers)
    order = [one.id for one in sop.performers if one.id in joint]
    found += [Link(Bond.JOINT, *pair) for pair in pairwise(order)]
    if step.manner is Manner.PARALLEL and step.answers:
        found += [Link(Bond.SUPPLIER, who, anchor) for who in step.performers if who != anchor]
    found += [Link(Bond.SUPPLIER, who, anchor) for who, part in parts.items() if part is Part.SUPPLIER]
    found += [Link(Bond.RECEIVER, anchor, who) for who, part in parts.items() if part is Part.RECEIVER]
    return tuple(found)
