"""Makes a signature lasting: time stamp, evidence against revocation, time stamp over all of it
(PAdES B-T, B-LT, B-LTA, ETSI EN 319 142-1, 6). What cannot be had costs a level, never the signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore

from ukur.signing.cms import Certificate, parse
from ukur.signing.evidence import Evidence, gather
from ukur.signing.form import DIGEST, with_stamp
from ukur.signing.keys import Key
from ukur.signing.level import Level
from ukur.signing.marks import STAMP_FIELD
from ukur.signing.pades import sign_with
from ukur.signing.provider import About
from ukur.signing.seal import sealed
from ukur.signing.stampers import Lost, StampAuthority
from ukur.signing.stamps import STAMP_ROOM, stamp
from ukur.signing.update import unseen_field, writer_of

_LABEL = "Cap waktu"


def sign_at(
    level: Level,
    key: Key,
    pdf: bytes,
    about: About,
    authorities: Sequence[StampAuthority],
    roots: Sequence[Certificate],
) -> tuple[bytes, str]:
    """The signed bytes at ``level`` or as near to it as can be had, and why it is not reached ("" when it is).

    Refused as by ``sign_with``; SigningFailed when the certificate was revoked, as far as it is asked.
    """
    lost: list[str] = []
    proof = None
    if level.reaches(Level.LT):
        try:
            proof = gather(key.certificates, roots)
        except Lost as why:
            lost.append(str(why))
    tokens: list[bytes] = []

    def complete(container: bytes) -> bytes:
        try:
            tokens.append(stamp(sha256(_signature_of(container)).digest(), authorities, roots))
        except Lost as why:
            lost.insert(0, str(why))
            return container
        return with_stamp(container, tokens[0])

    stamped = level.reaches(Level.T)
    signed = sign_with(
        key, pdf, reason=about.reason, location=about.location, field=about.field, label=about.label, at=about.at,
        complete=complete if stamped else None, more_room=STAMP_ROOM if stamped else 0,
    )  # fmt: skip
    if not (tokens and proof):
        return signed, "; ".join(lost)
    try:
        return _lasting(level, signed, tokens[0], proof, authorities, roots)
    except Lost as why:
        return signed, str(why)


def _signature_of(container: bytes) -> bytes:
    return bytes(parse(container).signer_info["signature"].native)


def _lasting(
    level: Level,
    signed: bytes,
    token: bytes,
    proof: Evidence,
    authorities: Sequence[StampAuthority],
    roots: Sequence[Certificate],
) -> tuple[bytes, str]:
    found = parse(token)
    chain = (found.signer, *(one for one in found.certificates if one is not found.signer))
    kept = with_evidence(signed, (proof, gather(chain, roots, stamps=True)))
    if level is not Level.LTA:
        return kept, ""
    try:
        return with_document_stamp(kept, authorities, roots), ""
    except Lost as why:
        return kept, str(why)


def with_evidence(pdf: bytes, all_of_it: Sequence[Evidence]) -> bytes:
    """The document with a security store (DSS) added, sealed against accidents."""
    writer = writer_of(pdf)
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,  # no /VRI: ETSI EN 319 142-1, 5.4.2.3 leaves it away
        certs=[one for proof in all_of_it for one in proof.certificates],
        ocsps=[one for proof in all_of_it for one in proof.ocsps],
        crls=[one for proof in all_of_it for one in proof.crls],
    )
    writer.write_in_place()  # type: ignore[no-untyped-call]
    return sealed(len(pdf), writer.prev.stream.getvalue())


def with_document_stamp(pdf: bytes, authorities: Sequence[StampAuthority], roots: Sequence[Certificate]) -> bytes:
    """The document with a time stamp over all of it at its end. Lost when there is none."""
    writer = writer_of(pdf)
    name = f"{STAMP_FIELD.decode()}{len(re.findall(rb'/DocTimeStamp', pdf)) + 1}"
    steps = PdfCMSEmbedder(unseen_field(name, _LABEL)).write_cms(name, writer)
    next(steps)
    placeholder = DocumentTimestamp(bytes_reserved=2 * STAMP_ROOM)  # type: ignore[no-untyped-call]
    steps.send(SigObjSetup(placeholder))
    prepared, output = steps.send(SigIOSetup(DIGEST, in_place=True))
    steps.send(stamp(prepared.document_digest, authorities, roots))
    return bytes(output.getvalue())
