"""The signed document and what became of it: initials, scan, copies, deliveries, and what its reader may do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ukur.services import access, signature
from ukur.services import paper as papers
from ukur.services.access import Actor, Power
from ukur.services.queries.head import Place, place_of
from ukur.services.wording.dates import day_and_clock, local, long_date
from ukur.services.wording.labels import INK_WAITING
from ukur.store.models import Copy, Delivery, Paper, Signature


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A numbered copy."""

    id: int
    number: int
    of: int
    addressee: str
    recalled: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery to an office outside; ``received`` empty: its receipt is still to come."""

    id: int
    addressee: str
    letter: int
    number: str
    sent: str
    received: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """``may_initial``: the next place of the chain is the reader's; ``leads``: he may recall, deliver, record;
    ``measures``: it is the measurement document, which has figures, copies and deliveries; letters have none.
    """

    id: int
    run: int
    run_title: str
    title: str
    digest: str
    number: str
    signed: str
    kind: str
    remark: str
    awaits_scan: bool
    chain: tuple[Place, ...]
    may_initial: bool
    leads: bool
    measures: bool
    own_numbers: bool
    copies: tuple[CopyLine, ...]
    deliveries: tuple[DeliveryLine, ...]
    offered: tuple[str, ...]
    today: str


def document_page(actor: Actor, id: int, now: dt.datetime | None = None) -> DocumentPage:
    """The page of one document; ``NotThere`` for outsiders."""
    at = now or timezone.now()
    paper = access.paper(actor, id)
    run, today = paper.run, local(at).date()
    made = Signature.objects.filter(paper=paper).order_by("-pk").first()
    place = papers.waiting_for(paper)
    rights = actor.rights(today)
    given = tuple(Delivery.objects.filter(paper=paper).select_related("letter").order_by("pk"))
    return DocumentPage(
        id=paper.pk,
        run=run.pk,
        run_title=run.title,
        title=paper.title,
        digest=paper.digest,
        number=paper.number,
        signed=f"{made.signer}, {long_date(local(made.signed_at).date())}" if made else "",
        kind=made.kind if made else "",
        remark=made.remark if made else "",
        awaits_scan=made is not None and made.kind == INK_WAITING,
        chain=tuple(place_of(one, made is not None) for one in papers.chain_of(paper)),
        may_initial=place is not None and rights.of(f"position:{place.position_id}").power is Power.ACT,
        leads=rights.leads(run),
        measures=paper.kind == "dpk",
        own_numbers=bool(run.agency.number_pattern),
        copies=tuple(_copy(one) for one in Copy.objects.filter(paper=paper).order_by("number")),
        deliveries=tuple(_delivery(one) for one in given),
        offered=tuple(one for one in signature.OUTSIDE if one not in {row.addressee for row in given}),
        today=today.isoformat(),
    )


def _copy(one: Copy) -> CopyLine:
    recalled = day_and_clock(one.recalled_at) if one.recalled_at else ""
    return CopyLine(one.pk, one.number, one.of, one.addressee, recalled, one.recall_reason)


def _delivery(one: Delivery) -> DeliveryLine:
    received = f"{one.received_by}, {long_date(one.received_on)}" if one.received_on else ""
    number = one.letter.number or "nomor menyusul"
    return DeliveryLine(one.pk, one.addressee, one.letter_id, number, long_date(local(one.sent_at).date()), received)


def document_of(run: int) -> int:
    """The number of a run's measurement document, 0 before there is one."""
    found = Paper.objects.filter(run=run, kind="dpk", replaced=False).order_by("-pk").first()
    return found.pk if found else 0
