"""Kunci tanda tangan: the key that the reader has kept for himself. Nobody is shown another's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur import signing
from ukur.services.access import Actor
from ukur.services.wording.dates import local, long_date
from ukur.store.models import SigningKey

_SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OwnKey:
    """``holder``, ``issuer``, ``since`` and ``until`` are as in the certificate, empty for a key kept before it was.

    ``worth``: what a signature with it is called; ``test``: it is worth nothing in law; ``unknown``: because its issuer
    is not trusted here. ``state``: "" while it holds, "soon" in its last month, "ended".
    """

    holder: str
    issuer: str
    since: str
    until: str
    kept: str
    worth: str
    test: bool
    unknown: bool
    state: str


@dataclass(frozen=True, slots=True)
class KeyPage:
    """``official``: the reader holds a post whose holder signs, so he may keep a key."""

    official: bool
    key: OwnKey | None


def signing_key_page(actor: Actor, now: dt.datetime) -> KeyPage:
    """The reader's own key, as far as it may be shown without its passphrase."""
    key = SigningKey.objects.filter(person=actor.id).order_by("-pk").first() if actor.id else None
    return KeyPage(actor.rights(local(now).date()).official, _shown(key, now) if key else None)


def _shown(key: SigningKey, now: dt.datetime) -> OwnKey:
    unknown = key.label == signing.UNKNOWN_MARK
    worth = signing.TEST_MARK if key.test else signing.TRUSTED_MARK
    kept = long_date(local(key.added_at).date())
    if not key.certificate:
        return OwnKey("", "", "", "", kept, worth, key.test, unknown, "")
    facts = signing.facts_of(bytes(key.certificate))
    since, until = (long_date(local(one).date()) for one in (facts.valid_from, facts.valid_to))
    state = "ended" if now > facts.valid_to else "soon" if now > facts.valid_to - _SOON else ""
    return OwnKey(facts.holder, facts.issuer, since, until, kept, worth, key.test, unknown, state)
