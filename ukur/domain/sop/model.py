"""A SOP as data (schema ``sop-ap/1``): what the signed paper prints, and what is run.

Two layers. The printed layer (``printed`` everywhere) is exactly what the signed paper says, errors included,
and is never edited. The other fields are the reading that is run; ``reading`` names the keys of it that are
not in the paper. Source: PermenPANRB 35/2012 (SOP AP format); the reading of the seed is written out in
``sop/*.sop.toml``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class PerformerKind(StrEnum):
    POSITION = "jabatan"
    UNIT = "unit"
    TEAM = "tim"
    OUTSIDE = "luar"


class Manner(StrEnum):
    """How the performers of one step work together (``cara``)."""

    ALONE = "sendiri"
    JOINT = "bersama"
    PARALLEL = "paralel"
    SEQUENTIAL = "berurutan"
    ANY_ONE = "salah_satu"


@dataclass(frozen=True, slots=True)
class Performer:
    """A column of the SOP, not a human. ``many``: one column that stands for several units."""

    id: str
    name: str
    kind: PerformerKind
    many: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the SOP and the states it passes, in order."""

    id: str
    name: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a decision. ``returns``: it leads back; ``also``: the other goals the decider may choose.

    ``to`` is empty when an onward answer ends the flow here.
    """

    label: str
    to: str
    returns: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Symbol:
    at: str
    shape: str  # mulai, proses, keputusan, selesai
    text: str = ""
    as_: str = ""


@dataclass(frozen=True, slots=True)
class PrintedStep:
    """The cells of one printed row, verbatim."""

    activity: str
    marks: tuple[str, ...]
    needs: str
    time: str
    output: str
    remark: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the SOP.

    ``activities`` maps each doing performer (and ``"penyerah"`` for the hand-in part) to the name of what the
    step does in the software; unknown or absent names mean ``tugas``. ``minutes`` is the standard time in
    working minutes (1 hari kerja = 450 minutes, Perpres 21/2023), None when open. ``next`` is empty at an end
    and at a decision (its answers lead on); more than one is a fork. ``row`` is the position, from 1, of the
    printed row when several steps share one.
    """

    no: str
    printed: PrintedStep
    performers: tuple[str, ...]
    manner: Manner
    main: str
    activities: tuple[tuple[str, str], ...] = ()
    suppliers: tuple[str, ...] = ()
    suppliers_since: str = ""
    receivers: tuple[str, ...] = ()
    approver: str = ""
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    minutes: int | None = None
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    next: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    decider: str = ""
    join: str = "semua"
    sub_sop: str = ""
    start: bool = False
    text: str = ""
    reading: frozenset[str] = frozenset()
    row: int = 0

    @property
    def title(self) -> str:
        """The wording that is shown: the cleaner one when given, else the printed sentence."""
        return self.text or self.printed.activity

    def activity(self, performer: str) -> str:
        """What ``performer`` does here in the software; ``"penyerah"`` asks for the hand-in part."""
        return next((name for doer, name in self.activities if doer == performer), "tugas")


@dataclass(frozen=True, slots=True)
class LegalBasis:
    printed: str
    kind: str = ""
    number: str = ""
    year: int | None = None
    subject: str = ""
    replaced_by: str = ""
    remark: str = ""
    reading: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Endorsement:
    """Who signed the SOP itself: printed cells and the read NIP."""

    position_printed: str = ""
    name_printed: str = ""
    nip_printed: str = ""
    nip: str = ""
    reading: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity page. Dates the paper leaves empty are None."""

    government: str
    agency: str
    short: str = ""
    number_printed: str = ""
    number: str = ""
    date_printed: str = ""
    made: dt.date | None = None
    revised: dt.date | None = None
    effective: dt.date | None = None
    endorsement: Endorsement = field(default_factory=Endorsement)
    legal: tuple[LegalBasis, ...] = ()
    qualification_printed: tuple[str, ...] = ()
    related_printed: tuple[str, ...] = ()
    equipment_printed: tuple[str, ...] = ()
    recording_printed: tuple[str, ...] = ()
    warning_printed: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()  # sifat, cakupan, hasil, lingkup
    source: str = ""
    reading: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sop:
    """One version of a procedure. ``digest`` is the SHA-256 of its TOML text and identifies the version.

    Without slots, so that the table of rows is made once; a version never changes.
    """

    id: str
    name: str
    digest: str
    identity: Identity
    performers: tuple[Performer, ...]
    documents: tuple[Document, ...]
    steps: tuple[Step, ...]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Step number -> row position, from 0."""
        return {one.no: position for position, one in enumerate(self.steps)}

    def step(self, no: str) -> Step:
        """The step numbered ``no``; KeyError when there is none."""
        return self.steps[self.rows[no]]

    def index(self, no: str) -> int:
        """The row position of step ``no``, from 0; KeyError when there is none."""
        return self.rows[no]

    def performer(self, id: str) -> Performer:
        return next(one for one in self.performers if one.id == id)

    @property
    def first(self) -> Step:
        return next((one for one in self.steps if one.start), self.steps[0])

    @property
    def standard_minutes(self) -> int:
        """The sum of all standard times, once each, in minutes."""
        return sum(one.minutes or 0 for one in self.steps)

    @property
    def open_readings(self) -> int:
        """How many steps and identity blocks carry a reading the owner has not accepted yet."""
        blocks = [
            self.identity.reading,
            self.identity.endorsement.reading,
            *(one.reading for one in self.identity.legal),
        ]
        return sum(1 for one in [*blocks, *(step.reading for step in self.steps)] if one)
