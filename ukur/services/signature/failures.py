"""What a signing service or a returned document is refused for, as refusals with a sentence."""

from __future__ import annotations

from collections.abc import Callable

from ukur import signing
from ukur.domain.errors import Refusal, refusal

_FAILED: dict[str, Callable[[str], Refusal]] = {
    "passphrase_wrong": lambda said: refusal("wrong_passphrase"),
    "document_unusable": lambda said: refusal("pdf_unusable", reason=said),
    "uncertain": lambda said: refusal("signing_uncertain_now", said=said),
    "certificate_not_ready": lambda said: refusal("signing_certificate_not_ready", said=said),
    "key_unusable": lambda said: refusal("signing_key_unusable", said=said),
    "user_not_registered": lambda said: refusal("signing_user_not_registered", said=said),
    "provider_down": lambda said: refusal("signing_provider_down", said=said),
    "provider_timeout": lambda said: refusal("signing_provider_timeout", said=said),
    "provider_refused": lambda said: refusal("signing_provider_refused", said=said),
    "provider_failed": lambda said: refusal("signing_provider_failed", said=said),
    "provider_denied": lambda said: refusal("signing_provider_denied", said=said),
    "provider_untrusted": lambda said: refusal("signing_provider_untrusted", said=said),
    "reply_unreadable": lambda said: refusal("signing_reply_unreadable", said=said),
    "document_altered": lambda said: refusal("signing_document_altered", said=said),
    "signature_unsound": lambda said: refusal("signing_signature_unsound", said=said),
    "signer_differs": lambda said: refusal("signing_signer_differs", said=said),
}
_NOT_ACCEPTED: dict[str, Callable[[str, str], Refusal]] = {
    "not_pdf": lambda said, page: refusal("elsewhere_not_pdf"),
    "not_signed": lambda said, page: refusal("elsewhere_not_signed"),
    "other_document": lambda said, page: refusal("elsewhere_other_document", said=said, page=page),
    "covered_over": lambda said, page: refusal("elsewhere_covered_over", page=page),
    "changed_after_signing": lambda said, page: refusal("elsewhere_changed_after_signing", said=said),
    "certificate_expired": lambda said, page: refusal("elsewhere_certificate_expired", said=said),
    "certificate_unknown": lambda said, page: refusal("elsewhere_certificate_unknown", said=said),
    "certificate_revoked": lambda said, page: refusal("elsewhere_certificate_revoked", said=said),
    "signature_invalid": lambda said, page: refusal("elsewhere_signature_invalid", said=said),
    "signature_lost": lambda said, page: refusal("elsewhere_signature_lost"),
    "signed_twice": lambda said, page: refusal("elsewhere_signed_twice", said=said),
    "unreadable": lambda said, page: refusal("elsewhere_unreadable", said=said),
}


def failure_of(why: signing.SigningFailed) -> Refusal:
    """Why no signature was made, with the service's own words when it has any."""
    return _FAILED[why.code](_added(why.said))


def refusal_of(why: signing.NotAccepted) -> Refusal:
    """Why a document that came back is not taken in."""
    return _NOT_ACCEPTED[why.code](_added(why.said), str(why.page or ""))


def _added(said: str) -> str:
    """As it goes on after the sentence's own words."""
    return f" ({said})" if said else ""
