"""Commands about a run as a whole, about an agency, and what the system does by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ukur.domain.archive.commands import AttachPackage, SetCodes, SetRetention
from ukur.domain.collection.commands import ApplyBook, RemindUnits, RenewForm
from ukur.domain.document.commands import CountAhead, SubmitAhead
from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.commands import ApplyIntake, UndoIntake
from ukur.domain.meeting.commands import InviteAgain, SettleDecision, WriteMinutes
from ukur.domain.paper.commands import AttachPaper, InitialPaper
from ukur.domain.people.commands import Delegate, ResetAccount
from ukur.domain.run import model as m
from ukur.domain.run.commands import CancelRun, ProposeRun, SupersedeRun
from ukur.domain.run.record import to_data
from ukur.domain.signature.commands import AddScan, Deliver, KeepKey, RecallCopy, RecordReceipt, RemoveKey
from ukur.services import (
    access,
    archive,
    collection,
    document,
    intake,
    journal,
    meeting,
    paper,
    people,
    run,
    setup,
    signature,
)
from ukur.services.access import Actor
from ukur.services.acts.moving import keep, move
from ukur.services.acts.rights import require_leader
from ukur.services.rooms import Context, Deed, FromPaper
from ukur.services.sop import by_digest
from ukur.store.models import Run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command: the run it was about or made, and something to show once (a one-time password).

    ``counts``: what was saved of how much, for the sentence that says so.
    """

    run: int | None = None
    once: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


_Handler = Callable[[Actor, Any, journal.Head, dt.datetime, FromPaper | None], Outcome]


def _propose(actor: Actor, command: ProposeRun, head: journal.Head, at: dt.datetime, _: FromPaper | None) -> Outcome:
    made, events = run.propose(actor, command, at)
    payload = {"run": made.pk, "title": made.title, "sop": command.sop}
    journal.write(head, at, actor.id, actor.name, "ProposeRun", payload)
    _first_entry(actor, made, events, at, payload)
    return Outcome(made.pk)


def _first_entry(
    actor: Actor, made: Run, events: tuple[m.Event, ...], at: dt.datetime, payload: dict[str, Any]
) -> None:
    """The new run's own stream begins with its cast and first task, and with how much of the SOP is still a reading."""
    readings = by_digest(made.sop_id).open_readings
    full = payload | {"readings_open": readings, "events": [to_data(one) for one in events]}
    journal.write(journal.lock(f"run:{made.pk}"), at, actor.id, actor.name, "RunProposed", full)


def _about_run(do: Callable[[Context, Any], Deed]) -> _Handler:
    """What the head, the Sekretaris or the team does with a run as a whole."""

    def handle(actor: Actor, command: Any, head: journal.Head, at: dt.datetime, _: FromPaper | None) -> Outcome:
        context = run.load(command.run, actor, at)
        require_leader(context)
        deed = do(context, command)
        events = move(context, deed, None)
        keep(head, context, command, deed.payload, events)
        return Outcome(command.run)

    return handle


def _supersede(
    actor: Actor, command: SupersedeRun, head: journal.Head, at: dt.datetime, _: FromPaper | None
) -> Outcome:
    context = run.load(command.run, actor, at)
    require_leader(context)
    made, events = run.supersede(context, command)
    collection.inherit(made, context.run, at)
    payload = {
        "run": made.pk,
        "supersedes": command.run,
        "reason": command.reason.strip(),
        "title": made.title,
    }
    journal.write(head, at, actor.id, actor.name, "SupersedeRun", payload)
    _first_entry(actor, made, events, at, payload | {"sop": context.sop.digest})
    return Outcome(made.pk)


def _apply_book(actor: Actor, command: ApplyBook, head: journal.Head, at: dt.datetime, _: FromPaper | None) -> Outcome:
    """Whoever may type in a cell may bring it in a workbook, be he of the unit or only its filler."""
    context = run.load(command.run, actor, at)
    deed = collection.apply_book(context, command)
    keep(head, context, command, deed.payload, ())
    return Outcome(command.run, counts=deed.payload["counts"])


def _by_its_own_right(do: Callable[[Context, Any], Deed]) -> _Handler:
    """A command about a run that its room lets some do and others not, leaders or no leaders."""

    def handle(actor: Actor, command: Any, head: journal.Head, at: dt.datetime, _: FromPaper | None) -> Outcome:
        context = run.load(command.run, actor, at)
        deed = do(context, command)
        keep(head, context, command, deed.payload, move(context, deed, None))
        return Outcome(command.run)

    return handle


def _count_ahead(
    actor: Actor, command: CountAhead, head: journal.Head, at: dt.datetime, _: FromPaper | None
) -> Outcome:
    """The step is closed in the name of the one who submitted in advance; the entry says that the system did it."""
    if actor is not access.SYSTEM:
        raise Refused(refusal("not_your_task"))
    context = run.load(command.run, actor, at)
    deed, task = document.count_ahead(context, command)
    events = move(context, deed, task)
    context.actor = actor
    keep(head, context, command, {**deed.payload, "task": task.key}, events)
    return Outcome(command.run)


def _attach_paper(
    actor: Actor, command: AttachPaper, head: journal.Head, at: dt.datetime, _: FromPaper | None
) -> Outcome:
    return _system(actor, command, head, at, paper.attach)


def _attach_package(
    actor: Actor, command: AttachPackage, head: journal.Head, at: dt.datetime, _: FromPaper | None
) -> Outcome:
    return _system(actor, command, head, at, archive.attach)


def _system(
    actor: Actor, command: Any, head: journal.Head, at: dt.datetime, do: Callable[[Context, Any], Deed]
) -> Outcome:
    if actor is not access.SYSTEM:
        raise Refused(refusal("not_your_task"))
    context = run.load(command.run, actor, at)
    deed = do(context, command)
    keep(head, context, command, deed.payload, ())
    return Outcome(command.run)


def _reset(actor: Actor, command: ResetAccount, head: journal.Head, at: dt.datetime, _: FromPaper | None) -> Outcome:
    deed, password = people.reset(actor, command)
    journal.write(head, at, actor.id, actor.name, "ResetAccount", deed.payload)
    return Outcome(once=password)


def _delegate(actor: Actor, command: Delegate, head: journal.Head, at: dt.datetime, _: FromPaper | None) -> Outcome:
    deed = people.delegate(actor, command)
    journal.write(head, at, actor.id, actor.name, "Delegate", deed.payload)
    return Outcome()


def _about_agency(do: setup.Doing) -> _Handler:
    """A command about an agency whose room gives only what the journal keeps."""

    def handle(actor: Actor, command: Any, head: journal.Head, at: dt.datetime, _: FromPaper | None) -> Outcome:
        deed = do(actor, command, at)
        journal.write(head, at, actor.id, actor.name, type(command).__name__, deed.payload)
        return Outcome()

    return handle


_ABOUT_AGENCIES: dict[type, setup.Doing] = {
    ApplyIntake: intake.apply,
    UndoIntake: intake.undo,
    SettleDecision: meeting.settle,
    SetRetention: archive.set_retention,
    SetCodes: archive.set_codes,
    KeepKey: signature.keep_key,
    RemoveKey: signature.remove_key,
    **setup.DOINGS,
}
HANDLERS: dict[type, _Handler] = {
    ProposeRun: _propose,
    CancelRun: _about_run(run.cancel),
    RemindUnits: _about_run(collection.remind),
    RenewForm: _about_run(collection.renew),
    InviteAgain: _about_run(meeting.call_again),
    WriteMinutes: _about_run(meeting.write_minutes),
    SupersedeRun: _supersede,
    AddScan: _about_run(signature.add_scan),
    RecallCopy: _about_run(signature.recall),
    Deliver: _about_run(signature.deliver),
    RecordReceipt: _about_run(signature.record_receipt),
    SubmitAhead: _by_its_own_right(document.submit_ahead),
    InitialPaper: _by_its_own_right(paper.initial),
    CountAhead: _count_ahead,
    ApplyBook: _apply_book,
    AttachPaper: _attach_paper,
    AttachPackage: _attach_package,
    ResetAccount: _reset,
    Delegate: _delegate,
    **{command: _about_agency(do) for command, do in _ABOUT_AGENCIES.items()},
}
