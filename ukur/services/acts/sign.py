"""Signing: begin under the lock, sign with no lock held, record under the lock.

A passphrase lives in the call of :func:`sign` only. What was signed is kept before it is recorded, so a process that
dies in between loses no signature, and the next call records it without signing again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from ukur import signing
from ukur.domain.errors import Refusal, Refused, refusal
from ukur.domain.signature.commands import RecordSignature, Sign
from ukur.services import journal, signature
from ukur.services.access import Actor
from ukur.services.acts.door import perform
from ukur.services.acts.whole import Outcome
from ukur.services.rooms import FromPaper
from ukur.store import files
from ukur.store.models import Paper, Person, Run, SigningKey, SigningTry

Secret = signing.Secret


@dataclass(frozen=True, slots=True)
class Means:
    """With what somebody signs: the ``way``, his passphrase, and who he is to a service (NIK or e-mail)."""

    way: str
    secret: Secret
    identity: str = field(default="", repr=False)
    again: bool = False


def sign(actor: Actor, run: int, task: str, digest: str, means: Means, *, now: dt.datetime | None = None) -> Outcome:
    """Sign the paper with Kode keaslian ``digest``; refused when anything changed meanwhile or nothing was signed."""
    at = now or timezone.now()
    perform(actor, Sign(run, task, digest, means.way, means.again), now=at)
    paper = Paper.objects.select_related("run__agency").get(run=run, digest=digest, kind="dpk", replaced=False)
    attempt = SigningTry.objects.filter(paper=paper, state__in=("begun", "kept")).order_by("-pk").first()
    if attempt is None:  # somebody was faster: the door says who
        return perform(actor, Sign(run, task, digest, means.way, means.again), now=at)
    if attempt.state == "begun":
        _attempt(actor, paper, attempt, means, at)
    try:
        return _record(actor, run, task, paper, attempt, at)
    except Refused:
        if signature.is_signed(paper):  # by another attempt: what this one made belongs to nobody
            lost = SigningTry.objects.filter(pk=attempt.pk, state="kept")  # "done" when another window recorded it
            lost.update(state="failed", code="signed_already", file="")
        raise


def _attempt(actor: Actor, paper: Paper, attempt: SigningTry, means: Means, at: dt.datetime) -> None:
    """One try by whoever holds the key; its outcome is kept whatever it is."""
    failed = None
    try:
        who = _signer(actor, means)
        provider = signature.provider(means.way, practice=paper.run.agency.practice)
        about = signing.About(
            reason=f"Persetujuan {paper.title}",
            location=paper.run.agency.place,
            label=f"Tanda tangan {actor.name}",
            at=at,
        )
        made = provider.sign(files.read(paper.file), who, means.secret, signature.level(), about)
        attempt.file, attempt.state = files.keep(made.pdf), "kept"
    except signing.SigningFailed as why:
        failed = why
        # Nobody knows whether the service has signed: the attempt stays open until somebody has looked.
        attempt.state, attempt.code = ("begun" if why.code == "uncertain" else "failed"), why.code
    outcome = {"state": attempt.state, "code": attempt.code, "file": attempt.file, "changed_at": timezone.now()}
    SigningTry.objects.filter(pk=attempt.pk).exclude(state="done").update(**outcome)
    if failed is not None:
        raise _refused(paper, actor, at, "Sign", signature.failure_of(failed))


def _refused(paper: Paper, actor: Actor, at: dt.datetime, command: str, said: Refusal) -> Refused:
    """The refusal, in the run's journal already: the door was not asked."""
    journal.refuse(f"run:{paper.run_id}", at, actor.id, actor.name, command, (said,))
    return Refused(said)


def _signer(actor: Actor, means: Means) -> signing.SignerRef:
    if means.way == "bsre":
        named = means.identity.replace(" ", "")
        mail = "@" in named
        return signing.SignerRef(actor.name, nik="" if mail else named, email=named if mail else "")
    key = SigningKey.objects.filter(person=actor.id).order_by("-pk")[0]
    return signing.SignerRef(actor.name, container=bytes(key.container))


def _record(actor: Actor, run: int, task: str, paper: Paper, attempt: SigningTry, at: dt.datetime) -> Outcome:
    verdict = signing.verify_pdf(files.read(attempt.file), signature.roots())
    if not verdict.sound:
        SigningTry.objects.filter(pk=attempt.pk).update(state="failed", code="signature_unsound")
        raise _refused(paper, actor, at, "Sign", refusal("signature_unsound"))
    made = next(one for one in reversed(verdict.signatures) if one.level != signing.DOCUMENT_STAMP)
    record = RecordSignature(run, task, paper.digest, attempt.file, made.signer, made.kind, made.level, attempt.way)
    return perform(actor, record, now=at)


def keep_signed_scan(run: int, scan: bytes, name: str, remark: str, paper: int = 0) -> tuple[str, str]:
    """Digest and form of the scan of the run's document (or of ``paper``); refused when it is another paper."""
    named = Paper.objects.filter(pk=paper, run=run).first()
    found = named if paper else signature.paper_to_sign(Run.objects.get(pk=run))
    if found is None:
        raise Refused(refusal("document_missing"))
    return signature.keep_scan(found, scan, name, remark)


def take_in(
    actor: Actor,
    run: int,
    task: str,
    digest: str,
    uploaded: bytes,
    *,
    other_name: bool = False,
    by: FromPaper | None = None,
    now: dt.datetime | None = None,
) -> Outcome:
    """The document as it came back from the official's own signing application.

    Refused when it is not the frozen one or its certificate is not good; when the name in the certificate is another
    than the official's, until ``other_name`` says that it is his nevertheless.
    """
    at = now or timezone.now()
    paper = signature.paper_to_sign(Run.objects.get(pk=run))
    if paper is None or paper.digest != digest or not paper.file:
        raise Refused(refusal("document_changed"))
    try:
        made = signature.accept(paper, uploaded)
    except signing.NotAccepted as why:
        raise _refused(paper, actor, at, "RecordSignature", signature.refusal_of(why)) from None
    official = Person.objects.get(pk=by.person if by else actor.person)
    if not other_name and not signature.same_person(official.name, made.signer):
        other = refusal("elsewhere_other_name", signer=made.signer, official=official.name)
        raise _refused(paper, actor, at, "RecordSignature", other)
    file = files.keep(uploaded)
    record = RecordSignature(run, task, digest, file, made.signer, made.kind, made.level, "elsewhere")
    return perform(actor, record, paper=by, now=at)
