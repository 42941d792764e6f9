"""Who stands under a letter: its maker, or whom the agency has named for letters of its kind (a.n., u.b.)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ukur.services.access import people_on
from ukur.services.paper.frame import signer_of
from ukur.services.paper.letters import Signer
from ukur.store.models import Agency, SignatoryRule

SIGNED_KINDS = {"undangan": "Surat undangan", "nota-dinas": "Nota dinas", "surat-pengantar": "Surat pengantar"}


def signatory(agency: Agency, kind: str, maker: int, on: dt.date) -> Signer:
    """Who signs a letter of ``kind`` that the person ``maker`` makes: the holder of the post that is named for it, with
    whom he signs for; a post that nobody holds leaves room for a name.
    """
    rule = SignatoryRule.objects.filter(agency=agency, kind=kind).select_related("position", "on_behalf", "through")
    named = rule.first()
    if named is None:
        return signer_of(maker, on)
    seat = f"position:{named.position_id}"
    holders = people_on(seat, on)
    by = signer_of(holders[0].pk, on, seat) if holders else Signer(named.position.name, "")
    behalf, through = named.on_behalf, named.through
    return replace(by, on_behalf=behalf.name if behalf else "", through=through.name if through else "")
