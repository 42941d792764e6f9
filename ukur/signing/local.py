"""A key of one's own as a provider: the PKCS#12 container in ``SignerRef.container``, opened for one signature."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.errors import Refused
from ukur.signing.cms import read_certificate
from ukur.signing.failure import SigningFailed
from ukur.signing.keys import open_key
from ukur.signing.level import Level
from ukur.signing.provider import About, Readiness, Secret, Signed, SignerRef
from ukur.signing.stampers import StampAuthority
from ukur.signing.verify import verify_pdf

_CODES = {
    "wrong_passphrase": "passphrase_wrong",
    "key_expired": "certificate_not_ready",
    "key_not_yet_valid": "certificate_not_ready",
    "key_unusable": "key_unusable",
    "pdf_unusable": "document_unusable",
}


@dataclass(frozen=True, slots=True)
class LocalKeys:
    """Signs by the signer's own container.

    ``roots``: the issuers (PEM or DER) that are trusted here; ``stamps``: time stamp authorities, asked in this order.
    Without them every signature is B-B, and ``Signed.lost`` says so.
    """

    roots: tuple[bytes, ...] = ()
    stamps: tuple[StampAuthority, ...] = ()

    def readiness(self, who: SignerRef) -> Readiness:
        """Whether there is a container; what is in it is known with its passphrase only."""
        return Readiness() if who.container else Readiness("certificate_not_ready", "belum ada kunci")

    def sign(self, pdf: bytes, who: SignerRef, secret: Secret, level: Level, about: About) -> Signed:
        """See ``Provider.sign``. Codes: ``passphrase_wrong``, ``certificate_not_ready``, ``key_unusable``,
        ``document_unusable``, ``signature_unsound``.
        """
        done = self._signed(pdf, who, secret, level, about)
        if isinstance(done, SigningFailed):
            raise done  # here, so that no frame of it holds the passphrase
        return done

    def recover(self, pdf: bytes, who: SignerRef, document_id: str, level: Level) -> Signed:
        """SigningFailed ``uncertain``, always: a key of one's own gives no numbers."""
        raise SigningFailed("uncertain", document_id=document_id)

    def _signed(self, pdf: bytes, who: SignerRef, secret: Secret, level: Level, about: About) -> Signed | SigningFailed:
        from ukur.signing.lasting import sign_at  # brings the HTTP library

        known = [read_certificate(one) for one in self.roots]
        try:
            key = open_key(who.container, secret.text)
            signed, lost = sign_at(level, key, pdf, about, self.stamps, known)
        except Refused as refused:
            one = refused.refusals[0]
            return SigningFailed(_CODES[one.code], "; ".join(value for _, value in one.values))
        except SigningFailed as failed:
            return failed.with_traceback(None)
        made = next((one for one in verify_pdf(signed, self.roots).signatures if one.field == about.field), None)
        if made is None or not (made.valid and made.intact):
            return SigningFailed("signature_unsound", "hasil penandatanganan tidak lolos pemeriksaan")
        return Signed(signed, made.signer, made.kind, made.level, lost)
