"""The tables of a database as it tells them itself: ``python -m tests.rig.schema`` prints those of the settings."""

from __future__ import annotations

import json
import sys
from typing import Any

from ukur.store import triggers


def schema() -> dict[str, Any]:
    """Columns and constraints of every table, in an order that does not depend on how they came about."""
    from django.db import connection

    told = {}
    ask = connection.introspection
    with connection.cursor() as cursor:
        for table in sorted(ask.table_names(cursor)):
            columns = sorted(str(one) for one in ask.get_table_description(cursor, table))
            constraints = sorted(str(sorted(one.items())) for one in ask.get_constraints(cursor, table).values())
            told[table] = [columns, constraints]
    return told | {"triggers that are missing": list(triggers.missing())}


if __name__ == "__main__":
    from ukur.cli.django import start

    start()
    json.dump(schema(), sys.stdout)
