"""Peer: a step as bare Django writes it. Read for update, save the row, create a row of history; nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings

from tests.bench import trajectory


def sqlite(path: str) -> dict[str, Any]:
    """The database settings of Ukur itself (``ukur.config.env``), so that only the work differs."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    options = {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "cached_statements": 2000}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "CONN_MAX_AGE": None, "OPTIONS": options}


def prepare(top: int) -> Callable[[int], None]:
    """Make ``top`` instances; the answer plays the first ``n`` of them from beginning to end."""
    settings.configure(DATABASES={"default": sqlite("bench.sqlite3")}, USE_TZ=True, INSTALLED_APPS=[])
    django.setup()
    from django.db import connection, models, transaction

    class Instance(models.Model):
        step = models.PositiveSmallIntegerField(default=1)
        version = models.PositiveIntegerField(default=0)

        class Meta:
            app_label = "bench"

    class History(models.Model):
        instance = models.ForeignKey(Instance, on_delete=models.CASCADE)
        step = models.PositiveSmallIntegerField()
        answer = models.CharField(max_length=10)
        at = models.DateTimeField()

        class Meta:
            app_label = "bench"

    with connection.schema_editor() as editor:
        editor.create_model(Instance)
        editor.create_model(History)
    rows, history = Instance._default_manager, History._default_manager
    instances = [rows.create().pk for _ in range(top)]

    def do(key: int, step: int, answer: str) -> None:
        with transaction.atomic():
            instance = rows.select_for_update().get(pk=key)
            if instance.step != step:
                raise ValueError(f"instance {key} is at {instance.step}, not {step}")
            instance.step = trajectory.BACK.get((step, answer), step + 1)
            instance.version += 1
            instance.save()
            now = dt.datetime.now(dt.UTC)
            history.create(instance=instance, step=step, answer=answer, at=now)

    def play(n: int) -> None:
        for key in instances[:n]:
            for step, answer in trajectory.walk():
                do(key, step, answer)
        assert rows.filter(step=trajectory.LAST + 1).count() == n

    return play
