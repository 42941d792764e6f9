"""A certification authority for tests, on loopback: root, intermediate, CRLs, OCSP and time stamps, by certomancer.

Unlike Ukur's own test authority it answers as the authorities of real offices do. It can be told to fail.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from tests.signing.cast import PASSPHRASE

NAMES = {
    "root": "Induk Uji",
    "inter": "Penerbit Uji",
    "head": "Budi Santoso",
    "official": "BAMBANG PRASETYO",  # the head of the sample dinas, as BSrE writes names
    "secretary": "Siti Aminah",
    "revoked": "Dicabut Sudah",
    "bare": "Tanpa Alamat",
    "tsa": "Cap Waktu Uji",
    "ocsp": "Penjawab Uji",
}
_FROM, _TO = "2020-01-01T00:00:00+0000", "2045-01-01T00:00:00+0000"
_USAGE = {
    "id": "key_usage",
    "critical": True,
    "smart-value": {"schema": "key-usage", "params": ["digital_signature", "non_repudiation"]},
}


def _crl(repo: str) -> dict[str, Any]:
    return {
        "id": "crl_distribution_points",
        "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": [repo]}},
    }


_OCSP = {
    "id": "authority_information_access",
    "smart-value": {"schema": "aia-urls", "params": {"ocsp-responder-names": ["inter"]}},
}
_STAMPS = {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]}


def _cert(subject: str, issuer: str, *extensions: dict[str, Any], **more: Any) -> dict[str, Any]:
    validity = {"valid-from": _FROM, "valid-to": _TO}
    found = {"subject": subject, "issuer": issuer, "validity": validity, "extensions": list(extensions)}
    return found | more


def _config() -> dict[str, Any]:
    by_root = {"profiles": [{"id": "simple-ca", "params": {"crl-repo": "root"}}]}
    revoked = {"revocation": {"revoked-since": "2024-01-01T00:00:00+0000", "reason": "key_compromise"}}
    person = (_USAGE, _crl("inter"), _OCSP)
    certs = {
        "root": _cert("root", "root", **by_root),
        "inter": _cert("inter", "root", **by_root),
        "head": _cert("head", "inter", *person),
        "official": _cert("official", "inter", *person),
        "secretary": _cert("secretary", "inter", *person),
        "revoked": _cert("revoked", "inter", *person, **revoked),
        "bare": _cert("bare", "inter", _USAGE),
        "tsa": _cert("tsa", "root", _STAMPS, _USAGE, _crl("root")),
        "ocsp": _cert("ocsp", "inter", profiles=["ocsp-responder"]),
    }
    services = {
        "ocsp": {"inter": {"for-issuer": "inter", "responder-cert": "ocsp", "signing-key": "ocsp"}},
        "crl-repo": {
            one: {"for-issuer": one, "signing-key": one, "simulated-update-schedule": "P90D"}
            for one in ("root", "inter")
        },
        "time-stamping": {"tsa": {"signing-key": "tsa", "signing-cert": "tsa"}},
    }
    entities = {key: {"common-name": name} for key, name in NAMES.items()}
    arch = {
        "keyset": "k",
        "entity-defaults": {"country-name": "ID", "organization-name": "Kantor Contoh"},
        "entities": entities,
        "certs": certs,
        "services": services,
    }
    keys = {"path-prefix": ".", "keys": {one: {"path": f"{one}.pem"} for one in NAMES}}
    return {"keysets": {"k": keys}, "pki-architectures": {"test": arch}}


class Pki:
    """The authority. ``down``: words of addresses (``tsa``, ``ocsp``, ``crl``) that answer 503 for now; ``asked``: the
    addresses asked so far.
    """

    def __init__(self, folder: Path) -> None:
        for one in NAMES:
            (folder / f"{one}.pem").write_bytes(_pem(rsa.generate_private_key(65537, 2048)))
        self.folder = folder
        self.down: tuple[str, ...] = ()
        self.asked: list[str] = []
        self._server = make_server("127.0.0.1", 0, self._serve, WSGIServer, _Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        config = CertomancerConfig(_config(), str(folder), external_url_prefix=self.url)
        self.arch = config.get_pki_arch(ArchLabel("test"))
        self._animator = Animator(AnimatorArchStore(config.pki_archs), with_web_ui=False)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _serve(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        self.asked.append(path)
        if any(one in path for one in self.down):
            start("503 Service Unavailable", [("Content-Type", "text/html")])
            return [b"<h1>tutup</h1>"]
        answer: Iterable[bytes] = self._animator(environ, start)
        return answer

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def without(self, *words: str) -> Iterator[None]:
        """For a while some of the services do not answer."""
        self.down = words
        try:
            yield
        finally:
            self.down = ()

    def certificate(self, label: str) -> bytes:
        return bytes(self.arch.get_cert(CertLabel(label)).dump())

    def pem(self, label: str) -> bytes:
        return x509.load_der_x509_certificate(self.certificate(label)).public_bytes(serialization.Encoding.PEM)

    @property
    def roots(self) -> tuple[bytes, ...]:
        return (self.certificate("root"),)

    @property
    def stamps(self) -> str:
        return f"{self.url}/test/tsa/tsa"

    def container(self, label: str) -> bytes:
        """Key, certificate and intermediate of one person as PKCS#12, as offices hold it."""
        key = serialization.load_pem_private_key((self.folder / f"{label}.pem").read_bytes(), None)
        own, inter = (x509.load_der_x509_certificate(self.certificate(one)) for one in (label, "inter"))
        lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
        return pkcs12.serialize_key_and_certificates(label.encode(), key, own, [inter], lock)  # type: ignore[arg-type]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def _pem(key: rsa.RSAPrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def today() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
