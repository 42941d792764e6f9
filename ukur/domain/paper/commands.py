"""Papers: bytes attached once, initials of the chain, who initials which kind, the own number book."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.people.subject import Subject
from ukur.domain.run.commands import RunCommand


@dataclass(frozen=True, slots=True)
class AttachPaper:
    """Done by the system after rendering: ``file`` is the SHA-256 of the bytes made from snapshot ``digest``."""

    run: int
    paper: int
    digest: str
    file: str
    pages: int = 0

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)


@dataclass(frozen=True, slots=True)
class InitialPaper(RunCommand):
    """Bubuhkan paraf: the next in the chain has read exactly the content with this ``digest``."""

    paper: int
    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArrangePapers:
    """How an agency makes its papers: ``chains`` kind -> positions in order (at most three), the pattern of its own
    number book (empty: numbers are typed), the way of signing that is proposed first, and who signs which kind of
    letter: its post, the post he signs for (a.n.) and the one between (u.b.), 0 for none."""

    agency: int
    chains: tuple[tuple[str, tuple[int, ...]], ...] = ()
    number_pattern: str = ""
    signing_way: str = "ink"
    signatories: tuple[tuple[str, int, int, int], ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject("agency", self.agency)
