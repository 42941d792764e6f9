"""The page of a document: initials, the scan that follows, copies asked back, deliveries and their receipts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ukur.domain.errors import Refused
from ukur.domain.paper.commands import InitialPaper
from ukur.domain.signature.commands import AddScan, Deliver, RecallCopy, RecordReceipt
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web import commands
from ukur.web.shell import page, signed_in
from ukur.web.views import previews

Errors = list[tuple[str, str]]


@require_http_methods(["GET", "POST"])
@signed_in
def document(request: HttpRequest, actor: Actor, id: int) -> HttpResponse:
    """Show it, or do what ``do`` names."""
    shown = queries.document_page(actor, id)
    errors: Errors = []
    if previews.asked(request):
        return previews.preview(request, actor, lambda: _deliver(request, shown))
    if request.method == "POST":
        try:
            messages.success(request, _act(request, actor, shown))
            return redirect("record", id=id)
        except commands.FieldError as wrong:
            errors = [(wrong.text, wrong.field)]
        except Refused as refused:
            errors = [(text, "") for text in say_all(refused.refusals)]
    return page(request, "document.html", "runs", status=422 if errors else 200, page=shown, errors=errors)


def _act(request: HttpRequest, actor: Actor, shown: queries.DocumentPage) -> str:
    name = request.POST.get("do", "")
    if name not in _DOINGS:
        raise commands.FieldError("do", "Tombol itu tidak dikenal. Muat ulang halaman.")
    make, done = _DOINGS[name]
    acts.perform(actor, make(request, shown))
    return done


def _initial(request: HttpRequest, shown: queries.DocumentPage) -> InitialPaper:
    return InitialPaper(shown.run, shown.id, request.POST.get("digest", ""), commands.text(request.POST, "note"))


def _scan(request: HttpRequest, shown: queries.DocumentPage) -> AddScan:
    upload = request.FILES.get("scan")
    if upload is None:
        raise commands.FieldError("scan", "Pilih pindaian dulu.")
    remark = commands.text(request.POST, "remark")
    kept = acts.keep_signed_scan(shown.run, upload.read(), upload.name or "pindaian", remark, shown.id)
    return AddScan(shown.run, shown.id, *kept, remark)


def _recall(request: HttpRequest, shown: queries.DocumentPage) -> RecallCopy:
    copy = request.POST.get("copy", "")
    return RecallCopy(shown.run, int(copy) if copy.isdigit() else 0, commands.text(request.POST, f"reason-{copy}"))


def _deliver(request: HttpRequest, shown: queries.DocumentPage) -> Deliver:
    chosen = tuple(str(one) for one in request.POST.getlist("to"))
    others = tuple(commands.text(request.POST, "others").splitlines())
    return Deliver(shown.run, (*chosen, *others), commands.number_of(request.POST))


def _receipt(request: HttpRequest, shown: queries.DocumentPage) -> RecordReceipt:
    row = request.POST.get("delivery", "")
    day = commands.date_of(request.POST, f"on-{row}", "Tanggal terima")
    upload = request.FILES.get(f"receipt-{row}")
    name = (upload.name or "tanda terima") if upload else ""
    scan = acts.keep_scan(name, upload.read()) if upload else ""
    by = commands.text(request.POST, f"by-{row}")
    return RecordReceipt(shown.run, int(row) if row.isdigit() else 0, by, day, scan, name)


_DOINGS: dict[str, tuple[Callable[[HttpRequest, queries.DocumentPage], Any], str]] = {
    "InitialPaper": (_initial, "Paraf dibubuhkan."),
    "AddScan": (_scan, "Pindaian tersimpan."),
    "RecallCopy": (_recall, "Salinan ditarik."),
    "Deliver": (_deliver, "Surat pengantar dibuat. Catat tanda terimanya setelah kembali."),
    "RecordReceipt": (_receipt, "Tanda terima tercatat."),
}
