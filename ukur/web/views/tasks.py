"""Tugas Saya and the page of one task."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.collection.commands import SaveCells
from ukur.domain.errors import Refused
from ukur.domain.run.commands import TakeTask
from ukur.services import access, acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say, say_all
from ukur.web import commands
from ukur.web.shell import page, signed_in
from ukur.web.views import previews, signing

Errors = list[tuple[str, str]]


@require_GET
@signed_in
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    return page(request, "inbox.html", "inbox", inbox=queries.inbox(actor))


@require_POST
@signed_in
def take(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Kerjakan: the waiting ends; when somebody was faster the page says so."""
    task = access.task(actor, id)
    try:
        acts.perform(actor, TakeTask(task.run_id, task.key))
    except Refused as refused:
        messages.info(request, " ".join(say_all(refused.refusals)))
    return redirect("task", id=id)


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "POST"])
@signed_in
def task(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The task's page; a POST names its command in ``do``."""
    if previews.asked(request):
        made = partial(_command, request, access.task(actor, id))
        return previews.preview(request, actor, made, partial(_from_paper, request, kept=False))
    if request.method == "POST":
        return _act(request, actor, id)
    return _show(request, actor, id)


def _show(
    request: HttpRequest, actor: Actor, id: int, errors: Errors | None = None, cells: dict[str, Any] | None = None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    shown = queries.task_page(actor, id, pick=(asked.get("bidang", ""), asked.get("nilai", "")))
    status = 422 if errors or cells else 200
    typed = request.POST if errors or cells else {}
    return page(
        request,
        "task.html",
        "inbox",
        status=status,
        page=shown,
        errors=errors or [],
        err={field: text for text, field in errors or [] if field},
        typed=typed,
        cell_errors=cells or {},
    )


def _act(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    task = access.task(actor, id)
    name = request.POST.get("do", "")
    try:
        if any(key.startswith("raw:") for key in request.POST):
            refused_cells = _save_cells(request, actor, task)
            if refused_cells:
                return _show(request, actor, id, cells=refused_cells)
        done = _perform(request, actor, task, name)
    except commands.FieldError as error:
        return _show(request, actor, id, [(error.text, error.field)])
    except Refused as refused:
        if any(one.code == "task_done" for one in refused.refusals):
            return redirect("task", id=id)  # the page says who was faster, be it oneself by a second click
        return _show(request, actor, id, [(say(one), signing.field_of(one, request)) for one in refused.refusals])
    messages.success(request, done)
    return _onward(request, actor, task, name)


def _onward(request: HttpRequest, actor: Actor, task: Any, name: str) -> HttpResponse:
    """Where one goes on after an act: the meeting, the same task, the next of one sitting, or Tugas Saya."""
    if name in ("Invite", "FinishMeeting"):
        return redirect("meeting", id=queries.last_meeting(task.run_id))
    task.refresh_from_db()
    if task.status == "open":
        return redirect(_after(request, task.pk))
    following = queries.next_task(actor, task.run_id) if task.activity in _ONE_SITTING else None
    return redirect("task", id=following) if following else redirect("inbox")


_ONE_SITTING = ("koreksi", "ajukan", "tandatangan", "gandakan")


def _after(request: HttpRequest, id: int) -> str:
    """The task again, on the board with the value that is looked at next."""
    address = reverse("task", kwargs={"id": id})
    unit, value = request.POST.get("bidang", ""), request.POST.get("nilai", "")
    if not unit.isdigit():
        return address
    return f"{address}?{urlencode({'bidang': unit, 'nilai': value})}#panel"


def _perform(request: HttpRequest, actor: Actor, task: Any, name: str) -> str:
    fields = request.POST
    if name in ("SaveCells", "") and any(key.startswith("raw:") for key in fields):
        return "Isian tersimpan."
    if name == "SaveDraft":
        acts.save_draft(actor, task, {key: str(value) for key, value in fields.items() if key not in _NOT_DRAFTED})
        return "Isian tersimpan. Pejabat dapat membukanya dan mengesahkan."
    if name == "Attach":
        return _attach(request, actor, task)
    if name in _SIGNING:
        return _SIGNING[name](request, actor, task)
    if name == "FinishCorrection":
        return signing.finish(request, actor, task, _from_paper(request))
    acts.perform(actor, _command(request, task), paper=_from_paper(request))
    return _DONE.get(name, "Selesai. Tugas berikutnya sudah sampai ke orangnya.")


def _command(request: HttpRequest, task: Any) -> Any:
    """What the button ``do`` means."""
    name = request.POST.get("do", "")
    if not commands.known(name):
        raise commands.FieldError("do", "Tombol itu tidak dikenal. Muat ulang halaman.")
    return commands.make(name, task.run_id, task.key, request.POST)


_SIGNING = {
    "CorrectWording": signing.correct,
    "Sign": signing.sign,
    "TakeInSigned": signing.take_in,
    "SignInInk": signing.in_ink,
}
_NOT_DRAFTED = {"csrfmiddlewaretoken", "do", "passphrase", "identity"}
_DONE = {
    "AcceptValues": "Nilai diterima.",
    "RaiseFinding": "Nilai dikembalikan ke bidangnya, dengan alasannya.",
    "SendToHead": "Terkirim. Menunggu disetujui pimpinan unit.",
    "GiveBackToStaff": "Form dikembalikan ke pengisi.",
    "ReleaseSheet": "Form disetujui dan terkirim.",
    "Return": "Dikembalikan untuk diperbaiki.",
    "Invite": "Undangan terkirim. Unduh suratnya dan salin teks untuk grup di bawah ini.",
    "FinishMeeting": "Rapat selesai. Keputusan sudah sampai ke penanggung jawabnya.",
}


def _from_paper(request: HttpRequest, *, kept: bool = True) -> acts.FromPaper | None:
    """An act recorded from paper: who, when, and the scan when it is ``kept``."""
    person = request.POST.get("paper_person", "")
    if not request.POST.get("from_paper") or not person.isdigit():
        return None
    day: dt.date = commands.date_of(request.POST, "paper_date", "Tanggal di kertas")
    upload = request.FILES.get("paper_scan") if kept else None
    scan = acts.keep_scan(upload.name or "pindaian", upload.read()) if upload else ""
    return acts.FromPaper(int(person), day, scan)


def _attach(request: HttpRequest, actor: Actor, task: Any) -> str:
    upload = request.FILES.get("file")
    if upload is None:
        raise commands.FieldError("file", "Pilih berkas dulu.")
    acts.attach(actor, task, upload.name or "lampiran", upload.read())
    return "Lampiran tersimpan."


def _save_cells(request: HttpRequest, actor: Actor, task: Any) -> dict[str, Any]:
    """Store what was typed; what could not be stored, by code, with the sentence and the readings to choose from."""
    changes = commands.cell_changes(request.POST)
    saved = acts.save_cells(actor, SaveCells(task.run_id, task.key, changes), timezone.now())
    return {
        one.code: {"text": say(one.refusal), "asks": one.asks, "theirs": one.theirs} for one in saved if one.refusal
    }
