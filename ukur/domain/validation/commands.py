"""Validation and examination of the figures."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class AcceptValues(TaskCommand):
    """Terima: by code; none named means every sent value at which neither a person nor a rule sees anything.

    ``seen``: code and version of the values as they were shown; one that was changed since is not accepted unseen.
    """

    values: tuple[str, ...] = ()
    seen: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RaiseFinding(TaskCommand):
    """Catatan validasi: one value goes back to its unit with a reason; a figure may be proposed (as typed).

    ``code``: one of the ready-made reasons, whose sentence is used when nothing else is written.
    """

    value: str
    reason: str
    proposed: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class FinishValidation(TaskCommand):
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandOver(TaskCommand):
    """Sampaikan ke Sekretaris."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Approve(TaskCommand):
    """Sesuai, lanjutkan: the answer of the Sekretaris that goes on. (The other answer is ``Return``.)"""

    note: str = ""
