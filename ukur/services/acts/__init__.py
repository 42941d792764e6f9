"""The one door for writes, and what a page may offer."""

from ukur.services.acts.door import perform
from ukur.services.acts.drafts import attach, keep_scan, save_draft
from ukur.services.acts.head import finish_correction
from ukur.services.acts.keys import keep_key
from ukur.services.acts.offers import Offer, available, replayed, state_in_rows
from ukur.services.acts.registry import activity_of
from ukur.services.acts.sign import Means, Secret, keep_signed_scan, sign
from ukur.services.acts.sign import take_in as take_in_signed
from ukur.services.acts.slips import Slip, hand_out_slips
from ukur.services.acts.trial import preview_papers
from ukur.services.acts.whole import Outcome
from ukur.services.collection import (
    Preview,
    add_evidence,
    drop_evidence,
    preview_book,
    reuse_evidence,
    save_cells,
    waive_proof,
)
from ukur.services.intake import Mending, mend, take_in
from ukur.services.meeting import (
    add_attendee,
    check_in,
    check_in_guest,
    cite_decision,
    drop_decision,
    keep_list,
    mark_attendance,
    note_decision,
    open_door,
    strike_attendance,
)
from ukur.services.rooms import FromPaper

__all__ = [
    "FromPaper",
    "Means",
    "Mending",
    "Offer",
    "Outcome",
    "Preview",
    "Secret",
    "Slip",
    "activity_of",
    "add_attendee",
    "add_evidence",
    "attach",
    "available",
    "check_in",
    "check_in_guest",
    "cite_decision",
    "drop_decision",
    "drop_evidence",
    "finish_correction",
    "hand_out_slips",
    "keep_key",
    "keep_list",
    "keep_scan",
    "keep_signed_scan",
    "mark_attendance",
    "mend",
    "note_decision",
    "open_door",
    "perform",
    "preview_book",
    "preview_papers",
    "replayed",
    "reuse_evidence",
    "save_cells",
    "save_draft",
    "sign",
    "state_in_rows",
    "strike_attendance",
    "take_in",
    "take_in_signed",
    "waive_proof",
]
