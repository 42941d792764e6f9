"""Signing (11): four ways to one signature. A passphrase passes through the request only: never a command or a job."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from ukur.domain.errors import Refusal, refusal
from ukur.domain.run.model import Close, Seal
from ukur.domain.signature.commands import AddScan, RecordSignature, Sign, SignInInk
from ukur.services.access import Power
from ukur.services.document import rows_of
from ukur.services.paper import chain_of, waiting_for
from ukur.services.paper.letters import TEST_LABEL
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.task import acting_person
from ukur.services.wording.labels import INK, INK_WAITING
from ukur.store.models import Actual, Paper, Person, Run, Signature, SigningKey, SigningTry, Task

UNDER_WAY = dt.timedelta(minutes=5)
"""How long an attempt may take before it is thought to have died: a service is asked twice, two minutes each."""


def paper_to_sign(run: Run) -> Paper | None:
    """The document that waits for its signature: the newest frozen one."""
    return Paper.objects.filter(run=run, kind="dpk", replaced=False).order_by("-pk").first()


def is_signed(paper: Paper) -> bool:
    """Whether it has been signed, be it on paper whose scan follows."""
    return Signature.objects.filter(paper=paper).exists()


class SignDocument(Activity):
    """tandatangan: ``Sign`` begins an attempt; ``RecordSignature`` and ``SignInInk`` close the step."""

    name = "tandatangan"
    commands = {Sign: Power.ACT, RecordSignature: Power.ACT, SignInInk: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        paper = paper_to_sign(context.run)
        if paper is None:
            return (refusal("document_missing"),)
        place = waiting_for(paper)
        if place is not None and command is not SignInInk:  # on paper the initials stand in its box
            return (refusal("initials_waiting", post=place.position.name),)
        return () if paper.file else (refusal("document_rendering"),)

    def handle(self, context: Context, task: Task, command: Any) -> Deed:
        paper = paper_to_sign(context.run)
        if paper is None or paper.digest != command.digest:
            raise context.refuse("document_changed")
        if is_signed(paper):
            raise context.refuse("signed_already")
        if isinstance(command, Sign):
            return self._begin(context, paper, command)
        if isinstance(command, SignInInk):
            return self._in_ink(context, task, paper, command)
        return self._record(context, task, paper, command)

    def _begin(self, context: Context, paper: Paper, command: Sign) -> Deed:
        """One attempt at a time at a service, and none on top of one whose outcome nobody knows.

        A key of one's own is here: an attempt that died with its process signed nothing that anybody has.
        """
        person = context.actor.person
        if command.way == "key":
            self._require_key(context, paper, person)
        tries = SigningTry.objects.filter(paper=paper)
        for one in tries.filter(state="begun").exclude(way="key"):
            if context.now - one.at < UNDER_WAY:
                raise context.refuse("signing_under_way")
            if not command.again:
                raise context.refuse("signing_uncertain")
        tries.filter(state="begun").update(state="failed", code="interrupted", changed_at=context.now)
        if not tries.filter(state="kept").exists():
            SigningTry.objects.create(
                paper=paper, person_id=person, way=command.way, at=context.now, changed_at=context.now
            )
        return Deed(payload={"digest": paper.digest, "way": command.way, "phase": "begun"})

    def _require_key(self, context: Context, paper: Paper, person: int) -> None:
        key = SigningKey.objects.filter(person=person).order_by("-pk").first()
        if key is None:
            raise context.refuse("key_missing")
        if key.test and json.loads(paper.snapshot).get("kind_of_signature") != TEST_LABEL:
            raise context.refuse("key_is_test")

    def _record(self, context: Context, task: Task, paper: Paper, command: RecordSignature) -> Deed:
        paper.signed_file = command.file
        paper.save(update_fields=["signed_file"])
        done = {"state": "done", "file": "", "changed_at": context.now}  # from here on the file is the paper's
        SigningTry.objects.filter(paper=paper, state="kept").update(**done)
        made = {"signer": command.signer, "kind": command.kind, "level": command.level, "signed_at": context.now}
        return self._signed(context, task, paper, made, {"file": command.file, "way": command.way})

    def _in_ink(self, context: Context, task: Task, paper: Paper, command: SignInInk) -> Deed:
        if command.day > context.today:
            raise context.refuse("paper_date_ahead")
        paper.signed_file, paper.signed_as = command.scan, command.form
        paper.save(update_fields=["signed_file", "signed_as"])
        name = Person.objects.get(pk=acting_person(context)).name
        day = dt.datetime.combine(command.day, dt.time(12), context.now.tzinfo)
        made = {
            "signer": name,
            "kind": INK if command.scan else INK_WAITING,
            "signed_at": day,
            "remark": command.remark[:300],
            "recorded_by_id": context.actor.id,
        }
        boxes = [one.position.name for one in chain_of(paper) if one.person is None]
        said = {"file": command.scan, "remark": command.remark, **({"initials_on_paper": boxes} if boxes else {})}
        return self._signed(context, task, paper, made, said)

    def _signed(self, context: Context, task: Task, paper: Paper, made: dict[str, Any], said: dict[str, Any]) -> Deed:
        kept = {"paper": paper, "person_id": acting_person(context), "valid": True, "checked_at": context.now}
        Signature.objects.create(**kept, **made)
        settle_actuals(context)
        if context.run.supersedes_id:
            Paper.objects.filter(run=context.run.supersedes_id, kind="dpk").update(replaced=True)
        payload = {"digest": paper.digest, "signer": made["signer"], "kind": made["kind"], **said}
        return Deed((Seal(), Close(task.key)), payload, note=made["kind"])


def add_scan(context: Context, command: AddScan) -> Deed:
    """The scan that was to follow. One that is there already is not replaced."""
    paper = Paper.objects.filter(pk=command.paper, run=context.run).first()
    made = Signature.objects.filter(paper=paper, kind=INK_WAITING).first()
    if paper is None or made is None:
        raise context.refuse("scan_not_awaited")
    paper.signed_file, paper.signed_as = command.scan, command.form
    paper.save(update_fields=["signed_file", "signed_as"])
    made.kind, made.remark, made.checked_at = INK, command.remark[:300], context.now
    made.recorded_by_id = context.actor.id
    made.save()
    return Deed(payload={"digest": paper.digest, "file": command.scan, "remark": command.remark})


def settle_actuals(context: Context) -> None:
    """Signed figures become the known figures of their quarter, for the quarters to come."""
    year, quarter = (int(one) for one in context.run.period.split("-"))
    for row in rows_of(context.run):
        if row.measured:
            Actual.objects.update_or_create(
                agency_id=context.run.agency_id,
                code=row.item.code,
                year=year,
                quarter=quarter,
                defaults={"value": row.cell.value, "source": f"run:{context.run.pk}"},
            )
