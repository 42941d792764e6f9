"""Filing (13): the berkas is closed, then its package is built from what was committed, and verified."""

from __future__ import annotations

import datetime as dt

from ukur.domain.archive.commands import AttachPackage, FileAway
from ukur.domain.errors import Refusal, refusal
from ukur.domain.run.model import Close
from ukur.services.access import Power
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.wording.labels import INK_WAITING
from ukur.store.models import ArchivePackage, Signature, Task

FATES = ("Permanen", "Musnah")


class File(Activity):
    name = "arsipkan"
    commands = {FileAway: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        """A paper that was signed in ink is filed with its scan."""
        awaited = Signature.objects.filter(paper__run=context.run, kind=INK_WAITING).exists()
        return (refusal("scan_missing"),) if awaited else ()

    def handle(self, context: Context, task: Task, command: FileAway) -> Deed:
        code = command.classification.strip()
        if not code or not all(part.isdigit() for part in code.split(".")):
            raise context.refuse("classification_invalid", code=code)
        if command.fate not in FATES:
            raise context.refuse("fate_invalid", fate=command.fate)
        closed: dt.date = context.today
        package = ArchivePackage.objects.create(
            run=context.run,
            classification=code,
            active_years=command.active_years,
            inactive_years=command.inactive_years,
            fate=command.fate,
            location=command.location.strip(),
            closed_on=closed,
        )
        payload = {"classification": code, "closed": closed.isoformat(), "fate": command.fate}
        return Deed((Close(task.key),), payload, (("package", package.pk),), note=code)


def attach(context: Context, command: AttachPackage) -> Deed:
    """The built package; a sound one is never replaced by another."""
    package = ArchivePackage.objects.get(run=context.run)
    if not (package.file and package.sound):
        package.file, package.sound, package.checked_at = command.file, command.sound, context.now
        package.save(update_fields=["file", "sound", "checked_at"])
    return Deed(payload={"file": command.file, "sound": command.sound})
