"""People and accounts, and stand-ins."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.errors import Refused
from ukur.domain.people.commands import Delegate, ResetAccount
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web import commands
from ukur.web.shell import page, signed_in


@require_GET
@signed_in
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody of the agency with posts; the administrator can give a new one-time password."""
    return page(request, "people.html", people=queries.people_page(actor), once=None, errors=[])


@require_POST
@signed_in
def reset(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """A new one-time password, shown this once."""
    try:
        made = acts.perform(actor, ResetAccount(actor.agency or 0, id))
    except Refused as refused:
        errors = [(text, "") for text in say_all(refused.refusals)]
        return page(request, "people.html", status=422, people=queries.people_page(actor), once=None, errors=errors)
    shown = queries.people_page(actor)
    name = next((one.name for one in shown.people if one.id == id), "")
    return page(request, "people.html", people=shown, once=(name, made.once), errors=[])


@require_http_methods(["GET", "POST"])
@signed_in
def delegation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Wakil saya: the holder of a post lets another act for a dated time."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            acts.perform(actor, _delegate(request, actor))
            messages.success(request, "Wakil tercatat. Tindakannya ditandai atas delegasi Bapak/Ibu.")
            return redirect("delegation")
        except commands.FieldError as error:
            errors = [(error.text, error.field)]
        except Refused as refused:
            errors = [(text, "") for text in say_all(refused.refusals)]
    status = 422 if errors else 200
    shown = queries.delegation_page(actor)
    return page(request, "delegation.html", status=status, page=shown, errors=errors, typed=request.POST)


def _delegate(request: HttpRequest, actor: Actor) -> Delegate:
    fields = request.POST
    position, receiver = fields.get("position", ""), fields.get("receiver", "")
    if not position.isdigit() or not receiver.isdigit():
        raise commands.FieldError("receiver", "Pilih jabatan dan wakilnya.")
    since = commands.date_of(fields, "since", "Tanggal mulai")
    until = commands.date_of(fields, "until", "Tanggal selesai")
    return Delegate(actor.agency or 0, int(position), int(receiver), since, until, fields.get("reason", ""))
