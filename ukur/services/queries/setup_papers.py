"""Aturan naskah: who initials and who signs which kind of paper, the number book, the usual way of signing."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from ukur.services.access import Actor
from ukur.services.paper.initials import KINDS, MOST
from ukur.services.paper.numbers import numbered
from ukur.services.paper.signatories import SIGNED_KINDS
from ukur.services.wording.labels import WAYS
from ukur.store.models import Agency, InitialRule, NumberBook, Position, SignatoryRule


@dataclass(frozen=True, slots=True)
class Chain:
    """A kind of paper and who initials it: a post for each place, 0 for none."""

    kind: str
    title: str
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A kind of letter and who signs it: his post, for whom, through whom; 0 for none."""

    kind: str
    title: str
    post: int
    behalf: int
    through: int


@dataclass(frozen=True, slots=True)
class PapersPage:
    """``example``: how the next number would read; empty while numbers are typed. ``ways``: key, name, what it is."""

    chains: tuple[Chain, ...]
    signed: tuple[Signed, ...]
    posts: tuple[tuple[int, str], ...]
    pattern: str
    example: str
    last: int
    way: str
    ways: tuple[tuple[str, str, str], ...]


def papers_page(actor: Actor) -> PapersPage:
    """The rules as they are kept now."""
    agency = Agency.objects.get(pk=actor.agency or 0)
    today = timezone.localdate()
    kept: dict[str, list[int]] = {}
    for rule in InitialRule.objects.filter(agency=agency).order_by("order"):
        kept.setdefault(rule.kind, []).append(rule.position_id)
    book = NumberBook.objects.filter(agency=agency, year=today.year).first()
    last = book.last if book else 0
    offered = [key for key in WAYS if key != "bsre" or settings.BSRE is not None]
    rules = {one.kind: one for one in SignatoryRule.objects.filter(agency=agency)}
    return PapersPage(
        chains=tuple(Chain(kind, title, _padded(kept.get(kind, []))) for kind, title in KINDS.items()),
        signed=tuple(_signed(kind, title, rules.get(kind)) for kind, title in SIGNED_KINDS.items()),
        posts=tuple(Position.objects.filter(agency=agency).order_by("pk").values_list("pk", "name")),
        pattern=agency.number_pattern,
        example=numbered(agency, last + 1, today) if agency.number_pattern else "",
        last=last,
        way=agency.signing_way,
        ways=tuple(
            (key, WAYS[key][0][:1].upper() + WAYS[key][0][1:], f"{WAYS[key][1]} Nilainya: {WAYS[key][2]}.")
            for key in offered
        ),
    )


def _signed(kind: str, title: str, rule: SignatoryRule | None) -> Signed:
    if rule is None:
        return Signed(kind, title, 0, 0, 0)
    return Signed(kind, title, rule.position_id, rule.on_behalf_id or 0, rule.through_id or 0)


def _padded(posts: list[int]) -> tuple[int, ...]:
    return tuple((posts + [0] * MOST)[:MOST])
