"""What can be done with a run as a whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from ukur.domain.achievement.numbers import read_number
from ukur.domain.errors import Refused, refusal
from ukur.domain.run import model as m
from ukur.domain.run.commands import CancelRun, ProposeRun, Return, SupersedeRun
from ukur.domain.run.record import cast_to_data
from ukur.domain.sop.model import Sop
from ukur.services import sop as sops
from ukur.services.access import Actor
from ukur.services.rooms import Context, Deed
from ukur.services.run import flow
from ukur.services.run.casting import cast_for
from ukur.store.models import Cell, Objective, Run, SopVersion, Task


def propose(actor: Actor, command: ProposeRun, now: dt.datetime) -> tuple[Run, tuple[m.Event, ...]]:
    """Make the run with its first task. Refused when one is open already for this agency, SOP and period."""
    version = SopVersion.objects.filter(digest=command.sop).first()
    if version is None:
        raise Refused(refusal("sop_unknown"))
    sop = sops.by_digest(command.sop)
    measured = any(step.activity(step.main) == "susun-form" for step in sop.steps)
    if measured and not Objective.objects.filter(agency=command.agency, year=command.period.year).exists():
        raise Refused(refusal("plan_empty", year=command.period.year))
    start = m.Start(cast_for(command.agency, sop, timezone.localdate(now)))
    title = f"{sop.name.title()} {command.period.short}"
    return _make(command.agency, version, sop, command.period.key, title, start, now)


def _make(
    agency: int,
    version: SopVersion,
    sop: Sop,
    period: str,
    title: str,
    start: m.Start,
    now: dt.datetime,
    supersedes: Run | None = None,
) -> tuple[Run, tuple[m.Event, ...]]:
    run = Run(
        agency_id=agency,
        sop=version,
        sop_key=sop.id,
        period=period,
        title=title,
        status="running",
        cast=cast_to_data(start.cast),
        proposed_at=now,
        supersedes=supersedes,
    )
    state, events = flow.begin(run, sop, start)
    try:
        with transaction.atomic():
            run.documents, run.here = dict(state.documents), list(state.here)
            run.save()
    except IntegrityError as clash:
        raise Refused(refusal("run_already_open", title=title)) from clash
    flow.write_first(run, sop, events, now)
    return run, events


def take(context: Context, task: Task) -> Deed:
    """Kerjakan: the waiting ends. Repeating it changes nothing."""
    if task.taken_at is None:
        Task.objects.filter(pk=task.pk, taken_at=None).update(taken_at=context.now, taken_by_id=context.actor.id)
    return Deed(payload={"task": task.key})


def give_back(context: Context, task: Task, command: Return) -> Deed:
    """Kembalikan: the engine decides whether the way back is drawn; named values go to the units that own them."""
    if not command.to.strip():
        raise context.refuse("return_needs_goal")
    owners = _owners(context, command.values)
    back = m.GoBack(task.key, command.to, command.reason.strip(), owners, command.deviation, command.proposed.strip())
    payload = {"task": task.key, "to": command.to, "reason": back.reason, "values": list(command.values)}
    if back.proposed:
        _require_figure(context, command)
        payload["proposed"] = back.proposed
    answer = next((one.label for one in context.sop.step(task.step).answers if one.returns), "")
    return Deed((back,), payload, answer=answer, note=back.reason)


def _require_figure(context: Context, command: Return) -> None:
    """A proposed figure is one number for one named value."""
    if len(command.values) != 1:
        raise context.refuse("proposal_for_one")
    reading = read_number(command.proposed)
    if reading.ambiguous:
        raise context.refuse("number_ambiguous", text=command.proposed)
    if reading.value is None:
        raise context.refuse("number_unreadable", text=command.proposed)


def _owners(context: Context, codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    if not codes:
        return {}
    rows = Cell.objects.filter(sheet__run=context.run, measured=True, code__in=codes).values_list(
        "code", "sheet__unit_id"
    )
    units = dict(rows)
    unknown = [code for code in codes if code not in units]
    if unknown:
        raise context.refuse("value_unknown", values=", ".join(unknown))
    owners: dict[str, tuple[str, ...]] = {}
    for code in codes:
        seat = f"unit:{units[code]}"
        owners[seat] = (*owners.get(seat, ()), code)
    return owners


def cancel(context: Context, command: CancelRun) -> Deed:
    """Batalkan: with a reason; what was done stays in the journal."""
    reason = command.reason.strip()
    if context.state.sealed:
        raise context.refuse("sealed")
    context.run.end_reason = reason[:300]
    return Deed((m.Cancel(reason),), {"reason": reason})


def supersede(context: Context, command: SupersedeRun) -> tuple[Run, tuple[m.Event, ...]]:
    """Ralat: a new run from step ``at`` with the document states that step was last entered with."""
    old = context.run
    if context.state.status is not m.Status.ENDED or not old.sealed:
        raise context.refuse("not_signed_yet")
    if not command.reason.strip():
        raise context.refuse("reason_missing")
    if Run.objects.filter(supersedes=old).exists():
        raise context.refuse("superseded_already")
    documents = context.state.entered.get(command.at)
    if documents is None:
        raise context.refuse("return_not_visited", to=command.at)
    start = m.Start(replace(context.state.cast), at=command.at, documents=dict(documents))
    title = f"{old.title} (Ralat)"
    run, events = _make(old.agency_id, old.sop, context.sop, old.period, title, start, context.now, supersedes=old)
    run.ordered_at, run.deadline = context.now, None
    run.save(update_fields=["ordered_at", "deadline"])
    return run, events
