"""A key of one's own is opened once, with no lock held, and then kept through the door. The passphrase stays here."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ukur import signing
from ukur.domain.signature.commands import KeepKey
from ukur.services import signature
from ukur.services.access import Actor
from ukur.services.acts.door import perform


def keep_key(
    actor: Actor, content: bytes, secret: signing.Secret, *, other_name: bool = False, now: dt.datetime | None = None
) -> bool:
    """Keep the actor's own key; whether its file got a better lock. Refused with what is wrong with it."""
    made = signature.open_key_file(content, secret)
    command = KeepKey(actor.agency or 0, made.container, made.certificate, made.kind, made.relocked, other_name)
    perform(actor, command, now=now or timezone.now())
    return made.relocked
