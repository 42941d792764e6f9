"""Filing: the berkas with its classification and retention, the agency's lists, and the package that proves itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.domain.archive.retention import Code, Line, Terms
from ukur.domain.people.subject import Subject
from ukur.domain.run.commands import TaskCommand

DEFAULT_CODE = "000.8.6.3"  # Permendagri 83/2022: Akuntabilitas Kinerja Instansi Pemerintah


@dataclass(frozen=True, slots=True)
class FileAway(TaskCommand):
    """Arsipkan: the berkas as an archive list describes it.

    ``number``: empty takes the next one of its classification. ``since``, ``until``: of its oldest and newest paper
    (kurun waktu), None: from the proposal to today. ``stage``: tingkat perkembangan, "asli" or "salinan". Retention is
    what the agency's schedule (JRA) says of ``classification``, or of the line called ``kind``; ``own`` overrides it.
    """

    classification: str = DEFAULT_CODE
    number: str = ""
    description: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    stage: str = "asli"
    amount: str = ""
    location: str = ""
    kind: str = ""
    own: Terms | None = None


@dataclass(frozen=True, slots=True)
class SetRetention:
    """Simpan jadwal retensi: the agency's schedule (JRA) from a day on. A version is never changed, only followed."""

    agency: int
    since: dt.date
    lines: tuple[Line, ...]

    @property
    def subject(self) -> Subject:
        return Subject("agency", self.agency)


@dataclass(frozen=True, slots=True)
class SetCodes:
    """Simpan kode klasifikasi: the codes that are offered at filing, with their names."""

    agency: int
    lines: tuple[Code, ...]

    @property
    def subject(self) -> Subject:
        return Subject("agency", self.agency)


@dataclass(frozen=True, slots=True)
class AttachPackage:
    """Done by the system: the package was built from the closed run and verified."""

    run: int
    file: str
    sound: bool

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)
