"""How an agency makes its papers: who initials and who signs which kind, its number book, its usual way of signing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ukur.domain.errors import Refused, refusal
from ukur.domain.paper.commands import ArrangePapers
from ukur.domain.paper.numbers import faults_in
from ukur.services.access import Actor, require_administrator
from ukur.services.paper.initials import KINDS, MOST
from ukur.services.paper.signatories import SIGNED_KINDS
from ukur.services.rooms import Deed
from ukur.services.wording.labels import WAYS
from ukur.store.models import Agency, InitialRule, Position, SignatoryRule


def arrange(actor: Actor, command: ArrangePapers, now: dt.datetime) -> Deed:
    """Simpan aturan naskah. Papers that are frozen already keep the chain they were frozen with."""
    require_administrator(actor)
    pattern = command.number_pattern.strip()
    wrong = faults_in(pattern) if pattern else ()
    if wrong:
        raise Refused(refusal("number_pattern", parts=", ".join(wrong)))
    agency = Agency.objects.get(pk=command.agency)
    agency.number_pattern = pattern[:80]
    agency.signing_way = command.signing_way if command.signing_way in WAYS else "ink"
    agency.save(update_fields=["number_pattern", "signing_way"])
    chains = {kind: list(dict.fromkeys(posts))[:MOST] for kind, posts in command.chains if kind in KINDS}
    signers = {kind: posts for kind, *posts in command.signatories if kind in SIGNED_KINDS}
    known = set(Position.objects.filter(agency=agency).values_list("pk", flat=True)) | {0}
    if not known.issuperset(one for posts in (*chains.values(), *signers.values()) for one in posts):
        raise Refused(refusal("post_unknown"))
    if any((through and not behalf) or (behalf and not post) for post, behalf, through in signers.values()):
        raise Refused(refusal("signatory_incomplete"))
    _keep(agency, chains, signers)
    payload = {"chains": chains, "numbers": agency.number_pattern, "way": agency.signing_way, "signatories": signers}
    return Deed(payload=payload)


def _keep(agency: Agency, chains: Mapping[str, list[int]], signers: Mapping[str, list[int]]) -> None:
    InitialRule.objects.filter(agency=agency, kind__in=chains).delete()
    InitialRule.objects.bulk_create(
        InitialRule(agency=agency, kind=kind, order=order, position_id=post)
        for kind, posts in chains.items()
        for order, post in enumerate(posts, 1)
    )
    SignatoryRule.objects.filter(agency=agency, kind__in=signers).delete()
    SignatoryRule.objects.bulk_create(
        SignatoryRule(
            agency=agency, kind=kind, position_id=post, on_behalf_id=behalf or None, through_id=through or None
        )
        for kind, (post, behalf, through) in signers.items()
        if post
    )
