"""What can be found in a berkas: its description, its papers, indicators with causes, minutes and decisions.

Kept beside the rows, folded, one row a piece. It is made from what was sent and signed, so everybody of the agency may
find it; proofs are left out, because some of them are not for everybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import transaction

from ukur.domain.archive.finding import folded
from ukur.domain.plan.model import Period
from ukur.services.archive.lists import codes
from ukur.services.collection import form_of
from ukur.store.models import ArchivePackage, ArchiveText, Cell, Decision, Meeting, Paper, Run

PIECE = 2000  # letters of a piece at most, as far as the texts in it allow
LONGEST_WORD = 60  # what is longer is no word: a picture or a digest
_LEFT_OUT = frozenset({"raw", "digest", "token", "url", "arms", "kind", "type", "status", "evidence"})


class Piece(NamedTuple):
    kind: str
    title: str
    text: str


def index(package: ArchivePackage) -> int:
    """Write down what can be found in the berkas, in place of what stood there; how many pieces that are."""
    seen: set[str] = set()
    rows = []
    for kind, title, text in _pieces(package):
        if text.strip() and (key := folded(f"{title} {text}")) not in seen:
            seen.add(key)
            rows.append(ArchiveText(package=package, kind=kind, title=title[:300], text=text, folded=key))
    with transaction.atomic():
        ArchiveText.objects.filter(package=package).delete()
        ArchiveText.objects.bulk_create(rows)
    return len(rows)


def unindexed(most: int) -> list[ArchivePackage]:
    """Berkas of which nothing can be found yet."""
    return list(ArchivePackage.objects.filter(texts=None).select_related("run").order_by("pk")[:most])


def _pieces(package: ArchivePackage) -> Iterator[Piece]:
    run = package.run
    yield Piece("berkas", "", _described(package))
    yield from _indicators(run)
    for meeting in Meeting.objects.filter(run=run).order_by("pk"):
        yield Piece("rapat", meeting.place, meeting.agenda)
        yield Piece("notula", meeting.place, meeting.minutes)
    for decision in Decision.objects.filter(meeting__run=run).order_by("pk"):
        yield Piece("keputusan", decision.owner, decision.text)
    for paper in Paper.objects.filter(run=run, replaced=False).order_by("pk"):
        title = f"{paper.title} {paper.number}".strip()
        for text in _together(_texts(json.loads(paper.snapshot))):
            yield Piece("naskah", title, text)


def _described(package: ArchivePackage) -> str:
    run = package.run
    names = {one.code: one.name for one in codes(run.agency_id)}
    numbers = Paper.objects.filter(run=run).exclude(number="").values_list("number", flat=True)
    return " · ".join(
        one
        for one in (
            package.description,
            run.title,
            Period.parse(run.period).long,
            f"{package.classification} {names.get(package.classification, '')}".strip(),
            f"nomor berkas {package.number}" if package.number else "",
            *dict.fromkeys(numbers),
            package.kind,
            package.location,
        )
        if one
    )


def _indicators(run: Run) -> Iterator[Piece]:
    form = form_of(run)
    names = {one.code: f"{one.name} ({one.unit_name})" for one in form.items} if form else {}
    for cell in Cell.objects.filter(sheet__run=run).order_by("sheet", "order", "pk"):
        name = names.get(cell.code, "")
        yield Piece("indikator", cell.code, name)
        yield Piece("kendala", name, " ".join(one for one in (cell.cause, cell.unavailable) if one))
        yield Piece("tindak", name, cell.follow_up)


def _texts(content: Any) -> Iterator[str]:
    """The words in a frozen content, in its order."""
    if isinstance(content, dict):
        for key, one in content.items():
            if key not in _LEFT_OUT:
                yield from _texts(one)
    elif isinstance(content, list):
        for one in content:
            yield from _texts(one)
    elif isinstance(content, str) and _is_text(content):
        yield content


def _is_text(text: str) -> bool:
    return any(map(str.isalpha, text)) and max(map(len, text.split())) <= LONGEST_WORD


def _together(texts: Iterable[str]) -> Iterator[str]:
    """Texts put together to pieces; each text once."""
    piece: list[str] = []
    for one in dict.fromkeys(texts):
        if piece and sum(map(len, piece)) + len(one) > PIECE:
            yield " · ".join(piece)
            piece = []
        piece.append(one)
    if piece:
        yield " · ".join(piece)
