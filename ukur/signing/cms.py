"""The inside of a signature container: CMS SignedData (RFC 5652), read so strictly that every byte is accounted for.

Signed attributes and signature vouch for each other; certificates are proven by their issuers; what is left
(versions, identifiers, names of algorithms, lengths) has one allowed form: the one in which it is made (``form``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms, parser, pem, tsp  # noqa: F401 - tsp teaches cms what a time stamp token is
from asn1crypto import x509 as asn1_x509
from cryptography import x509

_SEQUENCE = b"\x30"
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)

Certificate = Any  # asn1crypto.x509.Certificate; asn1crypto ships no types


class Damaged(Exception):
    """The container cannot be read as one signature; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Cms:
    """A parsed container, ``whole`` in DER.

    ``message_digest`` is what the covered bytes hash to by ``digest_algorithm``, as the signer says.
    """

    whole: bytes
    digest_algorithm: str
    message_digest: bytes
    signer: Certificate
    certificates: tuple[Certificate, ...]
    signer_info: Any


def read_certificate(content: bytes) -> Certificate:
    """A certificate of PEM or DER bytes; ValueError when it is none."""
    if pem.detect(content):
        content = pem.unarmor(content)[2]
    return asn1_x509.Certificate.load(content, strict=True)


def certificates_in(content: bytes) -> list[bytes]:
    """Each certificate of a file that holds one in DER or any number in PEM, one after the other."""
    if not pem.detect(content):
        return [content]
    return [der for kind, _, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]


def holder_name(certificate: Certificate, which: str = "subject") -> str:
    """The common name of the holder (or ``"issuer"``), else the whole name, else that it cannot be read."""
    try:
        name = certificate["tbs_certificate"][which]
        return str(name.native.get("common_name") or name.human_friendly)
    except BROKEN:
        return "dengan nama yang tidak terbaca"


def length_of(content: bytes) -> int | None:
    """How many bytes the one DER sequence at the start takes; None when there is none or it is cut off."""
    try:
        return int(parser.peek(content)) if content.startswith(_SEQUENCE) else None
    except ValueError:
        return None


def parse(content: bytes) -> Cms:
    """Reads a container. Damaged when it is not exactly one signature of one signer with its certificate."""
    try:
        outer = cms.ContentInfo.load(content, strict=True)
        if outer["content_type"].native != "signed_data":
            raise Damaged("wadah tidak berisi tanda tangan")
        return _parsed(content, outer["content"])
    except BROKEN as error:
        raise Damaged("isi wadah tidak dapat dibaca") from error


def _parsed(whole: bytes, data: Any) -> Cms:
    if len(data["signer_infos"]) != 1:
        raise Damaged("jumlah penanda tangan di dalam wadah bukan satu")
    info = data["signer_infos"][0]
    certificates = tuple(one.chosen for one in data["certificates"] if one.name == "certificate")
    algorithm, digest = _promised(data["encap_content_info"], info)
    return Cms(whole, algorithm, digest, _signer(info["sid"], certificates), certificates, info)


def _promised(content: Any, info: Any) -> tuple[str, bytes]:
    """The digest of the covered bytes.

    In a document time stamp it is the imprint, else a signed attribute.
    """
    if content["content_type"].native == "tst_info":
        imprint = content["content"].parsed["message_imprint"]
        return str(imprint["hash_algorithm"]["algorithm"].native), bytes(imprint["hashed_message"].native)
    found = [one["values"] for one in info["signed_attrs"] if one["type"].native == "message_digest"]
    if len(found) != 1 or len(found[0]) != 1:
        raise Damaged("sidik isi dokumen tidak ada di dalam wadah")
    return str(info["digest_algorithm"]["algorithm"].native), bytes(found[0][0].native)


def _signer(sid: Any, certificates: Sequence[Certificate]) -> Certificate:
    for one in certificates:
        if sid.name == "issuer_and_serial_number":
            named = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
            same = named == (one.issuer.dump(), one.serial_number)
        else:
            same = sid.chosen.native == one.key_identifier
        if same:
            return one
    raise Damaged("sertifikat penanda tangan tidak ada di dalam wadah")


def unproven(found: Cms, roots: Sequence[Certificate]) -> list[str]:
    """The names of enclosed certificates that neither an enclosed certificate nor one of ``roots`` proves."""
    return [
        holder_name(one)
        for one in found.certificates
        if not any(_issued(parent, one) for parent in (*found.certificates, *roots))
    ]


def stamp_of(found: Cms) -> bytes | None:
    """The time stamp over the signature, None when there is none. Damaged when there is more than one."""
    stamps = [one["values"] for one in found.signer_info["unsigned_attrs"] if _is_stamp(one)]
    if not stamps:
        return None
    if len(stamps) > 1 or len(stamps[0]) != 1:
        raise Damaged("jumlah cap waktu di dalam wadah bukan satu")
    return bytes(stamps[0][0].dump())


def _is_stamp(attribute: Any) -> bool:
    return bool(attribute["type"].native == "signature_time_stamp_token")


def is_plain_stamp(token: bytes) -> bool:
    """Whether a time stamp token (RFC 3161) says nothing beside what its signature covers: one form of versions and
    algorithms, certificates that prove each other, nothing unsigned.
    """
    try:
        found = parse(token)
        data, info = cms.ContentInfo.load(token)["content"], found.signer_info
        digest = {"algorithm": info["digest_algorithm"]["algorithm"].native, "parameters": None}
        plain = (
            data["version"].native == "v3",
            info["version"].native == "v1",
            [one.native for one in data["digest_algorithms"]] == [digest] and info["digest_algorithm"].native == digest,
            info["signature_algorithm"]["parameters"].native is None,
            not data["crls"].native and not info["unsigned_attrs"].native,
            not any(_issued_by_none(one, found.certificates) for one in found.certificates),
        )
        return all(plain)
    except (*BROKEN, Damaged):
        return False


def _issued_by_none(child: Certificate, parents: Sequence[Certificate]) -> bool:
    known = any(parent.subject.dump() == child.issuer.dump() for parent in parents)
    return known and not any(_issued(parent, child) for parent in parents)


def _issued(parent: Certificate, child: Certificate) -> bool:
    """Whether ``parent``'s key signed ``child``, both in strict DER.

    A self-signed certificate proves itself.
    """
    try:
        unused_bits = child["signature_value"].contents[:1] != b"\0"  # would be a second spelling
        if unused_bits or min(parent.serial_number, child.serial_number) <= 0:
            return False
        issuer = x509.load_der_x509_certificate(parent.dump())
        x509.load_der_x509_certificate(child.dump()).verify_directly_issued_by(issuer)
    except Exception:  # the library has many errors of its own for certificates it cannot read
        return False
    return True
