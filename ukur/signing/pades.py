"""Puts a signature on a PDF: PAdES B-B (ETSI EN 319 142-1) by pyHanko, invisible, as one incremental update.

The panel with the signer's name is part of the paper before it is signed; an invisible field outside the page
keeps PDF/A-3a and PDF/UA-1 (ISO 14289-1, 7.18.4), which a drawn field would break.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pyhanko.pdf_utils.generic import ByteStringObject, pdf_name
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from ukur.signing.form import DIGEST
from ukur.signing.keys import Key, open_key
from ukur.signing.place import LOCATOR_KEY, make_locator
from ukur.signing.update import reading, unseen_field, unusable, writer_of
from ukur.signing.verify import last_signature_faults

Complete = Callable[[bytes], bytes]  # a container to the same one with a time stamp, or as it is


def _placeholder(source: bytes, key: Key, at: dt.datetime, reason: str, location: str, room: int) -> SignatureObject:
    found = SignatureObject(
        at,
        subfilter=SigSeedSubFilter.PADES,
        name=key.holder,
        location=location or None,
        reason=reason or None,
        bytes_reserved=2 * room,
    )
    found[pdf_name(LOCATOR_KEY)] = ByteStringObject(make_locator(source))
    return found


def sign_with(
    key: Key,
    pdf: bytes,
    *,
    reason: str,
    location: str,
    field: str = "Sig1",
    label: str = "Tanda tangan",
    at: dt.datetime | None = None,
    complete: Complete | None = None,
    more_room: int = 0,
) -> bytes:
    """Signs with an opened key; the way for many papers at once. Same result and refusals as :func:`sign`.

    ``complete`` may add to the container what is not signed (a time stamp), at most ``more_room`` bytes.
    """
    at = at or dt.datetime.now(dt.UTC)
    key.require_valid(at)
    with reading():
        writer = writer_of(pdf)
        source = writer.prev.stream.getvalue()
        steps = PdfCMSEmbedder(unseen_field(field, label)).write_cms(field, writer)
        next(steps)
        steps.send(SigObjSetup(_placeholder(source, key, at, reason, location, key.room + more_room)))
        prepared, output = steps.send(SigIOSetup(DIGEST, in_place=True))
        container = key.container(prepared.document_digest)
        steps.send(complete(container) if complete else container)
    return _proven(source, output.getvalue())


def _proven(source: bytes, signed: bytes) -> bytes:
    """The signed bytes, once they were read again as anyone else would read them.

    What was there before is byte for byte the same, so of earlier signatures only the marks are read again;
    what updates do to them is a question of minutes of a large file and is asked by :func:`verify_pdf`.
    """
    bad = last_signature_faults(signed)
    if bad or not signed.startswith(source):
        raise unusable(f"hasil penandatanganan tidak lolos pemeriksaan: {bad}")
    return signed


def sign(
    pdf: bytes,
    *,
    pkcs12: bytes,
    passphrase: str,
    reason: str,
    location: str,
    field: str = "Sig1",
    label: str = "Tanda tangan",
    at: dt.datetime | None = None,
) -> bytes:
    """The PDF with one more signature at its end; what was there before is not touched.

    ``field`` is the name of the signature field, one for each signature of a document; ``label`` is read out
    by screen readers; ``at`` is the moment that is claimed (with time zone; now when None) and for which the
    key must be valid. Each result is verified before it is returned.

    Refused: ``wrong_passphrase``, ``key_expired``, ``key_not_yet_valid``, ``key_unusable``, ``pdf_unusable``.
    """
    key = open_key(pkcs12, passphrase)
    return sign_with(key, pdf, reason=reason, location=location, field=field, label=label, at=at)
