"""A local TEST authority: it issues keys for the demo, for exercises and for tests, never for official
papers.

Everything it makes carries the mark "Uji (bukan dokumen resmi)" in the names of issuer and holder, so that no
reader of a signature made with it, Ukur or other software, can take it for an official one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from ukur.signing.verdict import TEST_MARK

_BITS = 2048  # what offices hold
_YEARS = 30  # of the authority itself
_LONGEST = 64  # characters of one part of a name, X.520


@dataclass(frozen=True, slots=True)
class Authority:
    """A test authority as PEM bytes, to be kept in the data folder of a demo. Its key is not encrypted."""

    certificate: bytes
    key: bytes = field(repr=False)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, TEST_MARK),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TEST_MARK),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name[:_LONGEST]),
        ]
    )


def _usage(*, signs_papers: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_papers,
        content_commitment=signs_papers,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_papers,
        crl_sign=not signs_papers,
        encipher_only=False,
        decipher_only=False,
    )


def _builder(holder: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def make_authority(name: str) -> Authority:
    """A new self-signed test authority, valid from yesterday for thirty years."""
    key = rsa.generate_private_key(65537, _BITS)
    holder = _name(name)
    start = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(days=1)
    certificate = (
        _builder(holder, holder, key.public_key())
        # An exercise may sign papers of past quarters, so the authority is older than its own making.
        .not_valid_before(start - dt.timedelta(days=365 * _YEARS))
        .not_valid_after(start + dt.timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_papers=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
    )


def _issuer(authority: Authority) -> tuple[x509.Certificate, CertificateIssuerPrivateKeyTypes]:
    key = serialization.load_pem_private_key(authority.key, password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the authority's key is not RSA")
    return x509.load_pem_x509_certificate(authority.certificate), key


def issue(
    authority: Authority, common_name: str, *, passphrase: str, valid_from: dt.datetime, valid_to: dt.datetime
) -> bytes:
    """A key and certificate for one holder as PKCS#12 bytes, locked with ``passphrase``; the authority is
    enclosed.

    ``valid_from`` and ``valid_to`` carry a time zone. ValueError when the passphrase is empty.
    """
    if not passphrase:
        raise ValueError("a key without passphrase is not issued")
    root, root_key = _issuer(authority)
    key = rsa.generate_private_key(65537, _BITS)
    certificate = (
        _builder(_name(common_name), root.subject, key.public_key())
        .not_valid_before(valid_from)
        .not_valid_after(valid_to)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_papers=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key()), critical=False)  # type: ignore[arg-type]
        .sign(root_key, hashes.SHA256())
    )
    lock = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(common_name.encode(), key, certificate, [root], lock)
