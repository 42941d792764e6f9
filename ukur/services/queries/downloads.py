"""Files handed out, by the same rules of access as the pages that name them."""

from __future__ import annotations

from dataclasses import dataclass

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
    """A proof's file. Drafts are for their own unit; what was sent, for the whole agency."""
    proof = (
        Evidence.objects.filter(pk=id, kind="file", cell__sheet__run__agency=actor.agency)
        .select_related("cell__sheet")
        .first()
    )
    if proof is None or actor.agency is None:
        raise NotThere
    if not proof.frozen and not _own(actor, proof.cell.sheet.unit_id):
        raise NotThere
    return Download(proof.title, proof.mime, files.read(proof.digest))


def _own(actor: Actor, unit: int) -> bool:
    from django.utils import timezone

    return access.rights(actor.id or 0, timezone.localdate()).of(f"unit:{unit}").power > access.Power.NONE
