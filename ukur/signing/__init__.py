"""Bytes in, signed bytes out; and the check of what was signed. The only room that touches keys."""

from ukur.signing.accept import Accepted, NotAccepted, accept_signed
from ukur.signing.authority import Authority, issue, make_authority
from ukur.signing.bsre import Service
from ukur.signing.bsre_v1 import BsreV1
from ukur.signing.bsre_v2 import BsreV2
from ukur.signing.cms import certificates_in
from ukur.signing.failure import FAILURES, SigningFailed
from ukur.signing.keyfile import KEY_FILE_MOST, Facts, KeyFile, facts_of, open_file
from ukur.signing.keys import Key, open_key
from ukur.signing.lasted import DOCUMENT_STAMP
from ukur.signing.level import Level
from ukur.signing.local import LocalKeys
from ukur.signing.pades import sign, sign_with
from ukur.signing.provider import About, Provider, Readiness, Secret, Signed, SignerRef
from ukur.signing.stampers import StampAuthority
from ukur.signing.verdict import TEST_MARK, TRUSTED_MARK, UNKNOWN_MARK, PdfVerdict, Problem, SignatureVerdict
from ukur.signing.verify import verify_pdf

__all__ = [
    "DOCUMENT_STAMP",
    "FAILURES",
    "KEY_FILE_MOST",
    "TEST_MARK",
    "TRUSTED_MARK",
    "UNKNOWN_MARK",
    "About",
    "Accepted",
    "Authority",
    "BsreV1",
    "BsreV2",
    "Facts",
    "Key",
    "KeyFile",
    "Level",
    "LocalKeys",
    "NotAccepted",
    "PdfVerdict",
    "Problem",
    "Provider",
    "Readiness",
    "Secret",
    "Service",
    "SignatureVerdict",
    "Signed",
    "SignerRef",
    "SigningFailed",
    "StampAuthority",
    "accept_signed",
    "certificates_in",
    "facts_of",
    "issue",
    "make_authority",
    "open_file",
    "open_key",
    "sign",
    "sign_with",
    "verify_pdf",
]
