"""What both versions of BSrE's esign client have in common (Balai Besar Sertifikasi Elektronik, BSSN).

The client is a program that an agency runs itself; it holds the connection to BSrE and is asked over HTTP. Its
documents are not public. What is built on here is what public programs of agencies do and say of it; where they are
silent, the module that needs it says what it assumes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote, quote_plus

from ukur.signing.accept import NotAccepted, TextOf, accept_signed
from ukur.signing.failure import SigningFailed, cleaned
from ukur.signing.level import Level
from ukur.signing.provider import Readiness, Secret, Signed, SignerRef
from ukur.signing.wire import Call, Limits, Reply, exchange, require_safe

CAN_SIGN = "ISSUE"
_LIMITS = Limits()
# The numbers of errors that are known; any other is the service's own "no".
_CODES = {"2011": "user_not_registered", "2031": "passphrase_wrong"}
# A gateway that got no answer does not know whether the service behind it has signed.
_STATUSES = {
    401: "provider_denied",
    403: "provider_denied",
    429: "provider_down",
    502: "uncertain",
    503: "provider_down",
    504: "uncertain",
}
_FAULTS = {
    "unreached": "provider_down",
    "late": "provider_timeout",
    "untrusted": "provider_untrusted",
    "elsewhere": "provider_untrusted",
    "silent": "uncertain",
    "cut": "uncertain",
    "huge": "reply_unreadable",
}
_REFUSED = {
    "not_pdf": "reply_unreadable",
    "unreadable": "reply_unreadable",
    "other_document": "document_altered",
    "covered_over": "document_altered",
    "signature_lost": "document_altered",
}


@dataclass(frozen=True, slots=True)
class Service:
    """Where the esign client is, and what is believed of it.

    ``url``: its address; ``account``: user and password of the office (HTTP Basic). ``roots``: issuers (PEM or DER)
    that a signer's certificate must lead to. ``text_of`` gives the text of each page of a PDF. ``issuers``: a file of
    TLS issuers to trust, "" for the usual. ``plain_allowed``: an address without TLS, in the office's own network.
    ``test_allowed``: certificates of a test authority are believed too. ValueError for an address that is none and
    without roots.
    """

    url: str
    account: tuple[str, str] = field(repr=False)
    roots: tuple[bytes, ...] = field(repr=False)
    text_of: TextOf = field(repr=False)
    issuers: str = ""
    plain_allowed: bool = False
    test_allowed: bool = False
    limits: Limits = _LIMITS

    def __post_init__(self) -> None:
        require_safe(self.url, plain_allowed=self.plain_allowed)
        if not self.roots:
            raise ValueError("whose certificates are believed has to be said")

    def ask(self, method: str, path: str, **more: Any) -> Reply:
        """One exchange; ``more`` is what ``Call`` takes."""
        call = Call(method, self.url.rstrip("/") + path, auth=self.account, **more)
        return exchange(call, self.limits, verify=self.issuers or True)


def parsed(reply: Reply) -> dict[str, Any]:
    """The object that a reply holds as JSON; empty when it holds none."""
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def failure_of(reply: Reply, secret: Secret | None = None, document_id: str = "") -> SigningFailed | None:
    """Why a reply is no answer; None when it may be one."""
    if reply.fault:
        return SigningFailed(_FAULTS[reply.fault], document_id=document_id)
    answer = parsed(reply)
    number, words = str(answer.get("status_code", "")), _words(answer, secret)
    if number in _CODES:
        return SigningFailed(_CODES[number], words)
    if reply.status == 200:
        return SigningFailed("provider_refused", words) if answer.get("error") else None
    if reply.status in _STATUSES:
        return SigningFailed(_STATUSES[reply.status], words, document_id=document_id)
    return SigningFailed(
        "provider_failed" if reply.status >= 500 else "provider_refused", words or f"HTTP {reply.status}"
    )


def _words(answer: dict[str, Any], secret: Secret | None) -> str:
    said = answer.get("error") or answer.get("message") or ""
    if not isinstance(said, str):
        said = json.dumps(said, ensure_ascii=False)
    text = secret.text if secret else ""
    written = (json.dumps(text, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False))
    return cleaned(said, text, quote(text), quote_plus(text), escape(text), *written)


def readiness_of(reply: Reply) -> Readiness:
    """What a service says of a signer: ``status`` is ``ISSUE`` for somebody who can sign."""
    failed = failure_of(reply)
    if failed is not None:
        return Readiness("provider_down" if failed.code == "uncertain" else failed.code, failed.said)
    answer = parsed(reply)
    if answer.get("status") == CAN_SIGN:
        return Readiness()
    said = _words(answer, None) or cleaned(str(answer.get("status", "")))
    return Readiness("certificate_not_ready" if answer else "reply_unreadable", said)


def believed(service: Service, sent: bytes, got: bytes, who: SignerRef, level: Level, document_id: str = "") -> Signed:
    """What came back, once it was verified as a stranger would: the document that was sent, with one more signature
    that holds, by somebody of that name, of a trusted issuer. Else SigningFailed.
    """
    try:
        found = accept_signed(sent, got, service.roots, text_of=service.text_of, test_allowed=service.test_allowed)
    except NotAccepted as no:
        failed = SigningFailed(_REFUSED.get(no.code, "signature_unsound"), str(no), document_id=document_id)
    else:
        if not names_agree(found.signer, who.name):
            raise SigningFailed("signer_differs", found.signer, document_id=document_id)
        reached = found.level in list(Level) and Level(found.level).reaches(level)
        lost = "" if reached else "layanan menandatangani pada tingkat ini"
        return Signed(got, found.signer, found.kind, found.level, lost, document_id)
    raise failed


def names_agree(certificate: str, known: str) -> bool:
    """Whether two spellings of a name may be one person: degrees are left away in one and not in the other, so one
    word of three letters in common is enough. It is to catch the wrong person's NIK, not a spelling.
    """
    first, second = (_name_words(one) for one in (certificate, known))
    return bool(first & second) or not second


def _name_words(name: str) -> set[str]:
    words: Sequence[str] = "".join(sign if sign.isalpha() else " " for sign in name.casefold()).split()
    return {one for one in words if len(one) >= 3}
