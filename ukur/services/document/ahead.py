"""Submission given in advance: "bila tanpa koreksi, diajukan untuk tanda tangan"."""

from __future__ import annotations

import json
from dataclasses import replace

from ukur.domain.document.commands import CountAhead, SubmitAhead
from ukur.domain.run.model import Close
from ukur.services import access
from ukur.services.access import Power, Right, Rights
from ukur.services.document.compose import reading_in, reading_of
from ukur.services.document.papers import approval_papers
from ukur.services.rooms import Context, Deed
from ukur.services.sop import by_digest
from ukur.services.wording.dates import local, long_date
from ukur.store.models import Paper, Presubmission, Run, Task


def waiting(run: Run) -> Presubmission | None:
    """The submission in advance that counts when the head corrects nothing."""
    found = Presubmission.objects.filter(paper__run=run, paper__replaced=False, state="open")
    return found.select_related("paper", "by").order_by("-pk").first()


def give_up(context: Context) -> None:
    """Something was corrected or returned: what was submitted in advance is not the document any more."""
    void = Presubmission.objects.filter(paper__run=context.run, state="open")
    Paper.objects.filter(presubmission__in=void).update(replaced=True)
    void.update(state="void")


def submit_ahead(context: Context, command: SubmitAhead) -> Deed:
    """Freeze the document while the head reads it; who submits it at its step may do so in advance, nobody else."""
    right = submitter(context.run, access.rights(context.actor.id or 0, context.today))
    if right.power < Power.ACT:
        raise context.refuse("only_the_official")
    if not Task.objects.filter(run=context.run, activity="koreksi", status="open").exists():
        raise context.refuse("ahead_out_of_time")
    give_up(context)
    note = command.note.strip()
    made, memo = approval_papers(context, command.number.strip(), command.size, note)
    Presubmission.objects.create(paper=made, by_id=context.actor.person, acted_as=right.as_, note=note, at=context.now)
    payload = {"digest": made.digest, "memo": memo.digest, "number": made.number}
    return Deed(payload=payload, jobs=(("render", made.pk), ("render", memo.pk)), note=note)


def submitter(run: Run, rights: Rights) -> Right:
    """What ``rights`` allow at the seat that submits for approval."""
    step = next((one for one in by_digest(run.sop_id).steps if one.activity(one.main) == "ajukan"), None)
    seats = run.cast["doers"].get(step.main, ()) if step else ()
    return max((rights.of(key) for key, _ in seats), key=lambda one: one.power, default=Right(Power.NONE, ""))


def _still_true(context: Context, paper: Paper) -> bool:
    """Whether the frozen document reads as the figures and words do now."""
    return reading_in(json.loads(paper.snapshot)["objectives"]) == reading_of(context.run)


def count_ahead(context: Context, command: CountAhead) -> tuple[Deed, Task]:
    """The deed that closes the submitting step with what was submitted in advance, and the task it closes."""
    given = waiting(context.run)
    task = Task.objects.filter(run=context.run, activity="ajukan", status="open", kind="main").first()
    if given is None or task is None or given.paper_id != command.paper or not _still_true(context, given.paper):
        raise context.refuse("ahead_void")
    given.state = "used"
    given.save(update_fields=["state"])
    when = long_date(local(given.at).date())
    task.acted_as = f"{given.acted_as}, diajukan di muka {when}"[:120]
    context.actor = replace(context.actor, id=given.by_id)
    payload = {"digest": given.paper.digest, "ahead": given.at.isoformat(), "by": given.by_id, "as": task.acted_as}
    return Deed((Close(task.key),), payload, note=given.note), task
