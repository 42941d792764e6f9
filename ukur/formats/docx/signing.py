"""Who signs, in a DOCX: always by pen. A panel or a BSrE footer would claim what an editable file cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import _Cell

from ukur.formats.docx.tables import after, laid, ruled
from ukur.formats.papers.signers import printed

_ROOM = Mm(20)


def signers(document: Document, content: dict[str, Any], place: str) -> None:
    """Two signers in a row, a single one at the right; ``place`` is place and date over the last of the first row."""
    people = printed(content)
    if not people:
        return
    cells: list[dict[str, Any] | None] = [None, *people] if len(people) == 1 else list(people)
    cells += [None] * (len(cells) % 2)
    table = laid(document, len(cells) // 2, (1, 1))
    for at, one in enumerate(cells):
        if one:
            _signer(table.rows[at // 2].cells[at % 2], one, place if at == 1 else "", level=bool(place) and at == 0)
    after(document)


def initials(document: Document, posts: Sequence[str]) -> None:
    """The paraf box."""
    if posts:
        rows = [[str(no), post, ""] for no, post in enumerate(posts, 1)]
        align = ("center", "left", "left")
        head = ("No", "Jabatan", "Paraf")
        ruled(document, head, rows, widths=(8, 50, 24), align=align, size=9, row_height=8, line=82)


def _signer(cell: _Cell, one: dict[str, Any], place: str, *, level: bool) -> None:
    lines = [place] if place else [""] if level else []
    if one["above"]:
        label, value = one["above"]
        lines.append(f"{label} {'.' * 24 if value is None else value}".strip())
    lines += [f"{hang} {words}".strip() for hang, words in one["lines"]]
    first = cell.paragraphs[0]
    first.paragraph_format.space_after, first.paragraph_format.keep_with_next = _ROOM, True
    first.add_run("\n".join(lines))
    name = cell.add_paragraph()
    name.paragraph_format.space_after = Pt(0)
    if one["write_in"]:
        name.add_run("\n".join(f"{label}: {'.' * 34}" for label in one["write_in"]))
        return
    run = name.add_run(one["name"] or "." * 44)
    run.bold = run.underline = bool(one["name"])
    name.add_run("".join(f"\n{line}" for line in (one["rank"], one["nip"] and f"NIP {one['nip']}") if line))
