"""Playing a run with the sample cast through the same door as the pages: each task by the person it waits for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from ukur.domain.archive.commands import FileAway
from ukur.domain.collection.commands import (
    AddEvidence,
    CellChange,
    CloseCollection,
    ComposeForm,
    ReleaseSheet,
    SaveCells,
    SendToHead,
    ShareForm,
)
from ukur.domain.document.commands import FinishCorrection, SubmitForApproval
from ukur.domain.meeting.commands import DecisionMade, FinishMeeting, Invite
from ukur.domain.plan.model import Period
from ukur.domain.run.commands import ProposeRun, TakeTask
from ukur.domain.signature.commands import MakeCopies
from ukur.domain.task.commands import CompleteTask, ConfirmPart, GiveDisposition
from ukur.domain.validation.commands import AcceptValues, Approve, FinishValidation, HandOver
from ukur.services import access, acts, signature
from ukur.services.access import Actor
from ukur.services.operate.sample_model import Answer
from ukur.store.models import Agency, Cell, Indicator, Paper, Person, Run, Task, Unit


@dataclass(slots=True)
class Player:
    """Plays one run. ``answers``: indicator code -> what its unit reports; ``passphrase`` opens the head's test key."""

    agency: Agency
    answers: dict[str, Answer]
    passphrase: str
    files: Callable[[str], bytes] | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)

    def propose(self, sop: str, period: Period) -> int:
        """Propose the run by the Sekretaris."""
        person = Person.objects.filter(agency=self.agency, assignments__position__kind="sekretaris")[0]
        made = acts.perform(access.actor(person), ProposeRun(self.agency.pk, sop, period))
        return made.run or 0

    def play(self, run: int, until: str = "") -> None:
        """Do every waiting task in order until the run ends, or until the flow is at step ``until``."""
        for task in self._waiting(run, until):
            self.do(run, task)

    def _waiting(self, run: int, until: str) -> Iterator[Task]:
        while True:
            row = Run.objects.get(pk=run)
            task = Task.objects.filter(run=run, status="open").exclude(kind="confirm").order_by("pk").first()
            hand_in = Task.objects.filter(run=run, status="open", kind="hand_in").order_by("pk").first()
            if row.status != "running" or task is None or (until and until in row.here):
                return
            yield hand_in or task

    def do(self, run: int, task: Task) -> None:
        """One task, by the person who sits on its seat."""
        person = access.people_on(task.seat, timezone.localdate())[0]
        actor = access.actor(person)
        acts.perform(actor, TakeTask(run, task.key))
        _ACTS.get(task.activity, _general)(self, actor, run, task)
        self.steps.append({"no": task.step, "task": task.key, "by": person.name, "round": task.round})

    def fill(self, actor: Actor, run: int, task: Task, codes: set[str] | None = None) -> None:
        """Type the answers of the task's unit, evidence included."""
        cells = Cell.objects.filter(sheet__run=run, sheet__unit=int(task.seat.removeprefix("unit:")), measured=True)
        for cell in cells:
            answer = self.answers.get(cell.code)
            if answer is None or (codes is not None and cell.code not in codes):
                continue
            typed = answer.text.replace(".", "") if answer.text not in ("–", "-") else ""
            change = CellChange(
                cell.code, typed, cell.version, answer.missing, answer.cause, answer.follow_up, answer.provisional
            )
            acts.save_cells(actor, SaveCells(run, task.key, (change,)), timezone.now())
            for proof in answer.evidence:
                self._prove(actor, run, task, cell.code, proof)

    def _prove(self, actor: Actor, run: int, task: Task, code: str, proof: Any) -> None:
        kind, data = str(proof.kind), b""
        if kind == "file":
            data = self.files(proof.file) if self.files and proof.file and not proof.body else b""
            kind = "file" if data else "text"
        command = AddEvidence(run, task.key, code, kind, proof.title, proof.body or proof.title, data)
        acts.add_evidence(actor, command, timezone.now())


# --- One act an activity. ---------------------------------------------------------------------------------------------


def _disposition(player: Player, actor: Actor, run: int, task: Task) -> None:
    deadline = timezone.localtime().replace(hour=16, minute=0, second=0, microsecond=0) + dt.timedelta(days=14)
    title = Run.objects.get(pk=run).title
    acts.perform(actor, GiveDisposition(run, task.key, f"Laksanakan {title} sesuai SOP.", deadline))


def _compose(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, ComposeForm(run, task.key))


def _share(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, ShareForm(run, task.key, "Mohon diisi beserta bukti dukung sebelum tenggat."))


def _fill_in(player: Player, actor: Actor, run: int, task: Task) -> None:
    unit = int(task.seat.removeprefix("unit:"))
    staff = Person.objects.filter(assignments__position__unit=unit, assignments__position__kind="staf").first()
    filler = access.actor(staff) if staff else actor
    player.fill(filler, run, task)
    if staff and Indicator.objects.filter(unit=unit).exists():
        acts.perform(filler, SendToHead(run, task.key))
    acts.perform(actor, ReleaseSheet(run, task.key))


def _invite(player: Player, actor: Actor, run: int, task: Task) -> None:
    starts = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
    agenda = f"Pembahasan {Run.objects.get(pk=run).title}"
    acts.perform(actor, Invite(run, task.key, starts, "Ruang Rapat Dinas", agenda))


def _meet(player: Player, actor: Actor, run: int, task: Task) -> None:
    people = Person.objects.filter(agency=player.agency, is_active=True).order_by("pk")
    attendance = tuple((one.pk, "hadir") for one in people)
    unit = Unit.objects.filter(agency=player.agency).order_by("order", "pk").values_list("pk", flat=True).first()
    decision = DecisionMade("Semua bidang melengkapi bukti dukung sebelum validasi.", "Para Kepala Bidang", unit=unit)
    minutes = "Capaian setiap indikator dibahas per bidang, beserta kendala dan tindak lanjutnya."
    acts.perform(actor, FinishMeeting(run, task.key, minutes, "Sekretaris", attendance, (decision,), actor.name))


def _collect(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, CloseCollection(run, task.key))


def _validate(player: Player, actor: Actor, run: int, task: Task) -> None:
    for member, codes in _shared_out(actor, run, task).items():
        acts.perform(member, AcceptValues(run, task.key, codes))
    acts.perform(actor, FinishValidation(run, task.key))


def _shared_out(actor: Actor, run: int, task: Task) -> dict[Actor, tuple[str, ...]]:
    """Who of the team accepts which values: the one whose task it is, and for those of his own unit another member."""
    found: dict[Actor, tuple[str, ...]] = {}
    today = timezone.localdate()
    team = [actor, *(access.actor(one) for one in access.people_on(task.seat, today) if one.pk != actor.id)]
    for cell in Cell.objects.filter(sheet__run=run, state="sent").select_related("sheet"):
        free = (one for one in team if cell.sheet.unit_id not in one.rights(today).units)
        member = next(free, actor)
        found[member] = (*found.get(member, ()), cell.code)
    return found


def _hand_over(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, HandOver(run, task.key))


def _approve(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, Approve(run, task.key))


def _correct(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, FinishCorrection(run, task.key))


def _submit(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, SubmitForApproval(run, task.key, size=player.agency.paper))


def _sign(player: Player, actor: Actor, run: int, task: Task) -> None:
    paper: Paper | None = signature.paper_to_sign(Run.objects.get(pk=run))
    acts.sign(actor, run, task.key, paper.digest if paper else "", acts.Means("key", acts.Secret(player.passphrase)))


def _copy(player: Player, actor: Actor, run: int, task: Task) -> None:
    units = tuple(Unit.objects.filter(agency=player.agency).values_list("name", flat=True))
    acts.perform(actor, MakeCopies(run, task.key, ("Kepala Dinas", *units)))


def _file(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, FileAway(run, task.key))


def _confirm(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, ConfirmPart(run, task.key))


def _general(player: Player, actor: Actor, run: int, task: Task) -> None:
    acts.perform(actor, CompleteTask(run, task.key))


_ACTS: dict[str, Callable[[Player, Actor, int, Task], None]] = {
    "disposisi": _disposition,
    "susun-form": _compose,
    "bagikan-form": _share,
    "isi-form": _fill_in,
    "undang-rapat": _invite,
    "rapat": _meet,
    "himpun": _collect,
    "validasi": _validate,
    "serahkan": _hand_over,
    "periksa": _approve,
    "koreksi": _correct,
    "ajukan": _submit,
    "tandatangan": _sign,
    "gandakan": _copy,
    "arsipkan": _file,
    "ikut-serta": _confirm,
}
