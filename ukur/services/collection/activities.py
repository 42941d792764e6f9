"""The activities of the collection: susun-form, bagikan-form, isi-form, himpun."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from ukur.domain.collection.commands import (
    CloseCollection,
    ComposeForm,
    GiveBackToStaff,
    ReleaseSheet,
    RemindUnits,
    SendToHead,
    ShareForm,
)
from ukur.domain.errors import Refusal, refusal
from ukur.domain.run.model import Close, GoBack
from ukur.services.access import Power
from ukur.services.collection.form import form_of, freeze
from ukur.services.collection.release import gaps, submit, unproven
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.wording.dates import local, long_date
from ukur.store import sql
from ukur.store.models import Cell, Finding, Reminder, Sheet, Task


class Compose(Activity):
    name = "susun-form"
    commands = {ComposeForm: Power.ACT}

    def handle(self, context: Context, task: Task, command: ComposeForm) -> Deed:
        form = freeze(context.run, context.now)
        if form.content == "[]":
            raise context.refuse("plan_empty", year=context.run.period.split("-")[0])
        return Deed((Close(task.key),), {"form": form.version, "digest": form.digest})


class Share(Activity):
    name = "bagikan-form"
    commands = {ShareForm: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        return () if form_of(context.run) else (refusal("form_missing"),)

    def handle(self, context: Context, task: Task, command: ShareForm) -> Deed:
        form = form_of(context.run)
        payload = {"form": form.version if form else 0, "message": command.message.strip()}
        return Deed((Close(task.key),), payload, (("share", context.run.pk),), note=command.message.strip())


class FillIn(Activity):
    """isi-form: the staff type, the unit's head releases."""

    name = "isi-form"
    commands = {SendToHead: Power.PREPARE, GiveBackToStaff: Power.ACT, ReleaseSheet: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        sheet = sheet_of(context, task)
        if sheet is None:
            return (refusal("form_missing"),) if command is not ReleaseSheet or form_of(context.run) is None else ()
        if command is GiveBackToStaff:
            return () if sheet.state == "awaiting" else (refusal("sheet_not_waiting"),)
        return context.once(f"gaps {task.key}", lambda: self._gaps(context, task, sheet))

    def _gaps(self, context: Context, task: Task, sheet: Sheet) -> tuple[Refusal, ...]:
        """What stands between the sheet and its sending, by the indicator's name as everybody knows it."""
        form = form_of(context.run)
        if form is None:
            return ()
        names = {one.code: one.name for one in form.items}
        missing = (refusal("value_missing", code=names.get(one, one)) for one in gaps(sheet, task.scope))
        bare = (refusal("evidence_required", code=names.get(one, one)) for one in unproven(form, sheet, task.scope))
        return (*missing, *bare)

    def handle(self, context: Context, task: Task, command: Any) -> Deed:
        sheet = sheet_of(context, task)
        if sheet is None:  # a unit without an indicator has nothing to hand in but its word
            return Deed((Close(task.key),), {"task": task.key, "empty": True})
        if isinstance(command, SendToHead):
            return self._send(context, task, sheet)
        if isinstance(command, GiveBackToStaff):
            return self._give_back(context, task, sheet, command.reason.strip())
        late = command.late.strip()[:300] if task.due is not None and task.due < context.now else ""
        if task.due is not None and task.due < context.now and not late:
            raise context.refuse("late_reason_missing", due=long_date(local(task.due).date()))
        by = context.paper.person if context.paper else context.actor.id
        made = submit(context.actor, sheet, task, context.now, by or 0, late)
        open_findings = Finding.objects.filter(cell__sheet=sheet, state="open")
        if task.scope:
            open_findings = open_findings.filter(cell__code__in=task.scope)
        open_findings.update(state="answered", answer=command.note.strip())
        payload = {"task": task.key, "submission": made.number, "digest": made.digest}
        payload |= {"late": late} if late else {}
        return Deed((Close(task.key),), payload, note=command.note.strip())

    def _send(self, context: Context, task: Task, sheet: Sheet) -> Deed:
        waiting = {"state": "awaiting", "awaiting_by_id": context.actor.id, "awaiting_at": context.now}
        sql.update(Sheet, {"id": sheet.pk}, waiting)
        sql.update(Task, {"id": task.pk}, {"prepared_by_id": context.actor.id})
        return Deed(payload={"task": task.key, "sheet": "awaiting"})

    def _give_back(self, context: Context, task: Task, sheet: Sheet, reason: str) -> Deed:
        if not reason:
            raise context.refuse("reason_missing")
        sql.update(Sheet, {"id": sheet.pk}, {"state": "filling"})
        sql.update(Task, {"id": task.pk}, {"note": reason})
        return Deed(payload={"task": task.key, "sheet": "filling", "reason": reason})

    def reopen(self, context: Context, back: GoBack) -> None:
        """Named values are returned; with none named and a new hand-in, every sheet opens with all its cells."""
        for seat, codes in back.owners.items():
            unit = int(seat.removeprefix("unit:"))
            Cell.objects.filter(sheet__run=context.run, sheet__unit_id=unit, code__in=codes).update(state="returned")
            Sheet.objects.filter(run=context.run, unit_id=unit).update(state="returned")
        if not back.owners and context.sop.step(back.to).suppliers:
            Sheet.objects.filter(run=context.run).update(state="returned")
            Cell.objects.filter(sheet__run=context.run, state__in=("sent", "accepted")).update(reviewed=F("raw"))


class CloseForms(Activity):
    name = "himpun"
    commands = {CloseCollection: Power.ACT}

    def handle(self, context: Context, task: Task, command: CloseCollection) -> Deed:
        return Deed((Close(task.key),), {"task": task.key}, note=command.note.strip())


def sheet_of(context: Context, task: Task) -> Sheet | None:
    """The sheet of the task's unit, read once for a command."""
    unit = int(task.seat.removeprefix("unit:"))
    where = "run_id = %s AND unit_id = %s"
    return context.once(f"sheet {unit}", lambda: sql.first(Sheet, where, context.run.pk, unit))


def remind(context: Context, command: RemindUnits) -> Deed:
    """Note who was reminded; refused when none of the units is waited for."""
    waiting = Task.objects.filter(run=context.run, status="open", activity="isi-form").values_list("seat", flat=True)
    open_units = {int(seat.removeprefix("unit:")) for seat in waiting}
    chosen = sorted(open_units & set(command.units) if command.units else open_units)
    if not chosen:
        raise context.refuse("nobody_to_remind")
    made = [
        Reminder.objects.create(run=context.run, unit_id=one, by_id=context.actor.person, at=context.now)
        for one in chosen
    ]
    return Deed(payload={"units": chosen}, jobs=tuple(("remind", one.pk) for one in made))
