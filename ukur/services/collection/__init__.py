"""Forms and sheets: composing, sharing, filling in, releasing, closing the collection."""

from ukur.services.collection.activities import CloseForms, Compose, FillIn, Share
from ukur.services.collection.drafts import add_evidence, drop_evidence, save_cells
from ukur.services.collection.form import form_of, inherit
from ukur.services.collection.reported import Proof, Reported, reported
from ukur.services.collection.uploads import check_file

__all__ = [
    "CloseForms",
    "Compose",
    "FillIn",
    "Proof",
    "Reported",
    "Share",
    "add_evidence",
    "check_file",
    "drop_evidence",
    "form_of",
    "inherit",
    "reported",
    "save_cells",
]
