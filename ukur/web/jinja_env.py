"""The Jinja2 environment of our pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup


@lru_cache(maxsize=4096)
def url(name: str, **kwargs: object) -> str:
    """The address of a named page."""
    return reverse(name, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django's backend sets autoescape
    made.add_extension(_Ascii)
    made.globals |= {one: _Macros(made, f"parts/{one}.html") for one in _PARTS}
    made.globals |= {"static": lru_cache(maxsize=None)(static), "url": url, "drawn": _drawer(made)}
    return made


_PARTS = ("ui", "form", "measure", "shell", "run", "task", "back", "value", "board")


class _Ascii(Extension):
    """Letters beyond ASCII in the text of templates as character references.

    A page with a single wide letter is copied and encoded letter by letter; without one it is copied as it is.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield Token(token.lineno, token.type, _ascii(token.value)) if token.type == "data" else token


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


class _Macros:
    """The macros of one file under ``parts``, known to every template by the file's name."""

    def __init__(self, made: Environment, file: str) -> None:
        self._made, self._file = made, file

    def __getattr__(self, name: str) -> Any:
        """Asked once for each macro; afterwards it is an attribute."""
        found = getattr(self._made.get_template(self._file).module, name)
        setattr(self, name, found)
        return found


def _drawer(made: Environment) -> Callable[..., Markup]:
    """``drawn(template, what, chosen=())``: a part of a page that many see, and again after every save.

    Drawn once for each ``what`` and kept; a template drawn so shows nothing else, no form's token and nobody's name.
    """

    def draw(template: str, what: Hashable, chosen: Sequence[str] = ()) -> Markup:
        return Markup(_ascii(made.get_template(template).render(what=what, chosen=chosen)))  # noqa: S704 - escaped there

    kept = lru_cache(maxsize=200)(draw)

    def drawn(template: str, what: Hashable, chosen: Sequence[str] = ()) -> Markup:
        return draw(template, what, chosen) if chosen else kept(template, what)  # what somebody chose is not kept

    return drawn
