"""The measurement document: correction by the head, submission for approval."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.run.commands import RunCommand, TaskCommand


@dataclass(frozen=True, slots=True)
class FinishCorrection(TaskCommand):
    """Selesai dikoreksi: the answer of the head that goes on. (The other answer is ``Return``.)

    ``shown``: digest of what was on the page; refused when it reads otherwise by now. Empty: an act on paper.
    """

    note: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class CorrectWording(TaskCommand):
    """Koreksi kalimat: the head's own words for a ``field`` (cause, follow_up) of one indicator, with his reason.

    ``seen``: the text that was on the page. A figure is never corrected here: it goes back to its unit.
    """

    code: str
    field: str
    seen: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmitAhead(RunCommand):
    """Bila tanpa koreksi, diajukan untuk tanda tangan: frozen now, submitted when the head has corrected nothing."""

    number: str = ""
    size: str = "A4"
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountAhead(RunCommand):
    """Done by the system: the submission given in advance for ``paper`` counts now; the step is closed with it."""

    paper: int


@dataclass(frozen=True, slots=True)
class SubmitForApproval(TaskCommand):
    """Ajukan ke Kepala Dinas: the content is frozen with its digest and the pages are made."""

    number: str = ""
    size: str = "A4"
    note: str = ""
