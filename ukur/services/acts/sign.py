"""Signing with a passphrase, in the request: check under the lock, sign with no lock held, record under the lock.

The passphrase lives in this call only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ukur import signing
from ukur.domain.errors import Refused, refusal
from ukur.domain.signature.commands import RecordSignature, Sign
from ukur.services import journal
from ukur.services.access import Actor
from ukur.services.acts.door import perform
from ukur.services.acts.whole import Outcome
from ukur.store import files
from ukur.store.models import Paper, Root, SigningKey


@dataclass(frozen=True, slots=True)
class Secret:
    """A passphrase that shows itself in no log and no error page."""

    text: str

    def __repr__(self) -> str:
        return "Secret(...)"


def sign(actor: Actor, run: int, task: str, digest: str, secret: Secret, *, now: dt.datetime | None = None) -> Outcome:
    """Sign the paper with Kode keaslian ``digest`` by the actor's own key; refused when anything changed meanwhile."""
    at = now or timezone.now()
    perform(actor, Sign(run, task, digest), now=at)
    paper = Paper.objects.get(run=run, digest=digest, kind="dpk", replaced=False)
    key = SigningKey.objects.filter(person=actor.id).order_by("-pk")[0]
    try:
        signed = signing.sign(
            files.read(paper.file),
            pkcs12=bytes(key.container),
            passphrase=secret.text,
            reason=f"Persetujuan {paper.title}",
            location=paper.run.agency.place,
            label=f"Tanda tangan {actor.name}",
            at=at,
        )
        verdict = signing.verify_pdf(signed, roots=[one.pem.encode() for one in Root.objects.all()])
        if not verdict.sound:
            raise Refused(refusal("signature_unsound"))
    except Refused as refused:
        journal.refuse(f"run:{run}", at, actor.id, actor.name, "Sign", refused.refusals)
        raise
    made = verdict.signatures[-1]
    record = RecordSignature(run, task, digest, files.keep(signed), made.signer, made.kind, made.level)
    return perform(actor, record, now=at)
