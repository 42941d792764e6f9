"""Who gives time stamps, and that one could not be had. Apart from the asking, which needs an HTTP library."""

from __future__ import annotations

from dataclasses import dataclass, field

from ukur.signing.wire import Limits, require_safe

_LIMITS = Limits(connect=5, read=10, whole=20, most=256 * 1024)


class Lost(Exception):
    """What would have made the signature more lasting cannot be had; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class StampAuthority:
    """Where time stamps come from. ``account`` is user and password, when it asks for them; ``issuers`` is a file of
    TLS issuers to trust, "" for the usual. ValueError when the address is none.
    """

    url: str
    account: tuple[str, str] | None = field(default=None, repr=False)
    issuers: str = ""
    limits: Limits = _LIMITS

    def __post_init__(self) -> None:
        # A stamp is signed and holds no secret, so an open line will do; an account on it would be one.
        require_safe(self.url, plain_allowed=self.account is None)
