"""The workbook of a unit's form: taken away (Unduh Excel), brought back, looked through and saved (Unggah Excel)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ukur.domain.achievement.numbers import read_number
from ukur.domain.collection.commands import ApplyBook
from ukur.domain.errors import Refused
from ukur.services import access, acts, queries
from ukur.services.access import Actor
from ukur.services.acts import Preview
from ukur.services.wording import say_all
from ukur.web.shell import page, signed_in
from ukur.web.views.records import file_answer

_MOST = 5_000_000  # bytes that are taken in at all; the reader says the same
_READING, _TAKE = "reading:", "take:"


@require_GET
@signed_in
def book(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Unduh Excel."""
    try:
        return file_answer(queries.book_file(actor, id), inline=False)
    except Refused as refused:
        return _show(request, actor, id, refused=refused)


@require_http_methods(["GET", "POST"])
@signed_in
def bring(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Unggah Excel: a file is looked through and shown; its digest, sent with what was shown, is saved."""
    try:
        queries.may_bring(actor, id)
        if request.method == "GET":
            return _show(request, actor, id)
        if request.POST.get("do") == "ApplyBook":
            return _apply(request, actor, id)
        return _show(request, actor, id, _preview(request, actor, id))
    except Refused as refused:
        return _show(request, actor, id, refused=refused)


def _apply(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Save it; when something has changed since the preview, show the new one and save nothing."""
    task, fields = access.task(actor, id), request.POST
    take = tuple(name.removeprefix(_TAKE) for name, how in fields.items() if name.startswith(_TAKE) and how == "book")
    command = ApplyBook(
        task.run_id,
        task.key,
        fields.get("digest", ""),
        fields.get("seen", ""),
        take,
        tuple(_readings(request).items()),
        bool(fields.get("carry")),
    )
    try:
        done = acts.perform(actor, command)
    except Refused as refused:
        if refused.refusals[0].code not in ("book_moved", "book_nothing_new"):
            raise
        return _show(request, actor, id, _preview(request, actor, id), refused)
    messages.success(request, _said(done.counts))
    return redirect("task", id=id)


def _said(counts: Mapping[str, int]) -> str:
    said = [f"{counts['cells']} isian dari Excel tersimpan"]
    if counts["proofs"]:
        said.append(f"{counts['proofs']} bukti ditambahkan")
    left = counts["left"] + counts["wrong"]
    rest = f" {left} isian tidak diambil." if left else ""
    return f"{', '.join(said)}.{rest}"


def _preview(request: HttpRequest, actor: Actor, id: int) -> Preview:
    """What would come of the uploaded file, or of the one kept under the digest that was sent."""
    task, upload = access.task(actor, id), request.FILES.get("file")
    file: bytes | str = request.POST.get("digest", "")
    if upload is not None:
        file = upload.read(_MOST + 1)
    carry = bool(request.POST.get("carry"))
    return acts.preview_book(
        actor, task.run_id, task.key, file, timezone.now(), readings=_readings(request), carry=carry
    )


def _readings(request: HttpRequest) -> dict[str, Decimal]:
    """How numbers in doubt are meant: as answered before, and by the button pressed now (``IKU-1=1,21``)."""
    given = {name.removeprefix(_READING): text for name, text in request.POST.items() if name.startswith(_READING)}
    code, _, text = request.POST.get("answer", "").rpartition("=")
    if code:
        given[code] = text
    found = {}
    for name, typed in given.items():
        reading = read_number(str(typed)[:60])
        if reading.value is not None and not reading.ambiguous:
            found[name] = reading.value
    return found


def _show(
    request: HttpRequest, actor: Actor, id: int, preview: Preview | None = None, refused: Refused | None = None
) -> HttpResponse:
    errors = [(text, "") for text in say_all(refused.refusals)] if refused else []
    shown = queries.book_page(actor, id, preview)
    taken = [name for name, how in request.POST.items() if name.startswith(_TAKE) and how == "book"]
    return page(request, "book.html", "inbox", status=422 if errors else 200, page=shown, errors=errors, taken=taken)
