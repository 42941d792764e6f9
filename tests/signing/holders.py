"""The sample dinas's own signers, with keys of a test authority: as the service holds them, as they hold them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.signing.cast import PASSPHRASE
from ukur import signing

HOLDERS = {"head": "BAMBANG PRASETYO", "secretary": "WIWIN HERAWATI"}


class Holders:
    """The keys that the service and the head hold, of a test authority."""

    def __init__(self) -> None:
        self.authority = signing.make_authority("Otoritas Uji Tanda Tangan")
        self._held = {label: self._issued(label) for label in HOLDERS}

    @property
    def roots(self) -> tuple[bytes, ...]:
        return (self.authority.certificate,)

    def container(self, label: str) -> bytes:
        return self._held[label]

    def _issued(self, label: str, ends: int = 3) -> bytes:
        """A key for ``label``, good from three days ago for so many days from today on."""
        now, day = dt.datetime.now(dt.UTC), dt.timedelta(days=1)
        term = {"valid_from": now - 3 * day, "valid_to": now + ends * day}
        return signing.issue(self.authority, HOLDERS[label], passphrase=PASSPHRASE, **term)

    def write(self, folder: Path) -> None:
        """What the office needs of them: whom to believe, and the head's own key in every state it may be in."""
        own = self._held["head"]
        states = {"right": own, "expired": self._issued("head", -1), "broken": own[: len(own) // 2]}
        (folder / "issuers.pem").write_bytes(self.authority.certificate)
        for name, container in states.items():
            (folder / f"{name}.p12").write_bytes(container)
