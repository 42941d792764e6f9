"""Filing (13): the berkas is closed, then its package is built from what was committed, and verified."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ukur.domain.archive.commands import AttachPackage, FileAway
from ukur.domain.archive.retention import STAGES, Terms, is_code, line_for, sound_terms
from ukur.domain.errors import Refusal, refusal
from ukur.domain.run.model import Close
from ukur.services.access import Power
from ukur.services.archive.lists import schedule
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.wording.labels import INK_WAITING
from ukur.store.models import ArchivePackage, Run, Signature, Task


class File(Activity):
    name = "arsipkan"
    commands = {FileAway: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        """A paper that was signed in ink is filed with its scan."""
        awaited = Signature.objects.filter(paper__run=context.run, kind=INK_WAITING).exists()
        return (refusal("scan_missing"),) if awaited else ()

    def handle(self, context: Context, task: Task, command: FileAway) -> Deed:
        code = command.classification.strip()
        _require(context, command, code)
        kind, terms = _retention(context, command, code)
        since, until = command.since or first_day(context.run), command.until or context.today
        if until < since:
            raise context.refuse("dates_reversed")
        number = command.number.strip() or next_number(context.run.agency_id, code)
        if ArchivePackage.objects.filter(
            run__agency=context.run.agency_id, classification=code, number=number
        ).exists():
            raise context.refuse("berkas_number_taken", number=number, code=code)
        package = ArchivePackage.objects.create(
            run=context.run,
            classification=code,
            number=number[:40],
            description=(command.description.strip() or f"Dokumen {context.run.title}")[:300],
            since=since,
            until=until,
            stage=command.stage,
            amount=command.amount.strip()[:60] or "1 berkas digital",
            location=command.location.strip()[:200],
            kind=kind[:120],
            active_years=terms.active,
            inactive_years=terms.inactive,
            fate=terms.fate,
            basis=terms.basis[:200],
            closed_on=context.today,
        )
        return Deed((Close(task.key),), _payload(package), (("package", package.pk),), note=code)


def _require(context: Context, command: FileAway, code: str) -> None:
    if not is_code(code):
        raise context.refuse("classification_invalid", code=code)
    if command.stage not in STAGES:
        raise context.refuse("stage_unknown")


def _retention(context: Context, command: FileAway, code: str) -> tuple[str, Terms]:
    """The line's kind (empty for terms of one's own) and the terms that hold from now on."""
    if command.own is not None:
        if not sound_terms(command.own):
            raise context.refuse("retention_invalid", name=command.kind or code)
        if not command.own.basis.strip():
            raise context.refuse("retention_basis_missing")
        return "", command.own
    lines = schedule(context.run.agency_id, context.today).lines
    if command.kind:
        line = next((one for one in lines if one.kind == command.kind), None)
        if line is None:
            raise context.refuse("retention_kind_unknown", name=command.kind)
    else:
        line = line_for(lines, code)
        if line is None:
            raise context.refuse("retention_not_in_schedule", code=code)
    return line.kind, line.terms


def _payload(package: ArchivePackage) -> dict[str, object]:
    kept = ("classification", "number", "description", "stage", "amount", "location", "kind", "fate", "basis")
    return {name: getattr(package, name) for name in kept} | {
        "closed": package.closed_on.isoformat(),
        "since": package.since.isoformat() if package.since else "",
        "until": package.until.isoformat() if package.until else "",
        "active_years": package.active_years,
        "inactive_years": package.inactive_years,
    }


def first_day(run: Run) -> dt.date:
    """The day of the run's oldest record."""
    return timezone.localdate(run.proposed_at)


def next_number(agency: int, code: str) -> str:
    """The number that follows the berkas filed last under that classification."""
    rows = ArchivePackage.objects.filter(run__agency=agency, classification=code)
    numbers = [int(one) for one in rows.values_list("number", flat=True) if one.isdecimal()]
    return str(max(numbers, default=0) + 1)


def attach(context: Context, command: AttachPackage) -> Deed:
    """The built package; a sound one is never replaced by another."""
    package = ArchivePackage.objects.get(run=context.run)
    if not (package.file and package.sound):
        package.file, package.sound, package.checked_at = command.file, command.sound, context.now
        package.save(update_fields=["file", "sound", "checked_at"])
    return Deed(payload={"file": command.file, "sound": command.sound})
