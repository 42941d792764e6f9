"""The board of a run, reminders, the short address of a form, and what a unit sent compared."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from ukur.domain.collection.commands import RemindUnits
from ukur.domain.errors import Refused
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web.shell import page, signed_in


@require_GET
@signed_in
def board(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Papan Pengumpulan dan Validasi; ``?bidang`` opens a unit, ``?nilai`` one of its values."""
    picked = request.GET.get("bidang", ""), request.GET.get("nilai", "")
    return page(request, "board.html", "runs", page=queries.board_page(actor, id, *picked), errors=[])


@require_POST
@signed_in
def remind(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Ingatkan: all units whose form is still open."""
    try:
        acts.perform(actor, RemindUnits(id))
    except Refused as refused:
        errors = [(text, "") for text in say_all(refused.refusals)]
        return page(request, "board.html", "runs", status=422, page=queries.board_page(actor, id), errors=errors)
    messages.success(request, "Pengingat tercatat. Salin juga teks WA bila grup dinas dipakai.")
    return redirect("board", id=id)


@require_GET
@signed_in
def form_door(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """The short address in a chat group: one's own form, else the board."""
    where, id = queries.form_door(actor, token)
    return redirect(where, id=id)


@require_GET
@signed_in
def versions(request: HttpRequest, actor: Actor, id: int, unit: int) -> HttpResponse:
    """Two of a unit's submissions side by side; ``?a`` and ``?b`` choose them."""
    chosen = request.GET.get("a", ""), request.GET.get("b", "")
    return page(request, "versions.html", "runs", page=queries.versions_page(actor, id, unit, *chosen))
