"""Step 3 of Siapkan Dinas: people, their posts, and the slips for their accounts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.errors import Refused
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.web import setup_fields
from ukur.web.setup_pages import Errors, administrator, perform, step, told
from ukur.web.shell import page


@require_GET
@administrator
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _people(request, actor, [])


def _people(request: HttpRequest, actor: Actor, errors: Errors) -> HttpResponse:
    return step(request, actor, 3, "setup/people.html", errors, shown=queries.people_step(actor), mine=actor.id)


@require_http_methods(["GET", "POST"])
@administrator
def person(request: HttpRequest, actor: Actor, id: int = 0) -> HttpResponse:
    """Somebody new (0), or somebody who is there."""
    there = queries.person_of(actor, id)
    if id and there is None:
        raise Http404
    errors: Errors = []
    if request.method == "POST":
        errors = perform(actor, lambda: setup_fields.person(request.POST, actor.agency or 0, id))
        if not errors:
            messages.success(request, "Pegawai tersimpan.")
            return redirect("setup_people")
    shown = {"kept": there, "posts": queries.posts_of(actor, id), "units": queries.people_step(actor).units}
    typed = request.POST if errors else None
    return step(request, actor, 3, "setup/person.html", errors, typed=typed, today=timezone.localdate(), **shown)


@require_POST
@never_cache
@administrator
def slips(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Buat slip akun: the codes are on this page only, and only this once."""
    chosen = tuple(int(one) for one in request.POST.getlist("person") if one.isdecimal() and len(one) < 19)
    if request.POST.get("all"):
        chosen = queries.without_password(actor)
    try:
        made = acts.hand_out_slips(actor, chosen)
    except Refused as refused:
        return _people(request, actor, told(refused))
    return page(request, "setup/slips.html", slips=made, address=request.build_absolute_uri("/"))
