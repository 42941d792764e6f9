"""koreksi (9) and ajukan (10)."""

from __future__ import annotations

from typing import Any

from ukur.domain.document.commands import CorrectWording, FinishCorrection, SubmitForApproval
from ukur.domain.run.model import Close, GoBack
from ukur.services.access import Power
from ukur.services.document.ahead import give_up
from ukur.services.document.compose import reading_of, rows_of
from ukur.services.document.corrections import FIELDS
from ukur.services.document.papers import approval_papers
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.task import acting_person
from ukur.services.validation import onward
from ukur.store.models import Correction, Task


class Correct(Activity):
    """koreksi: the head finds it right, corrects wording in place, or returns it; figures are never changed here."""

    name = "koreksi"
    commands = {CorrectWording: Power.ACT, FinishCorrection: Power.ACT}

    def handle(self, context: Context, task: Task, command: Any) -> Deed:
        if isinstance(command, CorrectWording):
            return self._correct(context, task, command)
        if command.shown and command.shown != reading_of(context.run):
            raise context.refuse("reading_changed")
        return onward(context, task, command.note.strip())

    def _correct(self, context: Context, task: Task, command: CorrectWording) -> Deed:
        row = next((one for one in rows_of(context.run) if one.item.code == command.code), None)
        if row is None or command.field not in FIELDS:
            raise context.refuse("value_unknown", values=command.code)
        old, new, reason = getattr(row.cell, command.field), command.text.strip(), command.reason.strip()
        if old != command.seen:
            raise context.refuse("wording_changed", name=row.item.name)
        if new == old:
            raise context.refuse("wording_same")
        if not reason:
            raise context.refuse("reason_missing")
        Correction.objects.create(
            run=context.run,
            code=command.code,
            field=command.field,
            old=old,
            new=new,
            reason=reason[:300],
            by_id=acting_person(context),
            acted_as=task.acted_as,
            at=context.now,
            round=task.round,
        )
        give_up(context)
        said = {"value": command.code, "field": command.field, "old": old, "new": new, "reason": reason}
        return Deed(payload=said)

    def reopen(self, context: Context, back: GoBack) -> None:
        """What was submitted in advance does not count after a return."""
        give_up(context)


class Propose(Activity):
    """ajukan: the content is frozen; the very same digest is signed later."""

    name = "ajukan"
    commands = {SubmitForApproval: Power.ACT}

    def handle(self, context: Context, task: Task, command: SubmitForApproval) -> Deed:
        note = command.note.strip()
        made, memo = approval_papers(context, command.number.strip(), command.size, note)
        payload = {"digest": made.digest, "memo": memo.digest, "number": made.number}
        return Deed((Close(task.key),), payload, (("render", made.pk), ("render", memo.pk)), note=note)
