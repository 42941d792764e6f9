"""Cek Keaslian: what the public may know of a paper, by its unguessable token."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.services.wording.dates import day_and_clock, local, long_date
from ukur.store.models import Paper, Signature


@dataclass(frozen=True, slots=True)
class Checked:
    """No content of the paper, only what a holder of the paper can compare."""

    title: str
    agency: str
    government: str
    run: str
    number: str
    dated: str
    digest: str
    practice: bool
    state: str
    replaced: bool
    signatures: tuple[tuple[str, str, str, bool, str], ...]
    copies: int


def check_token(token: str) -> Checked | None:
    """The paper with this token, or None. The signature's verdict is the kept one, with its time."""
    paper = Paper.objects.filter(token=token).select_related("run__agency").first()
    if paper is None:
        return None
    agency = paper.run.agency
    made = Signature.objects.filter(paper=paper).order_by("pk")
    return Checked(
        title=paper.title,
        agency=agency.name,
        government=agency.government,
        run=paper.run.title,
        number=paper.number,
        dated=long_date(local(paper.frozen_at).date()),
        digest=paper.digest,
        practice=agency.practice,
        state="Ditandatangani" if paper.signed_file else "Naskah final, belum ditandatangani",
        replaced=paper.replaced,
        signatures=tuple(
            (one.signer, one.kind, day_and_clock(one.signed_at), one.valid, day_and_clock(one.checked_at))
            for one in made
        ),
        copies=paper.copies.count(),
    )
