"""System checks: what an administrator must know before serving."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.core import checks
from django.db import connection


def sqlite_is_safe(**_: Any) -> list[checks.CheckMessage]:
    """Warn when the SQLite in use can lose a commit (the WAL-reset race, mended in 3.51.3)."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= (3, 51, 3):
        return []
    return [
        checks.Warning(
            f"SQLite {sqlite3.sqlite_version} can lose a commit under several writers.",
            hint="Install pysqlite3, or use PostgreSQL.",
            id="ukur.W001",
        )
    ]


def register_all() -> None:
    checks.register(sqlite_is_safe, checks.Tags.database)
