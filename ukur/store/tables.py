"""The tables of a database: laid out at once where there are none, brought up to date where there are some."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def lay_out() -> None:
    """Make or renew every table; safe to repeat, and a crash in the midst leaves an empty database empty.

    An empty database gets what the models say, and all migrations count as made: to play them one after another takes
    four seconds, and every `ukur measure` begins with an empty database (tests/store/test_tables.py compares the two).
    """
    if not connection.introspection.table_names():
        _from_models()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _from_models() -> None:
    made = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        for model in (*apps.get_models(), made.Migration):
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for app, name in MigrationLoader(connection).disk_migrations:
            made.record_applied(app, name)
