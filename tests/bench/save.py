"""A sheet of fifty values saved on PostgreSQL, with a chained journal entry and the totals: row by row, and by Ukur.

Processor time of the program and of its database server together: the server runs as a child and ends with it.
"""

from __future__ import annotations

import atexit
import datetime as dt
import hashlib
import os
from collections.abc import Callable
from contextlib import ExitStack
from decimal import Decimal
from typing import Any

import django
from django.conf import settings

from tests.offices import spread
from tests.rig import postgres

ROWS = 50


def _database() -> str:
    """The address of a server of this process's own, stopped when it ends."""
    stack = ExitStack()
    address = stack.enter_context(postgres.server())
    atexit.register(stack.close)
    return address


def rows(_top: int) -> Callable[[int], None]:
    """Peer: each value read for update and saved by itself, one journal entry, the totals counted and saved."""
    os.environ["DATABASE_URL"] = _database()
    from ukur.config import env

    settings.configure(DATABASES={"default": env.database(None)}, USE_TZ=True, INSTALLED_APPS=[])  # type: ignore[arg-type]
    django.setup()
    from django.db import connection, transaction

    Value, Entry, Total = _tables()
    with connection.schema_editor() as editor:
        for model in (Value, Entry, Total):
            editor.create_model(model)
    values, entries = Value._default_manager, Entry._default_manager
    for no in range(ROWS):
        values.create(code=f"IK-{no}", raw="", target=100)
    total = Total._default_manager.create()

    def save(turn: int) -> None:
        with transaction.atomic():
            for no in range(ROWS):
                one = values.select_for_update().get(code=f"IK-{no}")
                one.raw, one.number = f"{turn},{no}", Decimal(f"{turn}.{no}")
                one.version += 1
                one.changed_at = dt.datetime.now(dt.UTC)
                one.save()
            last = entries.order_by("-pk").first()
            content = f"{turn}:{ROWS}"
            entries.create(
                content=content, digest=hashlib.sha256(f"{last and last.digest}{content}".encode()).hexdigest()
            )
            shares = [one.number / one.target * 100 for one in values.all() if one.number is not None]
            total.counted, total.achieved = len(shares), sum(shares) / len(shares)
            total.save()

    def play(n: int) -> None:
        for turn in range(n):
            save(turn)
        assert values.filter(version=n).count() == ROWS

    return play


def _tables() -> tuple[Any, Any, Any]:
    from django.db import models

    class Value(models.Model):
        code = models.CharField(max_length=30, unique=True)
        raw = models.CharField(max_length=60)
        number = models.DecimalField(max_digits=20, decimal_places=6, null=True)
        target = models.DecimalField(max_digits=20, decimal_places=6)
        version = models.PositiveIntegerField(default=0)
        changed_at = models.DateTimeField(null=True)

        class Meta:
            app_label = "bench"

    class Entry(models.Model):
        content = models.TextField()
        digest = models.CharField(max_length=64)

        class Meta:
            app_label = "bench"

    class Total(models.Model):
        counted = models.PositiveIntegerField(default=0)
        achieved = models.DecimalField(max_digits=20, decimal_places=6, null=True)

        class Meta:
            app_label = "bench"

    return Value, Entry, Total


def ukur(_top: int) -> Callable[[int], None]:
    """Ukur: the values saved, the sheet sent on by an act with its chained journal entry, the totals worked out."""
    os.environ |= {"UKUR_DATA": ".", "UKUR_SECRET": "x" * 50, "DATABASE_URL": _database()}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "ukur.config.settings"}
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from ukur.domain.collection.commands import CellChange, SaveCells, SendToHead
    from ukur.services import access, acts
    from ukur.services.document import rows_of, run_settings
    from ukur.services.operate import sample
    from ukur.services.operate.play import Player
    from ukur.services.operate.prepare import built_in_sop
    from ukur.services.operate.setup import national_calendar, settle
    from ukur.services.queries.values import summary
    from ukur.store.models import Cell, Task

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    national_calendar()
    data = sample.load()
    data = spread(data, {"DAG": ROWS})
    settled = settle(data, practice=True)
    player = Player(settled.agency, {one.code: one for one in data.answers}, "")
    run = player.propose(built_in_sop().digest, data.period)
    player.play(run, "4")
    task = Task.objects.get(run=run, seat=f"unit:{settled.units['DAG'].pk}", status="open")
    staff = access.actor(settled.people["dewi.lestari"])
    codes = [one.code for one in data.indicators]

    def save(turn: int) -> None:
        changes = tuple(CellChange(code, f"{turn},{no}", turn, cause="Naik.") for no, code in enumerate(codes))
        acts.save_cells(staff, SaveCells(run, task.key, changes), timezone.now())
        acts.perform(staff, SendToHead(run, task.key))
        row = access.run(staff, run)
        rules = run_settings(row)
        assert summary(rows_of(row, rules), rules) is not None

    def play(n: int) -> None:
        for turn in range(n):
            save(turn)
        assert Cell.objects.filter(sheet__run=run, version=n).count() == ROWS

    return play
