"""Sessions in the database, as Django keeps them; what was signed once is not checked again at every page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Kept


class SessionStore(Kept):
    """The same text gives the same session, so a worker opens each text once."""

    def decode(self, session_data: Any) -> dict[str, Any]:
        return dict(_opened(session_data))

    def opened(self, session_data: str) -> dict[str, Any]:
        """Check the signature and read the content; empty when it is not ours."""
        return super().decode(session_data)


@lru_cache(maxsize=10_000)
def _opened(session_data: str) -> dict[str, Any]:
    return SessionStore().opened(session_data)
