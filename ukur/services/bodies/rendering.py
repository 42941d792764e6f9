"""Making the pages of a paper, with no transaction open; then attaching them, when the content still holds."""

from __future__ import annotations

from django.conf import settings

from ukur.domain.paper.commands import AttachPaper
from ukur.formats.package import page_count
from ukur.services import paper as papers
from ukur.services.access import SYSTEM
from ukur.services.acts import perform
from ukur.services.jobs import body
from ukur.store import files
from ukur.store.models import Paper


@body("render")
def render(paper_id: int) -> None:
    """Render the frozen paper once; a second run finds the bytes there and does nothing."""
    paper = Paper.objects.get(pk=paper_id)
    if paper.file:
        return
    pdf = papers.render_bytes(paper, settings.ADDRESS)
    count = page_count(pdf) if paper.kind == "dpk" else 0  # shown page by page on the head's sheet
    perform(SYSTEM, AttachPaper(paper.run_id, paper.pk, paper.digest, files.keep(pdf), count))
