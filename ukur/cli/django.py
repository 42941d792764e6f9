"""Starting Django from the command line."""

from __future__ import annotations

import os
from pathlib import Path


def start(data: Path | None = None, *, own_database: bool = False) -> None:
    """Set Django up on the data folder ``data`` (default: ``UKUR_DATA``).

    ``own_database``: use the SQLite database of that folder whatever ``DATABASE_URL`` says.
    """
    import django

    if data is not None:
        os.environ["UKUR_DATA"] = str(data.resolve())
    if own_database:
        os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ukur.config.settings")
    django.setup()
