"""BSrE's esign client, version 2: JSON with the documents in base64, after the "Juknis Esign Client Service" 2.2.1.

Known from public programs: ``POST /api/v2/sign/pdf`` with ``nik`` or ``email``, ``passphrase`` or ``totp``,
``signatureProperties`` and ``file``, answered by ``{"time", "file": [base64]}``; that ``ISSUE`` of
``/api/v2/user/check/status`` means somebody can sign. Assumed, because nobody says it: HTTP Basic and the errors as in
version 1; that the status is asked by POST with ``nik`` or ``email`` and answered as ``{"status"}``. There is no known
way to fetch what was signed before, so a lost reply is ``uncertain``.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from ukur.signing.bsre import Service, believed, failure_of, parsed, readiness_of
from ukur.signing.failure import SigningFailed
from ukur.signing.level import Level
from ukur.signing.provider import About, Readiness, Secret, Signed, SignerRef
from ukur.signing.wire import Reply


@dataclass(frozen=True, slots=True)
class BsreV2:
    """Signs by the esign client, version 2; needs ``SignerRef.nik`` or ``email``. ``by_code``: the secret is a
    one-time code (TOTP) that BSrE sends, not the passphrase.
    """

    service: Service
    by_code: bool = False

    def readiness(self, who: SignerRef) -> Readiness:
        """See ``Provider.readiness``."""
        named = _named(who)
        if not named:
            return Readiness("user_not_registered", "NIK atau alamat surel belum diisi")
        return readiness_of(self.service.ask("POST", "/api/v2/user/check/status", json=named))

    def sign(self, pdf: bytes, who: SignerRef, secret: Secret, level: Level, about: About) -> Signed:
        """See ``Provider.sign``. The service decides on the level; ``Signed.lost`` says when it is not as wanted."""
        if not _named(who):
            raise SigningFailed("user_not_registered", "NIK atau alamat surel belum diisi")
        reply = self._asked(pdf, who, secret, about)
        failed = failure_of(reply, secret)
        if failed is not None:
            raise failed
        return believed(self.service, pdf, _document(parsed(reply)), who, level)

    def recover(self, pdf: bytes, who: SignerRef, document_id: str, level: Level) -> Signed:
        """SigningFailed ``uncertain``, always: version 2 gives nothing out a second time."""
        raise SigningFailed("uncertain", document_id=document_id)

    def _asked(self, pdf: bytes, who: SignerRef, secret: Secret, about: About) -> Reply:
        look = {"tampilan": "INVISIBLE", "reason": about.reason, "location": about.location}
        order: dict[str, Any] = _named(who) | {
            "totp" if self.by_code else "passphrase": secret.text,
            "signatureProperties": [look],
            "file": [base64.b64encode(pdf).decode()],
        }
        return self.service.ask("POST", "/api/v2/sign/pdf", json=order)


def _named(who: SignerRef) -> dict[str, Any]:
    if who.nik:
        return {"nik": who.nik}
    return {"email": who.email} if who.email else {}


def _document(answer: dict[str, Any]) -> bytes:
    """The one document of a reply; SigningFailed ``reply_unreadable`` when there is not exactly one."""
    files = answer.get("file")
    if isinstance(files, list) and len(files) == 1 and isinstance(files[0], str):
        try:
            return base64.b64decode("".join(files[0].split()), validate=True)
        except (binascii.Error, ValueError):
            pass
    raise SigningFailed("reply_unreadable", "balasan tidak memuat satu dokumen")
