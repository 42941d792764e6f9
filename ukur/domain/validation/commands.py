"""Validation and examination of the figures."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class AcceptValues(TaskCommand):
    """Terima: by code; none named means every sent value without an open finding."""

    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RaiseFinding(TaskCommand):
    """Catatan validasi: one value goes back to its unit with a reason; a figure may be proposed (as typed)."""

    value: str
    reason: str
    proposed: str = ""


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
