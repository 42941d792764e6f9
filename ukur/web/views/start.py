"""Siapkan Ukur: the first agency of an installation, and its administrator."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ukur.domain.errors import Refused
from ukur.services import access, operate
from ukur.services.operate import Founder
from ukur.web.setup_fields import text
from ukur.web.setup_pages import Errors, by_field, told
from ukur.web.shell import page

BACKEND = "ukur.web.signin.NipOrUserName"


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Only while there is nobody at all, or for the administrator of ``ukur init`` who has no agency yet; else 404."""
    person: Any = request.user
    appointed = person.is_authenticated and person.is_admin and person.agency_id is None
    if appointed and person.must_change_password:
        return redirect("account_change_password")
    if not appointed and not operate.empty_installation():
        raise Http404
    errors: Errors = []
    if request.method == "POST":
        errors = _found(request, appointed=appointed)
        if not errors:
            return redirect("setup")
    status = 422 if errors else 200
    shown: dict[str, Any] = {"errors": errors, "err": by_field(errors), "typed": request.POST, "appointed": appointed}
    return page(request, "setup/start.html", status=status, **shown)


def _found(request: HttpRequest, *, appointed: bool) -> Errors:
    fields = request.POST
    words = {key: text(fields, key) for key in ("agency", "government", "name", "username")}
    founder = Founder(**words, password=fields.get("password", ""))
    if not appointed and founder.password != fields.get("again", ""):
        return [("Kata sandi kedua berbeda dari yang pertama. Ketik ulang keduanya.", "again")]
    try:
        if appointed:
            operate.found_by(access.actor(request.user), founder)  # type: ignore[arg-type]
        else:
            login(request, operate.found(text(fields, "code"), founder), backend=BACKEND)
    except Refused as refused:
        return told(refused)
    return []
