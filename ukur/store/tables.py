"""The tables of a database: laid out at once where there are none, brought up to date where there are some."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model


def lay_out() -> None:
    """Make or renew every table; safe to repeat, and a crash in the midst leaves an empty database empty.

    An empty database gets what the migrations come to, and they count as made: to play them one after another takes
    three seconds, and every `ukur measure` begins with an empty database (tests/store/test_tables.py compares the two).
    """
    if not connection.introspection.table_names():
        _at_once()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _at_once() -> None:
    every, made = MigrationLoader(connection), MigrationRecorder(connection)
    models: list[type[Model]] = [*every.project_state().apps.get_models(), made.Migration]
    with connection.schema_editor() as editor:
        for model in models:
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for app, name in every.disk_migrations:
            made.record_applied(app, name)
