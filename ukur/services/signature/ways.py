"""How a document can be signed here: who holds the key, what a signature of that kind is worth, who is believed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from ukur import signing
from ukur.domain.errors import Refused, refusal
from ukur.formats import pages
from ukur.services.wording.labels import WAY_OF_TESTS, WAYS
from ukur.store.models import Agency, Root, SigningKey


@dataclass(frozen=True, slots=True)
class Way:
    """One way of signing. ``method``: what the signer does; ``worth``: what it is worth. Both stand at the button."""

    key: str
    name: str
    method: str
    worth: str


def ways_of(agency: Agency, person: int) -> tuple[Way, ...]:
    """The ways that are open to ``person``, the agency's usual one first. Ink and an application are always there."""
    key = SigningKey.objects.filter(person=person).order_by("-pk").first()
    there = ["ink", "elsewhere", *(["bsre"] if settings.BSRE else []), *(["key"] if key else [])]
    there.sort(key=lambda one: one != agency.signing_way)
    made = []
    for one in there:
        test = one == "key" and key is not None and key.test
        made.append(Way(one, *(WAY_OF_TESTS if test else WAYS[one])))
    return tuple(made)


def roots() -> tuple[bytes, ...]:
    """The issuers (PEM) whose certificates are believed here: those of the installation, and those in its table."""
    kept = [one.encode() for one in Root.objects.values_list("pem", flat=True)]
    if settings.ISSUERS:
        kept += signing.certificates_in(Path(settings.ISSUERS).read_bytes())
    return tuple(kept)


def provider(way: str, *, practice: bool) -> signing.Provider:
    """Who signs that way. ``practice``: certificates of a test authority are believed too, and only there."""
    if way != "bsre" or settings.BSRE is None:
        stamps = tuple(signing.StampAuthority(one) for one in settings.STAMPS)
        return signing.LocalKeys(roots(), stamps)
    url, account, version = settings.BSRE
    trusted = roots()
    if not trusted:
        raise Refused(refusal("issuers_missing"))
    service = signing.Service(
        url, account, trusted, pages.texts, plain_allowed=url.startswith("http:"), test_allowed=practice
    )
    return signing.BsreV1(service) if version == "1" else signing.BsreV2(service)


def level() -> signing.Level:
    """The level that is asked for: with a time stamp where an authority is known."""
    return signing.Level.LTA if settings.STAMPS else signing.Level.B
