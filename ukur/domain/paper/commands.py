"""Bytes of a paper, attached once, when the digest still holds."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.people.subject import Subject


@dataclass(frozen=True, slots=True)
class AttachPaper:
    """Done by the system after rendering: ``file`` is the SHA-256 of the bytes made from snapshot ``digest``."""

    run: int
    paper: int
    digest: str
    file: str

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)
