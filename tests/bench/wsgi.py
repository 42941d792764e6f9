"""One request to a WSGI application in this process: no socket, no server, the whole answer read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from wsgiref.util import setup_testing_defaults


def get(application: Callable[..., Any], path: str, cookie: str = "") -> tuple[int, bytes]:
    """Status and body of GET ``path``, with ``cookie`` as the ``Cookie`` header when it is given."""
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": "localhost", "wsgi.input": io.BytesIO()}
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    setup_testing_defaults(environ)
    said: list[str] = []
    answer = application(environ, lambda status, headers, *_: said.append(status))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    return int(said[0].split()[0]), body
