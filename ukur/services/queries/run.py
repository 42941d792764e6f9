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
from ukur.services.queries.meeting import last_meeting
from ukur.services.queries.names import called, holders, seat_names, step_title, task_title
from ukur.services.sop import by_digest
from ukur.services.wording.dates import about_day, clock, day_and_date, local, short_date
from ukur.store.models import Paper, Run, SopVersion, Task, Visit


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row of the SOP as it stands. ``state``: done, here, returned, ahead. ``marks``: performer id -> role in the
    row (main, joint, receiver, supplier, decision). ``times``: one line per visit (who, when, round)."""

    no: str
    title: str
    printed: str
    state: str
    late: bool
    round: int
    marks: tuple[tuple[str, str], ...]
    who: str
    when: str
    output: str
    note: str
    goal: str
    main: str
    joint: bool
    minutes: int | None


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
    performers: tuple[tuple[str, str], ...]
    steps: tuple[StepRow, ...]
    open: tuple[Open, ...]
    papers: tuple[PaperLine, ...]
    returns: tuple[tuple[str, str, str, str], ...]
    minutes_spent: int
    minutes_standard: int
    package: int | None
    may_cancel: bool
    may_supersede: bool
    supersedes: str
    meeting: int  # the one called last, 0 without

    @property
    def table(self) -> list[dict[str, object]]:
        """The rows of the SOP's own table with the symbol of each column (``queries.drawing``)."""
        return drawing.table(self)

    @property
    def back(self) -> tuple[int, int] | None:
        """The way back that is drawn: the last return whose goal is where the flow is now."""
        return drawing.way_back(self)

    @property
    def course(self) -> list[dict[str, str]]:
        """The same in words, one row a step."""
        return drawing.course(self)


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
    return RunPage(
        id=run.pk,
        title=run.title,
        status=status_of(run),
        sentence=_sentence(run, sop, tasks, at),
        readings=sop.open_readings,
        sop_name=sop.name,
        performers=tuple((one.id, one.name) for one in sop.performers),
        steps=tuple(_step(run, sop, step, visits, tasks) for step in sop.steps),
        open=_open(run, sop, tasks, rights, at),
        papers=tuple(_paper(one) for one in Paper.objects.filter(run=run).order_by("-pk")),
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


def _step(run: Run, sop: Sop, step: Step, visits: list[Visit], tasks: list[Task]) -> StepRow:
    mine = [one for one in visits if one.step == step.no]
    last = mine[-1] if mine else None
    done = [one for one in tasks if one.step == step.no and one.status == "closed" and one.kind == TaskKind.MAIN]
    closer = done[-1] if done else None
    state = _state(run, step, last)
    return StepRow(
        no=step.no,
        title=step_title(sop, step.no),
        printed=step.printed.activity,
        state=state,
        late=bool(closer and closer.due and closer.closed_at and closer.closed_at > closer.due),
        round=last.round if last else 0,
        marks=marks_of(step),
        who=_closer(closer) if closer and state != "ahead" else "",
        when=short_date(last.left_at) if last and last.left_at else "",
        output=_output(sop, step),
        note=f"Dikembalikan ke langkah {last.returned_to}: “{last.reason}”" if last and last.returned_to else "",
        goal=last.returned_to if last else "",
        main=step.decider if step.answers else step.main,
        joint=len(step.performers) + len(step.suppliers) > 1,
        minutes=step.minutes,
    )


def _state(run: Run, step: Step, last: Visit | None) -> str:
    if step.no in run.here and run.status == "running":
        return "here"
    if last is None or last.left_at is None:
        return "ahead"
    return "returned" if last.returned_to else "done"


def marks_of(step: Step) -> tuple[tuple[str, str], ...]:
    """Performer -> its part in the row, as the drawn SOP shows it."""
    marks = dict.fromkeys(step.receivers, "receiver") | dict.fromkeys(step.suppliers, "supplier")
    marks |= dict.fromkeys(step.performers, "main")
    if step.answers and step.decider:
        marks[step.decider] = "decision"
    return tuple(marks.items())


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
    names = {one.id: one.name for one in sop.documents}
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
