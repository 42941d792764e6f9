"""What every page shares: who is signed in, the agency, the menu; and the guard in front of every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from ukur.domain.errors import Refused
from ukur.services import access, queries
from ukur.services.access import Actor
from ukur.services.queries import Shell
from ukur.services.wording import say_all
from ukur.web.jinja_env import url

MENU = (("Tugas Saya", "inbox"), ("Pengukuran", "runs"), ("Rencana Kinerja", "plan"), ("Berkas Arsip", "archives"))
View = Callable[..., HttpResponse]


class Me(NamedTuple):
    """Who is signed in, as the header names him and as a greeting does."""

    name: str
    role: str
    called: str


class Named(NamedTuple):
    name: str


class Top(NamedTuple):
    """The header: the same for a person until the menu or a count changes."""

    me: Me
    agency: Named
    nav: tuple[tuple[str, str, bool, int], ...]
    links: tuple[tuple[str, str], ...]
    home: str


class _Token:
    """The hidden field that every form carries, made at most once a page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def field(self) -> str:
        return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(self.request))

    def __html__(self) -> str:
        return self.field


def token(request: HttpRequest) -> dict[str, object]:
    """For our Jinja templates: ``csrf_input``."""
    return {"csrf_input": _Token(request)}


def practice(request: HttpRequest) -> dict[str, object]:
    """For allauth's Django templates: whether this installation holds practice data."""
    return {"practice": access.practice_installation(), "practice_url": settings.OWN_URL}


def signed_in(view: View) -> View:
    """Only for people who are signed in and have a password of their own; ``NotThere`` becomes the page 404.

    The view gets the actor as its second argument.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person: Any = request.user
        if not person.is_authenticated and request.headers.get("Accept") == "application/json":
            return JsonResponse({"sign_in": reverse("account_login")}, status=401)
        if not person.is_authenticated:
            return redirect(f"{reverse('account_login')}?next={request.path}")
        if person.must_change_password:
            return redirect("account_change_password")
        if person.is_admin and person.agency_id is None:
            return redirect("start")
        try:
            return view(request, _actor(request), *args, **kwargs)
        except access.NotThere:
            raise Http404 from None
        except Refused as refused:  # what no view has a place of its own for: a file that cannot be handed out
            away = any(one.code == "storage_unreachable" for one in refused.refusals)
            return page(request, "refused.html", status=503 if away else 409, said_why=say_all(refused.refusals))

    return guarded


def _actor(request: HttpRequest) -> Actor:
    """The actor of a signed-in request: one for the view and for the frame around it."""
    kept = vars(request)
    if "actor" not in kept:
        person: Any = request.user
        kept["actor"] = access.actor(person)
    actor: Actor = kept["actor"]
    return actor


def page(request: HttpRequest, template: str, menu: str = "", status: int = 200, **context: Any) -> HttpResponse:
    """Render one of our pages inside the shared frame; ``menu`` names the current word of the menu."""
    return render(request, template, {**frame(request, menu), **context}, status=status)


def frame(request: HttpRequest, menu: str = "") -> dict[str, Any]:
    """The frame's values, for a visitor who is signed in or not."""
    person: Any = request.user
    if not person.is_authenticated:
        return {
            "me": None,
            "agency": None,
            "practice": access.practice_installation(),
            "practice_url": settings.OWN_URL,
            "said": _said(request),
        }
    shell = queries.shell(person, _actor(request))
    me, agency = Me(shell.name, shell.role, shell.called), Named(shell.agency)
    return {
        "me": me,
        "agency": agency,
        "top": Top(me, agency, _menu(shell, menu), _links(shell), url("inbox")),
        "practice": shell.practice,
        "practice_url": settings.OWN_URL,
        "said": _said(request),
    }


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    """What the act before this page has to say, each with its tone; said once."""
    tones = {"success": "ok", "warning": "warn", "error": "bad"}
    return [(tones.get(one.level_tag, "info"), one.message) for one in get_messages(request)]


def _menu(shell: Shell, current: str) -> tuple[tuple[str, str, bool, int], ...]:
    counts = {"inbox": shell.open_tasks}
    return tuple((word, url(name), name == current, counts.get(name, 0)) for word, name in MENU)


def _links(shell: Shell) -> tuple[tuple[str, str], ...]:
    links = [("Siapkan Dinas", url("setup")), ("Pegawai dan akun", url("people"))] if shell.admin else []
    own = [("Kunci tanda tangan", url("signing_key"))] if shell.official else []
    return (
        *links,
        ("Wakil saya", url("delegation")),
        *own,
        ("Kartu peran", url("help")),
        ("Ganti kata sandi", url("account_change_password")),
        ("Verifikasi dua langkah", url("mfa_index")),
        ("Keluar", url("account_logout")),
    )
