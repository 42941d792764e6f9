"""What comes back from outside: a document signed in another application, the scan of a paper signed in ink."""

from __future__ import annotations

import re

from ukur import signing
from ukur.domain.errors import Refused, refusal
from ukur.domain.people.names import bare
from ukur.formats import pages
from ukur.services.collection import check_file
from ukur.services.signature.ways import roots
from ukur.store import files
from ukur.store.models import Paper

_FORMS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_TOKEN = re.compile(r"/cek/([^/?#]+)")


def accept(paper: Paper, uploaded: bytes) -> signing.Accepted:
    """The signature that was put on the frozen document elsewhere; ``signing.NotAccepted`` says why not."""
    trusted, practice = roots(), paper.run.agency.practice
    if not trusted:
        raise Refused(refusal("issuers_missing"))
    return signing.accept_signed(files.read(paper.file), uploaded, trusted, text_of=pages.texts, test_allowed=practice)


def same_person(official: str, signer: str) -> bool:
    """Whether the name in a certificate is the official's: without degrees, order and case of letters."""
    return _core(official) == _core(signer)


def _core(name: str) -> frozenset[str]:
    """The words of a name that are no degree: what stands before the first comma, without what ends in a dot."""
    words = name.split(",", 1)[0].split()
    return frozenset(bare(one) for one in words if not one.endswith("."))


def keep_scan(paper: Paper, scan: bytes, name: str, remark: str) -> tuple[str, str]:
    """Digest and form of a scan that belongs to ``paper``: its QR code says so, or ``remark`` why it is the right one.

    Refused for another file type, another paper's code, and a code that cannot be read while nobody vouches for it.
    """
    form = _FORMS.get(check_file(name, scan))
    if form is None:
        raise Refused(refusal("scan_kind"))
    try:
        seen = pages.codes(scan)
    except pages.PagesFailed as why:
        raise Refused(refusal("scan_unreadable", detail=why.said or "berkas rusak")) from None
    tokens = {found.group(1) for one in seen if (found := _TOKEN.search(one))}
    if tokens and paper.token not in tokens:
        raise Refused(refusal("scan_other_paper"))
    if not tokens and not remark.strip():
        raise Refused(refusal("scan_without_code"))
    return files.keep(scan), form
