"""The board of a run, reminders, the short address of a form, and what a unit sent compared."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.collection.commands import RemindUnits, RenewForm
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


@require_http_methods(["GET", "POST"])
@signed_in
def form(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The form of a run; a POST lets a later plan enter as its next version."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            acts.perform(actor, RenewForm(id, request.POST.get("seen", "")))
            messages.success(request, "Form diperbarui. Isian yang sudah ada tetap.")
            return redirect("form", id=id)
        except Refused as refused:
            errors = [(text, "") for text in say_all(refused.refusals)]
    status = 422 if errors else 200
    return page(request, "form.html", "runs", status=status, page=queries.form_page(actor, id), errors=errors)


@require_GET
@signed_in
def versions(request: HttpRequest, actor: Actor, id: int, unit: int) -> HttpResponse:
    """Two of a unit's submissions side by side; ``?a`` and ``?b`` choose them."""
    chosen = request.GET.get("a", ""), request.GET.get("b", "")
    return page(request, "versions.html", "runs", page=queries.versions_page(actor, id, unit, *chosen))
