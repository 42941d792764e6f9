"""Signing, copies, Penyampaian."""

from ukur.services.signature.activities import SignDocument, add_scan, is_signed, paper_to_sign, settle_actuals
from ukur.services.signature.copies import OUTSIDE, Multiply, deliver, recall, record_receipt

__all__ = [
    "OUTSIDE",
    "Multiply",
    "SignDocument",
    "add_scan",
    "deliver",
    "is_signed",
    "paper_to_sign",
    "recall",
    "record_receipt",
    "settle_actuals",
]
