"""Pergantian pejabat, and people who leave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ukur.services import queries
from ukur.services.access import Actor
from ukur.web import setup_fields
from ukur.web.commands import FieldError
from ukur.web.setup_pages import Errors, administrator, by_field, perform
from ukur.web.shell import page


@require_http_methods(["GET", "POST"])
@administrator
def change(request: HttpRequest, actor: Actor) -> HttpResponse:
    """First what would move and what stays, then the act."""
    errors: Errors = []
    moving = None
    if request.method == "POST" and request.POST.get("do") == "confirm":
        errors = perform(actor, lambda: setup_fields.change(request.POST, actor.agency or 0))
        if not errors:
            messages.success(request, "Pergantian pejabat tercatat.")
            return redirect("office")
    elif request.method == "POST":
        try:
            wanted = setup_fields.change(request.POST, actor.agency or 0)
            moving = queries.moving(actor, wanted.position, wanted.successor, wanted.status, wanted.since)
        except FieldError as error:
            errors = [(error.text, error.field)]
    shown: dict[str, Any] = {
        "page": queries.office_page(actor),
        "moving": moving,
        "errors": errors,
        "err": by_field(errors),
    }
    status = 422 if errors else 200
    return page(request, "setup/office.html", status=status, typed=request.POST, today=timezone.localdate(), **shown)


@require_http_methods(["GET", "POST"])
@administrator
def leave(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """What falls empty when somebody leaves, then the act."""
    moving = queries.leaving(actor, id)
    errors: Errors = []
    if request.method == "POST":
        errors = perform(actor, lambda: setup_fields.leaving(request.POST, actor.agency or 0, id))
        if not errors:
            messages.success(request, f"{moving.post} tercatat keluar. Akunnya ditutup.")
            return redirect("setup_people")
    shown: dict[str, Any] = {
        "moving": moving,
        "errors": errors,
        "err": by_field(errors),
        "typed": request.POST,
        "today": timezone.localdate(),
    }
    return page(request, "setup/leave.html", status=422 if errors else 200, **shown)
