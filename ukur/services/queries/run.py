"""The page of a run: its steps as the SOP prints them, who waits for whom, rounds, papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.run.model import TaskKind
from ukur.domain.sop.model import Sop, Step
from ukur.services import access
from ukur.services.access import Actor, Power
from ukur.services.queries import drawing
from ukur.services.queries.document import document_of
from ukur.services.queries.meeting import last_meeting
from ukur.services.queries.names import called, holders, seat_names, step_title, task_title
from ukur.services.sop import by_digest
from ukur.services.wording.dates import about_day, clock, day_and_date, local, short_date
from ukur.store.models import Paper, Run, SopVersion, Task, Visit


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row of the SOP as it stands. ``state``: done, here, returned, ahead; ``at``: performer -> his own state where
    the row is not the same for all. ``late``: days after the due day, None when in time.
    """

    no: str
    title: str
    state: str
    late: int | None
    round: int
    at: tuple[tuple[str, str], ...]
    who: str
    when: str
    output: str
    note: str
    goal: str


@dataclass(frozen=True, slots=True)
class Open:
    """An open task: what, who is waited for, since when, until when."""

    id: int
    title: str
    who: str
    since: str
    due: str
    late: bool
    mine: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class PaperLine:
    id: int
    title: str
    made: str
    digest: str
    signed: bool
    ready: bool
    replaced: bool


@dataclass(frozen=True, slots=True)
class RunPage:
    id: int
    title: str
    status: str
    sentence: str
    readings: int
    sop_name: str
    picture: str
    course: tuple[drawing.Entry, ...]
    open: tuple[Open, ...]
    papers: tuple[PaperLine, ...]
    document: int
    returns: tuple[tuple[str, str, str, str], ...]
    minutes_spent: int
    minutes_standard: int
    package: int | None
    may_cancel: bool
    may_supersede: bool
    supersedes: str
    meeting: int  # the one called last, 0 without


@dataclass(frozen=True, slots=True)
class RunLine:
    id: int
    title: str
    status: str
    where: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Runs:
    """The list of runs, and what may be proposed next: SOP versions and the suggested period."""

    lines: tuple[RunLine, ...]
    sops: tuple[tuple[str, str], ...]


def runs(actor: Actor) -> Runs:
    """All runs of the agency, newest first."""
    rows = Run.objects.filter(agency=actor.agency).order_by("-pk")
    lines = tuple(
        RunLine(one.pk, one.title, status_of(one), _where(one), day_and_date(local(one.proposed_at).date()))
        for one in rows
    )
    sops = tuple(SopVersion.objects.order_by("name").values_list("digest", "name"))
    return Runs(lines, sops)


def status_of(run: Run) -> str:
    """Disiapkan, Berjalan, Selesai, Dibatalkan."""
    if run.status == "running":
        return "Disiapkan" if run.ordered_at is None else "Berjalan"
    return "Selesai" if run.status == "ended" else "Dibatalkan"


def _where(run: Run) -> str:
    sop = by_digest(run.sop_id)
    if not run.here:
        return ""
    return f"Langkah {run.here[0]} dari {len(sop.steps)}: {step_title(sop, run.here[0])}"


def run_page(actor: Actor, id: int, now: dt.datetime | None = None) -> RunPage:
    """The run for an actor of its agency; ``NotThere`` for anybody else."""
    at = now or timezone.now()
    run = access.run(actor, id)
    sop = by_digest(run.sop_id)
    visits = list(Visit.objects.filter(run=run).order_by("pk"))
    tasks = list(Task.objects.filter(run=run).select_related("closed_by", "recorded_by", "prepared_by").order_by("pk"))
    rights = actor.rights(local(at).date())
    leading = any(rights.of(key).power is Power.ACT for key in _leading(run))
    package = getattr(run, "package", None)
    steps = tuple(_step(run, sop, step, visits, tasks, at) for step in sop.steps)
    return RunPage(
        id=run.pk,
        title=run.title,
        status=status_of(run),
        sentence=_sentence(run, sop, tasks, at),
        readings=sop.open_readings,
        sop_name=sop.name,
        picture=drawing.picture(sop, steps, visits),
        course=drawing.course(sop, steps),
        open=_open(run, sop, tasks, rights, at),
        papers=tuple(_paper(one) for one in Paper.objects.filter(run=run).order_by("-pk")),
        document=document_of(run.pk),
        returns=tuple(_return(sop, one) for one in visits if one.returned_to),
        minutes_spent=sum(sop.step(one.step).minutes or 0 for one in visits if one.left_at),
        minutes_standard=sop.standard_minutes,
        package=package.pk if package and package.file else None,
        may_cancel=leading and run.status == "running" and not run.sealed,
        may_supersede=leading
        and run.status == "ended"
        and run.sealed
        and not Run.objects.filter(supersedes=run).exists(),
        supersedes=run.supersedes.title if run.supersedes else "",
        meeting=last_meeting(run.pk),
    )


def _leading(run: Run) -> list[str]:
    return [key for name, seats in run.cast["doers"].items() if name != "bidang" for key, _ in seats]


def _sentence(run: Run, sop: Sop, tasks: list[Task], now: dt.datetime) -> str:
    if not run.here:
        ended = local(run.ended_at).date() if run.ended_at else None
        return f"{status_of(run)} {day_and_date(ended)}." if ended else status_of(run)
    here = run.here[0]
    due = next((one.due for one in tasks if one.step == here and one.status == "open" and one.due), None)
    again = max((one.round for one in tasks if one.step == here), default=1)
    parts = [f"Langkah {here} dari {len(sop.steps)}"]
    if again > 1:
        parts.append(f"Perbaikan ke-{again - 1}")
    if due:
        parts.append(f"{'lewat tenggat' if due < now else 'tenggat'} {about_day(due, now)}")
    return ", ".join(parts) + "."


def _step(run: Run, sop: Sop, step: Step, visits: list[Visit], tasks: list[Task], now: dt.datetime) -> StepRow:
    last = next((one for one in reversed(visits) if one.step == step.no), None)
    mine = [one for one in tasks if one.step == step.no]
    closers = [one for one in mine if one.status == "closed" and one.kind == TaskKind.MAIN]
    state = _state(run, step, last)
    return StepRow(
        no=step.no,
        title=step_title(sop, step.no),
        state=state,
        late=_late(mine if state == "here" else closers[-1:], now) if state != "ahead" else None,
        round=last.round if last else 0,
        at=_at(step, state, last, mine),
        who=_closer(closers[-1]) if closers and state != "ahead" else "",
        when=short_date(last.left_at) if last and last.left_at else "",
        output=_output(sop, step),
        note=f"Dikembalikan ke langkah {last.returned_to}: “{last.reason}”" if last and last.returned_to else "",
        goal=last.returned_to if last else "",
    )


def _state(run: Run, step: Step, last: Visit | None) -> str:
    if step.no in run.here and run.status == "running":
        return "here"
    if last is None or last.left_at is None:
        return "ahead"
    return "returned" if last.returned_to else "done"


def _late(tasks: list[Task], now: dt.datetime) -> int | None:
    """Days by which the latest of these tasks is or was late; those that hold nothing up do not count."""
    ends = [
        (one.due, one.closed_at or now) for one in tasks if one.due and one.kind in (TaskKind.MAIN, TaskKind.HAND_IN)
    ]
    late = [(local(end).date() - local(due).date()).days for due, end in ends if end > due]
    return max(late, default=None)


def _at(step: Step, state: str, last: Visit | None, tasks: list[Task]) -> tuple[tuple[str, str], ...]:
    """Whose part of the row stands otherwise than the row: before his turn, closed, handed in early, gave back."""
    if state == "returned":
        giver = step.decider if step.answers else step.main
        return tuple((who, "done") for who in (*step.performers, *step.suppliers, *step.receivers) if who != giver)
    if state == "done":
        return ()
    found = []
    for who in dict.fromkeys((*step.performers, *step.suppliers, *step.receivers)):
        own = [one.status for one in tasks if one.performer == who and last and _counts(one, last, state)]
        if state == "here":
            found.append((who, "here" if "open" in own else "done" if "closed" in own else "ahead"))
        elif "closed" in own and "open" not in own:
            found.append((who, "done"))
    return tuple(found)


def _counts(task: Task, last: Visit, state: str) -> bool:
    """Whether a task says something of the present round; what is handed in counts from the step that opened it on."""
    return task.kind == TaskKind.HAND_IN or (
        state == "here" and task.round == last.round and task.kind != TaskKind.MENDING
    )


def _closer(task: Task) -> str:
    text = called(task.closed_by)
    if task.acted_as.startswith(("Plt.", "Plh.", "Pj.")) or "delegasi" in task.acted_as:
        text += f" ({task.acted_as})"
    if task.prepared_by and task.prepared_by_id != task.closed_by_id:
        text += f" · disiapkan {called(task.prepared_by)}"
    if task.event_date and task.recorded_by:
        text += f" · Disusulkan, kertas {task.event_date:%d-%m-%Y}, dicatat {called(task.recorded_by)}"
    return text


def _output(sop: Sop, step: Step) -> str:
    """Documents with the state that the step gives them, by their first word where that is enough."""
    firsts = [one.name.split()[0] for one in sop.documents]
    names = {
        one.id: first if firsts.count(first) == 1 else one.name
        for one, first in zip(sop.documents, firsts, strict=True)
    }
    given = [one.split(":") for one in step.gives if not one.startswith("luar:")]
    return ", ".join(f"{names.get(document, document)}: {state}" for document, state in given)


def _open(run: Run, sop: Sop, tasks: list[Task], rights: access.Rights, now: dt.datetime) -> tuple[Open, ...]:
    names = seat_names(run)
    rows = []
    for task in tasks:
        if task.status != "open":
            continue
        seat = names.get(task.seat, "")
        who = holders(task.seat, local(now).date())
        rows.append(
            Open(
                task.pk,
                task_title(sop, task, seat),
                f"{who} ({seat})" if who else seat,
                f"{short_date(task.opened_at)} {clock(task.opened_at)}",
                about_day(task.due, now) if task.due else "",
                bool(task.due and task.due < now),
                rights.of(task.seat).power >= Power.PREPARE,
                task.kind == "confirm",
            )
        )
    return tuple(rows)


def _paper(paper: Paper) -> PaperLine:
    return PaperLine(
        paper.pk,
        paper.title,
        f"{short_date(paper.frozen_at)} {clock(paper.frozen_at)}",
        paper.digest[:16],
        bool(paper.signed_file),
        bool(paper.file),
        paper.replaced,
    )


def _return(sop: Sop, visit: Visit) -> tuple[str, str, str, str]:
    when = f"{short_date(visit.left_at)} {clock(visit.left_at)}" if visit.left_at else ""
    reason = f"Di luar urutan SOP. {visit.reason}" if visit.deviation else visit.reason
    return step_title(sop, visit.step), step_title(sop, visit.returned_to), reason, when
