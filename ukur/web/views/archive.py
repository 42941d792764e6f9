"""Berkas Arsip: the list with its search, one berkas, retention schedule, classification codes, health."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from ukur.domain.errors import Refused
from ukur.services import acts, operate, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web import archive_fields
from ukur.web.commands import FieldError
from ukur.web.setup_pages import Errors, administrator, by_field
from ukur.web.shell import page, signed_in

SPARE = 3  # empty lines below a list


@require_GET
@signed_in
def archives(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All berkas, those whose time is over, or those in which words are found."""
    asked, only = request.GET.get("q", ""), request.GET.get("tampil", "")
    search = queries.search(actor, asked) if asked.strip() else None
    only = "over" if only == "habis" else ""
    return page(request, "archive/list.html", "archives", page=queries.archives(actor, only), search=search)


@require_GET
@signed_in
def berkas(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return page(request, "archive/berkas.html", "archives", page=queries.berkas_page(actor, id))


@require_http_methods(["GET", "POST"])
@signed_in
def schedule(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Jadwal retensi: everybody reads it, the administrator sets it."""
    errors: Errors = []
    if request.method == "POST":
        errors = _perform(actor, lambda: archive_fields.retention(request.POST, actor.agency or 0))
        if not errors:
            messages.success(request, "Jadwal retensi tersimpan. Berkas yang sudah ditutup tetap memakai retensinya.")
            return redirect("archive_schedule")
    return _list(request, "archive/schedule.html", errors, queries.schedule_page(actor))


@require_http_methods(["GET", "POST"])
@signed_in
def codes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Kode klasifikasi: everybody reads them, the administrator sets them."""
    errors: Errors = []
    if request.method == "POST":
        errors = _perform(actor, lambda: archive_fields.codes(request.POST, actor.agency or 0))
        if not errors:
            messages.success(request, "Kode klasifikasi tersimpan.")
            return redirect("archive_codes")
    return _list(request, "archive/codes.html", errors, queries.codes_page(actor))


@require_http_methods(["GET", "POST"])
@administrator
def health(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Kesehatan arsip; POST begins a whole check."""
    if request.method == "POST":
        operate.check_soon(actor)
        messages.success(request, "Pemeriksaan dimulai. Muat ulang halaman ini untuk melihat hasilnya.")
        return redirect("archive_health")
    return page(request, "archive/health.html", "archives", page=queries.health_page(actor))


def _list(request: HttpRequest, template: str, errors: Errors, shown: Any) -> HttpResponse:
    """A list with spare lines; after an error with what was typed."""
    status = 422 if errors else 200
    typed = request.POST if errors else None
    return page(
        request,
        template,
        "archives",
        status=status,
        page=shown,
        errors=errors,
        err=by_field(errors),
        typed=typed,
        spare=SPARE,
    )


def _perform(actor: Actor, make: Any) -> Errors:
    try:
        acts.perform(actor, make())
    except FieldError as error:
        return [(error.text, error.field)]
    except Refused as refused:
        return [(text, "") for text in say_all(refused.refusals)]
    return []
