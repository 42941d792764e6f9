"""Plan, archive, downloads, and the public pages: front page and Cek Keaslian."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
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
def check(request: HttpRequest, token: str = "") -> HttpResponse:
    """Cek Keaslian: by the token behind the QR code, or typed."""
    typed = request.GET.get("kode", "").strip()
    if typed:
        return redirect("check", token=typed.rstrip("/").rsplit("/", 1)[-1] or "-")
    found = queries.check_token(token) if token else None
    status = 404 if token and found is None else 200
    return page(request, "check.html", status=status, token=token, found=found)


@require_GET
@signed_in
def paper(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.paper_file(actor, id), inline=True)


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
