"""The general task: disposition, a note with a confirmation or an answer, taking part in a joint step."""

from __future__ import annotations

from ukur.domain.errors import Refusal
from ukur.domain.run.model import Close
from ukur.domain.task.commands import CompleteTask, ConfirmPart, GiveDisposition
from ukur.services import paper
from ukur.services.access import Power
from ukur.services.paper.orders import disposition
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.wording.dates import local, long_date
from ukur.store.models import Task


class Disposition(Activity):
    name = "disposisi"
    commands = {GiveDisposition: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        return ()

    def handle(self, context: Context, task: Task, command: GiveDisposition) -> Deed:
        """The order with its deadline: from here the run is Berjalan and every step has a due time."""
        instruction = command.instruction.strip()
        if not instruction:
            raise context.refuse("instruction_missing")
        if command.deadline <= context.now:
            raise context.refuse("deadline_past", date=long_date(local(command.deadline).date()))
        run = context.run
        run.ordered_at, run.deadline = context.now, command.deadline
        today = context.today
        by = paper.signer_of(acting_person(context), today, task.seat)
        to = [seat.name for seats in context.state.cast.doers.values() for seat in seats if seat.key != task.seat]
        content = disposition(paper.frame_for(run.agency, today), run.title, to, instruction, command.deadline, by)
        made = paper.freeze(context, "disposisi", "Lembar disposisi", content)
        payload = {"instruction": instruction, "deadline": command.deadline.isoformat(), "paper": made.digest}
        return Deed((Close(task.key),), payload, (("render", made.pk),), note=instruction)


class General(Activity):
    """tugas: what every step can fall back on."""

    name = "tugas"
    commands = {CompleteTask: Power.ACT}

    def handle(self, context: Context, task: Task, command: CompleteTask) -> Deed:
        note = command.note.strip()
        return Deed((Close(task.key, command.answer),), {"note": note}, answer=command.answer, note=note)


class TakePart(Activity):
    """ikut-serta: the others of a joint step confirm; it never holds the step up."""

    name = "ikut-serta"
    commands = {ConfirmPart: Power.ACT}

    def handle(self, context: Context, task: Task, command: ConfirmPart) -> Deed:
        return Deed((Close(task.key),), {"note": command.note.strip()}, note=command.note.strip())


def acting_person(context: Context) -> int:
    """The person whose act it is: the official on paper, or the actor."""
    return context.paper.person if context.paper else (context.actor.id or 0)
