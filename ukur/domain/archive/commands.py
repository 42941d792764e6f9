"""Filing: the berkas with its classification and retention, and the package that proves itself."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.people.subject import Subject
from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class FileAway(TaskCommand):
    """Arsipkan. Years and fate come from the agency's retention schedule (JRA); the defaults are an example only."""

    classification: str = "000.8.6.3"  # Permendagri 83/2022: Akuntabilitas Kinerja Instansi Pemerintah
    active_years: int = 2
    inactive_years: int = 4
    fate: str = "Permanen"
    location: str = ""


@dataclass(frozen=True, slots=True)
class AttachPackage:
    """Done by the system: the package was built from the closed run and verified."""

    run: int
    file: str
    sound: bool

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)
