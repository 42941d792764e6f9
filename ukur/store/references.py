"""Which rows refer to kept files by their digest: what must be there, and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from ukur.store.models import (
    Agency,
    ArchivePackage,
    Attachment,
    Attendance,
    Delivery,
    Evidence,
    JournalEntry,
    Paper,
    Run,
    SigningTry,
    Team,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds digests. ``agency``, ``run``, ``title``: the way from its row to whom the file belongs."""

    model: type
    name: str
    agency: str
    run: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One row that refers to a file: agency, run (None: of no run), what it is called there."""

    kind: str
    agency: int
    run: int | None
    title: str


COLUMNS = (
    Column(Evidence, "digest", "cell__sheet__run__agency", "cell__sheet__run", "title"),
    Column(Attachment, "digest", "task__run__agency", "task__run", "title"),
    Column(Paper, "file", "run__agency", "run", "title"),
    Column(Paper, "signed_file", "run__agency", "run", "title"),
    Column(SigningTry, "file", "paper__run__agency", "paper__run", "paper__title"),
    Column(Delivery, "receipt", "paper__run__agency", "paper__run", "receipt_name"),
    Column(Attendance, "scan", "meeting__run__agency", "meeting__run", "meeting__run__title"),
    Column(ArchivePackage, "file", "run__agency", "run", "description"),
    Column(Team, "decree_scan", "agency", "", "decree"),
    Column(Agency, "logo", "pk", "", "name"),
)
_SCAN = re.compile(r'"scan":"([0-9a-f]{64})"')


def digests(after: str = "", most: int = 0) -> Iterator[str]:
    """The digests that rows refer to, each once, in order, beginning behind ``after``; of each column ``most``."""
    last = after
    for one in merge(*(_column(one, after, most) for one in COLUMNS), _scans(after)):
        if one != last:
            yield one
        last = one


def _column(one: Column, after: str, most: int) -> list[str]:
    rows = one.model._default_manager.filter(**{f"{one.name}__gt": after}).order_by(one.name)  # type: ignore[attr-defined]
    found = rows.values_list(one.name, flat=True).distinct()
    return list(found[:most] if most else found)


def _scans(after: str) -> list[str]:
    """Scans of acts on paper stand in the journal only."""
    texts = JournalEntry.objects.filter(payload__contains='"scan":"').values_list("payload", flat=True)
    return sorted({one for text in texts.iterator() for one in _SCAN.findall(text) if one > after})


def uses(digest: str) -> list[Use]:
    """The rows that refer to ``digest``."""
    found = []
    for one in COLUMNS:
        ways = (one.agency, one.run or one.agency, one.title)
        rows = one.model._default_manager.filter(**{one.name: digest})  # type: ignore[attr-defined]
        for agency, run, title in rows.values_list(*ways):
            found.append(Use(one.model.__name__.lower(), agency, run if one.run else None, title))
    return found or list(_journalled(digest))


def _journalled(digest: str) -> Iterator[Use]:
    for entry in JournalEntry.objects.filter(payload__contains=f'"scan":"{digest}"'):
        if entry.stream.startswith("run:"):
            yield from _scan_of(int(entry.stream.removeprefix("run:")))


def _scan_of(run: int) -> Iterator[Use]:
    for agency in Run.objects.filter(pk=run).values_list("agency", flat=True):
        yield Use("scan", agency, run, "")
