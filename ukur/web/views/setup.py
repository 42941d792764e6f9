"""Siapkan Dinas: the checklist, the letterhead, units, team, test print."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from ukur.domain.people.commands import ConfirmPrint
from ukur.services import queries
from ukur.services.access import Actor
from ukur.web import setup_fields
from ukur.web.setup_pages import administrator, onward, perform, step
from ukur.web.views.records import file_answer

SPARE = 3  # empty lines below the units


@require_GET
@administrator
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The checklist, and where one left off."""
    return step(request, actor, 0, "setup/home.html", practice_place=settings.PRACTICE_URL)


@require_http_methods(["GET", "POST"])
@administrator
def agency(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 1: the letterhead."""
    errors = []
    if request.method == "POST":
        errors = perform(actor, lambda: setup_fields.letterhead(request, actor.agency or 0))
        if not errors:
            messages.success(request, "Kop tersimpan.")
            return onward(request, "setup_agency", "setup_units")
    shown = queries.agency_of(actor)
    typed = request.POST if errors else None
    return step(request, actor, 1, "setup/agency.html", errors, kept=shown, typed=typed)


@require_GET
@administrator
def logo(request: HttpRequest, actor: Actor) -> HttpResponse:
    return file_answer(queries.logo(actor), inline=True)


@require_http_methods(["GET", "POST"])
@administrator
def units(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 2: the units."""
    errors, lines = [], list(queries.unit_rows(actor))
    if request.method == "POST":
        command = setup_fields.units(request.POST, actor.agency or 0)
        errors = perform(actor, lambda: command)
        if not errors:
            messages.success(request, "Bidang tersimpan.")
            return onward(request, "setup_units", "setup_people")
        content = {one.id: one.content for one in lines}
        lines = [
            queries.UnitRow(one.id, one.code, one.name, one.kind, content.get(one.id, "")) for one in command.units
        ]
    blank = [queries.UnitRow(0, "", "", "bidang", "")] * SPARE
    return step(request, actor, 2, "setup/units.html", errors, rows=[*lines, *blank])


@require_http_methods(["GET", "POST"])
@administrator
def team(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 4: the team with its SK."""
    errors = []
    if request.method == "POST":
        errors = perform(actor, lambda: setup_fields.team(request, actor.agency or 0))
        if not errors:
            messages.success(request, "Tim dan SK tersimpan.")
            return onward(request, "setup_team", "setup_plan")
    shown = queries.team_step(actor)
    return step(request, actor, 4, "setup/team.html", errors, shown=shown, typed=request.POST if errors else None)


@require_GET
@administrator
def decree(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.decree(actor, id), inline=True)


@require_http_methods(["GET", "POST"])
@administrator
def print_test(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 6: a page to print, and that it is right."""
    errors = []
    if request.method == "POST":
        errors = perform(actor, lambda: ConfirmPrint(actor.agency or 0))
        if not errors:
            messages.success(request, "Hasil cetak dinyatakan benar.")
            return redirect("setup_print")
    return step(request, actor, 6, "setup/print.html", errors, kept=queries.agency_of(actor))


@require_GET
@administrator
def print_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    return file_answer(queries.test_print(actor), inline=True)


@require_http_methods(["GET", "POST"])
@administrator
def papers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Aturan naskah: who initials what, who signs which letter, the number book, the usual way of signing."""
    errors = []
    if request.method == "POST":
        errors = perform(actor, lambda: setup_fields.papers(request.POST, actor.agency or 0))
        if not errors:
            messages.success(request, "Aturan naskah tersimpan. Berlaku untuk naskah yang dibuat sesudah ini.")
            return redirect("setup_papers")
    typed = request.POST if errors else None
    return step(request, actor, 0, "setup/papers.html", errors, shown=queries.papers_page(actor), typed=typed)


@require_http_methods(["GET", "POST"])
@administrator
def opening(request: HttpRequest, actor: Actor, year: int) -> HttpResponse:
    """Data awal: figures of quarters before this software was used."""
    errors = []
    if request.method == "POST":
        errors = perform(actor, lambda: setup_fields.opening(request.POST, actor.agency or 0, year))
        if not errors:
            messages.success(request, "Data awal tersimpan.")
            return redirect("plan_year", year=year)
    typed = request.POST if errors else None
    return step(request, actor, 5, "setup/opening.html", errors, shown=queries.opening_page(actor, year), typed=typed)
