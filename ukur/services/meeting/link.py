"""Two addresses of a meeting: the short one for the chat group, and the one behind the QR code for checking in.

Both are made from the meeting's number with the key of the installation, so that neither has to be kept.
"""

from __future__ import annotations

from django.conf import settings
from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

_PAGE = ("m", 10)  # signs of the signature that stay: 60 bits, against a door that asks for a password behind it
_DOOR = ("h", 16)  # 96 bits: whoever knows it may write his name on the list while the meeting goes on


def page_link(meeting: int) -> str:
    """The whole short address of the meeting's page; it opens nothing without a sign-in."""
    return f"{settings.ADDRESS}/{_PAGE[0]}/{_made(meeting, _PAGE)}/"


def door_link(meeting: int) -> str:
    """The whole address for checking in, as the QR code holds it."""
    return f"{settings.ADDRESS}/{_DOOR[0]}/{door_token(meeting)}/"


def page_token(meeting: int) -> str:
    return _made(meeting, _PAGE)


def door_token(meeting: int) -> str:
    return _made(meeting, _DOOR)


def meeting_of_page(token: str) -> int | None:
    """The meeting of a short address that was made here, else None."""
    return _known(token, _PAGE)


def meeting_of_door(token: str) -> int | None:
    """The meeting of a check-in address that was made here, else None."""
    return _known(token, _DOOR)


def _made(meeting: int, kind: tuple[str, int]) -> str:
    salt, signs = kind
    return f"{meeting}-{Signer(salt=f'meeting.{salt}').signature(str(meeting))[:signs]}"


def _known(token: str, kind: tuple[str, int]) -> int | None:
    number, _, _ = token.partition("-")
    if not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    return int(number) if constant_time_compare(_made(int(number), kind), token) else None
