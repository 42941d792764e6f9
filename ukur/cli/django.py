"""Starting Django from the command line."""

from __future__ import annotations

import os
from pathlib import Path

from ukur.domain.errors import Fault, Unreadable

_NOTHING = "belum ada data Ukur; buat dengan ukur init, ukur demo atau ukur restore"


def start(data: Path | None = None, *, own_database: bool = False) -> None:
    """Set Django up on the data folder ``data`` (default: ``UKUR_DATA``).

    ``own_database``: use the SQLite database of that folder whatever ``DATABASE_URL`` says.
    Unreadable when a setting cannot be used.
    """
    import django

    if data is not None:
        os.environ["UKUR_DATA"] = str(data.resolve())
    if own_database:
        os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ukur.config.settings")
    try:
        django.setup()
    except ValueError as wrong:  # what config.env says of a setting
        raise Unreadable([Fault("pengaturan", str(wrong))]) from wrong


def reach() -> list[str]:
    """The tables of the database; Unreadable when it does not answer. The data folder is there afterwards."""
    from django.conf import settings
    from django.db import OperationalError, connection

    settings.DATA.mkdir(parents=True, exist_ok=True)
    try:
        return connection.introspection.table_names()
    except OperationalError as wrong:
        reason = f"basis data tidak dapat dibuka ({wrong}); periksa alamatnya, dan apakah ia berjalan"
        raise Unreadable([Fault("DATABASE_URL" if os.environ.get("DATABASE_URL") else "UKUR_DATA", reason)]) from wrong


def start_on_data() -> None:
    """As ``start``, for a command that works on what is there; Unreadable when there is nothing, and none is made."""
    data = Path(os.environ.get("UKUR_DATA") or "var")
    if not os.environ.get("DATABASE_URL") and not (data / "ukur.sqlite3").exists():
        raise Unreadable([Fault(str(data), _NOTHING)])
    start()
    if not reach():
        raise Unreadable([Fault(os.environ.get("UKUR_DATA") or "var", _NOTHING)])
