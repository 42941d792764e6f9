"""BSrE's esign client, version 1: ``POST /api/sign/pdf`` as a form, the signed PDF as the reply.

Known from public programs: the fields, HTTP Basic, the header ``id_dokumen``, the two kinds of reply (the PDF, or JSON
and then ``GET /api/sign/download/{id}``), the errors 2011 and 2031 as JSON ``{"error", "status_code"}`` with HTTP 400.
Assumed, because nobody says it: that the JSON of a good reply names the document as ``id_dokumen`` or ``id`` when the
header does not; that ``GET /api/user/status/{nik}`` answers with a ``status`` that is ``ISSUE`` for somebody who can
sign, as version 2 does; that a document can be downloaded more than once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from ukur.signing.bsre import Service, believed, failure_of, parsed, readiness_of
from ukur.signing.failure import SigningFailed
from ukur.signing.level import Level
from ukur.signing.provider import About, Readiness, Secret, Signed, SignerRef
from ukur.signing.wire import Reply

_ID = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, slots=True)
class BsreV1:
    """Signs by the esign client, version 1; needs ``SignerRef.nik``. A reply that broke off is fetched again by its
    number, so a signature that was made is not made twice; a number-less one is ``uncertain``.
    """

    service: Service

    def readiness(self, who: SignerRef) -> Readiness:
        """See ``Provider.readiness``."""
        if not who.nik:
            return Readiness("user_not_registered", "NIK belum diisi")
        return readiness_of(self.service.ask("GET", f"/api/user/status/{quote(who.nik, safe='')}"))

    def sign(self, pdf: bytes, who: SignerRef, secret: Secret, level: Level, about: About) -> Signed:
        """See ``Provider.sign``. The service decides on the level; ``Signed.lost`` says when it is not as wanted."""
        if not who.nik:
            raise SigningFailed("user_not_registered", "NIK belum diisi")
        reply = self._asked(pdf, who, secret, about)
        document_id = _id_of(reply)
        failed = failure_of(reply, secret, document_id)
        if document_id and (failed is None or failed.code in ("uncertain", "reply_unreadable")):
            if failed is None and reply.body.startswith(b"%PDF-"):
                return believed(self.service, pdf, reply.body, who, level, document_id)
            return self.recover(pdf, who, document_id, level)
        if failed is not None:
            raise failed
        return believed(self.service, pdf, reply.body, who, level)

    def recover(self, pdf: bytes, who: SignerRef, document_id: str, level: Level) -> Signed:
        """What was signed before under ``document_id`` and did not arrive. SigningFailed ``uncertain`` while it cannot
        be had.
        """
        if not _ID.fullmatch(document_id):
            raise SigningFailed("reply_unreadable", "nomor dokumen tidak wajar")
        reply = self.service.ask("GET", f"/api/sign/download/{document_id}")
        failed = failure_of(reply)
        if failed is not None:
            raise SigningFailed("uncertain", failed.said or failed.code, document_id=document_id)
        return believed(self.service, pdf, reply.body, who, level, document_id)

    def _asked(self, pdf: bytes, who: SignerRef, secret: Secret, about: About) -> Reply:
        form = {
            "nik": who.nik,
            "passphrase": secret.text,
            "tampilan": "invisible",
            "reason": about.reason,
            "location": about.location,
        }
        files = {"file": ("dokumen.pdf", pdf, "application/pdf")}
        return self.service.ask("POST", "/api/sign/pdf", form=form, files=files)


def _id_of(reply: Reply) -> str:
    answer = parsed(reply)
    found = reply.headers.get("id_dokumen") or answer.get("id_dokumen") or answer.get("id") or ""
    return str(found) if _ID.fullmatch(str(found)) else ""
