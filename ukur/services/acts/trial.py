"""Pratinjau: the papers a command would make, found by doing it and taking it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.formats import bundle
from ukur.services import paper as papers
from ukur.services.access import Actor
from ukur.services.acts.door import perform
from ukur.services.rooms import FromPaper
from ukur.store.models import Paper


def preview_papers(
    actor: Actor, command: Any, *, paper: FromPaper | None = None, now: dt.datetime | None = None
) -> bytes:
    """The papers that ``command`` about a run would freeze, as one PDF that every page of calls a preview.

    Nothing is kept, be it a row, a number of the book or a refusal; refused where :func:`perform` refuses. The paper
    that is made later can differ in what changes until then: the day, the next number.
    """
    at = now or timezone.now()
    with transaction.atomic():
        perform(actor, command, paper=paper, now=at)
        made = list(Paper.objects.filter(run=command.run, frozen_at=at).select_related("run__agency").order_by("pk"))
        transaction.set_rollback(True)
    if not made:
        raise Refused(refusal("nothing_to_preview"))
    return bundle.joined(papers.preview_bytes(one) for one in made)
