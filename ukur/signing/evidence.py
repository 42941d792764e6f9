"""That certificates were not revoked: OCSP answers (RFC 6960) and CRLs (RFC 5280), fetched over a bounded line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, RevokedError, ValidationError
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.fetchers.requests_fetchers.cert_fetch_client import RequestsCertificateFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.crl_client import RequestsCRLFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.ocsp_client import RequestsOCSPFetcher

from ukur.signing.cms import Certificate, holder_name
from ukur.signing.failure import SigningFailed
from ukur.signing.stampers import Lost
from ukur.signing.wire import Call, Limits, exchange

_LIMITS = Limits(connect=5, read=10, whole=20, most=16 * 1024 * 1024)
_ROUNDS = 12  # requests for one signature at most


@dataclass(frozen=True, slots=True)
class Evidence:
    """Certificates from signer to root, OCSP answers and CRLs: what a DSS holds (ETSI EN 319 142-1, 5.4.2)."""

    certificates: tuple[Certificate, ...]
    ocsps: tuple[Any, ...]
    crls: tuple[Any, ...]


class _Line:
    """The library's fetchers over our own line: no redirects, bounded size, bounded number."""

    spent = 0

    def _get(self, url: str, *, acceptable_content_types: Sequence[str]) -> Awaitable[Any]:
        return self._bounded(Call("GET", url, {"Accept": ",".join(acceptable_content_types)}))

    def _post(
        self, url: str, data: bytes, *, content_type: str, acceptable_content_types: Sequence[str]
    ) -> Awaitable[Any]:
        headers = {"Content-Type": content_type, "Accept": ",".join(acceptable_content_types)}
        return self._bounded(Call("POST", url, headers, body=data))

    async def _bounded(self, call: Call) -> Any:
        import requests

        self.spent += 1
        reply = exchange(call, _LIMITS) if self.spent <= _ROUNDS else None
        if reply is None or reply.fault or reply.status != 200:
            raise requests.RequestException(reply.fault if reply else "too many")
        answer = requests.Response()
        answer.status_code, answer._content = reply.status, reply.body
        answer.headers.update(reply.headers)
        return answer


class _Ocsp(_Line, RequestsOCSPFetcher):
    pass


class _Crl(_Line, RequestsCRLFetcher):
    pass


def _crls() -> _Crl:
    return _Crl()  # type: ignore[no-untyped-call]


class _Issuers(_Line, RequestsCertificateFetcher):
    pass


class _Backend:
    def get_fetchers(self) -> Fetchers:
        return Fetchers(ocsp_fetcher=_Ocsp(), crl_fetcher=_crls(), cert_fetcher=_Issuers())

    async def close(self) -> None:
        """Nothing stays open."""


def gather(certificates: Sequence[Certificate], roots: Sequence[Certificate], *, stamps: bool = False) -> Evidence:
    """What shows that the first of ``certificates`` and its issuers are not revoked now.

    ``stamps``: it is a time stamp authority's. Lost when it cannot be had, SigningFailed ``certificate_not_ready``
    when the certificate was revoked.
    """
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=list(certificates[1:]),
        allow_fetching=True,
        revocation_mode="require",  # a certificate that names no OCSP and no CRL would pass otherwise, unproven
        fetcher_backend=_Backend(),  # type: ignore[arg-type]
    )
    validator = CertificateValidator(certificates[0], list(certificates[1:]), validation_context=context)
    usage = {"time_stamping"} if stamps else set[str]()
    try:
        path = asyncio.run(validator.async_validate_usage(set(), usage))  # type: ignore[no-untyped-call]
    except RevokedError:
        revoked = True
    except (PathBuildingError, PathValidationError, ValidationError, ValueError, OSError):
        revoked = False
    else:
        found = [one for one in path if one is not None]
        return Evidence(tuple(found), tuple(context.ocsps), tuple(context.crls))
    name = holder_name(certificates[0])
    if revoked and not stamps:
        raise SigningFailed("certificate_not_ready", f"sertifikat {name} sudah dicabut")
    raise Lost(f"bukti bahwa sertifikat {name} tidak dicabut belum dapat diambil")
