"""The port of signing: who signs what, with which secret, at which level, whoever holds the key.

A provider gives back a document that was verified as a stranger would verify it, or raises ``SigningFailed``. Nothing
is tried twice by itself: a second attempt may be a second signature.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Protocol

from ukur.signing.level import Level


@dataclass(frozen=True, slots=True)
class Secret:
    """A passphrase that shows itself in no log, no error page and no picture of a frame."""

    text: str = field(repr=False)

    def __repr__(self) -> str:
        return "Secret(...)"


@dataclass(frozen=True, slots=True)
class SignerRef:
    """Who signs. ``name`` as the office knows it, ``nik`` (16 digits) or ``email`` as the service knows it,
    ``container`` the PKCS#12 bytes of a key of one's own. A provider takes what it needs.
    """

    name: str
    nik: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    container: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class About:
    """What a signature says beside the name. ``field`` is its name in the document, one for each signature; ``label``
    is read out by screen readers; ``at`` the claimed moment with time zone, now when None (a service sets its own).
    """

    reason: str = ""
    location: str = ""
    field: str = "Sig1"
    label: str = "Tanda tangan"
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed document. ``signer`` is the name in the certificate, ``kind`` the label to show, ``level`` what was
    reached (a ``Level`` or what else it is); ``lost`` says in Indonesian why the level is lower than wanted, "" when it
    is not. ``document_id`` is the service's own number, "" when there is none.
    """

    pdf: bytes = field(repr=False)
    signer: str
    kind: str
    level: str
    lost: str = ""
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether somebody can sign now; ``code`` is "" or one of ``FAILURES``, ``said`` the service's own words."""

    code: str = ""
    said: str = ""

    @property
    def ready(self) -> bool:
        return not self.code


class Provider(Protocol):
    """Whoever can sign: a key of one's own (``LocalKeys``) or a service (``BsreV1``, ``BsreV2``)."""

    def readiness(self, who: SignerRef) -> Readiness:
        """Whether ``who`` can sign now, as far as can be known without the secret. Never raises for a service that is
        down: that is an answer too.
        """

    def sign(self, pdf: bytes, who: SignerRef, secret: Secret, level: Level, about: About) -> Signed:
        """The document with one more signature. SigningFailed when there is none, or none that can be believed."""

    def recover(self, pdf: bytes, who: SignerRef, document_id: str, level: Level) -> Signed:
        """What was signed before as ``SigningFailed.document_id`` says, and did not arrive; SigningFailed ``uncertain``
        where that cannot be had.
        """
