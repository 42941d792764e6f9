"""What the head does on his sheet: correct wording, find it right, sign in one of four ways."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from ukur.domain.document.commands import CorrectWording, FinishCorrection
from ukur.domain.errors import Refusal, Refused
from ukur.domain.signature.commands import SignInInk
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web import commands

FIELDS = ("cause", "follow_up")
_AT = {
    "wrong_passphrase": "passphrase",
    "signing_user_not_registered": "identity",
    "signing_signer_differs": "identity",
}


def field_of(refusal: Refusal, request: HttpRequest) -> str:
    """The field at which a refused signature is mended; each way has its own. Empty when there is none."""
    name, way = _AT.get(refusal.code, ""), request.POST.get("way", "")
    return f"{name}-{way}" if name and way in ("key", "bsre") else ""


def correct(request: HttpRequest, actor: Actor, task: Any) -> str:
    """Koreksi kalimat: each text that was changed is one correction, with the same reason."""
    fields = request.POST
    code = fields.get("value", "")
    reason = commands.text(fields, f"why-{code}")
    texts = {name: (commands.text(fields, f"seen_{name}"), commands.text(fields, f"{name}-{code}")) for name in FIELDS}
    changed = [name for name, (seen, text) in texts.items() if text != seen]
    for name in changed or FIELDS[:1]:
        acts.perform(actor, CorrectWording(task.run_id, task.key, code, name, *texts[name], reason))
    return "Koreksi tersimpan. Kalimat lama tetap tercatat."


def finish(request: HttpRequest, actor: Actor, task: Any, paper: acts.FromPaper | None) -> str:
    """Selesai dikoreksi; submitted in advance, the signature comes in the same breath when it is asked for."""
    command = commands.make("FinishCorrection", task.run_id, task.key, request.POST)
    assert isinstance(command, FinishCorrection)  # noqa: S101 - what its maker makes
    submitted = acts.finish_correction(actor, command, paper=paper)
    if not submitted:
        return "Selesai dikoreksi. Sekretaris mengajukan untuk ditandatangani."
    signing = queries.signing_task(task.run_id)
    if signing is None or not request.POST.get("way"):
        return "Dokumen diajukan. Silakan ditandatangani."
    try:
        return sign(request, actor, signing)
    except Refused as refused:  # what was decided stays decided; the page of the signature is next
        messages.warning(request, " ".join(say_all(refused.refusals)))
        return "Dokumen diajukan, belum ditandatangani."


def sign(request: HttpRequest, actor: Actor, task: Any) -> str:
    """Tanda tangani with a key or by the service."""
    fields = request.POST
    means = acts.Means(
        "bsre" if fields.get("way") == "bsre" else "key",
        acts.Secret(fields.get("passphrase", "")),
        fields.get("identity", "").strip(),
        bool(fields.get("again")),
    )
    acts.sign(actor, task.run_id, task.key, fields.get("digest", ""), means)
    return "Dokumen ditandatangani."


def take_in(request: HttpRequest, actor: Actor, task: Any) -> str:
    """The document signed in the official's own application, uploaded by him or by who records it for him."""
    upload = request.FILES.get("signed")
    if upload is None:
        raise commands.FieldError("signed", "Pilih PDF yang sudah ditandatangani dulu.")
    acts.take_in_signed(
        actor,
        task.run_id,
        task.key,
        request.POST.get("digest", ""),
        upload.read(),
        other_name=bool(request.POST.get("other_name")),
        by=_official(request, actor, timezone.localdate()),
    )
    return "Dokumen yang ditandatangani diterima."


def in_ink(request: HttpRequest, actor: Actor, task: Any) -> str:
    """Tanda tangan basah, with the scan or before it."""
    fields, upload = request.POST, request.FILES.get("scan")
    day = commands.date_of(fields, "signed_on", "Tanggal tanda tangan")
    scan, form, remark = "", "pdf", commands.text(fields, "remark")
    if upload is not None:
        scan, form = acts.keep_signed_scan(task.run_id, upload.read(), upload.name or "pindaian", remark)
    command = SignInInk(task.run_id, task.key, fields.get("digest", ""), day, scan, form, remark)
    acts.perform(actor, command, paper=_official(request, actor, day))
    return "Tanda tangan basah tercatat." if scan else "Tanda tangan basah tercatat. Pindaian menyusul."


def _official(request: HttpRequest, actor: Actor, day: dt.date) -> acts.FromPaper | None:
    """Whose signature it is when somebody else records it."""
    person = request.POST.get("official", "")
    return acts.FromPaper(int(person), day) if person.isdigit() and int(person) != actor.id else None
