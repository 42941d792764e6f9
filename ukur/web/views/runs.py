"""Runs: the list, one run, its journal; proposing, cancelling, superseding."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.errors import Refused
from ukur.domain.plan.model import Period
from ukur.domain.run.commands import CancelRun, ProposeRun, SupersedeRun
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web.shell import page, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def runs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All runs; a POST proposes one (Usulkan pelaksanaan)."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            period = Period.parse(request.POST.get("period", ""))
            made = acts.perform(actor, ProposeRun(actor.agency or 0, request.POST.get("sop", ""), period))
            messages.success(request, "Pelaksanaan diusulkan. Menunggu disposisi Kepala Dinas.")
            return redirect("run", id=made.run)
        except ValueError:
            errors = [("Pilih triwulan dan tahun yang diukur.", "period")]
        except Refused as refused:
            errors = [(text, "period") for text in say_all(refused.refusals)]
    status = 422 if errors else 200
    return page(
        request, "runs.html", "runs", status=status, runs=queries.runs(actor), errors=errors, periods=_periods()
    )


def _periods() -> list[tuple[str, str]]:
    """The quarters that may be measured: the running one and the five before it, newest first."""
    today = timezone.localdate()
    year, quarter = today.year, (today.month - 1) // 3 + 1
    found = []
    for _ in range(6):
        period = Period(year, quarter)
        found.append((period.key, period.short))
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return found


@require_GET
@signed_in
def run(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return page(request, "run.html", "runs", page=queries.run_page(actor, id), errors=[])


@require_GET
@signed_in
def journal(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return page(request, "journal.html", "runs", journal=queries.journal_page(actor, id))


@require_POST
@signed_in
def cancel(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    try:
        acts.perform(actor, CancelRun(id, request.POST.get("reason", "")))
    except Refused as refused:
        return _refused(request, actor, id, refused)
    messages.success(request, "Pelaksanaan dibatalkan. Catatannya tetap tersimpan.")
    return redirect("run", id=id)


@require_POST
@signed_in
def supersede(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    try:
        made = acts.perform(actor, SupersedeRun(id, request.POST.get("reason", "")))
    except Refused as refused:
        return _refused(request, actor, id, refused)
    messages.success(request, "Ralat dibuka dengan angka dokumen lama.")
    return redirect("run", id=made.run)


def _refused(request: HttpRequest, actor: Actor, id: int, refused: Refused) -> HttpResponse:
    errors = [(text, "reason") for text in say_all(refused.refusals)]
    return page(request, "run.html", "runs", status=422, page=queries.run_page(actor, id), errors=errors)
