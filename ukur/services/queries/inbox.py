"""Tugas Saya: the most urgent task first, the others, whom one waits for, where each run stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from ukur.services import paper as papers
from ukur.services.access import Actor, Power, Right
from ukur.services.queries.follow_ups import OwnFollowUps, own_follow_ups
from ukur.services.queries.names import called, holders, seat_names, step_title, step_word, task_title
from ukur.services.sop import by_digest
from ukur.services.wording.dates import about_day, day_and_date, local
from ukur.store.models import Cell, Finding, Objective, Run, Sheet, Task, Visit


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One task as the inbox shows it. ``state``: baru, dikerjakan, dikembalikan. ``progress``: filled and asked for."""

    id: int
    key: str
    run: int
    run_title: str
    step: str
    title: str
    state: str
    due: str
    late: bool
    soon: bool
    from_: str
    returned: str
    why: str
    progress: tuple[int, int] | None
    may_act: bool
    optional: bool
    awaits: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task of somebody else that the flow waits for."""

    title: str
    run_title: str
    who: str
    since: str


@dataclass(frozen=True, slots=True)
class ToInitial:
    """A paper that waits for the reader's initials."""

    paper: int
    title: str
    run_title: str
    since: str


@dataclass(frozen=True, slots=True)
class RunBar:
    """Where a run stands. ``here``: the position of the open step, from 1; 0 when it has ended."""

    id: int
    title: str
    steps: tuple[str, ...]
    words: tuple[str, ...]
    here: int
    here_title: str
    note: str
    status: str


@dataclass(frozen=True, slots=True)
class Inbox:
    greeting: str
    date: str
    top: TaskCard | None
    others: tuple[TaskCard, ...]
    waiting: tuple[Waiting, ...]
    runs: tuple[RunBar, ...]
    to_set_up: bool
    follow_ups: OwnFollowUps
    initials: tuple[ToInitial, ...]


def inbox(actor: Actor, now: dt.datetime | None = None) -> Inbox:
    """Everything on Tugas Saya for ``actor``."""
    at = now or timezone.now()
    rights = actor.rights(local(at).date()).seats
    filled, awaiting = _filled(actor), _awaiting(actor)
    running = Run.objects.filter(agency=actor.agency, status="running").order_by("pk")
    mine: list[TaskCard] = []
    waiting: list[Waiting] = []
    bars = []
    for run in running:
        tasks = list(Task.objects.filter(run=run, status="open").order_by("pk"))
        names = seat_names(run)
        for task in tasks:
            right = rights.get(task.seat) or (_FILLER if task.seat in filled.get(run.pk, ()) else None)
            sent_on = right is not None and right.power is Power.PREPARE and (run.pk, task.seat) in awaiting
            if right is not None and right.power >= Power.PREPARE and not sent_on:
                mine.append(_card(run, task, names.get(task.seat, ""), right, at, (run.pk, task.seat) in awaiting))
            elif task.kind != "confirm":
                waiting.append(_waiting(run, task, names.get(task.seat, ""), at))
        bars.append(_bar(run, tasks, at))
    mine.sort(key=_urgency)
    return Inbox(
        _greeting(at),
        day_and_date(local(at).date()),
        mine[0] if mine else None,
        tuple(mine[1:]),
        tuple(waiting),
        tuple(bars),
        actor.admin and not Objective.objects.filter(agency=actor.agency).exists(),
        own_follow_ups(actor, local(at).date()),
        _initials(rights),
    )


def _initials(rights: Mapping[str, Right]) -> tuple[ToInitial, ...]:
    """What waits for the initials of a post whose acts are the reader's."""
    keys = [seat.partition(":") for seat, right in rights.items() if right.power is Power.ACT]
    posts = [int(number) for kind, _, number in keys if kind == "position"]
    waiting = papers.waiting_of(posts) if posts else []
    return tuple(
        ToInitial(one.pk, one.title, one.run.title, day_and_date(local(one.frozen_at).date())) for one in waiting
    )


def _urgency(card: TaskCard) -> tuple[bool, bool, bool, bool, bool, int]:
    """What is optional comes last; what came back, waits for one's word, can be closed or is late comes first."""
    returned = card.state == "dikembalikan"
    return card.optional, not returned, not card.awaits, not card.may_act, not card.late, card.id


_FILLER = Right(Power.PREPARE, "Pengisi")


def _filled(actor: Actor) -> dict[int, set[str]]:
    """Run -> the seats of sheets in which the actor is named as filler of some values."""
    found: dict[int, set[str]] = {}
    rows = Cell.objects.filter(filler=actor.id, sheet__run__status="running").values_list("sheet__run", "sheet__unit")
    for run, unit in rows.distinct().order_by():
        found.setdefault(run, set()).add(f"unit:{unit}")
    return found


def _awaiting(actor: Actor) -> set[tuple[int, str]]:
    """The sheets that wait for their unit's head: run and seat."""
    rows = Sheet.objects.filter(run__agency=actor.agency, run__status="running", state="awaiting")
    return {(run, f"unit:{unit}") for run, unit in rows.values_list("run", "unit")}


def _greeting(at: dt.datetime) -> str:
    hour = local(at).hour
    return "Selamat " + ("pagi" if hour < 11 else "siang" if hour < 15 else "sore" if hour < 18 else "malam")


def _card(run: Run, task: Task, seat: str, right: Right, now: dt.datetime, awaits: bool) -> TaskCard:
    sop = by_digest(run.sop_id)
    returned = _returned(run, task)
    state = "dikembalikan" if returned and task.taken_at is None else "dikerjakan" if task.taken_at else "baru"
    due = task.due
    return TaskCard(
        id=task.pk,
        key=task.key,
        run=run.pk,
        run_title=run.title,
        step=task.step,
        title=f"Setujui Form Pengukuran {seat}" if awaits else task_title(sop, task, seat),
        state=state,
        due=about_day(due, now) if due else "",
        late=bool(due and due < now),
        soon=bool(due and now <= due < now + dt.timedelta(days=2)),
        from_=_from(run, task),
        returned=returned,
        why=_why(right, seat),
        progress=_progress(run, task),
        may_act=right.power is Power.ACT,
        optional=task.kind == "confirm",
        awaits=awaits,
    )


def _why(right: Right, seat: str) -> str:
    if right.power is Power.PREPARE:
        return f"Bapak/Ibu pengisi untuk {seat}" if not right.as_.startswith("Penyiap") else f"Bapak/Ibu {right.as_}"
    return f"Bapak/Ibu bertindak sebagai {right.as_ or seat}"


def _from(run: Run, task: Task) -> str:
    last = Task.objects.filter(run=run, status="closed", closed_at__lte=task.opened_at).select_related("closed_by")
    last = last.order_by("-closed_at", "-pk")
    before = last.first()
    if before is None or before.closed_at is None:
        return f"Diusulkan {about_day(task.opened_at, task.opened_at)}"
    return f"{called(before.closed_by)}, {day_and_date(local(before.closed_at).date())}"


def _returned(run: Run, task: Task) -> str:
    """Why this task came back, when it did: the last return to its step, or the findings it mends."""
    visit = (
        Visit.objects.filter(run=run, returned_to=task.step, left_at__lte=task.opened_at).order_by("-left_at").first()
    )
    if task.kind == "mending" or (task.round > 1 and visit):
        reason = visit.reason if visit and task.round > 1 else _finding(run, task)
        return f"“{reason}”" if reason else ""
    return ""


def _finding(run: Run, task: Task) -> str:
    found = (
        Finding.objects.filter(cell__sheet__run=run, cell__code__in=task.scope, state="open").order_by("-pk").first()
    )
    return found.reason if found else ""


def _progress(run: Run, task: Task) -> tuple[int, int] | None:
    if task.activity != "isi-form":
        return None
    cells = Cell.objects.filter(sheet__run=run, sheet__unit=int(task.seat.removeprefix("unit:")), measured=True)
    if task.scope:
        cells = cells.filter(code__in=task.scope)
    rows = list(cells.values_list("value", "unavailable"))
    return sum(1 for value, unavailable in rows if value is not None or unavailable), len(rows)


def _waiting(run: Run, task: Task, seat: str, now: dt.datetime) -> Waiting:
    title = task_title(by_digest(run.sop_id), task, seat)
    who = holders(task.seat, local(now).date())
    named = f"{who} ({seat})" if who else seat
    return Waiting(title, run.title, named, day_and_date(local(task.opened_at).date()))


def _bar(run: Run, tasks: list[Task], now: dt.datetime) -> RunBar:
    sop = by_digest(run.sop_id)
    here = run.here[0] if run.here else ""
    hand_ins = [one for one in tasks if one.kind == "hand_in"]
    note = f"{len(hand_ins)} bidang belum mengirim form." if hand_ins else ""
    return RunBar(
        id=run.pk,
        title=run.title,
        steps=tuple(one.no for one in sop.steps),
        words=tuple(step_word(sop, one.no) for one in sop.steps),
        here=sop.index(here) + 1 if here else 0,
        here_title=step_title(sop, here) if here else "",
        note=note,
        status="Disiapkan" if run.ordered_at is None else "Berjalan",
    )
