"""Freezing a paper's content, rendering it, attaching the bytes when the digest still holds."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from ukur.domain.paper.chain import canonical
from ukur.domain.paper.commands import AttachPaper
from ukur.formats import docx, papers
from ukur.services.paper.initials import begin_chain, chain_of
from ukur.services.rooms import Context, Deed
from ukur.store.models import Agency, Paper


def freeze(
    context: Context,
    kind: str,
    title: str,
    content: dict[str, Any],
    *,
    number: str = "",
    size: str | None = None,
    one_of_many: bool = False,
) -> Paper:
    """The paper's row with its frozen content. A newer paper of the same kind marks the older ones as replaced,
    unless there are many of it (``one_of_many``: a letter to one of several offices).

    The digest is over the content without digest and token, so that the content can print its own digest.
    """
    text = canonical(content)
    digest = hashlib.sha256(text).hexdigest()
    if not one_of_many:
        Paper.objects.filter(run=context.run, kind=kind, replaced=False).update(replaced=True)
    visit = context.state.rounds
    step = context.state.here[0] if context.state.here else ""
    paper = Paper.objects.create(
        run=context.run,
        kind=kind,
        title=title,
        number=number,
        step=step,
        round=visit.get(step, 1),
        snapshot=text.decode(),
        digest=digest,
        size=size or context.run.agency.paper,
        token=secrets.token_urlsafe(24),
        frozen_at=context.now,
    )
    begin_chain(paper)
    return paper


def render_bytes(paper: Paper, address: str, *, in_ink: bool = False) -> bytes:
    """The PDF of a frozen paper; the same snapshot gives the same bytes. ``in_ink``: with room for a pen."""
    content = _content(paper) | {"verify": {"url": f"{address}/cek/{paper.token}/", "token": paper.token}}
    if in_ink and "signature" in content:
        content["signature"]["manner"] = "ink"
        content["initials"] = [one.position.name for one in chain_of(paper)]
    return papers.render(content, paper=_size(paper.size))


def docx_bytes(paper: Paper) -> bytes:
    """The text of a frozen paper as a DOCX to go on writing in."""
    return docx.write(_content(paper) | {"verify": None}, paper=_size(paper.size))


def _content(paper: Paper) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(paper.snapshot)
    return content | {"digest": paper.digest}


def draw(content: Mapping[str, Any], agency: Agency) -> bytes:
    """The PDF of content that is not frozen, on the agency's paper."""
    return papers.render(content, paper=_size(agency.paper))


def preview_bytes(paper: Paper) -> bytes:
    """The PDF of what would be frozen: marked as a preview, without Kode keaslian and code to check it by."""
    content = _content(paper) | {"preview": True, "digest": "", "verify": None}
    return papers.render(content, paper=_size(paper.size))


def _size(name: str) -> papers.Paper:
    return "F4" if name == "F4" else "A4"


def attach(context: Context, command: AttachPaper) -> Deed:
    """Put the bytes to the paper; refused when its content is another by now. Doing it twice changes nothing."""
    paper = Paper.objects.filter(pk=command.paper, run=context.run).first()
    if paper is None or paper.digest != command.digest:
        raise context.refuse("paper_changed")
    if not paper.file:
        paper.file, paper.pages = command.file, command.pages or None
        paper.save(update_fields=["file", "pages"])
    return Deed(payload={"paper": paper.kind, "digest": paper.digest, "file": command.file})
