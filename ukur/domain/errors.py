"""Refusals: what the house answers when something may not be done, and faults of unreadable input.

A refusal is a stable code with values. The Indonesian sentence for it stands in ``ukur.services.wording`` alone, so the
page, the command line and the journal say the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something may not be done.

    ``code`` is stable and listed in ``docs/generated/refusals.md``; ``values`` fill the blanks of its sentence.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()


def refusal(code: str, /, **values: object) -> Refusal:
    """A refusal with its values as text, in a fixed order."""
    return Refusal(code, tuple(sorted((key, str(value)) for key, value in values.items())))


class Refused(Exception):
    """Raised when a command may not be done; carries at least one refusal."""

    def __init__(self, *refusals: Refusal) -> None:
        self.refusals = refusals
        super().__init__("; ".join(one.code for one in refusals))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file: where, why, and the line when it is known."""

    where: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.where} (baris {self.line})" if self.line else self.where
        return f"{place}: {self.reason}"


@dataclass
class Unreadable(Exception):
    """Raised when a file cannot be used; lists every fault found, not only the first."""

    faults: tuple[Fault, ...] = field(default=())

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(one) for one in self.faults))
