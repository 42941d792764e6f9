"""A unit's form while it is filled in: cells saved one by one, the page of one value, its proofs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ukur.domain.collection.commands import AddEvidence, DropEvidence, ReuseEvidence, SaveCells, WaiveProof
from ukur.domain.errors import Refused
from ukur.services import access, acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say, say_all
from ukur.services.wording.dates import clock
from ukur.web import commands
from ukur.web.shell import page, signed_in
from ukur.web.views.records import file_answer


@require_http_methods(["GET", "POST"])
@signed_in
def save(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Save typed cells (POST, fields of the form), or ask what others have changed (GET ``seen``: lines CODE:version).

    Answers with each such row as it stands now: its version, its fields, and its HTML.
    """
    task = access.task(actor, id)
    if request.method == "GET":
        shown = queries.task_page(actor, id)
        seen = dict(one.rpartition(":")[::2] for one in request.GET.get("seen", "").split("\n"))
        news = [row for row in shown.rows if row.code in seen and seen[row.code] != str(row.version)]
        return JsonResponse(_state(shown, {row.code: _cell(row, id) for row in news}))
    changes = commands.cell_changes(request.POST)
    try:
        saved = acts.save_cells(actor, SaveCells(task.run_id, task.key, changes), timezone.now())
    except Refused as refused:
        return JsonResponse({"refused": " ".join(say_all(refused.refusals))}, status=422)
    shown = queries.task_page(actor, id)
    wrong = {one.code: _wrong(one) for one in saved}
    rows = (row for row in shown.rows if row.code in wrong)
    return JsonResponse(_state(shown, {row.code: _cell(row, id, wrong[row.code], request.POST) for row in rows}))


@require_GET
@signed_in
def print_form(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """The form as a paper under the signature of the unit's head; ``?kosong=1``: to be filled by hand."""
    return file_answer(queries.unit_form(actor, id, blank=request.GET.get("kosong") == "1"), inline=True)


def _state(shown: queries.TaskPage, cells: dict[str, Any]) -> dict[str, Any]:
    return {
        "cells": cells,
        "at": clock(timezone.now()),
        "progress": render_to_string("task/progress.html", {"page": shown}),
        "gaps": render_to_string("task/drawn/gaps.html", {"what": shown.gaps}),
    }


def _wrong(saved: Any) -> dict[str, Any] | None:
    """What the row says when the cell could not be stored."""
    if saved.refusal is None:
        return None
    return {"text": say(saved.refusal), "asks": saved.asks, "theirs": saved.theirs}


def _cell(row: Any, task: int, wrong: dict[str, Any] | None = None, typed: Any = None) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name in ("raw", "cause", "follow_up", "unavailable", "provisional")}
    html = render_to_string("task/row.html", {"row": row, "task": task, "wrong": wrong, "typed": typed or {}})
    state = "saved" if wrong is None else "ask" if wrong["asks"] else "theirs" if wrong["theirs"] is not None else "bad"
    return {"version": row.version, "fields": fields, "state": state, "html": html}


@require_GET
@signed_in
def value(request: HttpRequest, actor: Actor, id: int, code: str) -> HttpResponse:
    """One value with its proofs; ``?kartu`` gives its definition sheet alone, for the panel beside the form."""
    shown = queries.value_page(actor, id, code)
    if "kartu" in request.GET:
        return HttpResponse(render_to_string("value_sheet.html", {"page": shown}))
    return page(request, "value.html", "inbox", page=shown, errors=[], typed={})


def _done(request: HttpRequest, actor: Actor, id: int, code: str, do: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the value; what is refused stands over the page with the fields as they were sent."""
    try:
        do()
    except Refused as refused:
        errors = [(text, "") for text in say_all(refused.refusals)]
        shown = queries.value_page(actor, id, code)
        return page(request, "value.html", "inbox", status=422, page=shown, errors=errors, typed=request.POST)
    messages.success(request, said)
    return redirect(reverse("value", kwargs={"id": id, "code": code}) + "#bukti")


def _place(request: HttpRequest, actor: Actor, id: int) -> tuple[Any, str]:
    """The task and the code of the value that the form names; ``NotThere`` when the sheet has no such value."""
    code = request.POST.get("code", "")
    queries.value_page(actor, id, code)
    return access.task(actor, id), code


@require_POST
@signed_in
def add_evidence(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Put a file, a link or a text to one value."""
    task, code = _place(request, actor, id)
    fields, upload = request.POST, request.FILES.get("file")
    kind = "file" if upload else ("link" if fields.get("link", "").strip() else "text")
    command = AddEvidence(
        task.run_id,
        task.key,
        code,
        kind,
        fields.get("title", "") or (upload.name if upload else "") or "",
        fields.get("link", "") or fields.get("text", ""),
        upload.read() if upload else b"",
        fields.get("place", ""),
        bool(fields.get("sensitive")),
    )
    return _done(
        request,
        actor,
        id,
        code,
        lambda: acts.add_evidence(actor, command, timezone.now()),
        "Bukti dukung tersimpan.",
    )


@require_POST
@signed_in
def reuse_evidence(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """A proof that stands elsewhere proves this value too."""
    task, code = _place(request, actor, id)
    number = request.POST.get("evidence", "")
    command = ReuseEvidence(task.run_id, task.key, code, int(number) if number.isdigit() else 0)
    return _done(
        request,
        actor,
        id,
        code,
        lambda: acts.reuse_evidence(actor, command, timezone.now()),
        "Bukti dipakai juga di sini.",
    )


@require_POST
@signed_in
def waive_proof(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Dikecualikan, dengan alasan."""
    task, code = _place(request, actor, id)
    command = WaiveProof(task.run_id, task.key, code, request.POST.get("waiver", ""))
    said = "Alasan tersimpan. Tim membacanya saat validasi." if command.reason.strip() else "Pengecualian dibatalkan."
    return _done(request, actor, id, code, lambda: acts.waive_proof(actor, command, timezone.now()), said)


@require_POST
@signed_in
def drop_evidence(request: HttpRequest, actor: Actor, id: int, evidence: int) -> HttpResponse:
    task, code = _place(request, actor, id)
    command = DropEvidence(task.run_id, task.key, evidence)
    return _done(
        request, actor, id, code, lambda: acts.drop_evidence(actor, command, timezone.now()), "Bukti dukung dihapus."
    )
