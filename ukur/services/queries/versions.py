"""What a unit has sent, each submission immutable with its digest, and any two of them compared."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from ukur.services import access
from ukur.services.access import Actor, NotThere
from ukur.services.collection import form_of
from ukur.services.queries.names import called
from ukur.services.wording.dates import day_and_clock
from ukur.store.models import Run, Submission, Unit


@dataclass(frozen=True, slots=True)
class Sent:
    """One submission. ``intact``: its content still has the digest that was journalled."""

    number: int
    at: str
    by: str
    digest: str
    late: str
    intact: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one indicator in which two submissions differ."""

    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VersionsPage:
    run: int
    run_title: str
    unit: int
    unit_name: str
    sent: tuple[Sent, ...]
    before: int
    after: int
    differences: tuple[Difference, ...]


def versions_page(actor: Actor, run: int, unit: int, a: str = "", b: str = "") -> VersionsPage:
    """The submissions of a unit; ``a`` and ``b`` are numbers, without them the last two are compared."""
    row = access.run(actor, run)
    sent = list(Submission.objects.filter(sheet__run=row, sheet__unit=unit).select_related("by").order_by("number"))
    if not sent:
        raise NotThere
    by_number = {one.number: one for one in sent}
    after = by_number.get(_number(b), sent[-1])
    before = by_number.get(_number(a), by_number.get(after.number - 1, after))
    return VersionsPage(
        run=row.pk,
        run_title=row.title,
        unit=unit,
        unit_name=Unit.objects.get(pk=unit).name,
        sent=tuple(_sent(one) for one in sent),
        before=before.number,
        after=after.number,
        differences=tuple(_differences(row, before, after)),
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _sent(one: Submission) -> Sent:
    intact = hashlib.sha256(one.content.encode()).hexdigest() == one.digest
    return Sent(one.number, day_and_clock(one.at), called(one.by), one.digest[:16], one.late, intact)


_FIELDS = {
    "raw": "Realisasi",
    "unavailable": "Data belum tersedia",
    "cause": "Kendala",
    "follow_up": "Tindak lanjut",
    "provisional": "Angka sementara",
    "waiver": "Bukti dikecualikan",
    "evidence": "Bukti dukung",
}


def _differences(run: Run, before: Submission, after: Submission) -> list[Difference]:
    form = form_of(run)
    names = {one.code: one.name for one in form.items} if form else {}
    old, new = _cells(before), _cells(after)
    return [
        Difference(names.get(code, code), word, _shown(old.get(code, {}).get(field)), _shown(cell.get(field)))
        for code, cell in new.items()
        for field, word in _FIELDS.items()
        if _shown(old.get(code, {}).get(field)) != _shown(cell.get(field))
    ]


def _cells(one: Submission) -> dict[str, dict[str, Any]]:
    return {cell["code"]: cell for cell in json.loads(one.content)["cells"]}


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "–"
    if isinstance(value, list):
        return "; ".join(str(title) for _, title, _ in value) or "–"
    return str(value or "–")
