"""The Jinja2 environment of our pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup


def url(name: str, **kwargs: object) -> str:
    """The address of a named page."""
    return reverse(name, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    options.setdefault("undefined", StrictUndefined)
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django's backend sets autoescape
    made.globals |= {"static": static, "url": url, "csrf_token_of": get_token, "drawn": _drawer(made)}
    return made


def _drawer(made: Environment) -> Callable[[str, Hashable], Markup]:
    """``drawn(template, row)``: a row of values, drawn once and kept: many see it, again after every save."""

    @lru_cache(maxsize=10_000)
    def drawn(template: str, row: Hashable) -> Markup:
        return Markup(made.get_template(template).render(row=row, wrong=None, typed={}))  # noqa: S704 - escaped there

    return drawn
