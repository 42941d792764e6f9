"""Ukur: a step through ``acts.perform``: lock, rights, engine, rows, chained journal entry, commit.

The seed SOP with the general task at every step, so that rooms (papers, sheets) do not count; hand-ins of six units do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import django

from tests.bench import trajectory
from tests.bench.steps import COMMITS
from ukur.domain.plan.model import Period
from ukur.domain.run.commands import ProposeRun, Return, TaskCommand
from ukur.domain.task.commands import CompleteTask

if TYPE_CHECKING:
    from ukur.services.access import Actor


def prepare(top: int) -> Callable[[int], None]:
    """Make ``top`` proposed runs; the answer plays the first ``n`` of them from beginning to end."""
    os.environ |= {"UKUR_DATA": ".", "UKUR_SECRET": "x" * 50, "DATABASE_URL": "sqlite:///bench.sqlite3"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "ukur.config.settings"
    django.setup()
    from django.core.management import call_command

    from ukur.services import access, acts, sop
    from ukur.services.operate import sample
    from ukur.services.operate.setup import national_calendar, settle
    from ukur.store.models import Run

    call_command("migrate", interactive=False, verbosity=0)
    national_calendar()
    settled = settle(sample.load(), practice=True)
    seed = (Path(__file__).parents[2] / "sop" / "pengukuran-kinerja.sop.toml").read_text(encoding="utf-8")
    digest = sop.keep(re.sub(r"(?m)^aktivitas .*$", "", seed)).digest
    secretary = access.actor(settled.people["wiwin.herawati"])
    periods = [Period(2026 + no // 4, no % 4 + 1) for no in range(top + 1)]
    first, *runs = [acts.perform(secretary, ProposeRun(settled.agency.pk, digest, one)).run or 0 for one in periods]
    script = list(_script(first))
    assert len(script) == COMMITS

    def play(n: int) -> None:
        for run in runs[:n]:
            for actor, command in script:
                acts.perform(actor, replace(command, run=run))
            assert Run.objects.get(pk=run).status == "ended"

    return play


def _script(run: int) -> Iterator[tuple[Actor, TaskCommand]]:
    """Play ``run`` and tell who did what: every other run has the same keys. 8 goes back to 6 once and 9 to 8 once."""
    from django.utils import timezone

    from ukur.services import access, acts
    from ukur.store.models import Task

    refused: set[str] = set()
    while task := Task.objects.filter(run=run, status="open").exclude(kind="confirm").order_by("kind", "pk").first():
        actor = access.actor(access.people_on(task.seat, timezone.localdate())[0])
        deciding = (task.step, task.performer) in {("8", "sekretaris"), ("9", "kepala")}
        command: TaskCommand = CompleteTask(run, task.key, "", "Ya" if deciding else "")
        if deciding and task.step not in refused:
            refused.add(task.step)
            command = Return(run, task.key, str(trajectory.BACK[int(task.step), "no"]), "Perbaiki.")
        acts.perform(actor, command)
        yield actor, command
