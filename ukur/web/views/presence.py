"""Who came: noted by the chair, and by oneself behind the QR code, with an account or without one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ukur.domain.errors import Refused
from ukur.domain.meeting.commands import Mark
from ukur.services import access, acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web import commands
from ukur.web.shell import page, signed_in
from ukur.web.views.meetings import show


@require_POST
@signed_in
def note(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The chair's page: the list, the list from paper, somebody who came besides, striking out, opening the door."""
    queries.meeting_page(actor, id)
    try:
        said = _note(request, actor, id)
    except commands.FieldError as error:
        return show(request, actor, id, [(error.text, error.field)])
    except Refused as refused:
        return show(request, actor, id, [(text, "") for text in say_all(refused.refusals)])
    messages.success(request, said)
    return redirect(reverse("meeting", kwargs={"id": id}) + "#kehadiran")


def _note(request: HttpRequest, actor: Actor, id: int) -> str:
    fields, now = request.POST, timezone.now()
    do = fields.get("do", "")
    if fields.get("strike", "").isdigit():
        acts.strike_attendance(actor, id, int(fields["strike"]))
        return "Daftar hadir diperbarui."
    if do == "open":
        acts.open_door(actor, id, now)
        return "Kehadiran dibuka. Tampilkan kode QR kepada peserta."
    if do == "add":
        name, office, how, whom = (fields.get(one, "") for one in ("name", "office", "how", "represents"))
        acts.add_attendee(actor, id, name, office, how, whom, now)
        return "Peserta dicatat."
    day = commands.date_of(fields, "paper_date", "Tanggal di daftar hadir") if fields.get("from_paper") else None
    upload = request.FILES.get("scan") if day else None
    scan = acts.keep_list(upload.name or "daftar hadir", upload.read()) if upload else ""
    left = acts.mark_attendance(actor, id, _marks(fields), now, day, scan)
    if left:
        messages.warning(request, f"Baru dicatat orang lain, jadi tidak diubah: {', '.join(left)}.")
    return "Kehadiran tersimpan."


def _marks(fields: Any) -> list[Mark]:
    keys = [name.removeprefix("how-") for name in fields if name.startswith("how-")]
    return [
        Mark(key, fields[f"how-{key}"], fields.get(f"was-{key}", ""), fields.get(f"represents-{key}", ""))
        for key in keys
    ]


@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the QR code: one tap for who is signed in, name and office for who has no account."""
    actor = _reader(request)
    errors: list[tuple[str, str]] = []
    try:
        if request.method == "POST":
            try:
                _check_in(request, actor, token)
                return redirect(f"{reverse('check_in', kwargs={'token': token})}?tercatat=1")
            except Refused as refused:
                errors = [(text, "") for text in say_all(refused.refusals)]
        shown = queries.door_page(actor, token)
    except access.NotThere:
        raise Http404 from None
    status, typed = (422, request.POST) if errors else (200, {})
    done = bool(request.GET.get("tercatat"))
    return page(request, "meeting_door.html", status=status, page=shown, errors=errors, typed=typed, done=done)


def _reader(request: HttpRequest) -> Actor | None:
    person: Any = request.user
    return access.actor(person) if person.is_authenticated and person.agency_id else None


def _check_in(request: HttpRequest, actor: Actor | None, token: str) -> None:
    fields, now = request.POST, timezone.now()
    how, represents = fields.get("how", ""), fields.get("represents", "")
    if actor is not None and queries.door_page(actor, token).known:
        acts.check_in(actor, token, how, represents, now)
    else:
        acts.check_in_guest(token, fields.get("name", ""), fields.get("office", ""), how, represents, now)
