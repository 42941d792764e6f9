"""A signing key of one's own: kept, replaced, removed by its owner alone. What the journal keeps is the certificate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from ukur import signing
from ukur.domain.errors import Refused, refusal
from ukur.domain.signature.commands import KeepKey, RemoveKey
from ukur.services import access
from ukur.services.access import Actor
from ukur.services.rooms import Deed
from ukur.services.signature.outside import same_person
from ukur.services.signature.ways import roots
from ukur.services.wording.dates import local, long_date
from ukur.store.models import SigningKey


def open_key_file(content: bytes, secret: signing.Secret) -> signing.KeyFile:
    """The file opened with its passphrase; Refused when it is none, does not open, or cannot sign papers."""
    try:
        return signing.open_file(content, secret.text, roots())
    except Refused as refused:
        said = dict(refused.refusals[0].values)
    reason = said.get("reason", "")
    raise Refused(refusal("key_file_unusable", reason=reason) if reason else refusal("key_file_passphrase"))


def keep_key(actor: Actor, command: KeepKey, now: dt.datetime) -> Deed:
    """Simpan kunci. Whoever does not sign papers keeps none; one that is not valid now never takes another's place."""
    if not access.rights(actor.person, timezone.localdate(now)).official:
        raise Refused(refusal("key_for_officials"))
    facts = signing.facts_of(command.certificate)
    if now > facts.valid_to:
        raise Refused(refusal("key_file_expired", until=long_date(local(facts.valid_to).date())))
    if now < facts.valid_from:
        raise Refused(refusal("key_file_early", since=long_date(local(facts.valid_from).date())))
    if not command.other_name and not same_person(actor.name, facts.holder):
        raise Refused(refusal("key_other_name", signer=facts.holder, official=actor.name))
    before = _removed(actor)
    SigningKey.objects.create(
        person_id=actor.person,
        container=command.container,
        certificate=command.certificate,
        label=command.kind,
        test=command.kind != signing.TRUSTED_MARK,
        added_at=now,
    )
    more = {"kind": command.kind, "relocked": command.relocked, "other_name": command.other_name}
    return Deed(payload=_told(facts) | more | {"replaces": before.get("fingerprint", "")})


def remove_key(actor: Actor, command: RemoveKey, now: dt.datetime) -> Deed:
    """Hapus kunci. What was signed with it stays signed."""
    before = _removed(actor)
    if not before:
        raise Refused(refusal("key_none_kept"))
    return Deed(payload=before)


def _removed(actor: Actor) -> dict[str, Any]:
    """What the certificate of the actor's key says that was there until now; empty when there was none."""
    kept = SigningKey.objects.filter(person=actor.person)
    last = kept.order_by("-pk").first()
    if last is None:
        return {}
    kept.delete()
    certificate = bytes(last.certificate)
    return _told(signing.facts_of(certificate)) if certificate else {"holder": actor.name, "fingerprint": ""}


def _told(facts: signing.Facts) -> dict[str, Any]:
    return {
        "holder": facts.holder,
        "issuer": facts.issuer,
        "fingerprint": facts.fingerprint,
        "valid_from": facts.valid_from.isoformat(),
        "valid_to": facts.valid_to.isoformat(),
    }
