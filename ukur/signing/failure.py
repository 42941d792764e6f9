"""Why a signature was not made: one exception with a stable code, the same for a key of one's own and for a service."""

from __future__ import annotations

import re
import unicodedata

# code -> whether the same attempt may succeed later or with another entry. ``uncertain`` may not: the service may
# have signed already, and a second attempt would be a second signature.
FAILURES = {
    "passphrase_wrong": True,
    "certificate_not_ready": False,  # expired, not valid yet, revoked, not issued, suspended
    "key_unusable": False,  # the key file cannot sign papers
    "document_unusable": False,  # the PDF cannot be signed
    "user_not_registered": False,
    "provider_down": True,  # not reached: nothing was signed
    "provider_timeout": True,  # the connection was not made in time: nothing was signed
    "provider_refused": False,  # the service said no, in its own words
    "provider_failed": True,  # the service says that it failed
    "provider_denied": False,  # the service does not take the account of the office
    "provider_untrusted": False,  # its TLS certificate does not hold, or it sends elsewhere
    "reply_unreadable": False,  # signed perhaps, but what came back is no such document
    "document_altered": False,  # what came back is not the document that was sent
    "signature_unsound": False,  # what came back is signed, but the signature does not hold
    "signer_differs": False,  # signed by somebody else
    "uncertain": False,
}
_LONGEST = 200  # characters of a service's own words
_SPACES = re.compile(r"\s+")


def cleaned(words: str, *secrets: str) -> str:
    """A service's own words, fit to be shown and kept: one line, at most 200 characters, no control signs, and without
    ``secrets``, should it repeat them.
    """
    for one in secrets:
        words = words.replace(one, "…") if one else words
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in words[: 20 * _LONGEST])
    short = _SPACES.sub(" ", plain).strip()
    return short if len(short) <= _LONGEST else short[: _LONGEST - 1] + "…"


class SigningFailed(Exception):
    """No signature was made, or none that can be believed.

    ``code`` is one of :data:`FAILURES`; ``retry`` whether trying again makes sense; ``said`` the service's own words,
    cleaned, or what is wrong, "" when there are none; ``document_id`` by which the service may give out what it has
    signed (code ``uncertain``). None of them ever holds a passphrase.
    """

    def __init__(self, code: str, said: str = "", *, document_id: str = "") -> None:
        self.code, self.said, self.document_id = code, cleaned(said), document_id
        self.retry = FAILURES[code]
        super().__init__(f"{code}: {self.said}" if self.said else code)
