"""BSrE's esign client on loopback, versions 1 and 2: it answers as public programs know it, and fails as told.

Known, and so answered here: the addresses, the fields, HTTP Basic, ``id_dokumen`` in the header or JSON and a download,
the errors 2011 and 2031 as ``{"error", "status_code"}`` with HTTP 400, ``{"time", "file"}`` of version 2, ``ISSUE``.

Not known, and so only a guess here, that a trial with the real service has to confirm:
- the words of the errors, and all their numbers but two; whether version 2 has the same numbers;
- the JSON of version 1 that names a document (here ``{"id_dokumen"}``); how long and how often it can be downloaded;
- the reply of ``/api/user/status/{nik}`` and of ``/api/v2/user/check/status`` but for ``ISSUE``, and the method of the
  latter (here POST);
- what a wrong account, an expired certificate and a suspended user are answered with (here 401, and ``status``
  ``EXPIRED``);
- whether the service adds to the file or writes it anew, at which PAdES level it signs, and what its panel says.
"""

from __future__ import annotations

import base64
import contextlib
import html
import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any, Protocol

import pikepdf

from tests.signing.cast import PASSPHRASE
from ukur import signing

ACCOUNT = ("kantor", "sandi-kantor")
NIK = "3214010101700001"
NIK_EXPIRED = "3214010101700002"
NOT_REGISTERED = {"error": "User tidak terdaftar", "status_code": 2011}
WRONG = {"error": "Passphrase anda salah", "status_code": 2031}
EXPIRED = {"error": "Sertifikat sudah kedaluwarsa", "status_code": 2099}
STATUSES = {f"html{one}": one for one in (404, 429, 500, 502, 503, 504)}


class Keys(Protocol):
    """Who holds the keys, all locked with ``PASSPHRASE``, and who vouches for them."""

    @property
    def roots(self) -> tuple[bytes, ...]: ...

    def container(self, label: str) -> bytes: ...


def rewritten(pdf: bytes) -> bytes:
    """The same document, written anew by other software."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@dataclass
class Esign:
    """The service. ``mood`` says how it behaves; ``signed`` holds what it has signed, by number; ``seen`` what it was
    asked.
    """

    pki: Keys
    other: bytes = b""  # a document that is not the one sent
    mood: str = ""
    signer: str = "head"
    signed: dict[str, bytes] = field(default_factory=dict)
    seen: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        handler = type("Handler", (_Handler,), {"service": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def behaves(self, path: str) -> str:
        """The mood in which a request for ``path`` is met."""
        return self.mood

    def sign(self, pdf: bytes, reason: str, location: str, mood: str) -> tuple[str, bytes]:
        """The signed document with its number, kept for a download."""
        taken = self.other if mood == "other" else rewritten(pdf) if mood == "rewritten" else pdf
        key = signing.open_key(self.pki.container("secretary" if mood == "stranger" else self.signer), PASSPHRASE)
        made = signing.sign_with(key, taken, reason=reason, location=location)
        made = {"unsigned": pdf, "garbled": made[:2000] + b"x" + made[2001:], "no_pdf": b"<html>"}.get(mood, made)
        number = f"dok-{next(self._numbers)}"
        self.signed[number] = made
        return number, made


class _Handler(BaseHTTPRequestHandler):
    service: Esign
    mood = ""

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        service, plain = self.service, base64.b64encode(":".join(ACCOUNT).encode()).decode()
        service.seen.append((self.command, self.path))
        self.mood = service.behaves(self.path)
        if self.headers.get("Authorization") != f"Basic {plain}" or self.mood == "denied":
            return self._json({"error": "Unauthorized"}, 401)
        if self.mood in ("dropped", "redirect", *STATUSES):
            return self._turned_away()
        if "/download/" in self.path:
            return self._download()
        if "/status" in self.path:
            return self._status(body)
        return self._v2(json.loads(body)) if "/v2/" in self.path else self._v1(body)

    def _turned_away(self) -> None:
        if self.mood == "dropped":
            self.connection.close()
        elif self.mood == "redirect":
            self._send(302, b"", "text/html", Location="http://127.0.0.1:9/di-tempat-lain")
        else:
            self._send(STATUSES[self.mood], b"<html><h1>Galat</h1></html>", "text/html")

    def _status(self, body: bytes) -> None:
        nik = json.loads(body)["nik"] if body else self.path.rsplit("/", 1)[1]
        if nik == NIK:
            return self._json({"status": "ISSUE"})
        return self._json({"status": "EXPIRED"}) if nik == NIK_EXPIRED else self._json(NOT_REGISTERED, 400)

    def _download(self) -> None:
        made = self.service.signed.get(self.path.rsplit("/", 1)[1])
        if made is None or self.mood == "no_download":
            return self._json({"error": "Dokumen tidak ditemukan"}, 404)
        return self._send(200, made, "application/pdf")

    def _refused(self, nik: str, secret: str) -> bool:
        if self.mood in ("echo", "echo_html", "echo_deep"):
            said = f"tidak cocok: {html.escape(secret) if self.mood == 'echo_html' else secret}"
            self._json({"error": {"pesan": said} if self.mood == "echo_deep" else said, "status_code": 2099}, 400)
        elif self.mood == "expired":
            self._json(EXPIRED, 400)
        elif nik != NIK:
            self._json(NOT_REGISTERED, 400)
        elif secret != PASSPHRASE:
            self._json(WRONG, 400)
        else:
            return False
        return True

    def _v1(self, body: bytes) -> None:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = message_from_bytes(head + body).get_payload()
        form: dict[str, bytes] = {
            str(one.get_param("name", header="content-disposition")): one.get_payload(decode=True)  # type: ignore[union-attr, misc]
            for one in parts
        }
        words = {key: value.decode() for key, value in form.items() if key != "file"}
        assert words["tampilan"] == "invisible"
        if self._refused(words["nik"], words["passphrase"]):
            return None
        number, made = self.service.sign(form["file"], words["reason"], words["location"], self.mood)
        if self.mood in ("json", "no_download"):
            return self._json({"id_dokumen": number})
        return self._send(200, made, "application/pdf", id_dokumen=number)

    def _v2(self, order: dict[str, Any]) -> None:
        (look,), (content,) = order["signatureProperties"], order["file"]
        assert look["tampilan"] == "INVISIBLE"
        if self._refused(order["nik"], order["passphrase"]):
            return None
        _, made = self.service.sign(base64.b64decode(content), look["reason"], look["location"], self.mood)
        return self._json({"time": 812, "file": [base64.b64encode(made).decode()]})

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self._send(status, body[: len(body) // 2] if self.mood == "half_json" else body, "application/json")

    def _send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        mood = self.mood if "/sign/pdf" in self.path else ""
        if mood == "lost":
            self.connection.close()
            return
        if mood == "slow":
            time.sleep(1.5)
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked may not wait
            self.wfile.write(body[: len(body) // 2] if mood == "cut" else body)
