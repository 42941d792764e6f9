"""The agency's classification codes and retention schedule: versions with a date, each followed by the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.archive.commands import SetCodes, SetRetention
from ukur.domain.archive.retention import Code, Line, Terms, is_code, sound_terms
from ukur.domain.errors import Refused, refusal
from ukur.services.access import Actor, require_administrator
from ukur.services.rooms import Deed
from ukur.services.wording.archive import CODES, EXAMPLE
from ukur.store.models import ArchiveList


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule and since when it holds; None: nobody has set one yet, these are the examples."""

    lines: tuple[Line, ...]
    since: dt.date | None = None


def schedule(agency: int, on: dt.date) -> Schedule:
    """The retention schedule in force on that day."""
    row = _in_force(agency, "retention", on)
    return Schedule(_lines(row), row.since) if row else Schedule(EXAMPLE)


def codes(agency: int) -> tuple[Code, ...]:
    """The classification codes that are offered."""
    row = _in_force(agency, "codes", timezone.localdate())
    return tuple(Code(*one) for one in row.lines) if row else CODES


def versions(agency: int) -> list[ArchiveList]:
    """All versions of the retention schedule, the newest first."""
    rows = ArchiveList.objects.filter(agency=agency, kind="retention").select_related("by")
    return list(rows.order_by("-since", "-pk"))


def _in_force(agency: int, kind: str, on: dt.date) -> ArchiveList | None:
    rows = ArchiveList.objects.filter(agency=agency, kind=kind, since__lte=on)
    return rows.order_by("-since", "-pk").first()


def _lines(row: ArchiveList) -> tuple[Line, ...]:
    return tuple(Line(kind, code, Terms(*terms)) for kind, code, *terms in row.lines)


def set_retention(actor: Actor, command: SetRetention, now: dt.datetime) -> Deed:
    """Simpan jadwal retensi: a new version; what was filed before keeps what it was filed with."""
    require_administrator(actor)
    if not command.lines:
        raise Refused(refusal("schedule_empty"))
    seen: set[str] = set()
    for one in command.lines:
        if not one.kind or not is_code(one.code):
            raise Refused(refusal("schedule_line_incomplete", name=one.kind or one.code))
        if not sound_terms(one.terms):
            raise Refused(refusal("retention_invalid", name=one.kind))
        if one.kind.casefold() in seen:
            raise Refused(refusal("schedule_line_twice", name=one.kind))
        seen.add(one.kind.casefold())
    rows = [
        [one.kind, one.code, one.terms.active, one.terms.inactive, one.terms.fate, one.terms.basis]
        for one in command.lines
    ]
    _keep(actor, command.agency, "retention", command.since, rows, now)
    return Deed(payload={"since": command.since.isoformat(), "lines": rows})


def set_codes(actor: Actor, command: SetCodes, now: dt.datetime) -> Deed:
    """Simpan kode klasifikasi."""
    require_administrator(actor)
    if not command.lines:
        raise Refused(refusal("codes_empty"))
    seen: set[str] = set()
    for one in command.lines:
        if not is_code(one.code):
            raise Refused(refusal("classification_invalid", code=one.code))
        if not one.name:
            raise Refused(refusal("code_without_name", code=one.code))
        if one.code in seen:
            raise Refused(refusal("code_twice", code=one.code))
        seen.add(one.code)
    rows = [[one.code, one.name] for one in sorted(command.lines, key=_order)]
    _keep(actor, command.agency, "codes", timezone.localdate(now), rows, now)
    return Deed(payload={"lines": rows})


def _order(one: Code) -> list[int]:
    return [int(part) for part in one.code.split(".")]


def _keep(
    actor: Actor, agency: int, kind: str, since: dt.date, rows: Sequence[Sequence[object]], now: dt.datetime
) -> None:
    ArchiveList.objects.create(agency_id=agency, kind=kind, since=since, lines=rows, by_id=actor.person, at=now)
