"""A paper before it is made, in a window of its own: where a button stands beside the one that makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from ukur.domain.errors import Refused
from ukur.services import acts, queries
from ukur.services.access import Actor
from ukur.services.wording import say_all
from ukur.web.commands import FieldError
from ukur.web.shell import page
from ukur.web.views.records import file_answer


def asked(request: HttpRequest) -> bool:
    """Whether the button that was pressed is the one that only shows."""
    return request.method == "POST" and "pratinjau" in request.GET


def preview(
    request: HttpRequest,
    actor: Actor,
    make: Callable[[], Any],
    paper: Callable[[], acts.FromPaper | None] = lambda: None,
) -> HttpResponse:
    """What the command that ``make`` gives would print; nothing is done. What stands in its way is told instead."""
    try:
        pdf = acts.preview_papers(actor, make(), paper=paper())
    except (FieldError, Refused) as why:
        said = [why.text] if isinstance(why, FieldError) else say_all(why.refusals)
        return page(request, "refused.html", status=422, said_why=said)
    return file_answer(queries.Download("pratinjau.pdf", "application/pdf", pdf), inline=True)
