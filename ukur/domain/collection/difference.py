"""What a later plan changes in a frozen form: which indicators come, go, or are asked for differently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ukur.domain.collection.figures import Item
from ukur.domain.plan.model import Period


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is no longer the same.

    ``what``: added, removed, or the name of the field of :class:`Item`; ``before`` and ``after`` as they are shown.
    """

    code: str
    name: str
    what: str
    before: str = ""
    after: str = ""


Field = Literal["name", "uom", "unit_name", "objective", "evidence", "proof", "filler_name", "definition", "formula"]
_FIELDS: tuple[Field, ...] = (
    "name",
    "uom",
    "unit_name",
    "objective",
    "evidence",
    "proof",
    "filler_name",
    "definition",
    "formula",
)


def differences(form: Iterable[Item], plan: Iterable[Item], period: Period) -> tuple[Difference, ...]:
    """What ``plan`` would change in ``form``, in plan order, removed indicators last; empty when nothing."""
    old, new = {one.code: one for one in form}, {one.code: one for one in plan}
    found: list[Difference] = []
    for code, item in new.items():
        if code not in old:
            found.append(Difference(code, item.name, "added", "", item.shown(item.targets.get(period.quarter))))
        else:
            found += _changes(old[code], item, period)
    found += [Difference(code, item.name, "removed") for code, item in old.items() if code not in new]
    return tuple(found)


def _changes(old: Item, new: Item, period: Period) -> list[Difference]:
    found = [
        Difference(new.code, new.name, name, str(getattr(old, name)), str(getattr(new, name)))
        for name in _FIELDS
        if getattr(old, name) != getattr(new, name)
    ]
    for name, quarter in (("target", period.quarter), ("target_year", 0)):
        before, after = _target(old, quarter), _target(new, quarter)
        if before != after:
            found.append(Difference(new.code, new.name, name, before, after))
    for name in ("polarity", "accumulation", "frequency"):
        if getattr(old, name) != getattr(new, name):
            found.append(Difference(new.code, new.name, name, str(getattr(old, name)), str(getattr(new, name))))
    return found


def _target(item: Item, quarter: int) -> str:
    low, high = item.targets.get(quarter), item.uppers.get(quarter)
    return item.shown(low) if high is None else f"{item.shown(low)}–{item.shown(high)}"
