"""Files handed out, by the same rules of access as the pages that name them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.formats import pages
from ukur.formats import papers as pdfs
from ukur.services import access, signature
from ukur.services import paper as papers
from ukur.services.access import Actor, NotThere
from ukur.services.document import unit_form_content
from ukur.services.queries.sheets import open_codes
from ukur.store import files
from ukur.store.models import Copy, Evidence, Unit

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MIMES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    mime: str
    data: bytes = b""
    stream: BinaryIO | None = None  # instead of ``data``, for what may be large; whoever answers closes it


def kept(digest: str, name: str) -> bytes:
    """The bytes that are kept; Refused when they are gone, have changed, or cannot be reached just now."""
    with _opened(digest, name) as stream:
        return stream.read()


def _opened(digest: str, name: str) -> BinaryIO:
    try:
        return files.opened(digest)
    except FileNotFoundError:
        raise Refused(refusal("file_gone", name=name)) from None
    except files.Damaged:
        raise Refused(refusal("file_changed", name=name)) from None


def paper_file(actor: Actor, id: int) -> Download:
    """The paper's pages, signed when signed."""
    paper = access.paper(actor, id)
    digest = paper.signed_file or paper.file
    if not digest:
        raise NotThere
    form = paper.signed_as if paper.signed_file else "pdf"
    return Download(f"{paper.kind}-{paper.run.period}.{form}", _MIMES[form], kept(digest, paper.title))


def paper_page(actor: Actor, id: int, no: int, width: int) -> Download:
    """Page ``no`` of a paper as a picture ``width`` pixels wide; ``NotThere`` for a page that it has not."""
    paper = access.paper(actor, id)
    if not paper.file:
        raise NotThere
    try:
        data = pages.picture(kept(paper.file, paper.title), no, width)
    except pages.PagesFailed:
        raise NotThere from None
    return Download(f"{paper.kind}-{no}.png", "image/png", data)


def unit_form(actor: Actor, task: int, *, blank: bool) -> Download:
    """A unit's form as a paper, filled in as far as the reader may see it, or ``blank``."""
    found = access.task(actor, task)
    if found.activity != "isi-form":
        raise NotThere
    today = timezone.localdate()
    own, _ = open_codes(actor, found, today)
    unit = Unit.objects.get(pk=int(found.seat.removeprefix("unit:")))
    content = unit_form_content(found.run, unit, own, today, blank=blank)
    name = f"form-{unit.code}-{found.run.period}{'-kosong' if blank else ''}.pdf"
    return Download(name, "application/pdf", papers.draw(content, found.run.agency))


def cover_sheet(actor: Actor, id: int, no: int) -> Download:
    """The sheet that goes before copy ``no`` of a document; ``NotThere`` for a copy that is not."""
    paper = access.paper(actor, id)
    copy = Copy.objects.filter(paper=paper, number=no).select_related("paper__run__agency").first()
    if copy is None:
        raise NotThere
    return Download(f"salinan-{no}.pdf", "application/pdf", papers.draw(signature.cover_of(copy), paper.run.agency))


def paper_ink(actor: Actor, id: int) -> Download:
    """The paper for a pen: room for the signature instead of its panel, the boxes for initials, the same QR code."""
    paper = access.paper(actor, id)
    data = papers.render_bytes(paper, settings.ADDRESS, in_ink=True)
    return Download(f"{paper.kind}-{paper.run.period}-cetak.pdf", "application/pdf", data)


def paper_docx(actor: Actor, id: int) -> Download:
    """The same text as an editable DOCX, which says of itself that it is not the paper."""
    paper = access.paper(actor, id)
    return Download(f"{paper.kind}-{paper.run.period}.docx", _DOCX, papers.docx_bytes(paper))


def paper_figures(actor: Actor, id: int) -> Download:
    """The document's figures as CSV, for whoever has to type them into the regency's own application."""
    paper = access.paper(actor, id)
    content = json.loads(paper.snapshot)
    if content["kind"] != "dpk":
        raise NotThere
    return Download(
        f"angka-{paper.run.period}.csv", "text/csv; charset=utf-8", ("\ufeff" + pdfs.csv_of(content)).encode()
    )


def package_file(actor: Actor, id: int) -> Download:
    """The archive package as one ZIP."""
    package = access.package(actor, id)
    if not package.file:
        raise NotThere
    name = f"berkas-arsip-{package.run.period}.zip"
    return Download(name, "application/zip", stream=_opened(package.file, name))


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
    return Download(proof.title, proof.mime, kept(proof.digest, proof.title))


def _may_open(actor: Actor, proof: Evidence) -> bool:
    rights = actor.rights(timezone.localdate())
    if rights.of(f"unit:{proof.cell.sheet.unit_id}").power > access.Power.NONE or proof.cell.filler_id == actor.id:
        return True
    return proof.frozen and (not proof.sensitive or any(seat.startswith("team:") for seat in rights.seats))
