"""Kunci tanda tangan: one's own key, kept or removed. Its passphrase passes through one request."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ukur.domain.errors import Refused
from ukur.domain.signature.commands import KEY_FILE_MOST, RemoveKey
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say
from ukur.web import commands
from ukur.web.shell import page, signed_in

_RELOCKED = " Penyandian berkasnya lama, jadi diganti yang lebih kuat; frasa sandinya tetap sama."
_FIELD = {
    "key_file_passphrase": "passphrase",
    "key_other_name": "other_name",
    "key_none_kept": "",
    "key_for_officials": "",
}


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "POST"])
@signed_in
def signing_key(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page of one's own key; a POST keeps the uploaded one or, with ``do`` RemoveKey, removes it."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            return _remove(request, actor) if request.POST.get("do") == "RemoveKey" else _keep(request, actor)
        except commands.FieldError as error:
            errors = [(error.text, error.field)]
        except Refused as refused:
            errors = [(say(one), _FIELD.get(one.code, "container")) for one in refused.refusals]
    return page(
        request,
        "signing_key.html",
        status=422 if errors else 200,
        page=queries.signing_key_page(actor, timezone.now()),
        errors=errors,
        err={field: text for text, field in errors if field},
        typed=request.POST,
        task=_task(request),
    )


def _keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    upload, secret = request.FILES.get("container"), acts.Secret(request.POST.get("passphrase", ""))
    if upload is None:
        raise commands.FieldError("container", "Pilih berkas kunci (.p12 atau .pfx) dulu.")
    if not secret.text:
        raise commands.FieldError("passphrase", "Tulis frasa sandi berkas itu; tanpa frasa sandi tidak diterima.")
    content = upload.read(KEY_FILE_MOST + 1)
    relocked = acts.keep_key(actor, content, secret, other_name=bool(request.POST.get("other_name")))
    messages.success(request, "Kunci tersimpan. Frasa sandinya tidak disimpan." + (_RELOCKED if relocked else ""))
    task = _task(request)
    return redirect("task", id=task) if task else redirect("signing_key")


def _remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    acts.perform(actor, RemoveKey(actor.agency or 0))
    messages.success(request, "Kunci dihapus. Dokumen yang sudah ditandatangani tidak berubah.")
    return redirect("signing_key")


def _task(request: HttpRequest) -> int:
    """The task that somebody came from and goes back to; 0 when there is none."""
    asked = request.POST if request.method == "POST" else request.GET
    number = asked.get("tugas", "")
    return int(number) if number.isdecimal() and len(number) < 16 else 0
