"""What the visitor sees when something is not there, not theirs, or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"me": None, "agency": None, "practice": False}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"me": None, "agency": None, "practice": False}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", {"me": None, "agency": None, "practice": False}, status=500)
