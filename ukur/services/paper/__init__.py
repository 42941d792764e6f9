"""Papers: content frozen in a snapshot with digest, bytes made from it by a job, attached once."""

from ukur.services.paper.frame import frame_for, holder_of, people_line, signer_of
from ukur.services.paper.freeze import attach, docx_bytes, draw, freeze, preview_bytes, render_bytes
from ukur.services.paper.initials import chain_of, initial, posts_of, waiting_for, waiting_of
from ukur.services.paper.numbers import number_of
from ukur.services.paper.signatories import signatory

__all__ = [
    "attach",
    "chain_of",
    "docx_bytes",
    "draw",
    "frame_for",
    "freeze",
    "holder_of",
    "initial",
    "number_of",
    "people_line",
    "render_bytes",
]
__all__ += ["posts_of", "preview_bytes", "signatory", "signer_of", "waiting_for", "waiting_of"]
