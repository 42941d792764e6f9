"""Validation (7) and examination (8): values accepted or returned one by one, handed over, found right."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from ukur.domain.achievement.numbers import read_number
from ukur.domain.errors import Refusal, refusal
from ukur.domain.run.model import Close, GoBack, Mend
from ukur.domain.validation.checks import Flag, Priority
from ukur.domain.validation.commands import AcceptValues, Approve, FinishValidation, HandOver, RaiseFinding
from ukur.domain.validation.reasons import OTHER, known
from ukur.services import access, paper
from ukur.services.access import Power
from ukur.services.checks import flags_of
from ukur.services.collection import called_in, form_of
from ukur.services.paper.records import validation_record
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.task import acting_person
from ukur.services.wording.dates import clock
from ukur.services.wording.reasons import sentence
from ukur.store.models import Cell, Finding, Sheet, Task, Unit


class Validate(Activity):
    """validasi: the team looks at each value with its proof."""

    name = "validasi"
    commands = {AcceptValues: Power.ACT, RaiseFinding: Power.ACT, FinishValidation: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        if command is not FinishValidation:
            return ()
        cells = (
            Cell.objects.filter(sheet__run=context.run, measured=True).exclude(state="accepted").order_by("order", "pk")
        )
        waiting = [cell.code for cell in cells]
        named = called_in(context.run, waiting)
        return (refusal("values_unaccepted", values=named, count=len(waiting)),) if waiting else ()

    def handle(self, context: Context, task: Task, command: Any) -> Deed:
        if isinstance(command, AcceptValues):
            return self._accept(context, command)
        if isinstance(command, RaiseFinding):
            return self._find(context, task, command)
        return self._finish(context, task, command)

    def _accept(self, context: Context, command: AcceptValues) -> Deed:
        chosen = self._named(context, command) if command.values else self._clean(context)
        if not chosen:
            raise context.refuse("nothing_to_accept")
        _unchanged(context, chosen, dict(command.seen))
        Finding.objects.filter(cell__in=chosen).exclude(state="closed").update(state="closed", closed_at=context.now)
        Cell.objects.filter(pk__in=[one.pk for one in chosen]).update(state="accepted", reviewed=F("raw"))
        for sheet in Sheet.objects.filter(pk__in={one.sheet_id for one in chosen}, state="sent"):
            if not sheet.cells.filter(measured=True).exclude(state="accepted").exists():
                Sheet.objects.filter(pk=sheet.pk).update(state="accepted")
        return Deed(payload={"accepted": [[one.code, one.raw] for one in chosen]})

    def _named(self, context: Context, command: AcceptValues) -> list[Cell]:
        found = list(_sent(context).filter(code__in=command.values))
        units = own_units(context)
        own = [one.code for one in found if one.sheet.unit_id in units]
        if own:
            raise context.refuse("own_values", values=called_in(context.run, own))
        return found

    def _clean(self, context: Context) -> list[Cell]:
        """What can be accepted at once: no finding on it, no rule that asks to look, none of the own unit."""
        flags, own = flags_of(context.run), own_units(context)
        found = _sent(context).exclude(findings__state__in=("open", "answered"))
        return [one for one in found if one.sheet.unit_id not in own and not _flagged(flags.get(one.code, ()))]

    def _find(self, context: Context, task: Task, command: RaiseFinding) -> Deed:
        code = known(command.code) if command.code or not command.reason.strip() else OTHER
        reason = command.reason.strip() or sentence(code)
        if not reason:
            raise context.refuse("reason_missing")
        cell = (
            Cell.objects.filter(sheet__run=context.run, code=command.value, measured=True)
            .select_related("sheet")
            .first()
        )
        if cell is None or cell.state not in ("sent", "accepted"):
            raise context.refuse("value_unknown", values=command.value)
        reading = read_number(command.proposed)
        if reading.ambiguous:
            raise context.refuse("number_ambiguous", text=command.proposed)
        note(context, cell, task, reason, reading.value, code)
        Sheet.objects.filter(pk=cell.sheet_id).update(state="returned")
        seat = f"unit:{cell.sheet.unit_id}"
        mend = Mend(task.step, performer_of(context, seat), seat, (cell.code,))
        said = {"value": cell.code, "reason": reason, "code": code, "proposed": command.proposed.strip()}
        return Deed((mend,), said)

    def _finish(self, context: Context, task: Task, command: FinishValidation) -> Deed:
        today = context.today
        team = dict.fromkeys([acting_person(context), *(one.pk for one in access.people_on(task.seat, today))])
        by = [paper.signer_of(one, today) for one in team]
        content = validation_record(
            paper.frame_for(context.run.agency, today),
            context.run.title,
            _rows(context),
            command.note.strip(),
            by,
        )
        made = paper.freeze(context, "berita-acara", "Berita acara validasi", content)
        payload = {"note": command.note.strip(), "paper": made.digest}
        return Deed((Close(task.key),), payload, (("render", made.pk),), note=command.note.strip())

    def reopen(self, context: Context, back: GoBack) -> None:
        """Values named by a return become findings of the step that returned them."""
        step = back.task.split("/")[0]
        for seat, codes in back.owners.items():
            unit = int(seat.removeprefix("unit:"))
            named = Cell.objects.filter(sheet__run=context.run, sheet__unit_id=unit, code__in=codes)
            named.update(reviewed=F("raw"))
            for cell in named:
                Finding.objects.create(
                    cell=cell,
                    step=step,
                    round=context.state.rounds.get(step, 1),
                    reason=back.reason,
                    proposed=read_number(back.proposed).value,
                    by_id=acting_person(context),
                    at=context.now,
                )


def own_units(context: Context) -> frozenset[int]:
    """The units of the person whose act it is: nobody accepts what his own unit reports."""
    return access.rights(acting_person(context), context.today).units


def _sent(context: Context) -> QuerySet[Cell]:
    return Cell.objects.filter(sheet__run=context.run, measured=True, state="sent").select_related("sheet__unit")


def _flagged(seen: tuple[Flag, ...]) -> bool:
    return any(one.priority is not Priority.LOW for one in seen)


def _unchanged(context: Context, chosen: list[Cell], seen: dict[str, int]) -> None:
    """Refused when a value is no longer the one that was shown."""
    for one in chosen:
        if one.changed_at is not None and seen.get(one.code, one.version) != one.version:
            at = clock(one.changed_at)
            raise context.refuse("value_changed", unit=one.sheet.unit.name, at=at, value=one.raw or "–")


def note(context: Context, cell: Cell, task: Task, reason: str, proposed: Decimal | None, code: str) -> None:
    """Keep the finding; the value waits for its unit."""
    Finding.objects.create(
        cell=cell,
        step=task.step,
        round=task.round,
        reason=reason,
        proposed=proposed,
        code=code,
        by_id=acting_person(context),
        at=context.now,
    )
    Cell.objects.filter(pk=cell.pk).update(state="returned", reviewed=F("raw"))


def performer_of(context: Context, seat: str) -> str:
    """The SOP's column a unit stands in, for its mending task."""
    cast = context.state.cast
    groups = {**cast.doers, **cast.suppliers}
    return next((name for name, seats in groups.items() if any(one.key == seat for one in seats)), "bidang")


def _rows(context: Context) -> list[list[str | None]]:
    form = form_of(context.run)
    names = {one.code: one for one in form.items} if form else {}
    units = dict(Unit.objects.filter(agency=context.run.agency_id).values_list("pk", "name"))
    rows: list[list[str | None]] = []
    cells = Cell.objects.filter(sheet__run=context.run, code__in=names).order_by("order").select_related("sheet")
    for no, cell in enumerate(cells, 1):
        item = names[cell.code]
        rows.append(
            [
                str(no),
                item.name,
                units[cell.sheet.unit_id],
                None if cell.value is None else item.shown(cell.value),
                _outcome(cell),
            ]
        )
    return rows


def _outcome(cell: Cell) -> str:
    if not cell.measured:
        return "Tidak diukur triwulan ini"
    return "Diterima" if cell.value is not None else "Diterima: data belum tersedia"


class Submit(Activity):
    """serahkan: the team hands the document to the Sekretaris."""

    name = "serahkan"
    commands = {HandOver: Power.ACT}

    def handle(self, context: Context, task: Task, command: HandOver) -> Deed:
        return Deed((Close(task.key),), {"note": command.note.strip()}, note=command.note.strip())


class Examine(Activity):
    """periksa: the Sekretaris finds it right (the other answer is a return)."""

    name = "periksa"
    commands = {Approve: Power.ACT}

    def handle(self, context: Context, task: Task, command: Approve) -> Deed:
        return onward(context, task, command.note.strip())


def onward(context: Context, task: Task, note: str) -> Deed:
    """A decision with the answer that goes on."""
    answer = next(one.label for one in context.sop.step(task.step).answers if not one.returns)
    return Deed((Close(task.key, answer),), {"note": note}, answer=answer, note=note)
