"""Puts a signature on a PDF: PAdES B-B (ETSI EN 319 142-1) by pyHanko, invisible, as one incremental update.

The panel with the signer's name is part of the paper before it is signed; an invisible field outside the page
keeps PDF/A-3a and PDF/UA-1 (ISO 14289-1, 7.18.4), which a drawn field would break.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pyhanko.pdf_utils.generic import ByteStringObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from ukur.domain.errors import Refused, refusal
from ukur.signing.cms import DIGEST
from ukur.signing.keys import Key, open_key
from ukur.signing.place import LOCATOR_KEY, make_locator
from ukur.signing.verify import last_signature_faults


def _unusable(why: str) -> Refused:
    return Refused(refusal("pdf_unusable", reason=why))


@contextmanager
def _reading() -> Iterator[None]:
    """What the library says of a bad file becomes one refusal.

    The texts are for developers and stay in the cause.
    """
    try:
        yield
    except SigningError as error:
        raise _unusable("bidang tanda tangan tidak dapat dipakai; mungkin sudah ditandatangani") from error
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AssertionError, RecursionError) as error:
        raise _unusable("berkas bukan PDF yang utuh") from error


class _PaperWriter(IncrementalPdfFileWriter):
    """Writes an update that leaves the document's own description (XMP, Info) as the paper's maker wrote it."""

    def _update_meta(self) -> None:
        """The library would name itself as producer and put in the time of the machine."""


def _writer(pdf: bytes) -> _PaperWriter:
    # typst ends a file with %%EOF and no line end; without one the update breaks PDF/A (ISO 19005-3, 6.1.9).
    whole = pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"
    writer = _PaperWriter(BytesIO(whole))
    if writer.prev.encrypted:
        raise _unusable("berkas PDF terkunci dengan sandi")
    return writer


def _placeholder(source: bytes, key: Key, at: dt.datetime, reason: str, location: str) -> SignatureObject:
    found = SignatureObject(
        at,
        subfilter=SigSeedSubFilter.PADES,
        name=key.holder,
        location=location or None,
        reason=reason or None,
        bytes_reserved=2 * key.room,
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
) -> bytes:
    """Signs with an opened key; the way for many papers at once. Same result and refusals as :func:`sign`."""
    at = at or dt.datetime.now(dt.UTC)
    key.require_valid(at)
    spec = SigFieldSpec(
        field,
        on_page=0,
        readable_field_name=label,
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
    )
    with _reading():
        writer = _writer(pdf)
        source = writer.prev.stream.getvalue()
        steps = PdfCMSEmbedder(spec).write_cms(field, writer)
        next(steps)
        steps.send(SigObjSetup(_placeholder(source, key, at, reason, location)))
        prepared, output = steps.send(SigIOSetup(DIGEST, in_place=True))
        steps.send(key.container(prepared.document_digest))
    return _proven(source, output.getvalue())


def _proven(source: bytes, signed: bytes) -> bytes:
    """The signed bytes, once they were read again as anyone else would read them.

    What was there before is byte for byte the same, so of earlier signatures only the marks are read again;
    what updates do to them is a question of minutes of a large file and is asked by :func:`verify_pdf`.
    """
    bad = last_signature_faults(signed)
    if bad or not signed.startswith(source):
        raise _unusable(f"hasil penandatanganan tidak lolos pemeriksaan: {bad}")
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
