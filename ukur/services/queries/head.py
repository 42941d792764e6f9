"""Lembar Kepala: what needs him, who has read it before him, the document's pages, and how he can sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.services import document, signature
from ukur.services import paper as papers
from ukur.services.access import Actor, Power
from ukur.services.document import reading_of
from ukur.services.document.corrections import FIELDS, corrections_of
from ukur.services.signature import Way
from ukur.services.sop import by_digest
from ukur.services.wording.dates import clock, local, short_date
from ukur.store.models import Initial, Paper, Presubmission, Run, SigningTry, Task


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody who has read the document before: ``word`` what he did (Paraf, Sesuai, Diajukan di muka)."""

    who: str
    post: str
    word: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """Wording that the head has corrected."""

    name: str
    field: str
    old: str
    new: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the chain of initials; ``at`` empty: not here. ``on_paper``: it stands on the signed paper."""

    post: str
    who: str
    at: str
    note: str
    on_paper: bool


@dataclass(frozen=True, slots=True)
class HeadSheet:
    """``reading``: digest of what is shown, handed back with the decision. ``paper``: the document as it will be
    signed, 0 while nothing is frozen; ``pages``: how many it has. ``ahead``: it goes to his signature when he corrects
    nothing; ``may_submit``: the reader may submit in advance. ``back``: where a disputed value goes; ``drawn``: the SOP
    draws that way. ``attempt``: "kept" when it is signed and only has to be recorded, "uncertain" when nobody knows.
    """

    reading: str
    reads: tuple[Read, ...]
    changes: tuple[Change, ...]
    chain: tuple[Place, ...]
    paper: int
    digest: str
    number: str
    pages: int
    ready: bool
    signed: bool
    ahead: bool
    may_submit: bool
    back: str
    drawn: bool
    ways: tuple[Way, ...]
    attempt: str

    @property
    def awaits(self) -> str:
        """The post whose initials come next; empty when none are missing. Until then nothing is signed."""
        return next((one.post for one in self.chain if not (one.at or one.on_paper)), "")


def head_sheet(actor: Actor, run: Run, task: Task, now: dt.datetime) -> HeadSheet:
    """The sheet for step 9 (koreksi) and 11 (tandatangan)."""
    ahead = document.waiting(run)
    paper = ahead.paper if ahead else (signature.paper_to_sign(run) if task.activity == "tandatangan" else None)
    signed = bool(paper and signature.is_signed(paper))
    chain = tuple(place_of(one, signed) for one in papers.chain_of(paper)) if paper else ()
    back = _back(run, task)
    submits = document.submitter(run, actor.rights(local(now).date())).power is Power.ACT
    return HeadSheet(
        reading=reading_of(run),
        reads=_reads(run, ahead),
        changes=_changes(run),
        chain=chain,
        paper=paper.pk if paper else 0,
        digest=paper.digest if paper else "",
        number=paper.number if paper else "",
        pages=paper.pages or 0 if paper else 0,
        ready=bool(paper and paper.file),
        signed=signed,
        ahead=ahead is not None,
        may_submit=task.activity == "koreksi" and task.status == "open" and submits,
        back=back,
        drawn=back in _drawn(run, task),
        ways=signature.ways_of(run.agency, actor.id or 0),
        attempt=_attempt(paper),
    )


def place_of(one: Initial, signed: bool) -> Place:
    """A place of the chain as shown. One that is empty on a ``signed`` paper was filled with a pen."""
    at = f"{short_date(one.at)} {clock(one.at)}" if one.at else ""
    name = one.person.name if one.person else ""
    return Place(one.acted_as or one.position.name, name, at, one.note, on_paper=signed and one.person is None)


def _reads(run: Run, ahead: Presubmission | None) -> tuple[Read, ...]:
    """Who has found it right last on the way to the head."""
    if ahead:
        return (Read(ahead.by.name, ahead.acted_as, "Diajukan", _moment(ahead.at), ahead.note),)
    done = Task.objects.filter(run=run, status="closed", kind="main", activity__in=("periksa", "ajukan"))
    last = done.select_related("closed_by").order_by("-closed_at", "-pk").first()
    if last is None:
        return ()
    name = last.closed_by.name if last.closed_by else "–"
    word = "Diajukan" if last.activity == "ajukan" else "Sesuai"
    return (Read(name, last.acted_as, word, _moment(last.closed_at), last.note),)


def _moment(at: dt.datetime | None) -> str:
    return f"{short_date(at)} {clock(at)}" if at else ""


def _changes(run: Run) -> tuple[Change, ...]:
    names = {one.item.code: one.item.name for one in document.rows_of(run)}
    return tuple(
        Change(names.get(one.code, ""), FIELDS[one.field], one.old, one.new, one.reason, one.by, _moment(one.at))
        for one in corrections_of(run)
    )


def _attempt(paper: Paper | None) -> str:
    """What became of the last attempt at a signature, when that is still open."""
    last = SigningTry.objects.filter(paper=paper).order_by("-pk").first() if paper else None
    if last is None or last.state not in ("kept", "begun"):
        return ""
    return "kept" if last.state == "kept" else "uncertain" if last.way != "key" else ""


def _drawn(run: Run, task: Task) -> list[str]:
    return [one.to for one in by_digest(run.sop_id).step(task.step).answers if one.returns]


def _back(run: Run, task: Task) -> str:
    """The step to which a disputed value goes: to the validation, or the first way back that the SOP draws."""
    drawn = _drawn(run, task)
    validating = [one.no for one in by_digest(run.sop_id).steps if one.activity(one.main) == "validasi"]
    return next((one for one in validating if one in drawn), next(iter(drawn or validating), ""))
