"""Copies (12) and Penyampaian: who has the document, with which number, asked back or received."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from ukur.domain.run.model import Close
from ukur.domain.signature.commands import Deliver, MakeCopies, RecallCopy, RecordReceipt
from ukur.services import paper as papers
from ukur.services.access import Power
from ukur.services.paper.deliveries import Sent, Signed, copy_cover, delivery_letter
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.signature.activities import is_signed, paper_to_sign
from ukur.services.task import acting_person
from ukur.services.wording.dates import local
from ukur.store.models import Copy, Delivery, Paper, Signature, Task

OUTSIDE = ("Bagian Organisasi Setda", "Bappeda", "Inspektorat Daerah")
"""To whom a district agency reports its performance (PermenPANRB 88/2021; practice)."""


class Multiply(Activity):
    """gandakan: numbered copies for named receivers, each with a cover sheet; the signed file is not touched."""

    name = "gandakan"
    commands = {MakeCopies: Power.ACT}

    def handle(self, context: Context, task: Task, command: MakeCopies) -> Deed:
        document = paper_to_sign(context.run)
        names = list(dict.fromkeys(one.strip() for one in command.addressees if one.strip()))
        if document is None or not is_signed(document):
            raise context.refuse("document_missing")
        if not names:
            raise context.refuse("addressee_missing")
        Copy.objects.bulk_create(
            Copy(paper=document, number=no, of=len(names), addressee=name[:200], at=context.now)
            for no, name in enumerate(names, 1)
        )
        payload = {"copies": names, "file": document.signed_file}
        return Deed((Close(task.key),), payload, note=f"{len(names)} salinan")


def cover_of(copy: Copy) -> dict[str, Any]:
    """The content of the sheet that goes before a numbered copy; the code on it is the document's."""
    document = copy.paper
    about = Signed(
        title=f"{document.title}, {document.run.title}",
        number=document.number,
        date=local(document.frozen_at).date(),
        signer=Signature.objects.filter(paper=document).order_by("-pk")[0].signer,
        digest=document.digest,
        url=f"{settings.ADDRESS}/cek/{document.token}/?salinan={copy.number}",
    )
    frame = papers.frame_for(document.run.agency, local(copy.at).date())
    return copy_cover(frame, about, copy.number, copy.of, copy.addressee)


def recall(context: Context, command: RecallCopy) -> Deed:
    """Tarik salinan."""
    copy = Copy.objects.filter(pk=command.copy, paper__run=context.run).first()
    if copy is None:
        raise context.refuse("copy_unknown")
    if copy.recalled_at is not None:
        raise context.refuse("copy_recalled_already")
    if not command.reason.strip():
        raise context.refuse("reason_missing")
    copy.recalled_at, copy.recall_reason = context.now, command.reason.strip()[:300]
    copy.save(update_fields=["recalled_at", "recall_reason"])
    return Deed(payload={"copy": copy.number, "of": copy.of, "to": copy.addressee, "reason": copy.recall_reason})


def deliver(context: Context, command: Deliver) -> Deed:
    """Sampaikan: a surat pengantar for each office outside; its receipt is recorded when it comes back."""
    document = paper_to_sign(context.run)
    names = list(dict.fromkeys(one.strip()[:200] for one in command.addressees if one.strip()))
    if document is None or not is_signed(document):
        raise context.refuse("not_signed_yet")
    if not names:
        raise context.refuse("addressee_missing")
    made = [_deliver(context, document, name, command.number) for name in names]
    payload = {
        "to": names,
        "letters": [one.letter.digest for one in made],
        "numbers": [one.letter.number for one in made],
    }
    return Deed(payload=payload, jobs=tuple(("render", one.letter_id) for one in made), note="; ".join(names))


def _deliver(context: Context, document: Paper, name: str, typed: str) -> Delivery:
    today = context.today
    number = papers.number_of(context, typed)
    sent = [Sent(f"{document.title}, {context.run.title}", unit="dokumen", note=document.number)]
    content = delivery_letter(
        papers.frame_for(context.run.agency, today),
        number,
        name,
        sent,
        papers.signatory(context.run.agency, "surat-pengantar", acting_person(context), today),
        initials=papers.posts_of(context.run.agency, "surat-pengantar"),
    )
    title = f"Surat pengantar ke {name}"[:200]
    letter = papers.freeze(context, "surat-pengantar", title, content, number=number, one_of_many=True)
    return Delivery.objects.create(
        paper=document, addressee=name, letter=letter, by_id=context.actor.person, sent_at=context.now
    )


def record_receipt(context: Context, command: RecordReceipt) -> Deed:
    """Tanda terima of a delivery."""
    row = Delivery.objects.filter(pk=command.delivery, paper__run=context.run).first()
    if row is None:
        raise context.refuse("delivery_unknown")
    if not command.received_by.strip():
        raise context.refuse("receiver_missing")
    if command.received_on > context.today or command.received_on < local(row.sent_at).date():
        raise context.refuse("receipt_date")
    row.received_by, row.received_on = command.received_by.strip()[:200], command.received_on
    if command.scan:
        row.receipt, row.receipt_name = command.scan, command.scan_name[:200]
    row.save()
    payload = {"to": row.addressee, "by": row.received_by, "on": row.received_on.isoformat(), "scan": row.receipt}
    return Deed(payload=payload)
