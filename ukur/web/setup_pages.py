"""What the pages of Siapkan Dinas share: who may see them, the checklist beside them, how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ukur.domain.errors import Refused
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web.commands import FieldError
from ukur.web.shell import View, page, signed_in

Errors = list[tuple[str, str]]
# refusal -> the field it is about, where the page has one
FIELDS = {
    **dict.fromkeys(("letterhead_incomplete", "name_missing", "team_incomplete"), "name"),
    **dict.fromkeys(("nip_invalid", "nip_taken"), "nip"),
    **dict.fromkeys(("username_invalid", "username_taken"), "username"),
    **dict.fromkeys(("leaving_ahead", "dates_reversed"), "until"),
    "team_without_lead": "anggota",
    "number_pattern": "number_pattern",
    "email_invalid": "email",
    "logo_kind": "logo",
    "post_without_unit": "unit",
    "seat_taken": "role",
    "change_too_early": "since",
    "holds_already": "successor",
    "nothing_to_change": "successor",
    "reason_missing": "reason",
    "year_impossible": "year",
    "installation_code": "code",
    "password_weak": "password",
    "founding_incomplete": "agency",
}


def administrator(view: View) -> View:
    """Only for the administrator of an agency; everybody else is told who that is."""

    @wraps(view)
    def guarded(request: HttpRequest, actor: Actor, *args: Any, **kwargs: Any) -> HttpResponse:
        if not actor.admin or actor.agency is None:
            return page(request, "setup/closed.html", status=403, names=queries.administrators(actor))
        return view(request, actor, *args, **kwargs)

    return signed_in(guarded)


def step(
    request: HttpRequest, actor: Actor, no: int, template: str, errors: Sequence[tuple[str, str]] = (), **context: Any
) -> HttpResponse:
    """A page of the checklist; 0 is the checklist itself."""
    made = queries.checklist(actor)
    shown = {"list": made, "here": no, "errors": errors, "err": by_field(errors), **context}
    return page(request, template, status=422 if errors else 200, **shown)


def perform(actor: Actor, make: Callable[[], Any]) -> Errors:
    """Do the command that ``make`` gives; what keeps it from being done, each with the field it is about."""
    try:
        acts.perform(actor, make())
    except FieldError as error:
        return [(error.text, error.field)]
    except Refused as refused:
        return told(refused)
    return []


def told(refused: Refused) -> Errors:
    """The sentences of a refusal, each with its field."""
    said = zip(refused.refusals, say_all(refused.refusals), strict=True)
    return [(sentence, FIELDS.get(one.code, "")) for one, sentence in said]


def by_field(errors: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Field -> what is wrong with it."""
    return {field: text for text, field in errors if field}


def onward(request: HttpRequest, here: str, there: str) -> HttpResponse:
    """After saving: to the next step when that button was pressed, else back to the same page."""
    return redirect(there if request.POST.get("next") else here)
