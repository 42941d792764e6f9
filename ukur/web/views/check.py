"""Cek Keaslian, for everybody: by the address behind the QR code, by the Kode keaslian, or by the file itself."""

from __future__ import annotations

import hashlib
import tempfile
import threading
import time
from pathlib import Path

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from ukur.services import operate, queries
from ukur.services.wording import authenticity
from ukur.web.shell import page
from ukur.web.views.records import file_answer

_MOST = 50 * 1024 * 1024  # bytes of a file that is looked at
_FORM = 1024 * 1024  # bytes around it in the request
_CHECKS, _WINDOW = 20, 600  # so many from one address in so many seconds
_ROOM = threading.BoundedSemaphore(2)  # checks at once in this process


@require_GET
def check(request: HttpRequest, token: str = "") -> HttpResponse:
    """What is known of a paper. A code that is not known gets the same answer whatever it looks like."""
    typed = request.GET.get("kode", "").strip()
    if typed:
        return redirect("check", token=queries.token_of(typed) or "tidak-dikenal")
    found = queries.check_token(token, request.GET.get("salinan", "")) if token else None
    status = 404 if token and found is None else 200
    return page(request, "check.html", status=status, token=token, found=found, file=None)


@require_GET
def verifier(request: HttpRequest) -> HttpResponse:
    """The verifier that needs neither Ukur nor a network, to be kept."""
    return file_answer(queries.verifier_file(), inline=False)


@csrf_exempt  # nothing is changed, and the token would be looked for in the body before its size is known
@require_http_methods(["GET", "POST"])
def check_upload(request: HttpRequest) -> HttpResponse:
    """A file is checked and forgotten."""
    if request.method == "GET":
        return redirect("check_form")
    if int(request.META.get("CONTENT_LENGTH") or 0) > _MOST + _FORM:
        return _told(request, authenticity.TOO_LARGE, 413)
    if _too_many(request):
        return _told(request, authenticity.TOO_MANY, 429)
    given = request.FILES.get("berkas")
    if not isinstance(given, UploadedFile):
        return _told(request, authenticity.NO_FILE, 422)
    if not _ROOM.acquire(timeout=5):
        return _told(request, authenticity.BUSY, 503)
    try:
        return page(request, "check.html", token="", found=None, file=_checked(given), name=given.name)
    finally:
        _ROOM.release()


def _told(request: HttpRequest, said: tuple[str, str, str], status: int) -> HttpResponse:
    file = operate.CheckedFile(*said, (), 0)
    return page(request, "check.html", status=status, token="", found=None, file=file, name="")


def _checked(given: UploadedFile[bytes]) -> operate.CheckedFile:
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / ("berkas.pdf" if str(given.name).lower().endswith(".pdf") else "berkas")
        with path.open("wb") as out:
            for chunk in given.chunks():
                out.write(chunk)
        return operate.check_file(path)


def _too_many(request: HttpRequest) -> bool:
    """Counts the checks of an address; the address itself is not kept."""
    who = hashlib.sha256(get_adapter(request).get_client_ip(request).encode()).hexdigest()[:32]
    key = f"cek:{who}:{int(time.time() // _WINDOW)}"
    cache.add(key, 0, _WINDOW)
    return cache.incr(key) > _CHECKS
