"""Which level a signature has reached, by what the document carries and what of it holds (ETSI EN 319 142-1, 6)."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.misc import get_and_apply
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from ukur.signing.cms import Certificate
from ukur.signing.level import Level
from ukur.signing.trust import Found

DOCUMENT_STAMP = "cap waktu dokumen"
NOT_PADES = "CMS (bukan PAdES)"


def levels_of(reader: PdfFileReader, found: Sequence[Found]) -> list[str]:
    """The level of each signature, in the order given.

    Evidence counts when it proves the signer and the time stamp authority at the moment of the stamp, up to a
    certificate that signed itself; who is trusted is another question. A later document time stamp counts when it is
    sound and covers that evidence.
    """
    store = _Store(reader)
    covered = max((one.range[2] for one in found if one.is_stamp and _sound(one)), default=0)
    return [_level(one, store, covered=covered) for one in found]


def _level(one: Found, store: _Store, *, covered: int) -> str:
    if one.is_stamp:
        return DOCUMENT_STAMP
    if one.signature.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
        return NOT_PADES
    stamp = getattr(one.status, "timestamp_validity", None)
    if stamp is None or not (stamp.intact and stamp.valid):
        return Level.B.value
    if not store.proves(one.signature.signer_cert, one.signature.other_embedded_certs, stamp):
        return Level.T.value
    return Level.LTA.value if covered > one.range[2] else Level.LT.value


def _sound(stamp: Found) -> bool:
    return bool(stamp.status.intact and stamp.status.valid)


class _Store:
    """The document's security store (DSS), read leniently: what cannot be read proves nothing."""

    def __init__(self, reader: PdfFileReader) -> None:
        self.certificates: list[Certificate] = self._read(reader, "/Certs", x509.Certificate)
        self.ocsps = self._read(reader, "/OCSPs", ocsp.OCSPResponse)
        self.crls = self._read(reader, "/CRLs", crl.CertificateList)

    @staticmethod
    def _read(reader: PdfFileReader, key: str, kind: Any) -> list[Any]:
        found = []
        store = reader.root["/DSS"] if "/DSS" in reader.root else {}  # noqa: SIM401 - get() follows no reference
        for one in get_and_apply(store, key, list, default=[]):
            try:
                found.append(kind.load(one.get_object().data, strict=True))
            except Exception:  # noqa: S112 - any parser may fail on any content
                continue
        return found

    def proves(self, signer: Certificate, enclosed: Sequence[Certificate], stamp: Any) -> bool:
        """Whether signer and time stamp authority are proven not to have been revoked when the stamp was made."""
        if not (self.ocsps or self.crls):
            return False
        return self._holds(signer, enclosed, stamp.timestamp, set()) and self._holds(
            stamp.signing_cert, enclosed, stamp.timestamp, {"time_stamping"}
        )

    def _holds(self, one: Certificate, more: Sequence[Certificate], moment: dt.datetime, usage: set[str]) -> bool:
        others = [*more, *self.certificates]
        context = ValidationContext(
            trust_roots=[root for root in others if root.self_signed in {"yes", "maybe"}],
            other_certs=others,
            ocsps=self.ocsps,
            crls=self.crls,
            moment=moment,
            revocation_mode="require",
            retroactive_revinfo=True,
            allow_fetching=False,
        )
        try:
            validator = CertificateValidator(one, others, validation_context=context)
            asyncio.run(validator.async_validate_usage(set(), usage))  # type: ignore[no-untyped-call]
        except Exception:
            return False
        return True
