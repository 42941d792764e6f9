"""Sessions in the database, as Django keeps them, opened with less ado: every page asks for one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from ukur.services import access


class SessionStore(DatabaseStore):
    """The same signed text gives the same session, so its signature is checked once in each process."""

    def load(self) -> dict[str, Any]:
        text = access.session_text(self.session_key or "")
        if text is None:
            self._session_key = None
            return {}
        return dict(_opened(text))


@lru_cache(maxsize=10_000)
def _opened(text: str) -> dict[str, Any]:
    """Empty when the text was not signed here."""
    return DatabaseStore().decode(text)
