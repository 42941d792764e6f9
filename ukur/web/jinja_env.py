"""The Jinja2 environment of our pages."""

from __future__ import annotations

from typing import Any

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined


def url(name: str, **kwargs: object) -> str:
    """The address of a named page."""
    return reverse(name, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    options.setdefault("undefined", StrictUndefined)
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django's backend sets autoescape
    made.globals |= {"static": static, "url": url, "csrf_token_of": get_token}
    return made
