"""The measurement document: correction by the head, submission for approval."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class FinishCorrection(TaskCommand):
    """Selesai dikoreksi: the answer of the head that goes on. (The other answer is ``Return``.)"""

    note: str = ""


@dataclass(frozen=True, slots=True)
class SubmitForApproval(TaskCommand):
    """Ajukan ke Kepala Dinas: the content is frozen with its digest and the pages are made."""

    number: str = ""
    size: str = "A4"
    note: str = ""
