"""Step 5 of Siapkan Dinas: the workbook with units, people and plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.errors import Refused, Unreadable
from ukur.domain.intake.commands import ApplyIntake, UndoIntake
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.web import setup_fields
from ukur.web.setup_pages import Errors, administrator, perform, step, told
from ukur.web.views.records import file_answer


@require_http_methods(["GET", "POST"])
@administrator
def plan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The workbook on the desk; without one, or to replace it (?ganti=1), where one is put there."""
    errors: Errors = []
    if request.method == "POST":
        name, data = setup_fields.upload(request, "book")
        try:
            made = acts.take_in(actor, name, data, setup_fields.number(request.POST, "year"))
            return redirect("intake", id=made)
        except Unreadable as unreadable:
            errors = [(str(one), "book") for one in unreadable.faults]
        except Refused as refused:
            errors = told(refused)
    shown = queries.plan_step(actor)
    if shown.open and not errors and not request.GET.get("ganti"):
        return redirect("intake", id=shown.open)
    return step(request, actor, 5, "setup/plan.html", errors, shown=shown)


@require_GET
@administrator
def template(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Unduh contoh Excel."""
    return file_answer(queries.plan_template(actor), inline=False)


@require_http_methods(["GET", "POST"])
@administrator
def preview(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """What was read, mended in place."""
    sheet, whole = request.GET.get("lembar", ""), bool(request.GET.get("semua"))
    errors: Errors = []
    if request.method == "POST":
        try:
            acts.mend(actor, id, setup_fields.mendings(request.POST))
            return redirect(_address(id, sheet, whole=whole))
        except Refused as refused:
            errors = told(refused)
    shown = queries.intake_page(actor, id, sheet, whole=whole)
    return step(request, actor, 5, "setup/intake.html", errors, book=shown, whole=whole)


def _address(id: int, sheet: str, *, whole: bool) -> str:
    asked = "&".join(
        part for part in (f"lembar={sheet}" if sheet.isalpha() else "", "semua=1" if whole else "") if part
    )
    return reverse("intake", kwargs={"id": id}) + (f"?{asked}" if asked else "")


@require_POST
@administrator
def apply(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Terapkan."""
    errors = perform(actor, lambda: ApplyIntake(actor.agency or 0, id))
    return _done(request, actor, id, errors, "Baris yang siap sudah diterapkan.")


@require_POST
@administrator
def undo(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Urungkan impor."""
    said = "Impor diurungkan. Isi sebelumnya kembali seperti semula."
    return _done(request, actor, id, perform(actor, lambda: UndoIntake(actor.agency or 0, id)), said)


def _done(request: HttpRequest, actor: Actor, id: int, errors: Errors, said: str) -> HttpResponse:
    if errors:
        return step(request, actor, 5, "setup/intake.html", errors, book=queries.intake_page(actor, id), whole=False)
    messages.success(request, said)
    return redirect("intake", id=id)
