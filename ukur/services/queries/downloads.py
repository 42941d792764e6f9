"""Files handed out, by the same rules of access as the pages that name them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.services import access
from ukur.services.access import Actor, NotThere
from ukur.store import files
from ukur.store.models import Evidence


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    mime: str
    data: bytes


def paper_file(actor: Actor, id: int) -> Download:
    """The paper's pages, signed when signed."""
    paper = access.paper(actor, id)
    digest = paper.signed_file or paper.file
    if not digest:
        raise NotThere
    return Download(f"{paper.kind}-{paper.run.period}.pdf", "application/pdf", files.read(digest))


def package_file(actor: Actor, id: int) -> Download:
    """The archive package as one ZIP."""
    package = access.package(actor, id)
    if not package.file:
        raise NotThere
    return Download(f"berkas-arsip-{package.run.period}.zip", "application/zip", files.read(package.file))


def evidence_file(actor: Actor, id: int) -> Download:
    """A proof's file. Drafts are for their own unit; what was sent, for the whole agency.

    One that holds personal data stays with its unit and the team that validates.
    """
    proof = (
        Evidence.objects.filter(pk=id, kind="file", cell__sheet__run__agency=actor.agency)
        .select_related("cell__sheet")
        .first()
    )
    if proof is None or actor.agency is None:
        raise NotThere
    if not _may_open(actor, proof):
        raise NotThere
    return Download(proof.title, proof.mime, files.read(proof.digest))


def _may_open(actor: Actor, proof: Evidence) -> bool:
    rights = actor.rights(timezone.localdate())
    if rights.of(f"unit:{proof.cell.sheet.unit_id}").power > access.Power.NONE or proof.cell.filler_id == actor.id:
        return True
    return proof.frozen and (not proof.sensitive or any(seat.startswith("team:") for seat in rights.seats))
