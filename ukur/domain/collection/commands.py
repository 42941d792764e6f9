"""Form and sheets: compose, share, fill (drafts), release, close the collection."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ukur.domain.people.subject import Subject
from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class ComposeForm(TaskCommand):
    """Simpan form: freeze the list of indicators, targets and owners of the period, with digest."""


@dataclass(frozen=True, slots=True)
class ShareForm(TaskCommand):
    """Bagikan ke bidang dan sekretariat: from now on the units can fill in."""

    message: str = ""


@dataclass(frozen=True, slots=True)
class SendToHead(TaskCommand):
    """Kirim ke Kabid: the staff are done, the unit's head looks and releases."""


@dataclass(frozen=True, slots=True)
class GiveBackToStaff(TaskCommand):
    """The unit's head gives the sheet back to the staff, with a reason; nothing has left the unit yet."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseSheet(TaskCommand):
    """Setujui dan kirim: the unit's figures leave the unit as an immutable submission with digest.

    ``late``: why it is sent after its due time; without one a late sheet is not taken.
    """

    note: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class CloseCollection(TaskCommand):
    """Tutup pengumpulan: every unit has handed in."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class RemindUnits:
    """Ingatkan: the units named, or all whose form is still open, are told that they are waited for."""

    run: int
    units: tuple[int, ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)


@dataclass(frozen=True, slots=True)
class RenewForm:
    """Perbarui form dari rencana: a later plan enters as the next version of the form; answered cells stay.

    ``seen``: digest of the version whose difference was shown.
    """

    run: int
    seen: str = ""

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What was typed for one indicator; ``version`` is the one the typist saw, so that nothing is overwritten unseen.

    ``raw`` is the text as typed (empty: not reported). ``unavailable``: why there is no figure yet. ``waiver``: why the
    proof that is asked for is left out; None leaves it as it is.
    """

    code: str
    raw: str
    version: int
    unavailable: str = ""
    cause: str = ""
    follow_up: str = ""
    provisional: bool = False
    waiver: str | None = None


@dataclass(frozen=True, slots=True)
class ApplyBook(TaskCommand):
    """Simpan isian dari Excel: what a unit's workbook has changed enters its sheet, as one act.

    ``digest`` names the kept file, ``seen`` what the preview has shown: when something else would come of it now, it is
    refused and shown again. ``take``: cells changed on both sides in which the workbook's content is wanted;
    ``readings``: how a number in doubt is meant. ``carry``: made from an older form, only what still exists.
    """

    digest: str
    seen: str
    take: tuple[str, ...] = ()
    readings: tuple[tuple[str, Decimal], ...] = ()
    carry: bool = False


@dataclass(frozen=True, slots=True)
class SaveCells:
    """A draft, not an act: it locks the sheet only and is not journalled."""

    run: int
    task: str
    changes: tuple[CellChange, ...]

    @property
    def subject(self) -> Subject:
        return Subject("run", self.run)


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """A draft: proof put to one value. ``data`` are the bytes of a file."""

    run: int
    task: str
    code: str
    kind: str  # file, link, text
    title: str
    text: str = ""
    data: bytes = b""
    place: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class ReuseEvidence:
    """A draft: a proof that stands with another value proves this one too."""

    run: int
    task: str
    code: str
    evidence: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class WaiveProof:
    """A draft: Dikecualikan, dengan alasan. An empty reason takes the waiver back."""

    run: int
    task: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class DropEvidence:
    """A draft: take back a proof that is not frozen yet."""

    run: int
    task: str
    evidence: int
