"""A workbook on the desk: read once, then mended line by line. Nothing of it is in force until it is applied."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ukur.domain.errors import Fault, Refused, Unreadable, refusal
from ukur.domain.intake.model import Book, Line, from_data, to_data
from ukur.domain.intake.rules import mended
from ukur.formats import planbook
from ukur.services.access import Actor, NotThere, require_administrator
from ukur.store.models import Intake

LONGEST = 4_000  # letters that may be typed into a cell
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Mending:
    """What somebody did to one line: left it out or back in (``skip``), or put ``text`` into ``cell``.

    ``offered``: the text was chosen among those offered, so it is not asked about again.
    """

    line: str
    cell: str = ""
    text: str = ""
    offered: bool = False
    skip: bool | None = None


def take_in(actor: Actor, name: str, data: bytes, year: int) -> int:
    """Read a workbook and put it on the desk, in the place of the one that lay open there; its number.

    Unreadable lists every fault with sheet and cell.
    """
    require_administrator(actor)
    if year not in YEARS:
        raise Refused(refusal("year_impossible", year=year))
    if not data:
        raise Unreadable([Fault(name or "berkas", "belum dipilih, atau kosong; pilih berkas Excel lebih dulu")])
    content = to_data(planbook.parse(data, name, year))
    now = timezone.now()
    with transaction.atomic():
        Intake.objects.filter(agency=actor.agency, state="open").update(state="dropped", changed_at=now)
        made = Intake.objects.create(
            agency_id=actor.agency or 0, name=name[:200], content=content, by_id=actor.person, at=now, changed_at=now
        )
    return made.pk


def mend(actor: Actor, intake: int, mendings: tuple[Mending, ...]) -> None:
    """Mend lines of a workbook on the desk. What was applied already can be mended and applied anew."""
    require_administrator(actor)
    with transaction.atomic():
        row = _locked(actor, intake)
        if row.state not in ("open", "applied"):
            raise Refused(refusal("intake_closed"))
        book = from_data(row.content)
        for one in mendings:
            changed = _mended(book, one)
            if changed != book and row.before:  # what differs from what was taken in can be taken in again
                row.before["done"] = [key for key in row.before["done"] if key != one.line]
            book = changed
        row.content, row.changed_at = to_data(book), timezone.now()
        row.save(update_fields=["content", "before", "changed_at"])


def _locked(actor: Actor, intake: int) -> Intake:
    found = Intake.objects.select_for_update().filter(pk=intake, agency=actor.agency).first()
    if found is None or actor.agency is None:
        raise NotThere
    return found


def _mended(book: Book, one: Mending) -> Book:
    line = next((line for line in book.lines if line.key == one.line), None)
    if line is None:
        raise Refused(refusal("line_unknown"))
    return book.with_line(_changed(line, one))


def _changed(line: Line, one: Mending) -> Line:
    if one.skip is not None:
        return Line(line.part, line.row, line.cells, line.asks, line.sure, one.skip)
    text = " ".join(one.text[:LONGEST].replace("\x00", "").split())
    if not one.offered and text == line[one.cell]:
        return line  # the box came back as it was shown
    return mended(line, one.cell, text, offered=one.offered)
