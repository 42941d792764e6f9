"""The one door for writes, and what a page may offer."""

from ukur.services.acts.door import perform
from ukur.services.acts.offers import Offer, available, replayed, state_in_rows
from ukur.services.acts.registry import activity_of
from ukur.services.acts.sign import Secret, sign
from ukur.services.acts.whole import Outcome
from ukur.services.collection import add_evidence, drop_evidence, save_cells

__all__ = [
    "Offer",
    "Outcome",
    "Secret",
    "activity_of",
    "add_evidence",
    "available",
    "drop_evidence",
    "perform",
    "replayed",
    "save_cells",
    "sign",
    "state_in_rows",
]
