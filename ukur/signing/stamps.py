"""Time stamps of an authority (RFC 3161): asked for over HTTP, and read before they are believed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from ukur.signing.cms import Certificate, is_plain_stamp
from ukur.signing.form import DIGEST
from ukur.signing.stampers import Lost, StampAuthority
from ukur.signing.wire import Call, exchange

STAMP_ROOM = 16 * 1024  # bytes that a token takes at most, certificates included


class _Asked(TimeStamper):
    """pyHanko's time stamp request, answered over our own bounded line."""

    def __init__(self, authority: StampAuthority) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.authority = authority

    async def async_request_tsa_response(self, req: Any) -> Any:
        at = self.authority
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        call = Call("POST", at.url, headers, auth=at.account, body=req.dump())
        reply = exchange(call, at.limits, verify=at.issuers or True)
        kind = reply.headers.get("content-type", "").split(";")[0].strip()
        if reply.fault or reply.status != 200 or kind != "application/timestamp-reply":
            raise OSError(reply.fault or f"{reply.status} {kind}")
        return tsp.TimeStampResp.load(reply.body, strict=True)


def stamp(digest: bytes, authorities: Sequence[StampAuthority], roots: Sequence[Certificate]) -> bytes:
    """A time stamp token over a SHA-256 digest, of the first of ``authorities`` that gives a sound one whose
    certificate leads to one of ``roots``. Lost when there is none.
    """
    why = "alamat otoritas cap waktu belum diisi"
    for one in authorities:
        try:
            return _stamp(digest, one, roots)
        except Lost as lost:
            why = str(lost)
    raise Lost(why)


def _stamp(digest: bytes, authority: StampAuthority, roots: Sequence[Certificate]) -> bytes:
    try:
        token = asyncio.run(_Asked(authority).async_timestamp(digest, DIGEST))
        content = bytes(token.dump())
        status = asyncio.run(validate_tst_signed_data(token["content"], _context(roots), lambda _: digest))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, SignatureValidationError):
        raise Lost("otoritas cap waktu tidak menjawab dengan cap waktu") from None
    if len(content) > STAMP_ROOM:
        raise Lost("cap waktu terlalu besar")
    if not (status["intact"] and status["valid"]):
        raise Lost("cap waktu tidak sah")
    if status.get("trust_problem_indic") is not None or status.get("validation_path") is None:
        raise Lost("otoritas cap waktu tidak dikenal di sini")
    if not is_plain_stamp(content):
        raise Lost("cap waktu berbentuk lain dari yang dikenal di sini")
    return content


def _context(roots: Sequence[Certificate]) -> ValidationContext:
    return ValidationContext(trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail")
