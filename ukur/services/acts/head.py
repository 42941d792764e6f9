"""The head finds the document right; submitted in advance, it waits for his signature in the same breath."""

from __future__ import annotations

import datetime as dt

from ukur.domain.document.commands import CountAhead, FinishCorrection
from ukur.domain.errors import Refused
from ukur.services import document
from ukur.services.access import SYSTEM, Actor
from ukur.services.acts.door import perform
from ukur.services.rooms import FromPaper
from ukur.store.models import Run


def finish_correction(
    actor: Actor, command: FinishCorrection, *, paper: FromPaper | None = None, now: dt.datetime | None = None
) -> bool:
    """Selesai dikoreksi. Whether the document was submitted in the same breath, because that was given in advance.

    Killed in between, the submitting step stays open for the Sekretaris, and nothing is lost.
    """
    perform(actor, command, paper=paper, now=now)
    given = document.waiting(Run.objects.get(pk=command.run))
    if given is None:
        return False
    try:
        perform(SYSTEM, CountAhead(command.run, given.paper_id), now=now)
    except Refused:  # it does not count any more; the Sekretaris submits as usual
        return False
    return True
