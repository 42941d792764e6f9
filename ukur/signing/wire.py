"""One HTTP exchange with a signing or time stamp service, bounded in time and size, that lets no secret out.

What goes wrong is answered, not raised: the errors of the HTTP library carry frames in which a passphrase stands, and
so do their causes.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

_CHUNK = 64 * 1024
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two pieces of a reply and for all of it; bytes of the longest reply."""

    connect: float = 5.0
    read: float = 60.0
    whole: float = 120.0
    most: int = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent. Only method and address are ever shown."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    auth: tuple[str, str] | None = field(default=None, repr=False)
    body: bytes | None = field(default=None, repr=False)
    json: Any = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    files: Mapping[str, tuple[str, bytes, str]] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. ``fault`` is "" for a whole reply of any status, else

    - ``unreached``, ``late`` and ``untrusted``: nothing was sent;
    - ``silent``: sent, and no answer came; ``cut``: the answer broke off or took too long (headers are there);
    - ``huge``: longer than allowed; ``elsewhere``: it sends to another address, which is not followed.
    """

    fault: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = field(default=b"", repr=False)


def require_safe(url: str, *, plain_allowed: bool = False) -> str:
    """The address without a slash at its end. ValueError when it is none, or sends secrets over an open line."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError("the address of a service is http(s)://host[:port][/path]")
    if parts.scheme == "http" and not plain_allowed and parts.hostname not in _LOOPBACK:
        raise ValueError("the address of a service begins with https://")
    return url.rstrip("/")


def exchange(call: Call, limits: Limits, *, verify: bool | str = True) -> Reply:
    """Sends ``call`` once. ``verify``: a file with the certificates of the TLS issuers to trust, True for the usual."""
    import requests

    begun = time.monotonic()
    with requests.Session() as session:
        session.trust_env = False  # no proxy and no password file of the machine
        try:
            answer = session.request(
                call.method, call.url, headers=dict(call.headers), auth=call.auth, data=call.form or call.body,
                json=call.json, files=call.files, timeout=(limits.connect, limits.read), allow_redirects=False,
                stream=True, verify=verify,
            )  # fmt: skip
        except Exception as error:  # whatever it is, its frames hold what was sent
            return Reply(_fault(error))
        headers = {key.lower(): value for key, value in answer.headers.items()}
        if answer.is_redirect or 300 <= answer.status_code < 400:
            return Reply("elsewhere", answer.status_code, headers)
        body, fault = _read(answer, limits, begun)
        return Reply(fault, answer.status_code, headers, body)


def _fault(error: Exception) -> str:
    import requests

    if isinstance(error, requests.exceptions.SSLError) or _caused_by(error, ssl.SSLError):
        return "untrusted"
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "late"
    if isinstance(error, requests.exceptions.ConnectionError) and _never_connected(error):
        return "unreached"
    if isinstance(error, (requests.exceptions.ConnectionError, requests.exceptions.ReadTimeout)):
        return "silent"
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)):
        return "unreached"
    return "silent"


def _never_connected(error: BaseException) -> bool:
    from urllib3.exceptions import NameResolutionError, NewConnectionError

    return _caused_by(error, NewConnectionError, NameResolutionError)


def _caused_by(error: BaseException, *kinds: type[BaseException]) -> bool:
    seen: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or one in seen:
            continue
        if isinstance(one, kinds):
            return True
        seen.append(one)
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return False


def _read(answer: Any, limits: Limits, begun: float) -> tuple[bytes, str]:
    from urllib3.exceptions import HTTPError

    parts, size = [], 0
    try:
        while piece := answer.raw.read1(_CHUNK, decode_content=True):
            size += len(piece)
            parts.append(piece)
            if size > limits.most:
                return b"", "huge"
            if time.monotonic() - begun > limits.whole:
                return b"".join(parts), "cut"
    except (HTTPError, OSError, ValueError):
        return b"".join(parts), "cut"
    expected = answer.headers.get("Content-Length", "")
    short = expected.isdigit() and "Content-Encoding" not in answer.headers and size < int(expected)
    return b"".join(parts), "cut" if short else ""
