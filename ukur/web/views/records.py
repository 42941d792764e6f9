"""Plan, archive, downloads, and the front page."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ukur.services import operate, queries
from ukur.services.access import Actor
from ukur.web.shell import page, signed_in


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front page, for everybody."""
    return page(request, "home.html", empty=operate.empty_installation())


@require_GET
@signed_in
def plan(request: HttpRequest, actor: Actor, year: int | None = None) -> HttpResponse:
    return page(request, "plan.html", "plan", plan=queries.plan_page(actor, year))


@require_GET
@signed_in
def role_cards(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Kartu peran: what each role does, the reader's own first."""
    return page(request, "help.html", page=queries.help_page(actor))


@require_GET
@signed_in
def paper(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.paper_file(actor, id), inline=True)


@require_GET
@signed_in
def cover(request: HttpRequest, actor: Actor, id: int, no: int) -> HttpResponse:
    """The sheet that goes before a numbered copy."""
    return file_answer(queries.cover_sheet(actor, id, no), inline=True)


@require_GET
@signed_in
def paper_docx(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The paper's text to go on writing in."""
    return file_answer(queries.paper_docx(actor, id), inline=False)


@require_GET
@signed_in
def paper_figures(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The document's figures as a table for other software."""
    return file_answer(queries.paper_figures(actor, id), inline=False)


@require_GET
@signed_in
def paper_ink(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The paper for a signature in ink."""
    return file_answer(queries.paper_ink(actor, id), inline=True)


@require_GET
@signed_in
def paper_page(request: HttpRequest, actor: Actor, id: int, no: int) -> HttpResponse:
    """One page as a picture, small for the row of pages, large for reading."""
    asked = request.GET.get("lebar", "")
    width = min(int(asked), 1400) if asked.isdigit() and int(asked) >= 60 else 1200
    answer = file_answer(queries.paper_page(actor, id, no, width), inline=True)
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@require_GET
@signed_in
def package(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.package_file(actor, id), inline=False)


@require_GET
@signed_in
def evidence(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.evidence_file(actor, id), inline=True)


def file_answer(found: queries.Download, *, inline: bool) -> HttpResponse:
    """Bytes with a name; only PDF and pictures are shown in the browser, and nothing is guessed from content."""
    shown = inline and found.mime in ("application/pdf", "image/png", "image/jpeg", "image/webp")
    mime = found.mime or "application/octet-stream"
    answer: HttpResponse
    if found.stream is None:
        answer = HttpResponse(found.data, content_type=mime)
    else:  # both are answers; only their types do not know of each other
        answer = cast(HttpResponse, FileResponse(found.stream, content_type=mime))
    kind = "inline" if shown else "attachment"
    answer["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(found.name)}"
    answer["Cache-Control"] = "private, no-store"
    return answer
