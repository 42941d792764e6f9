"""Which level a signature has reached, by what the document carries and what of it holds (ETSI EN 319 142-1, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ukur.signing.cms import Certificate
from ukur.signing.level import Level
from ukur.signing.store import Standing, Store
from ukur.signing.trust import Found

DOCUMENT_STAMP = "cap waktu dokumen"
NOT_PADES = "CMS (bukan PAdES)"


def levels_of(store: Store, found: Sequence[Found]) -> list[str]:
    """The level of each signature, in the order given.

    Evidence counts when it proves the signer and the time stamp authority at the moment of the stamp, up to a
    certificate that signed itself; who is trusted is another question. A later document time stamp counts when it is
    sound and covers that evidence.
    """
    covered = max((one.range[2] for one in found if one.is_stamp and _sound(one)), default=0)
    return [_level(one, store, covered=covered) for one in found]


def _level(one: Found, store: Store, *, covered: int) -> str:
    if one.is_stamp:
        return DOCUMENT_STAMP
    if one.signature.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
        return NOT_PADES
    stamp = getattr(one.status, "timestamp_validity", None)
    if stamp is None or not (stamp.intact and stamp.valid):
        return Level.B.value
    if not _proven(store, one.signature.signer_cert, one.signature.other_embedded_certs, stamp):
        return Level.T.value
    return Level.LTA.value if covered > one.range[2] else Level.LT.value


def _sound(stamp: Found) -> bool:
    return bool(stamp.status.intact and stamp.status.valid)


def _proven(store: Store, signer: Certificate, enclosed: Sequence[Certificate], stamp: Any) -> bool:
    """Whether signer and time stamp authority are shown not to have been revoked when the stamp was made."""
    asked = ((signer, set[str]()), (stamp.signing_cert, {"time_stamping"}))
    return all(store.says(one, enclosed, stamp.timestamp, usage) is Standing.GOOD for one, usage in asked)
