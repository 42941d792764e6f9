"""A key file that somebody wants to have kept: opened once to prove it, its certificate read, its lock looked at.

The lock is what a thief of the database meets. Files of older programs have RC2, triple DES or none at all around the
key; such a file is locked anew, with the same passphrase. The passphrase is an argument here and kept nowhere.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from ukur.domain.errors import Refused, refusal
from ukur.domain.signature.commands import KEY_FILE_MOST
from ukur.signing.cms import holder_name, read_certificate
from ukur.signing.keys import open_key
from ukur.signing.trust import is_test
from ukur.signing.verdict import TEST_MARK, TRUSTED_MARK, UNKNOWN_MARK

_ROUNDS = 600_000  # of the lock that is made here; opening it takes a quarter of a second
_HEAVIEST = 10_000_000  # rounds of a file that is opened at all: more would hold the server up


@dataclass(frozen=True, slots=True)
class Facts:
    """What a certificate says: whose it is, who issued it, from when to when it holds, and its SHA-256."""

    holder: str
    issuer: str
    valid_from: dt.datetime
    valid_to: dt.datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file that opened. ``certificate``: the holder's own, as DER; ``relocked``: ``container`` is not the file as it
    came, its lock was too weak. ``kind``: what a signature made with it is worth here.
    """

    container: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    kind: str
    relocked: bool


def facts_of(certificate: bytes) -> Facts:
    """What a certificate (PEM or DER) says; ValueError when it is none."""
    read = read_certificate(certificate)
    names = holder_name(read), holder_name(read, "issuer")
    return Facts(*names, read.not_valid_before, read.not_valid_after, bytes(read.sha256).hex())


def open_file(content: bytes, passphrase: str, roots: Sequence[bytes] = ()) -> KeyFile:
    """Opens a PKCS#12 file to keep it; ``roots`` are the issuers (PEM or DER) that are trusted here.

    Refused: ``wrong_passphrase``, or ``key_unusable`` with the reason, also when it is too large.
    """
    if len(content) > KEY_FILE_MOST:
        raise Refused(refusal("key_unusable", reason=f"lebih dari {KEY_FILE_MOST // 1024} kB"))
    locks = list(_locks(content))
    if any(rounds > _HEAVIEST for _, rounds in locks):
        raise Refused(refusal("key_unusable", reason="penyandiannya terlalu berat untuk dibuka"))
    certificates = open_key(content, passphrase).certificates
    weak = not all(good for good, _ in locks)
    container = _locked(content, passphrase) if weak else content
    return KeyFile(container, bytes(certificates[0].dump()), _kind(certificates, roots), weak)


def _locks(content: bytes) -> Iterator[tuple[bool, int]]:
    """Each lock of the outer form: whether it is a good one, and its rounds. Nothing of a file that is none."""
    try:
        whole = asn1_pkcs12.Pfx.load(content, strict=True)
        mac = whole["mac_data"]
        told = bool(mac.native)
        yield (
            told and mac["mac"]["digest_algorithm"]["algorithm"].native in ("sha256", "sha384", "sha512"),
            int(mac["iterations"].native) if told else 0,
        )
        for part in whole.authenticated_safe:
            yield from _locks_of(part)
    except (ValueError, TypeError, KeyError):
        return


def _locks_of(part: Any) -> Iterator[tuple[bool, int]]:
    if part["content_type"].native == "encrypted_data":
        yield _lock(part["content"]["encrypted_content_info"]["content_encryption_algorithm"])
        return
    for bag in asn1_pkcs12.SafeContents.load(part["content"].native):
        if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
            yield _lock(bag["bag_value"]["encryption_algorithm"])
        elif bag["bag_id"].native == "key_bag":
            yield False, 0


def _lock(algorithm: Any) -> tuple[bool, int]:
    modern = algorithm["algorithm"].native == "pbes2"
    rounds = int(algorithm.kdf_iterations) if not modern or algorithm.kdf == "pbkdf2" else 0
    return modern and algorithm.encryption_cipher == "aes", rounds


def _locked(content: bytes, passphrase: str) -> bytes:
    """The same key and certificates behind AES-256."""
    found = pkcs12.load_pkcs12(content, passphrase.encode())
    kind = pkcs12.PBES.PBESv2SHA256AndAES256CBC
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(_ROUNDS).key_cert_algorithm(kind)
    lock = builder.hmac_hash(hashes.SHA256()).build(passphrase.encode())
    chain = [one.certificate for one in found.additional_certs]
    own = found.cert.certificate if found.cert else None
    return pkcs12.serialize_key_and_certificates(None, found.key, own, chain, lock)  # type: ignore[arg-type]


def _kind(certificates: Sequence[Any], roots: Sequence[bytes]) -> str:
    """What a signature with this certificate will be called here."""
    own, *enclosed = certificates
    known = [read_certificate(one) for one in roots]
    context = ValidationContext(trust_roots=known, allow_fetching=False, revocation_mode="soft-fail")
    validator = CertificateValidator(own, enclosed, validation_context=context)
    try:
        asyncio.run(validator.async_validate_path())
    except Exception:  # the library has many errors of its own for a path that does not hold
        return UNKNOWN_MARK
    return TEST_MARK if is_test(own) else TRUSTED_MARK
