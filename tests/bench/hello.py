"""Peer: the least that a page of Django costs. Its seven usual middlewares, no session read, no template, no query."""

from __future__ import annotations

from collections.abc import Callable

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.bench import wsgi

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.messages"]


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("", hello)]


def prepare(_top: int) -> Callable[[int], None]:
    """The answer asks for the page ``n`` times."""
    settings.configure(
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF="tests.bench.hello",
        MIDDLEWARE=MIDDLEWARE,
        INSTALLED_APPS=APPS,
    )
    django.setup()
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()

    def play(n: int) -> None:
        for _ in range(n):
            assert wsgi.get(application, "/") == (200, b"hello")

    return play
