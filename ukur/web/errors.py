"""What the visitor sees when something is not there, not theirs, or broken; and what a report of it keeps quiet."""

from __future__ import annotations

import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any
from urllib.parse import quote_plus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.views.debug import SafeExceptionReporterFilter


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"me": None, "agency": None, "practice": False}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"me": None, "agency": None, "practice": False}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", {"me": None, "agency": None, "practice": False}, status=500)


class Discreet(SafeExceptionReporterFilter):
    """Reports of an error, on the page while developing or to whom they are sent: without what was typed in a field
    for a secret, under whatever name and in whatever form it stands in a frame, and without the office's own secrets.
    """

    hidden_settings = re.compile(
        SafeExceptionReporterFilter.hidden_settings.pattern + "|^BSRE$|^S3$|^UKUR_|^DATABASE_URL$", re.IGNORECASE
    )

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {} if request is None else self._discreet(request.POST)

    def get_cleansed_multivaluedict(self, request: HttpRequest, multivaluedict: QueryDict) -> QueryDict:
        return self._discreet(multivaluedict)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> ItemsView[str, Any]:
        shown = super().get_traceback_frame_variables(request, tb_frame)
        secrets = self._secrets(request)
        kept = {name: self.cleansed_substitute if _tells(value, secrets) else value for name, value in shown}
        return kept.items()

    def _discreet(self, fields: MultiValueDict[str, Any]) -> QueryDict:
        made = QueryDict(mutable=True)
        for name, values in fields.lists():
            made.setlist(name, [self.cleansed_substitute] if self._hides(name) else values)
        return made

    def _hides(self, name: object) -> bool:
        return bool(self.hidden_settings.search(str(name)))

    def _secrets(self, request: HttpRequest | None) -> set[str]:
        """What was typed in such fields, as it may stand in a text, in bytes and in an address."""
        lists = request.POST.lists() if request is not None else ()
        typed = {one for name, values in lists if self._hides(name) for one in values if one}
        return typed | {form(one) for one in typed for form in (_escaped, _in_bytes, quote_plus)}


def _escaped(text: str) -> str:
    return repr(text)[1:-1]


def _in_bytes(text: str) -> str:
    return repr(text.encode())[2:-1]


def _tells(value: object, secrets: set[str]) -> bool:
    """Whether it shows one of ``secrets``; what cannot be shown might."""
    try:
        shown = repr(value)
    except Exception:
        return True
    return any(one in shown for one in secrets)
