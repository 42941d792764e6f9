"""What is said of a signed PDF, and the labels of a signature as they are shown everywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ukur.domain.paper.checks import Check

TEST_MARK = "Uji (bukan dokumen resmi)"
TRUSTED_MARK = "Sah (elektronik)"
UNKNOWN_MARK = "Penerbit belum dikenal"
INVALID_MARK = "Tidak sah"


class Problem(StrEnum):
    """What is wrong with one signature, the gravest first; empty when nothing is."""

    CHANGED = "changed"  # what it covers, or the document after it
    FORGED = "forged"  # its container is damaged, or was not made with the signer's key
    REVOKED = "revoked"
    EXPIRED = "expired"  # or not valid yet, at the moment of signing
    UNKNOWN = "unknown"  # the certificate leads to no issuer that is known, or trusted where roots are given
    NONE = ""


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What is known of one signature.

    ``level`` is the PAdES level, or what else it is. ``intact``: the covered bytes are unchanged. ``valid``:
    the container is sound and was made with the signer's key. ``trusted``: the certificate leads to one of
    the given roots at the moment the signer claims. ``kind`` is the label to show. ``signed_at`` is the
    signer's own claim, ``stamped_at`` that of a time stamp authority, None without one. ``field`` names the signature
    inside the document.
    """

    signer: str
    level: str
    valid: bool
    intact: bool
    trusted: bool
    kind: str
    signed_at: dt.datetime | None
    covers_whole_file: bool
    detail: str
    field: str
    problem: Problem = Problem.NONE
    stamped_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """``sound`` when every check is; the checks are in the order in which they were made."""

    sound: bool
    signatures: tuple[SignatureVerdict, ...]
    checks: tuple[Check, ...]


def verdict(signatures: tuple[SignatureVerdict, ...], checks: list[Check]) -> PdfVerdict:
    """The whole from its parts: a document without a signature is never sound."""
    return PdfVerdict(bool(signatures) and all(one.ok for one in checks), signatures, tuple(checks))
