"""The workbook of a form: the file to take away, and what an uploaded one would change, as texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone

from ukur.domain.achievement.numbers import NOT_REPORTED, format_number
from ukur.domain.collection.brought_proofs import KINDS
from ukur.domain.collection.contents import Content
from ukur.domain.collection.merge import Kind, Outcome, Wrong
from ukur.services import access
from ukur.services.access import Actor
from ukur.services.collection import Preview, form_of, make_book
from ukur.services.collection.drafts import open_desk
from ukur.services.queries.downloads import Download
from ukur.services.queries.names import seat_names
from ukur.services.wording import say
from ukur.store.models import Run

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {meaning: word for word, meaning in KINDS.items()}
_LABELS = {"provisional": "Sifat angka", "cause": "Kendala", "follow_up": "Tindak lanjut"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cell: what stands there now, and in the workbook."""

    label: str
    now: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator whose cell would change; ``both``: it was changed here too."""

    code: str
    name: str
    parts: tuple[Part, ...]
    both: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A number in doubt, with its readings as typed and as shown."""

    code: str
    name: str
    where: str
    text: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BookPage:
    """The page of an upload. ``digest`` and ``seen`` go back with the confirmation; empty before anything came.

    ``wrong``: place and sentence; ``proofs``: indicator, kind, title, what it says.
    """

    id: int
    title: str
    unit: str
    digest: str = ""
    seen: str = ""
    older: str = ""
    carry: bool = False
    readings: tuple[tuple[str, str], ...] = ()
    new: tuple[Line, ...] = ()
    conflicts: tuple[Line, ...] = ()
    questions: tuple[Question, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    proofs: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is something that could be saved."""
        return bool(self.new or self.conflicts or self.proofs)


def book_file(actor: Actor, id: int) -> Download:
    """The workbook of an open sheet task. Refused as for typing on the page; ``NotThere`` for outsiders."""
    task = access.task(actor, id)
    name, data = make_book(actor, task.run_id, task.key, timezone.now())
    return Download(name, XLSX, data)


def book_page(actor: Actor, id: int, preview: Preview | None = None) -> BookPage:
    """The page for uploading, with what would come of a workbook when one has come."""
    task = access.task(actor, id)
    page = BookPage(task.pk, task.run.title, seat_names(task.run).get(task.seat, ""))
    if preview is None:
        return page
    weighed, boxes = preview.weighed, _boxes(task.run)
    return replace(
        page,
        digest=preview.digest,
        seen=weighed.seen,
        older=say(preview.older) if preview.older else "",
        carry=preview.carry,
        readings=tuple((code, _typed(one)) for code, one in preview.readings.items()),
        new=tuple(_line(one, preview.names, boxes) for one in weighed.of(Kind.NEW)),
        conflicts=tuple(_line(one, preview.names, boxes) for one in weighed.of(Kind.CONFLICT)),
        questions=tuple(_question(one, preview.names) for one in weighed.of(Kind.WRONG) if one.asks),
        wrong=_wrong((one for one in weighed.of(Kind.WRONG) if not one.asks), weighed.wrong),
        proofs=tuple((preview.names[one.code], _KINDS[one.kind], one.title, one.text) for one in weighed.proofs),
    )


def may_bring(actor: Actor, id: int) -> None:
    """Refused when the actor could not type into this sheet now; ``NotThere`` for outsiders."""
    task = access.task(actor, id)
    open_desk(actor, task.run_id, task.key, timezone.now(), lock=False)


def _boxes(run: Run) -> dict[str, str]:
    """Which figure is typed, by code."""
    form = form_of(run)
    cumulative = {one.code: one.cumulative_input for one in form.items} if form else {}
    return {code: "s.d. triwulan ini" if upto else "triwulan ini" for code, upto in cumulative.items()}


def _line(one: Outcome, names: Mapping[str, str], boxes: Mapping[str, str]) -> Line:
    labels = {"figure": f"Realisasi {boxes[one.code]}", **_LABELS}
    parts = tuple(Part(labels[name], _shown(name, one.theirs), _shown(name, one.content)) for name in one.parts)
    return Line(one.code, names[one.code], parts, bool(one.both))


def _shown(name: str, content: Content) -> str:
    if name == "provisional":
        return "sementara" if content.provisional else "tetap"
    if name != "figure":
        return str(getattr(content, name)) or NOT_REPORTED
    if content.value is None and content.unavailable:
        return f"Data belum tersedia: {content.unavailable}"
    return format_number(content.value, None)


def _question(one: Outcome, names: Mapping[str, str]) -> Question:
    text = dict(one.wrong[0].why.values)["text"]
    readings = tuple((_typed(reading), format_number(reading, None)) for reading in one.asks)
    return Question(one.code, names[one.code], one.wrong[0].where, text, readings)


def _typed(value: Decimal) -> str:
    return format_number(value, None).replace(".", "")


def _wrong(cells: Iterable[Outcome], others: Iterable[Wrong]) -> tuple[tuple[str, str], ...]:
    found = [*(wrong for one in cells for wrong in one.wrong), *others]
    return tuple((one.where, say(one.why)) for one in found)
