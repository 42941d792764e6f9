"""The page of one task: what it is, what it needs, what can be done, and why not when it cannot."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from ukur.domain.plan.model import Period
from ukur.domain.sop.model import Sop
from ukur.services import access, acts, meeting, signature
from ukur.services.access import Actor, Power
from ukur.services.document import rows_of, run_settings
from ukur.services.document.compose import Kept
from ukur.services.plan import items_for
from ukur.services.queries.archive import Filing, filing
from ukur.services.queries.board import BoardPage, board_page, chat_text
from ukur.services.queries.follow_ups import decided
from ukur.services.queries.form import form_lines
from ukur.services.queries.head import HeadSheet, head_sheet
from ukur.services.queries.invitation import InvitationForm, invitation_form
from ukur.services.queries.meeting import MeetingPage, meeting_page
from ukur.services.queries.names import BUTTONS, called, seat_names, step_title, task_title
from ukur.services.queries.sheets import fills, open_codes
from ukur.services.queries.values import (
    Summary,
    ValueRow,
    Values,
    gaps,
    returned_first,
    summary,
    value_rows,
)
from ukur.services.sop import by_digest
from ukur.services.wording import say
from ukur.services.wording.dates import about_day, day_and_clock, local
from ukur.services.wording.labels import PREVIEWS, UNIT_HEADS
from ukur.store import sql
from ukur.store.models import (
    Attachment,
    Draft,
    Paper,
    Run,
    Sheet,
    Task,
    Team,
    Unit,
    Visit,
)

_WITH_VALUES = ("serahkan", "periksa", "koreksi", "ajukan", "tandatangan", "ikut-serta", "rapat", "tugas")


@dataclass(frozen=True, slots=True)
class Button:
    """One command: ``name`` of its class, and why it is closed now (empty: open)."""

    name: str
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A step the flow can be returned to. ``drawn``: the SOP draws this way back."""

    step: str
    title: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Doc:
    """The document to be signed or copied: pages ready or still being made."""

    paper: int
    title: str
    digest: str
    ready: bool
    signed: bool
    number: str


@dataclass(frozen=True, slots=True)
class About:
    """The step of a task as the SOP prints it; ``as_``: in which post somebody acts; ``run``: where it belongs."""

    step: str
    count: int
    printed: str
    seat: str
    needs: str
    as_: str
    run: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the task; ``due`` as said, empty when nothing is due any more."""

    title: str
    run_title: str
    run: int
    step: str
    round: int
    due: str
    late: bool


class SheetRows(NamedTuple):
    """The rows of a unit's form and the task in which they are typed."""

    task: int
    rows: Values


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything the page of a task shows; parts a step does not need stay empty."""

    id: int
    person: int
    key: str
    run: int
    run_title: str
    step: str
    step_count: int
    title: str
    printed: str
    seat: str
    activity: str
    kind: str
    primary: str
    open: bool
    done: str
    note: str
    due: str
    late: bool
    round: int
    returned: str
    power: int
    as_: str
    buttons: tuple[Button, ...]
    goals: tuple[Goal, ...]
    decides: bool
    answers: tuple[str, ...]
    needs: str
    prepared: str
    draft: dict[str, str]
    officials: tuple[tuple[int, str], ...]
    may_record: bool
    rows: Values = field(default_factory=Kept)
    units: tuple[tuple[str, int], ...] = ()
    board: BoardPage | None = None
    chat: str = ""
    summary: Summary | None = None
    sheet_state: str = ""
    sheet_by: str = ""
    unit_head: str = ""
    decided: tuple[tuple[str, str, str], ...] = ()
    invitation: InvitationForm | None = None
    meeting: MeetingPage | None = None
    doc: Doc | None = None
    head: HeadSheet | None = None
    today: str = ""
    warning: str = ""
    preview: tuple[tuple[str, str, str, str, str | None], ...] = ()
    own_numbers: bool = False
    default_deadline: str = ""
    addressees: tuple[str, ...] = ()
    filing: Filing | None = None
    attachments: tuple[tuple[int, str], ...] = field(default=())

    @property
    def needing(self) -> tuple[ValueRow, ...]:
        """At most five values that need the head: lowest achievement first, unreported last."""
        low = sorted((one for one in self.rows if one.status == "missed"), key=lambda one: one.rank)
        return (*low, *(one for one in self.rows if one.status == "unreported" and one.value == "–"))[:5]

    @property
    def heading(self) -> Heading:
        """What stands over the task."""
        due = self.due if self.open else ""
        title = f"Dokumen {self.run_title}" if self.head else self.title
        return Heading(title, self.run_title, self.run, self.step, self.round, due, self.late)

    @property
    def about(self) -> About:
        """What stands beside the task."""
        return About(self.step, self.step_count, self.printed, self.seat, self.needs, self.as_, self.run)

    @property
    def asked(self) -> int:
        """How many values are asked for in this quarter."""
        return sum(1 for one in self.rows if one.state != "unmeasured")

    @property
    def filled(self) -> int:
        """How many of them have a figure or a reason."""
        return sum(1 for one in self.rows if one.state not in ("unmeasured", "empty"))

    @property
    def preview_label(self) -> str:
        """The button that shows the papers before they are made; empty when there are none to see."""
        ready = self.open and self.power == Power.ACT and self.buttons and not self.buttons[-1].closed
        return PREVIEWS.get(self.activity, "") if ready else ""

    @property
    def sheet(self) -> SheetRows:
        """The rows with the task they are typed in."""
        return SheetRows(self.id, self.rows)

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """What still stands open before the sheet can be sent, each with the code of the first such value."""
        return gaps(self.rows)

    def button(self, name: str) -> Button | None:
        """The command's button when the actor may use it at all."""
        return next((one for one in self.buttons if one.name == name), None)


def task_page(actor: Actor, id: int, now: dt.datetime | None = None, pick: tuple[str, str] = ("", "")) -> TaskPage:
    """The task for an actor of its agency; others of the agency see it without buttons. ``NotThere`` for outsiders.

    ``pick``: the unit and the value that are opened on the board.
    """
    at = now or timezone.now()
    task = access.task(actor, id)
    run, sop = task.run, by_digest(task.run.sop_id)
    names = seat_names(run)
    seat = names.get(task.seat, "")
    rights = actor.rights(local(at).date())
    right = _right(actor, task, rights)
    step = sop.step(task.step)
    decides = bool(step.answers) and task.performer == step.decider and task.kind == "main"
    return TaskPage(
        id=task.pk,
        person=actor.id or 0,
        key=task.key,
        run=run.pk,
        run_title=run.title,
        step=task.step,
        step_count=len(sop.steps),
        title=task_title(sop, task, seat),
        printed=step.printed.activity,
        seat=seat,
        activity=task.activity,
        kind=task.kind,
        primary=BUTTONS.get(task.activity, BUTTONS["tugas"]),
        open=task.status == "open",
        done=_done(task),
        note=task.note,
        due=about_day(task.due, at) if task.due else "",
        late=bool(task.due and task.due < at and task.status == "open"),
        round=task.round,
        returned=_returned(run, task),
        power=int(right.power),
        as_=right.as_,
        buttons=_buttons(actor, task, at) if right.power else (),
        goals=_goals(run, sop, task) if right.power and task.status == "open" else (),
        decides=decides,
        answers=tuple(one.label for one in step.answers if not one.returns),
        needs=step.printed.needs,
        prepared=called(task.prepared_by) if task.prepared_by else "",
        draft=_draft(task) if right.power else {},
        officials=_officials(run, task, at),
        may_record=_may_record(actor, run, rights, right.power),
        attachments=tuple(sql.read(Attachment, ("id", "title"), "task_id = %s ORDER BY id", task.pk)),
        today=local(at).date().isoformat(),
        **_parts(actor, run, task, at, pick),
    )


def _right(actor: Actor, task: Task, rights: access.Rights) -> access.Right:
    """His right at the task's seat; who is named as filler of some of its values may prepare those."""
    right = rights.of(task.seat)
    if right.power is Power.NONE and task.status == "open" and fills(actor, task):
        return access.Right(Power.PREPARE, "Pengisi")
    return right


def _buttons(actor: Actor, task: Task, at: dt.datetime) -> tuple[Button, ...]:
    offers = acts.available(actor, task, now=at)
    return tuple(Button(one.command.__name__, tuple(say(reason) for reason in one.closed)) for one in offers)


def _done(task: Task) -> str:
    if task.status == "void":
        return "Tugas ini ditarik karena alur kembali atau pelaksanaan berakhir."
    if task.status != "closed" or task.closed_at is None:
        return ""
    return f"Sudah dikerjakan {called(task.closed_by)} pada {day_and_clock(task.closed_at)}."


def _returned(run: Run, task: Task) -> str:
    if task.round == 1 and task.kind != "mending":
        return ""
    visit = (
        Visit.objects.filter(run=run, returned_to=task.step, left_at__lte=task.opened_at).order_by("-left_at").first()
    )
    return visit.reason if visit else ""


def _goals(run: Run, sop: Sop, task: Task) -> tuple[Goal, ...]:
    """Drawn ways back first, then the other steps passed before, as exceptional returns."""
    if task.kind != "main" or run.sealed:
        return ()
    step = sop.step(task.step)
    drawn = (
        [goal for one in step.answers if one.returns for goal in (one.to, *one.also)]
        if task.performer == step.decider
        else []
    )
    passed = dict.fromkeys(no for (no,) in sql.read(Visit, ("step",), "run_id = %s ORDER BY id", run.pk))
    others = [no for no in passed if sop.index(no) < sop.index(task.step) and no not in drawn]
    return tuple(Goal(no, step_title(sop, no), True) for no in drawn) + tuple(
        Goal(no, step_title(sop, no), False) for no in others
    )


def _draft(task: Task) -> dict[str, str]:
    rows = sql.read(Draft, ("content",), "task_id = %s", task.pk)
    return {str(key): str(value) for (content,) in rows for key, value in content.items()}


def _officials(run: Run, task: Task, at: dt.datetime) -> tuple[tuple[int, str], ...]:
    return access.names_on(task.seat, local(at).date())


def _may_record(actor: Actor, run: Run, rights: access.Rights, power: Power) -> bool:
    teams = [key for seats in run.cast["doers"].values() for key, _ in seats if key.startswith("team:")]
    return actor.admin or power > Power.NONE or any(rights.of(key).power > Power.NONE for key in teams)


# --- Parts only some steps show. --------------------------------------------------------------------------------------


def _parts(actor: Actor, run: Run, task: Task, at: dt.datetime, pick: tuple[str, str]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    day = local(at).date()
    if task.activity == "isi-form":
        parts |= _sheet(actor, run, task, day)
    elif task.activity in _WITH_VALUES:
        settings = run_settings(run)
        found = rows_of(run, settings, actor.rights(day).units)
        parts |= {"rows": value_rows(run, found, flagged=False), "summary": summary(found, settings)}
    if task.activity in ("himpun", "validasi"):
        parts["board"] = board_page(actor, run.pk, *pick, now=at)
    if task.activity == "bagikan-form":
        parts["units"] = tuple(sql.ask(_SHARED, run.pk))
        parts["chat"] = chat_text(run)
    if task.activity in ("susun-form", "disposisi"):
        parts |= _beginning(run, at)
    if task.activity == "susun-form":
        parts["preview"] = _preview(run)
    if task.activity in ("rapat", "undang-rapat"):
        parts |= _meeting(actor, run, task, at)
    if task.activity in ("koreksi", "ajukan"):
        parts["own_numbers"] = bool(run.agency.number_pattern)
    if task.activity in ("gandakan", "arsipkan"):
        parts |= _document(run)
    if task.activity in ("koreksi", "tandatangan"):
        parts["head"] = head_sheet(actor, run, task, at)
    if task.activity == "arsipkan" and task.status == "open":
        parts["filing"] = filing(run, day)
    if task.activity == "gandakan":
        parts["addressees"] = tuple(Unit.objects.filter(agency=run.agency).values_list("name", flat=True))
    return parts


def _sheet(actor: Actor, run: Run, task: Task, day: dt.date) -> dict[str, object]:
    unit = int(task.seat.removeprefix("unit:"))
    sheet = sql.first(Sheet, "run_id = %s AND unit_id = %s", run.pk, unit)
    own, scope = open_codes(actor, task, day)
    ((kind,),) = sql.read(Unit, ("kind",), "id = %s", unit)
    return {
        "rows": returned_first(value_rows(run, rows_of(run, own=own), unit=unit, scope=scope)),
        "decided": tuple(decided(run.pk, unit)),
        "sheet_state": sheet.state if sheet else "",
        "sheet_by": called(sheet.awaiting_by) if sheet and sheet.awaiting_by else "",
        "unit_head": UNIT_HEADS[kind],
    }


_SHARED = """
SELECT u.name, count(c.id) FROM store_sheet s JOIN store_unit u ON u.id = s.unit_id
  LEFT JOIN store_cell c ON c.sheet_id = s.id AND c.measured WHERE s.run_id = %s GROUP BY u.id, u.name ORDER BY u.id
"""


def _beginning(run: Run, at: dt.datetime) -> dict[str, object]:
    today = local(at).date()
    team = Team.objects.filter(Q(until=None) | Q(until__gte=today), agency=run.agency, since__lte=today).first()
    warning = "" if team and team.decree else "SK Tim Evaluasi Kinerja yang berlaku belum tercatat."
    deadline = today + dt.timedelta(days=14)
    while deadline.weekday() > 4:
        deadline += dt.timedelta(days=1)
    return {"warning": warning, "default_deadline": deadline.isoformat()}


def _preview(run: Run) -> tuple[tuple[str, str, str, str, str | None], ...]:
    """What the form will freeze: the plan of the period."""
    period = Period.parse(run.period)
    lines = form_lines(items_for(run.agency_id, period), period)
    return tuple((one.name, one.unit, one.uom, one.target, one.proof or None) for one in lines)


def _meeting(actor: Actor, run: Run, task: Task, at: dt.datetime) -> dict[str, object]:
    if task.activity == "undang-rapat":
        return {"invitation": invitation_form(actor, run, _draft(task), at)} if task.status == "open" else {}
    found = meeting.meeting_of(run)
    return {"meeting": meeting_page(actor, found.pk, at)} if found else {}


def _document(run: Run) -> dict[str, object]:
    paper: Paper | None = signature.paper_to_sign(run)
    if paper is None:
        return {}
    signed = signature.is_signed(paper)
    return {"doc": Doc(paper.pk, paper.title, paper.digest, bool(paper.file), signed, paper.number)}


def signing_task(run: int) -> Task | None:
    """The open task in which the run's document is signed."""
    return Task.objects.filter(run=run, activity="tandatangan", status="open", kind="main").first()


_ONE_SITTING = ("tandatangan", "gandakan", "arsipkan")


def next_task(actor: Actor, run: int) -> int | None:
    """The closing step that comes now, when it is the actor's too: steps 10 to 13 are often one sitting."""
    task = Task.objects.filter(run=run, status="open", kind="main", activity__in=_ONE_SITTING).first()
    mine = task is not None and actor.rights(timezone.localdate()).of(task.seat).power > Power.NONE
    return task.pk if task is not None and mine else None
