"""Forms and sheets: composing, sharing, filling in, releasing, closing the collection."""

from ukur.services.collection.activities import CloseForms, Compose, FillIn, Share, remind
from ukur.services.collection.book import make_book
from ukur.services.collection.bring import Preview, apply_book, preview_book
from ukur.services.collection.drafts import add_evidence, drop_evidence, reuse_evidence, save_cells, waive_proof
from ukur.services.collection.form import Frozen, called_in, form_of, inherit, renew
from ukur.services.collection.link import form_link, form_token, run_of
from ukur.services.collection.reported import Proof, Reported, Unread, reported, unread
from ukur.services.collection.uploads import check_file

__all__ = [
    "CloseForms",
    "Compose",
    "FillIn",
    "Frozen",
    "Preview",
    "Proof",
    "Reported",
    "Share",
    "Unread",
    "add_evidence",
    "apply_book",
    "called_in",
    "check_file",
    "drop_evidence",
    "form_link",
    "form_of",
    "form_token",
    "inherit",
    "make_book",
    "preview_book",
    "remind",
    "renew",
    "reported",
    "reuse_evidence",
    "run_of",
    "save_cells",
    "unread",
    "waive_proof",
]
