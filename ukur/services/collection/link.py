"""The short address of a run's form, for a chat group: it opens nothing without a sign-in, and cannot be guessed."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

_SIGNED = 10  # signs of the signature that stay: 60 bits, against a door that asks for a password behind it


def form_token(run: int) -> str:
    """``12-Ab3dEf9hIj`` for run 12."""
    return f"{run}-{Signer(salt='form').signature(str(run))[:_SIGNED]}"


def form_link(run: int) -> str:
    """The whole address, as it is pasted into a chat or stands in an e-mail."""
    return f"{settings.ADDRESS}/f/{form_token(run)}/"


def run_of(token: str) -> int | None:
    """The run of a token that was made here, else None."""
    number, _, _ = token.partition("-")
    if not number.isdigit() or not constant_time_compare(form_token(int(number)), token):
        return None
    return int(number)
