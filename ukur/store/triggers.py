"""Triggers that keep the journal append-only on both databases.

They are made again after every migration, because SQLite drops a table's triggers when it rebuilds the table.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

TABLE = "store_journalentry"
NAMES = ("ukur_journal_no_update", "ukur_journal_no_delete")

_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END"
    for name, verb in zip(NAMES, ("UPDATE", "DELETE"), strict=True)
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION ukur_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION 'journal entries are never changed'; END $$",
    *(
        statement
        for name, verb in zip(NAMES, ("UPDATE", "DELETE OR TRUNCATE"), strict=True)
        for statement in (
            f"DROP TRIGGER IF EXISTS {name} ON {TABLE}",
            f"CREATE TRIGGER {name} BEFORE {verb} ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION ukur_journal_refuse()",
        )
    ),
)


def make(using: str = "default", **_: Any) -> None:
    """Make the triggers where the journal table exists; safe to repeat."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    statements = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing(using: str = "default") -> tuple[str, ...]:
    """Names of the triggers that should stand on the journal table and do not."""
    connection = connections[using]
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        there = {row[0] for row in cursor.fetchall()}
    return tuple(name for name in NAMES if name not in there)
