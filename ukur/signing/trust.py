"""The second reading of a signed PDF, by pyHanko.

Certificate path, key usage, and what later updates changed.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from ukur.domain.paper.checks import Check
from ukur.signing.cms import Certificate, holder_name
from ukur.signing.store import Standing, Store
from ukur.signing.verdict import INVALID_MARK, TEST_MARK, TRUSTED_MARK, UNKNOWN_MARK, Problem, SignatureVerdict

# The library logs every check that fails with a traceback; the verdict says it, to those who asked.
for _noisy in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Found:
    """A signature as pyHanko found it, with its status.

    ``updated`` when only validation material was added later; ``revoked`` when the material in the document says so.
    """

    signature: Any
    status: Any
    updated: bool
    revoked: bool = False

    @property
    def is_stamp(self) -> bool:
        return bool(self.signature.sig_object_type == "/DocTimeStamp")

    @property
    def range(self) -> tuple[int, int, int]:
        """Start and end of the container, and where the covered part stops."""
        _, start, end, length = (int(one) for one in self.signature.byte_range)
        return start, end, end + length


def examine(signature: Any, roots: Sequence[Certificate], store: Store) -> Found:
    """Validates one embedded signature at the moment its signer claims, with what the document carries in ``store``.

    No network is used.
    """
    enclosed = [one for one in _certificates(signature) if one.self_signed in {"yes", "maybe"}]
    context = ValidationContext(
        trust_roots=[*roots, *enclosed],
        other_certs=store.certificates,
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=_claimed(signature),
    )
    validate = validate_pdf_timestamp if signature.sig_object_type == "/DocTimeStamp" else validate_pdf_signature
    status = validate(signature, context)
    standing = store.says(signature.signer_cert, signature.other_embedded_certs, _claimed(signature), set())
    updated = status.modification_level == ModificationLevel.LTA_UPDATES
    return Found(signature, status, updated, standing is Standing.REVOKED)


def _certificates(signature: Any) -> list[Certificate]:
    return [signature.signer_cert, *signature.other_embedded_certs]


def _claimed(signature: Any) -> dt.datetime | None:
    moment = signature.self_reported_timestamp
    return moment if isinstance(moment, dt.datetime) and moment.tzinfo else None


def is_test(certificate: Certificate) -> bool:
    """Whether holder or issuer carry the mark of a test authority."""
    return any(TEST_MARK in one.human_friendly for one in (certificate.subject, certificate.issuer))


def _anchored(status: Any, roots: Sequence[Certificate]) -> bool:
    path = status.validation_path
    if path is None or not status.trusted:
        return False
    known = {one.dump() for one in roots}
    return any(one.dump() in known for one in [path.trust_anchor.certificate, *path] if one is not None)


def judge(
    found: Found, roots: Sequence[Certificate], level: str, *, covers_whole_file: bool, clean: bool
) -> tuple[SignatureVerdict, list[Check]]:
    """The verdict on one signature and its checks.

    Made with the signer's key, and by whom the signer is vouched for.
    """
    signature, status = found.signature, found.status
    certificate = signature.signer_cert
    stamp = getattr(status, "timestamp_validity", None)
    stamped = stamp is not None and bool(stamp.intact and stamp.valid)
    intact, valid = bool(status.intact), bool(status.valid) and clean and (stamped or stamp is None)
    untouched = status.docmdp_ok is not False
    trusted = _anchored(status, roots) and not found.revoked
    kind = _kind(certificate, sound=intact and valid and untouched and not found.revoked, trusted=trusted)
    problem, issuer = _issuer(found, roots, trusted=trusted)
    checks = [
        Check(f"Tanda tangan {signature.field_name}", intact and valid and untouched, _made(found, valid, level)),
        Check(f"Sertifikat {signature.field_name}", not problem, f"{kind}: {issuer}"),
    ]
    said = SignatureVerdict(
        signer=holder_name(certificate),
        level=level,
        valid=valid,
        intact=intact,
        trusted=trusted,
        kind=kind,
        signed_at=_claimed(signature),
        covers_whole_file=covers_whole_file,
        detail=issuer,
        field=signature.field_name,
        problem=_gravest(problem, intact=intact and untouched, valid=valid),
        stamped_at=stamp.timestamp if stamp is not None and stamped else None,
    )
    return said, checks


def _gravest(problem: Problem, *, intact: bool, valid: bool) -> Problem:
    if not intact:
        return Problem.CHANGED
    return problem if valid else Problem.FORGED


def _made(found: Found, valid: bool, level: str) -> str:
    name = holder_name(found.signature.signer_cert)
    if not valid:
        whose = found.status.valid and getattr(found.status, "timestamp_validity", None) is not None
        return f"cap waktu pada tanda tangan {name} rusak" if whose else f"bukan buatan kunci {name}"
    if found.status.docmdp_ok is False:
        return f"dokumen diubah sesudah ditandatangani {name}"
    moment = _claimed(found.signature)
    when = f", menurut penanda tangan pada {moment.isoformat(timespec='seconds')}" if moment else ""
    return f"{level} oleh {name}{when}"


def _kind(certificate: Certificate, *, sound: bool, trusted: bool) -> str:
    if not sound:
        return INVALID_MARK
    if is_test(certificate):
        return TEST_MARK
    return TRUSTED_MARK if trusted else UNKNOWN_MARK


def _issuer(found: Found, roots: Sequence[Certificate], *, trusted: bool) -> tuple[Problem, str]:
    certificate = found.signature.signer_cert
    issuer = f"diterbitkan oleh {holder_name(certificate, 'issuer')}"
    moment = _claimed(found.signature)
    if found.revoked:
        return Problem.REVOKED, f"{issuer}; sudah dicabut"
    if moment and not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        return Problem.EXPIRED, f"{issuer}; tidak berlaku pada waktu tanda tangan"
    if not found.status.trusted:
        return Problem.UNKNOWN, f"{issuer}; tidak sampai ke penerbit induk yang dikenal"
    if roots and not trusted:
        return Problem.UNKNOWN, f"{issuer}; bukan penerbit yang dipercaya di sini"
    return Problem.NONE, issuer if roots else f"{issuer}; tidak dibandingkan dengan daftar penerbit tepercaya"
