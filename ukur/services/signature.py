"""Signing (11) and copies (12). The passphrase passes through the request only: never a command, a job or a log."""

from __future__ import annotations

from typing import Any

from ukur.domain.errors import Refusal, refusal
from ukur.domain.run.model import Close, Seal
from ukur.domain.signature.commands import MakeCopies, RecordSignature, Sign
from ukur.services.access import Power
from ukur.services.document import rows_of
from ukur.services.paper import waiting_for
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.task import acting_person
from ukur.store.models import Actual, Copy, Paper, Run, Signature, SigningKey, Task


def paper_to_sign(run: Run) -> Paper | None:
    """The document that waits for its signature: the newest frozen one."""
    return Paper.objects.filter(run=run, kind="dpk", replaced=False).order_by("-pk").first()


class SignDocument(Activity):
    """tandatangan: ``Sign`` checks and locks nothing away; ``RecordSignature`` closes the step."""

    name = "tandatangan"
    commands = {Sign: Power.ACT, RecordSignature: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        paper = paper_to_sign(context.run)
        if paper is None:
            return (refusal("document_missing"),)
        place = waiting_for(paper)
        if place is not None:
            return (refusal("initials_waiting", post=place.position.name),)
        return () if paper.file else (refusal("document_rendering"),)

    def handle(self, context: Context, task: Task, command: Any) -> Deed:
        paper = paper_to_sign(context.run)
        if paper is None or paper.digest != command.digest:
            raise context.refuse("document_changed")
        if paper.signed_file:
            raise context.refuse("signed_already")
        if isinstance(command, Sign):
            if not SigningKey.objects.filter(person=context.actor.id).exists():
                raise context.refuse("key_missing")
            return Deed(payload={"digest": paper.digest, "phase": "checked"})
        return self._record(context, task, paper, command)

    def _record(self, context: Context, task: Task, paper: Paper, command: RecordSignature) -> Deed:
        paper.signed_file = command.file
        paper.save(update_fields=["signed_file"])
        Signature.objects.create(
            paper=paper,
            person_id=acting_person(context),
            signer=command.signer,
            kind=command.kind,
            level=command.level,
            signed_at=context.now,
            valid=True,
            checked_at=context.now,
        )
        settle_actuals(context)
        if context.run.supersedes_id:
            Paper.objects.filter(run=context.run.supersedes_id, kind="dpk").update(replaced=True)
        payload = {
            "digest": paper.digest,
            "file": command.file,
            "signer": command.signer,
            "kind": command.kind,
        }
        return Deed((Seal(), Close(task.key)), payload, note=command.kind)


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


class Multiply(Activity):
    """gandakan: numbered copies for named receivers; the signed file is not touched."""

    name = "gandakan"
    commands = {MakeCopies: Power.ACT}

    def handle(self, context: Context, task: Task, command: MakeCopies) -> Deed:
        paper = paper_to_sign(context.run)
        names = [one.strip() for one in command.addressees if one.strip()]
        if paper is None or not paper.signed_file:
            raise context.refuse("document_missing")
        if not names:
            raise context.refuse("addressee_missing")
        Copy.objects.bulk_create(
            Copy(paper=paper, number=number, of=len(names), addressee=name[:200], at=context.now)
            for number, name in enumerate(names, 1)
        )
        return Deed((Close(task.key),), {"copies": names, "file": paper.signed_file}, note=f"{len(names)} salinan")
