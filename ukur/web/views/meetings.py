"""A meeting: its page, decisions, the wall, the minutes, its files, and calling a Rapat lanjutan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.errors import Refused
from ukur.domain.meeting.commands import InviteAgain, WriteMinutes
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web import commands
from ukur.web.shell import page, signed_in
from ukur.web.views import previews
from ukur.web.views.records import file_answer

Errors = list[tuple[str, str]]


@require_GET
@signed_in
def meeting(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return show(request, actor, id)


def show(request: HttpRequest, actor: Actor, id: int, errors: Errors | None = None) -> HttpResponse:
    """The meeting's page; what was refused stands over it, with the fields as they were sent."""
    shown = queries.meeting_page(actor, id)
    typed = request.POST if errors else {}
    status = 422 if errors else 200
    err = {field: text for text, field in errors or [] if field}
    return page(request, "meeting.html", "inbox", status=status, page=shown, errors=errors or [], err=err, typed=typed)


@require_GET
@signed_in
def short_door(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    """The short address in a chat group."""
    return redirect("meeting", id=queries.short_door(actor, token))


@require_POST
@signed_in
def decide(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Catat keputusan, from the meeting's page or from the wall; ``drop`` takes a draft back."""
    fields = request.POST
    no = fields.get("screen", "")
    queries.meeting_page(actor, id)  # NotThere for outsiders, before anything is said about fields
    try:
        if fields.get("drop", "").isdigit():
            acts.drop_decision(actor, id, int(fields["drop"]))
            messages.success(request, "Keputusan dihapus dari catatan.")
        else:
            acts.note_decision(actor, id, commands.decision_of(fields))
            messages.success(request, "Keputusan dicatat.")
    except commands.FieldError as error:
        return _refused(request, actor, id, no, [(error.text, error.field)])
    except Refused as refused:
        field = "owner" if refused.refusals[0].code == "decision_without_owner" else "text"
        return _refused(request, actor, id, no, [(text, field) for text in say_all(refused.refusals)])
    if no.isdigit():
        return redirect(f"{reverse('meeting_screen', kwargs={'id': id})}?no={no}")
    return redirect(reverse("meeting", kwargs={"id": id}) + "#keputusan")


def _refused(request: HttpRequest, actor: Actor, id: int, no: str, errors: Errors) -> HttpResponse:
    return _screen(request, actor, id, no, errors) if no.isdigit() else show(request, actor, id, errors)


@require_GET
@signed_in
def screen(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Layar rapat: one indicator a page; ``?no`` chooses it."""
    return _screen(request, actor, id, request.GET.get("no", "0"), [])


def _screen(request: HttpRequest, actor: Actor, id: int, no: str, errors: Errors) -> HttpResponse:
    number = int(no) if no.isascii() and no.isdigit() and len(no) < 6 else 0
    shown = queries.screen(actor, id, number)
    typed = request.POST if errors else {}
    return page(request, "meeting_screen.html", status=422 if errors else 200, page=shown, errors=errors, typed=typed)


@require_http_methods(["GET", "POST"])
@signed_in
def minutes(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Notula that follows later, and the end of a Rapat lanjutan."""
    errors: Errors = []
    if previews.asked(request):
        return previews.preview(request, actor, lambda: _minutes(request, actor, id))
    if request.method == "POST":
        command = _minutes(request, actor, id)
        try:
            acts.perform(actor, command)
            messages.success(request, "Rapat selesai, notula menyusul." if command.later else "Notula selesai.")
            return redirect("meeting", id=id)
        except Refused as refused:
            errors = [(text, "minutes") for text in say_all(refused.refusals)]
    shown = queries.meeting_page(actor, id)
    typed = request.POST if errors else {}
    status = 422 if errors else 200
    return page(request, "meeting_minutes.html", "inbox", status=status, page=shown, errors=errors, typed=typed)


def _minutes(request: HttpRequest, actor: Actor, id: int) -> WriteMinutes:
    fields = request.POST
    text, chair, taker = (fields.get(name, "").replace("\x00", "") for name in ("minutes", "chair", "note_taker"))
    return WriteMinutes(queries.meeting_page(actor, id).run, id, text, chair, taker, fields.get("do") == "later")


@require_GET
@signed_in
def calendar(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.calendar_file(actor, id), inline=False)


@require_GET
@signed_in
def blank_list(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.blank_list(actor, id), inline=True)


@require_GET
@signed_in
def bundle(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    return file_answer(queries.meeting_bundle(actor, id), inline=True)


@require_POST
@signed_in
def preview(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The letter as it would be printed, while it is typed."""
    fields = {name: str(value) for name, value in request.POST.items()}
    letter = queries.invitation_preview(actor, id, fields)
    return HttpResponse(render_to_string("meeting_letter.html", {"letter": letter}, request))


@require_http_methods(["GET", "POST"])
@signed_in
def call_again(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Rapat lanjutan."""
    errors: Errors = []
    shown = queries.follow_up_meeting(actor, id)
    if previews.asked(request):
        return previews.preview(request, actor, lambda: InviteAgain(id, *commands.invitation_fields(request.POST)))
    if request.method == "POST":
        try:
            acts.perform(actor, InviteAgain(id, *commands.invitation_fields(request.POST)))
            messages.success(request, "Undangan rapat lanjutan terkirim.")
            return redirect("meeting", id=queries.last_meeting(id))
        except commands.FieldError as error:
            errors = [(error.text, error.field)]
        except Refused as refused:
            errors = [(text, "") for text in say_all(refused.refusals)]
    err = {field: text for text, field in errors if field}
    status, typed = (422, request.POST) if errors else (200, {})
    return page(request, "meeting_again.html", "inbox", status=status, page=shown, errors=errors, err=err, typed=typed)
