"""The security store of a document (DSS, ETSI EN 319 142-1, 5.4.2); what cannot be read proves nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from enum import Enum
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.misc import get_and_apply
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import RevokedError

from ukur.signing.cms import Certificate

_MOST = 200  # of each kind


class Standing(Enum):
    """What evidence says of a certificate."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class Store:
    """Certificates, OCSP answers and CRLs that the document carries; empty without a reader."""

    def __init__(self, reader: PdfFileReader | None = None) -> None:
        self.certificates: list[Certificate] = _read(reader, "/Certs", x509.Certificate)
        self.ocsps: list[Any] = _read(reader, "/OCSPs", ocsp.OCSPResponse)
        self.crls: list[Any] = _read(reader, "/CRLs", crl.CertificateList)

    def says(
        self, one: Certificate, enclosed: Sequence[Certificate], moment: dt.datetime | None, usage: set[str]
    ) -> Standing:
        """What the evidence says of a certificate at ``moment``, up to a certificate that signed itself: who is trusted
        is another question. ``usage`` are the extended usages that it must allow.
        """
        if not (self.ocsps or self.crls) or moment is None:
            return Standing.UNKNOWN
        others = [*enclosed, *self.certificates]
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
        except RevokedError:
            return Standing.REVOKED
        except Exception:  # no path, no evidence for it, or none that can be read
            return Standing.UNKNOWN
        return Standing.GOOD


def _read(reader: PdfFileReader | None, key: str, kind: Any) -> list[Any]:
    if reader is None or "/DSS" not in reader.root:
        return []
    found = []
    for one in get_and_apply(reader.root["/DSS"], key, list, default=[])[:_MOST]:
        try:
            found.append(kind.load(one.get_object().data, strict=True))
        except Exception:  # noqa: S112 - any parser may fail on any content
            continue
    return found
