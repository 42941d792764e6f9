"""Tindak lanjut: the register, one decision with its owner's answer, and the value that cites a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.errors import Refused
from ukur.domain.meeting.commands import SettleDecision
from ukur.services import access, acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web.shell import page, signed_in


@require_GET
@signed_in
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Tindak lanjut hasil: every decision of every meeting."""
    return page(request, "meeting_register.html", "runs", page=queries.register(actor))


@require_http_methods(["GET", "POST"])
@signed_in
def follow_up(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """One decision; its owner marks it done, or says why not yet."""
    errors: list[tuple[str, str]] = []
    shown = queries.follow_up_page(actor, id)
    if request.method == "POST":
        done = request.POST.get("do") == "done"
        try:
            acts.perform(actor, SettleDecision(actor.agency or 0, id, done, request.POST.get("note", "")))
            messages.success(
                request, "Tindak lanjut selesai." if done else "Alasan tersimpan. Tindak lanjut tetap terbuka."
            )
            return redirect("inbox")
        except Refused as refused:
            errors = [(text, "note") for text in say_all(refused.refusals)]
    status, typed = (422, request.POST) if errors else (200, {})
    return page(request, "meeting_follow_up.html", "inbox", status=status, page=shown, errors=errors, typed=typed)


@require_POST
@signed_in
def cite(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Sebut keputusan: the value was changed because of it."""
    task, code = access.task(actor, id), request.POST.get("code", "")
    queries.value_page(actor, id, code)
    number = request.POST.get("decision", "")
    try:
        decision = int(number) if number.isdigit() else 0
        acts.cite_decision(actor, task.run_id, task.key, code, decision, timezone.now())
    except Refused as refused:
        errors = [(text, "") for text in say_all(refused.refusals)]
        shown = queries.value_page(actor, id, code)
        return page(request, "value.html", "inbox", status=422, page=shown, errors=errors, typed={})
    messages.success(request, "Keputusan rapat disebut pada nilai ini.")
    return redirect(reverse("value", kwargs={"id": id, "code": code}) + "#keputusan")
