"""The one form in which Ukur writes a signature container: CMS SignedData (RFC 5652), made by pyHanko.

Validators do not ask for one form of versions, identifiers, names of algorithms and lengths; so it is asked here.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from asn1crypto import cms
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ukur.domain.signature.commands import KEY_FILE_MOST
from ukur.signing.cms import BROKEN, Certificate, Cms, is_plain_stamp, read_certificate, stamp_of

DIGEST = "sha256"
_DIGEST_LENGTH = 32  # bytes
_SIGNATURE_LENGTH = 256  # bytes of an RSA key of 2,048 bits, the most usual one
_MOST = 2 * KEY_FILE_MOST  # bytes; Ukur writes none that is larger, so a stranger's file cannot fill the memory


class _Signer(Signer):
    """pyHanko's signer with a key that is opened already; its own opens and checks the key at each signature."""

    def __init__(self, certificates: Sequence[Certificate], sign: Callable[[bytes], bytes]) -> None:
        store = SimpleCertificateStore.from_certs(certificates)  # type: ignore[no-untyped-call]
        super().__init__(signing_cert=certificates[0], cert_registry=store)
        self._sign = sign

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._sign(data)


@dataclass(frozen=True, slots=True)
class _Form:
    """What all containers of a signer share: the bytes around the digest in what is signed, and around the digest and
    the signature in the container.
    """

    signed: tuple[bytes, bytes]
    whole: tuple[bytes, bytes, bytes]


@lru_cache(maxsize=32)  # of about 5 kB each
def _form(certificates: tuple[bytes, ...], length: int) -> _Form:
    """The form for a signature of ``length`` bytes, out of a container over a random digest and signature.

    A random digest stands nowhere else in it.
    """
    digest, signature = secrets.token_bytes(_DIGEST_LENGTH), secrets.token_bytes(length)
    asked: list[bytes] = []

    def sign(content: bytes) -> bytes:
        asked.append(content)
        return signature

    signer = _Signer([read_certificate(one) for one in certificates], sign)
    whole = bytes(asyncio.run(signer.async_sign(digest, DIGEST, use_pades=True)).dump())
    (before, after), (head, rest) = asked[0].split(digest), whole.split(digest)
    between, _, tail = rest.rpartition(signature)  # the signature stands last, so even one of a byte is found
    return _Form((before, after), (head, between, tail))


def make(document_digest: bytes, certificates: Sequence[Certificate], sign: Callable[[bytes], bytes]) -> bytes:
    """The container over a document whose covered bytes have this SHA-256, as PAdES B-B (ETSI EN 319 142-1, 6.3).

    ``certificates``: the signer's own first. ``sign`` gets the signed attributes and signs them by SHA-256.
    ValueError when the digest is none of SHA-256 or a certificate cannot be read.
    """
    if len(document_digest) != _DIGEST_LENGTH:
        raise ValueError("not a digest of SHA-256")
    known = tuple(one.dump() for one in certificates)
    signature = sign(document_digest.join(_form(known, _SIGNATURE_LENGTH).signed))
    head, between, tail = _form(known, len(signature)).whole
    return b"".join((head, document_digest, between, signature, tail))


def with_stamp(container: bytes, token: bytes) -> bytes:
    """The container with a time stamp over its signature as unsigned attribute (ETSI EN 319 122-1, 5.3)."""
    whole = cms.ContentInfo.load(container)
    stamp = {"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(token)]}
    info = whole["content"]["signer_infos"][0]
    info["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute(stamp)])
    return bytes(whole.dump(force=True))


def is_exact(found: Cms) -> bool:
    """Whether the container has the exact form that Ukur writes, byte for byte."""
    if len(found.whole) > _MOST:
        return False
    first = [found.signer, *(one for one in found.certificates if one is not found.signer)]
    try:
        signature = bytes(found.signer_info["signature"].native)
        made = make(found.message_digest, first, lambda _: signature)
        token = stamp_of(found)
        if token is None:
            return made == found.whole
        return with_stamp(made, token) == found.whole and is_plain_stamp(token)
    except (*BROKEN, SigningError):
        return False
