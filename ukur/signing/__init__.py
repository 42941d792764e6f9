"""Bytes in, signed bytes out; and the check of what was signed. The only room that touches keys.

Its parts are loaded when they are first asked for: pyHanko takes a third of a second, and most commands sign nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ukur.signing.accept import Accepted, NotAccepted, accept_signed
    from ukur.signing.authority import Authority, issue, make_authority
    from ukur.signing.bsre import Service
    from ukur.signing.bsre_v1 import BsreV1
    from ukur.signing.bsre_v2 import BsreV2
    from ukur.signing.cms import certificates_in
    from ukur.signing.failure import FAILURES, SigningFailed
    from ukur.signing.keyfile import Facts, KeyFile, facts_of, open_file
    from ukur.signing.keys import Key, open_key
    from ukur.signing.lasted import DOCUMENT_STAMP
    from ukur.signing.level import Level
    from ukur.signing.local import LocalKeys
    from ukur.signing.pades import sign, sign_with
    from ukur.signing.provider import About, Provider, Readiness, Secret, Signed, SignerRef
    from ukur.signing.stampers import StampAuthority
    from ukur.signing.verdict import TEST_MARK, TRUSTED_MARK, UNKNOWN_MARK, PdfVerdict, Problem, SignatureVerdict
    from ukur.signing.verify import verify_pdf

_PARTS = {
    "accept": ("Accepted", "NotAccepted", "accept_signed"),
    "authority": ("Authority", "issue", "make_authority"),
    "bsre": ("Service",),
    "bsre_v1": ("BsreV1",),
    "bsre_v2": ("BsreV2",),
    "cms": ("certificates_in",),
    "failure": ("FAILURES", "SigningFailed"),
    "keyfile": ("Facts", "KeyFile", "facts_of", "open_file"),
    "keys": ("Key", "open_key"),
    "lasted": ("DOCUMENT_STAMP",),
    "level": ("Level",),
    "local": ("LocalKeys",),
    "pades": ("sign", "sign_with"),
    "provider": ("About", "Provider", "Readiness", "Secret", "Signed", "SignerRef"),
    "stampers": ("StampAuthority",),
    "verdict": ("TEST_MARK", "TRUSTED_MARK", "UNKNOWN_MARK", "PdfVerdict", "Problem", "SignatureVerdict"),
    "verify": ("verify_pdf",),
}
_WHERE = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found


__all__ = [
    "DOCUMENT_STAMP",
    "FAILURES",
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
