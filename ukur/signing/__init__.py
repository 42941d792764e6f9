"""Bytes in, signed bytes out; and the check of what was signed. The only room that touches keys."""

from ukur.signing.authority import Authority, issue, make_authority
from ukur.signing.keys import Key, open_key
from ukur.signing.pades import sign, sign_with
from ukur.signing.verdict import TEST_MARK, PdfVerdict, SignatureVerdict
from ukur.signing.verify import verify_pdf

__all__ = [
    "TEST_MARK",
    "Authority",
    "Key",
    "PdfVerdict",
    "SignatureVerdict",
    "issue",
    "make_authority",
    "open_key",
    "sign",
    "sign_with",
    "verify_pdf",
]
