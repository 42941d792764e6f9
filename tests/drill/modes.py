"""What an office of the drills does: play, race, crowd, wear."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from tests.drill.memory import NOW, kilobytes
from tests.drill.people import Act, crowd, finish_jobs, player, propose, say, someone, watch
from tests.drill.signers import documents, settled, sign
from ukur.domain.collection.commands import CellChange, SaveCells
from ukur.services import acts, jobs, operate
from ukur.services.access import Actor
from ukur.services.operate import play as plays
from ukur.services.operate.play import Player
from ukur.store.models import (
    ArchivePackage,
    Assignment,
    Cell,
    Evidence,
    JournalEntry,
    Paper,
    Person,
    Run,
    Signature,
    Stream,
    Task,
)

RACES = ("serahkan", "periksa", "koreksi", "ajukan", "tandatangan", "gandakan", "arsipkan")


def setup() -> None:
    """The demo, on whatever database the environment names."""
    call_command("migrate", interactive=False, verbosity=0)
    operate.make_demo()
    say(ready=True)


def verify() -> None:
    """What the check of the live system finds."""
    say(unsound=[f"{one.name}: {one.detail}" for one in operate.check() if not one.ok])


# --- Killed. ----------------------------------------------------------------------------------------------------------


def play(first: int, count: int) -> None:
    """Say what is there; then play runs to their ends, from where the last office was killed, and say each act."""
    say(
        unsound=[f"{one.name}: {one.detail}" for one in operate.check() if not one.ok],
        entries=list(JournalEntry.objects.values_list("stream", "seq", "digest")),
        cells=list(Cell.objects.values_list("sheet__run", "code", "version")),
        proofs=list(Evidence.objects.values_list("pk", flat=True)),
    )
    jobs.inline(True)
    finish_jobs()
    watch(_acknowledge)
    who = player()
    for no in range(first, first + count):
        run = propose(who, no)
        who.play(run)
        finish_jobs()
        say(run=run, ended=Run.objects.get(pk=run).status == "ended")


def _acknowledge(act: Act) -> None:
    if isinstance(act.command, SaveCells):
        say(cells=[[act.command.run, one.code, one.version] for one in act.answer if one.refusal is None])
    elif act.kind == "AddEvidence":
        say(proof=act.answer.pk)
    else:
        name = f"run:{act.command}" if act.kind == "Sign" else act.command.subject.stream
        stream = Stream.objects.get(name=name)
        say(entry=[name, stream.seq, stream.head])


# --- Raced. -----------------------------------------------------------------------------------------------------------


def race(people: int) -> None:
    """From step 8 on everybody does each task of the same run at the same moment."""
    who = player()
    run = propose(who, 400)
    who.play(run, until="8")
    for activity in RACES:
        finish_jobs()
        task = Task.objects.get(run=run, activity=activity, status="open")
        found = crowd(people, partial(_do, who, someone(task.seat), task))
        say(activity=activity, found=sorted(found))
    finish_jobs()
    say(
        ended=Run.objects.get(pk=run).status == "ended",
        signatures=Signature.objects.filter(paper__run=run).count(),
        documents=Paper.objects.filter(run=run, kind="dpk").count(),
        packages=ArchivePackage.objects.filter(run=run).count(),
    )
    verify()


def _do(who: Player, actor: Actor, task: Task, _: int) -> str:
    plays._ACTS[task.activity](who, actor, task.run_id, task)
    return "done"


# --- Crowded. ---------------------------------------------------------------------------------------------------------


def storm(people: int, rounds: int) -> None:
    """Everybody plays runs of his own up to step 7 and types into one shared sheet; meanwhile a backup is made."""
    who = player()
    shared = propose(who, 500)
    who.play(shared, until="4")
    runs = [propose(who, 501 + no) for no in range(people * rounds)]
    sheet = Task.objects.filter(run=shared, kind="hand_in", status="open").order_by("pk")[0]
    cell = Cell.objects.filter(sheet__run=shared, sheet__unit=int(sheet.seat.split(":")[1]), measured=True)[0]

    def busy(no: int) -> dict[str, Any]:
        seen: list[Act] = []
        watch(seen.append)
        typed = 0
        for run in runs[no::people]:
            for task in who._waiting(run, "7"):
                who.do(run, task)
                typed += _type(shared, sheet, cell.pk, f"{no},{len(seen)}")
        waits = [(one.kind in ("SaveCells", "AddEvidence"), one.seconds) for one in seen]
        return {"waits": waits, "typed": typed, "cpu": time.process_time()}

    began = time.perf_counter()
    answers = crowd(people, busy, lambda: say(backup=str(operate.backup(Path(settings.DATA) / "saved"))))
    seconds = time.perf_counter() - began
    faults = [one for one in answers if not isinstance(one, dict)]
    typed = sum(one["typed"] for one in answers if not isinstance(one, str))
    say(faults=faults, typed=typed, versions=Cell.objects.get(pk=cell.pk).version - cell.version)
    if not faults:
        say(**_figures(answers), seconds=round(seconds, 1))
        written = JournalEntry.objects.filter(stream__in=[f"run:{one}" for one in runs])
        say(written=written.count() - len(runs), refused=written.filter(refused=True).count())
    verify()


def _type(run: int, sheet: Task, cell: int, text: str) -> int:
    """Type over whatever stands in the cell now: 1 when it was taken, 0 when somebody was faster."""
    code, version = Cell.objects.values_list("code", "version").get(pk=cell)
    command = SaveCells(run, sheet.key, (CellChange(code, text, version),))
    (saved,) = acts.save_cells(someone(sheet.seat), command, timezone.now())
    return int(saved.refusal is None)


def _figures(answers: list[dict[str, Any]]) -> dict[str, Any]:
    done = {draft: sorted(s for one in answers for kind, s in one["waits"] if kind is draft) for draft in (False, True)}
    cpu = sum(one["cpu"] for one in answers)
    figures: dict[str, Any] = {"cpu": round(cpu, 1), "per_cpu_second": round(sum(map(len, done.values())) / cpu, 1)}
    for name, waits in (("acts", done[False]), ("drafts", done[True])):
        milliseconds = {f"p{part}": round(waits[len(waits) * part // 100] * 1000) for part in (50, 95, 99)}
        figures[name] = {"count": len(waits), **milliseconds}
    return figures


def desk() -> None:
    """Who may type into one open sheet of the demo, who heads it, and who only looks on."""
    task = Task.objects.filter(kind="hand_in", status="open").order_by("-pk")[0]
    unit = int(task.seat.split(":")[1])
    cell = Cell.objects.filter(sheet__run=task.run_id, sheet__unit=unit, measured=True)[0]
    head = someone(task.seat).person
    people = {
        (one.position.unit_id == unit, one.person_id == head): one.person.username
        for one in Assignment.objects.select_related("person", "position").order_by("-pk")
    }
    others = [one.username for one in Person.objects.filter(assignments__isnull=False).distinct().order_by("pk")]
    names = {"typist": people[True, False], "head": people[True, True], "others": others}
    say(run=task.run_id, task=task.pk, code=cell.code, version=cell.version, **names)


def cell(run: int) -> None:
    """How often each cell of a run was written."""
    say(versions=dict(Cell.objects.filter(sheet__run=run).values_list("code", "version")))


def sheet(task: int) -> None:
    """What is stored of one open sheet: its cells, its proofs by title, and whether it waits for the unit's head."""
    row = Task.objects.get(pk=task)
    cells = Cell.objects.filter(sheet__run=row.run_id, sheet__unit=int(row.seat.split(":")[1]), measured=True)
    say(
        cells={one.code: [one.raw, one.cause, one.version] for one in cells.order_by("pk")},
        proofs=sorted(Evidence.objects.filter(cell__in=cells).values_list("title", flat=True)),
        awaiting=cells[0].sheet.state == "awaiting",
    )


# --- Worn. ------------------------------------------------------------------------------------------------------------


def soak(count: int) -> None:
    """Whole runs one after another in one process: memory, and questions asked by each kind of act in each run."""
    jobs.inline(True)
    who, asked = player(), Counter[str]()
    watch(lambda act: asked.update({act.kind: act.queries}))
    for no in range(count):
        asked.clear()
        run = propose(who, 700 + no)
        who.play(run)
        finish_jobs()
        say(run=run, ended=Run.objects.get(pk=run).status == "ended", queries=dict(asked), kilobytes=kilobytes(NOW))
    verify()


MODES: dict[str, Callable[..., None]] = {
    one.__name__: one for one in (setup, play, verify, race, storm, desk, cell, sheet, soak, documents, sign, settled)
}
