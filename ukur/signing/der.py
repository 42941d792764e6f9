"""The one form in which Ukur writes a signature container: CMS SignedData (RFC 5652) in DER (X.690, 10.1).

The same function writes a container and rebuilds one that is checked, so a container is either exactly of
this form or it was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

SHA256 = bytes.fromhex("300d06096086480165030402010500")
RSA_SHA256 = bytes.fromhex("300d06092a864886f70d01010b0500")
ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910022f")
_VERSION = bytes.fromhex("020101")

SEQUENCE, SET, OCTETS, SLOT = 0x30, 0x31, 0x04, 0xA0


def tlv(tag: int, *parts: bytes) -> bytes:
    """One DER value: tag, shortest length, content."""
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def length_of(content: bytes) -> int | None:
    """How many bytes the one DER sequence at the start takes; None when it is not one or is cut off."""
    if len(content) < 4 or content[0] != SEQUENCE:
        return None
    head, length = 2, content[1]
    if length >= 0x80:
        count = length - 0x80
        if not 1 <= count <= 4:
            return None
        length = int.from_bytes(content[2 : 2 + count], "big")
        head += count
    return head + length if head + length <= len(content) else None


def attributes(document_digest: bytes, certificate: bytes) -> bytes:
    """The content of the signed attributes that PAdES B-B asks for (ETSI EN 319 142-1, 6.3).

    Content type, SHA-256 of the covered bytes, and SHA-256 of the signer's certificate (RFC 5035), which ties
    the signature to that certificate. The signing time stands in the signature dictionary instead.
    """
    certificate_id = tlv(SEQUENCE, tlv(OCTETS, sha256(certificate).digest()))
    given = (
        tlv(SEQUENCE, _CONTENT_TYPE, tlv(SET, _DATA)),
        tlv(SEQUENCE, _MESSAGE_DIGEST, tlv(SET, tlv(OCTETS, document_digest))),
        tlv(SEQUENCE, _SIGNING_CERTIFICATE, tlv(SET, tlv(SEQUENCE, tlv(SEQUENCE, certificate_id)))),
    )
    return b"".join(sorted(given))


def to_be_signed(signed_attributes: bytes) -> bytes:
    """What the key signs: the attributes under their universal tag (RFC 5652, 5.4)."""
    return tlv(SET, signed_attributes)


def container(
    *,
    certificates: Sequence[bytes],
    signed_by: bytes,
    signed_attributes: bytes,
    algorithm: bytes,
    signature: bytes,
) -> bytes:
    """The whole container. ``signed_by``: issuer and serial number of the signer's certificate, in DER."""
    signer = tlv(
        SEQUENCE,
        _VERSION,
        tlv(SEQUENCE, signed_by),
        SHA256,
        tlv(SLOT, signed_attributes),
        algorithm,
        tlv(OCTETS, signature),
    )
    inner = tlv(
        SEQUENCE,
        _VERSION,
        tlv(SET, SHA256),
        tlv(SEQUENCE, _DATA),
        tlv(SLOT, *certificates),
        tlv(SET, signer),
    )
    return tlv(SEQUENCE, _SIGNED_DATA, tlv(SLOT, inner))
