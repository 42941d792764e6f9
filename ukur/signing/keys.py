"""A signing key out of a PKCS#12 file, loaded once; every use of it after that is cheap.

The passphrase passes through here as an argument and is kept nowhere: not in the key, not in an exception.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from ukur.domain.errors import Refused, refusal
from ukur.signing.cms import Certificate, read_certificate
from ukur.signing.form import make

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_SMALLEST_RSA = 2048  # bits


@dataclass(frozen=True, slots=True)
class Key:
    """An opened key: whose it is, and from when to when it may be used. The private key stays inside."""

    holder: str
    valid_from: dt.datetime
    valid_to: dt.datetime
    _certificates: tuple[Certificate, ...] = field(repr=False)  # the signer's own first
    _private: PrivateKey = field(repr=False)

    @property
    def room(self) -> int:
        """Bytes that a signature container of this key takes at most."""
        own, *_ = sizes = [len(one.dump()) for one in self._certificates]  # the signer is named by a part of its own
        return sum(sizes) + own + self._private.key_size // 4 + 512

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """The signer's certificate and those that are enclosed with it."""
        return self._certificates

    def container(self, document_digest: bytes) -> bytes:
        """The signature container over a document whose covered bytes have this SHA-256."""
        return make(document_digest, self._certificates, self._signature)

    def _signature(self, content: bytes) -> bytes:
        if isinstance(self._private, rsa.RSAPrivateKey):
            return self._private.sign(content, PKCS1v15(), hashes.SHA256())
        return self._private.sign(content, ec.ECDSA(hashes.SHA256()))

    def require_valid(self, at: dt.datetime) -> None:
        """Refused ``key_expired`` or ``key_not_yet_valid`` when the key may not be used at ``at``."""
        if at > self.valid_to:
            raise Refused(refusal("key_expired", holder=self.holder, until=self.valid_to.isoformat()))
        if at < self.valid_from:
            raise Refused(refusal("key_not_yet_valid", holder=self.holder, since=self.valid_from.isoformat()))


def _unusable(why: str) -> Refused:
    return Refused(refusal("key_unusable", reason=why))


def _is_pkcs12(content: bytes) -> bool:
    try:
        return bool(asn1_pkcs12.Pfx.load(content, strict=True)["version"].native == "v3")
    except (ValueError, TypeError):
        return False


def _opened(content: bytes, passphrase: str) -> pkcs12.PKCS12KeyAndCertificates:
    """The content of the file.

    A damaged file and a wrong passphrase are told apart by the outer form of the file.
    """
    if not _is_pkcs12(content):
        raise _unusable("bukan berkas kunci PKCS#12 (.p12 atau .pfx)")
    try:
        return pkcs12.load_pkcs12(content, passphrase.encode())
    except ValueError:
        wrong = True
    except Exception:  # the library's own errors for kinds of keys it does not know
        wrong = False
    raise Refused(refusal("wrong_passphrase")) if wrong else _unusable("jenis kunci tidak dikenal")


def _require_for_papers(key: object, certificate: x509.Certificate) -> PrivateKey:
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise _unusable("jenis kunci tidak didukung; perlu RSA atau kurva eliptik")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < _SMALLEST_RSA:
        raise _unusable(f"kunci RSA {key.key_size} bit terlalu pendek; paling sedikit {_SMALLEST_RSA} bit")
    if key.public_key() != certificate.public_key():
        raise _unusable("kunci dan sertifikat di dalam berkas bukan pasangan")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        raise _unusable("sertifikat tidak menyebut kegunaan kunci") from None
    if not (usage.digital_signature or usage.content_commitment):
        raise _unusable("sertifikat tidak boleh dipakai menandatangani")
    return key


def _holder(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def open_key(content: bytes, passphrase: str) -> Key:
    """Opens PKCS#12 bytes. Refused: ``wrong_passphrase``, or ``key_unusable`` with the reason."""
    found = _opened(content, passphrase)
    if found.key is None or found.cert is None:
        raise _unusable("berkas tidak berisi kunci beserta sertifikatnya")
    certificate = found.cert.certificate
    key = _require_for_papers(found.key, certificate)
    chain = [certificate, *(one.certificate for one in found.additional_certs)]
    return Key(
        _holder(certificate),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        tuple(read_certificate(one.public_bytes(Encoding.DER)) for one in chain),
        key,
    )
