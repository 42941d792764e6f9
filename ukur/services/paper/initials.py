"""Paraf berjenjang: officials initial a frozen paper in order before it is signed (Permendagri 54/2009, annex)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from ukur.domain.paper.commands import InitialPaper
from ukur.services import access
from ukur.services.access import Power
from ukur.services.rooms import Context, Deed
from ukur.store.models import Agency, Initial, InitialRule, Paper

KINDS = {"dpk": "Dokumen Pengukuran Kinerja", "undangan": "Surat undangan", "surat-pengantar": "Surat pengantar"}
MOST = 3


def posts_of(agency: Agency, kind: str) -> tuple[str, ...]:
    """The posts that initial papers of this kind, in order: for the box on a paper that is signed in ink."""
    rules = InitialRule.objects.filter(agency=agency, kind=kind).order_by("order")
    return tuple(rules.values_list("position__name", flat=True))


def begin_chain(paper: Paper) -> None:
    """The places of the chain that the agency wants for papers of this kind, all of them empty."""
    rules = InitialRule.objects.filter(agency=paper.run.agency_id, kind=paper.kind).order_by("order")
    Initial.objects.bulk_create(Initial(paper=paper, order=one.order, position_id=one.position_id) for one in rules)


def chain_of(paper: Paper) -> list[Initial]:
    """The places of its chain in order, filled or not."""
    return list(Initial.objects.filter(paper=paper).select_related("position", "person").order_by("order"))


def waiting_for(paper: Paper) -> Initial | None:
    """The place that has to be filled next; None when none is, or the paper is signed: in ink they stand on it."""
    empty = Initial.objects.filter(paper=paper, person=None, paper__signatures=None)
    return empty.select_related("position").order_by("order").first()


def waiting_of(positions: Collection[int]) -> list[Paper]:
    """The unsigned papers of running measurements whose next place belongs to one of these posts, the oldest first."""
    earlier = Initial.objects.filter(paper=OuterRef("paper"), person=None, order__lt=OuterRef("order"))
    places = Initial.objects.filter(
        ~Exists(earlier),
        person=None,
        position__in=positions,
        paper__signatures=None,
        paper__replaced=False,
        paper__run__status="running",
    )
    return [one.paper for one in places.select_related("paper__run").order_by("paper")]


def initial(context: Context, command: InitialPaper) -> Deed:
    """Bubuhkan paraf: by the holder of the post that is next, or whom he has deputed."""
    paper = Paper.objects.filter(pk=command.paper, run=context.run).first()
    if paper is None or paper.replaced or paper.digest != command.digest:
        raise context.refuse("paper_changed_since")
    place = waiting_for(paper)
    if place is None:
        raise context.refuse("initialled_already")
    right = access.rights(context.actor.id or 0, context.today).of(f"position:{place.position_id}")
    if right.power < Power.ACT:
        raise context.refuse("not_your_initial", post=place.position.name)
    place.person_id, place.acted_as = context.actor.id, right.as_[:120]
    place.note, place.at = command.note.strip(), context.now
    place.save()
    payload = {"paper": paper.kind, "digest": paper.digest, "order": place.order, "as": right.as_}
    return Deed(payload=payload, note=place.note)
