"""Is a signed PDF still what was signed, who signed it, and if not: where was it changed?

Two readings. The bytes are read first by their marks alone (``marks``): a damaged file is known as such, and
its place named, before any larger parser sees it. What passes is read again by pyHanko (``trust``).
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader

from ukur.domain.paper.checks import Check
from ukur.signing import trust
from ukur.signing.cms import Certificate, holder_name, read_certificate
from ukur.signing.lasted import levels_of
from ukur.signing.marks import Mark, check_marks, no_marks, read_marks
from ukur.signing.seal import seal_of
from ukur.signing.store import Store
from ukur.signing.verdict import INVALID_MARK, PdfVerdict, Problem, SignatureVerdict, verdict

MAX_BYTES = 256 * 1024 * 1024
TAIL = "Akhir berkas"  # the check of what stands behind the last signature

__all__ = ["MAX_BYTES", "PdfVerdict", "SignatureVerdict", "verify_pdf"]


def verify_pdf(pdf: bytes, roots: Sequence[bytes] = ()) -> PdfVerdict:
    """Checks all signatures of a PDF and that together they cover the whole file.

    ``roots`` are the certificates (PEM or DER) of trusted issuers; with none given it is checked that the
    certificates prove each other, and said that nobody was asked about the issuer. ValueError when a root is
    no certificate; whatever the PDF is, the answer is a verdict. A document without signature is not sound.
    """
    known = [read_certificate(one) for one in roots]
    checks = [_file(pdf)]
    if len(pdf) > MAX_BYTES:
        return verdict((), checks)
    marks = read_marks(pdf, known)
    if not marks:
        return verdict((), [*checks, no_marks(pdf)])
    checks += check_marks(pdf, marks)
    if not marks[-1].clean:
        return verdict(tuple(_damaged(pdf, one) for one in marks), checks)
    try:
        signatures, more = _second_reading(pdf, marks, known)
    except Exception as error:  # any parser may fail on any file; the verdict is the same
        signatures = tuple(_damaged(pdf, one) for one in marks)
        more = [
            Check("Susunan PDF", False, f"tidak dapat dibaca ({type(error).__name__})"),
            _tail(pdf, marks[-1]),
        ]
    return verdict(signatures, checks + more)


def last_signature_faults(pdf: bytes) -> str:
    """What is wrong with a file that was just signed, "" when nothing: any mark, or the last signature read
    by pyHanko.

    The issuer is not asked about: whether a key is trusted is for the one who reads the document.
    """
    marks = read_marks(pdf, ())
    bad = [f"{one.name}: {one.fault or 'isi berubah'}" for one in marks if not one.clean]
    if bad or not marks or marks[-1].container.stop != len(pdf):
        return "; ".join(bad) or "tanda tangan tidak menutup berkas"
    found = next(one for one in reversed(PdfFileReader(BytesIO(pdf)).embedded_signatures))
    status = trust.examine(found, (), Store()).status
    return "" if status.intact and status.valid else "tanda tangan tidak sah"


def _file(pdf: bytes) -> Check:
    if len(pdf) > MAX_BYTES:
        most = MAX_BYTES // 1024 // 1024
        return Check("Berkas PDF", False, f"lebih besar dari {most} MiB, tidak diperiksa")
    ok = pdf.startswith((b"%PDF-1.", b"%PDF-2."))
    said = f"{len(pdf)} byte" if ok else "kepala berkas (byte 0–7) bukan PDF atau berubah"
    return Check("Berkas PDF", ok, said)


def _damaged(pdf: bytes, mark: Mark) -> SignatureVerdict:
    """The verdict on a signature of a damaged file: its signer is only what the container still says."""
    signer = holder_name(mark.content.signer) if mark.content is not None else ""
    said = "tidak diperiksa lebih lanjut karena berkas rusak" if mark.clean else "isi atau wadah berubah"
    return SignatureVerdict(
        signer=signer,
        level="",
        valid=False,
        intact=mark.intact,
        trusted=False,
        kind=INVALID_MARK,
        signed_at=None,
        covers_whole_file=mark.container.stop == len(pdf),
        detail=said,
        field=mark.name,
        problem=Problem.FORGED if mark.fault and mark.intact else Problem.CHANGED,
    )


def _second_reading(
    pdf: bytes, marks: Sequence[Mark], roots: Sequence[Certificate]
) -> tuple[tuple[SignatureVerdict, ...], list[Check]]:
    reader = PdfFileReader(BytesIO(pdf))
    store = Store(reader)
    found = [trust.examine(one, roots, store) for one in reader.embedded_signatures]
    by_range = {(one.container.start, one.container.end, one.container.stop): one for one in marks}
    levels = levels_of(store, found)
    verdicts, checks = [], []
    for index, one in enumerate(found):
        mark = by_range.get(one.range)
        whole = mark is not None and mark.container.stop == len(pdf)
        said, more = trust.judge(
            one, roots, levels[index], covers_whole_file=whole, clean=mark is not None and mark.clean
        )
        verdicts.append(said)
        checks += more
    last = next((one for one in found if one.range[2] == marks[-1].container.stop), None)
    tail = _tail(pdf, marks[-1], updated=last is not None and last.updated, known=last is not None)
    return tuple(verdicts), [*checks, tail]


def _tail(pdf: bytes, last: Mark, *, updated: bool = False, known: bool = True) -> Check:
    """Does the last signature reach the end? Behind one of others validation material may stand (PAdES B-LT)."""
    name, stop = TAIL, last.container.stop
    if not known:
        return Check(name, False, "tanda tangan terakhir bukan bagian dari dokumen")
    if stop == len(pdf):
        return Check(name, True, f"tanda tangan {last.name} menutup berkas sampai byte terakhir")
    added = f"{len(pdf) - stop} byte sesudah tanda tangan {last.name} (mulai byte {stop})"
    seal = seal_of(pdf[stop:])
    if updated and seal is not False and pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        return Check(name, True, f"{added} hanya keterangan validasi, tidak ditutup tanda tangan")
    if seal is False:
        return Check(name, False, f"keterangan validasi berubah: {added}")
    return Check(name, False, f"ditambahkan {added}, tidak ditutup tanda tangan")
