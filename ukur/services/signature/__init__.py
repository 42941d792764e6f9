"""Signing, copies, Penyampaian."""

from ukur.services.signature.activities import SignDocument, add_scan, is_signed, paper_to_sign, settle_actuals
from ukur.services.signature.copies import OUTSIDE, Multiply, cover_of, deliver, recall, record_receipt
from ukur.services.signature.failures import failure_of, refusal_of
from ukur.services.signature.keys import keep_key, open_key_file, remove_key
from ukur.services.signature.outside import accept, keep_scan, same_person
from ukur.services.signature.ways import Way, level, provider, roots, ways_of

__all__ = [
    "OUTSIDE",
    "Multiply",
    "SignDocument",
    "Way",
    "accept",
    "add_scan",
    "cover_of",
    "deliver",
    "failure_of",
    "is_signed",
    "keep_key",
    "keep_scan",
    "level",
    "open_key_file",
    "paper_to_sign",
    "provider",
    "recall",
    "record_receipt",
    "refusal_of",
    "remove_key",
    "roots",
    "same_person",
    "settle_actuals",
    "ways_of",
]
