"""Takes in a document that was signed elsewhere: in a signing application, on another machine, by hand of its owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ukur.signing.drawn import covered_page
from ukur.signing.failure import cleaned
from ukur.signing.lasted import DOCUMENT_STAMP
from ukur.signing.marks import read_marks
from ukur.signing.sametext import first_difference
from ukur.signing.verdict import TEST_MARK, PdfVerdict, Problem, SignatureVerdict
from ukur.signing.verify import MAX_BYTES, TAIL, verify_pdf

TextOf = Callable[[bytes], Sequence[str]]  # a PDF to the text of each page; ValueError when it cannot be read

REASONS = frozenset(
    {
        "not_pdf",  # no PDF, or one too large to be looked at
        "not_signed",
        "other_document",  # page text differs, or the number of pages
        "covered_over",  # notes, pictures or fields were laid over the pages
        "changed_after_signing",
        "certificate_expired",
        "certificate_unknown",  # its issuer is not trusted here
        "certificate_revoked",
        "signature_invalid",
        "signature_lost",  # one that the document had already is not there any more
        "signed_twice",  # the same person twice, or more persons than asked for
        "unreadable",
    }
)


class NotAccepted(Exception):
    """The document is not taken in. ``code`` is one of ``REASONS``, ``page`` counts from 1 (0: no page), ``said`` says
    more, in Indonesian, or "".
    """

    def __init__(self, code: str, said: str = "", *, page: int = 0) -> None:
        if code not in REASONS:
            raise ValueError(code)
        self.code, self.said, self.page = code, cleaned(said), page
        super().__init__(f"{code}: {self.said}" if self.said else code)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken in: the name in the certificate, the label to show, the level, and everything that was checked.

    ``same_bytes``: what was given out is in it byte for byte; else other software has written the file anew, and the
    text of its pages is the same.
    """

    signer: str
    kind: str
    level: str
    same_bytes: bool
    verdict: PdfVerdict = field(repr=False)


def accept_signed(
    frozen: bytes, uploaded: bytes, roots: Sequence[bytes], *, text_of: TextOf, test_allowed: bool = False
) -> Accepted:
    """The one new signature on ``frozen`` that ``uploaded`` carries; NotAccepted when it is not exactly that.

    ``roots``: trusted issuers (PEM or DER), at least one. ``text_of`` gives the text of each page and knows nothing of
    notes and fields. A certificate with the mark of a test authority is taken in only when ``test_allowed``.

    What is compared is text, and that nothing lies over the pages but signature panels of at most a quarter of a page;
    pictures inside a page are not compared.
    """
    if not roots:
        raise ValueError("who is trusted has to be said")
    if not uploaded.startswith(b"%PDF-") or len(uploaded) > MAX_BYTES:
        raise NotAccepted("not_pdf")
    verdict = verify_pdf(uploaded, roots)
    _require_unchanged(verdict)
    same_bytes = uploaded.startswith(frozen.rstrip(b"\r\n"))
    new = _new_one(verdict, 0 if not frozen else len(read_marks(frozen, ())), same_bytes=same_bytes)
    require_same(frozen, uploaded, text_of, [one.signer for one in verdict.signatures])
    _require_trusted(verdict, test_allowed=test_allowed)
    return Accepted(new.signer, new.kind, new.level, same_bytes, verdict)


def require_same(frozen: bytes, other: bytes, text_of: TextOf, signers: Sequence[str]) -> None:
    """NotAccepted ``other_document``, ``covered_over`` or ``unreadable`` when ``other`` is not the document
    ``frozen`` with nothing but signatures added.
    """
    try:
        found = first_difference(text_of(frozen), text_of(other), signers)
        covered = 0 if found else covered_page(frozen, other)
    except Exception as error:  # whatever a parser says of a file of others
        raise NotAccepted("unreadable", "halaman tidak dapat dibaca") from error
    if found:
        raise NotAccepted("other_document", found.said, page=found.page)
    if covered:
        raise NotAccepted("covered_over", page=covered)


def _require_unchanged(verdict: PdfVerdict) -> None:
    if not verdict.signatures:
        damaged = any("rusak" in one.detail for one in verdict.checks)
        raise NotAccepted("changed_after_signing" if damaged else "not_signed")
    bad = next((one for one in verdict.signatures if one.problem in (Problem.CHANGED, Problem.FORGED)), None)
    if bad is not None:
        changed = not bad.intact or bad.problem is Problem.CHANGED
        raise NotAccepted("changed_after_signing" if changed else "signature_invalid", bad.signer)
    tail = next((one for one in verdict.checks if one.name == TAIL and not one.ok), None)
    if tail is not None:
        raise NotAccepted("changed_after_signing", tail.detail)


def _new_one(verdict: PdfVerdict, earlier: int, *, same_bytes: bool) -> SignatureVerdict:
    """The one signature that was added to ``earlier`` ones."""
    if earlier and not same_bytes:
        raise NotAccepted("signature_lost")
    before, added = verdict.signatures[:earlier], verdict.signatures[earlier:]
    persons = [one for one in added if one.level != DOCUMENT_STAMP]
    if not persons:
        raise NotAccepted("not_signed")
    new, *more = persons
    if more or any(one.signer == new.signer for one in before):
        raise NotAccepted("signed_twice", "; ".join(one.signer for one in persons))
    return new


_OF_PROBLEM = {
    Problem.EXPIRED: "certificate_expired",
    Problem.REVOKED: "certificate_revoked",
    Problem.UNKNOWN: "certificate_unknown",
}


def _require_trusted(verdict: PdfVerdict, *, test_allowed: bool) -> None:
    for one in verdict.signatures:
        if one.problem:
            raise NotAccepted(_OF_PROBLEM[one.problem], one.detail)
        if one.kind == TEST_MARK and not test_allowed:
            raise NotAccepted("certificate_unknown", TEST_MARK)
    bad = next((one for one in verdict.checks if not one.ok), None)
    if bad is not None:
        raise NotAccepted("signature_invalid", f"{bad.name}: {bad.detail}")
