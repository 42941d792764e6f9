"""The cast of the tests: the sample dinas, made once by the real operations; each test's changes are rolled back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client

from tests.rig.stages import Stages
from ukur.services import access, acts, jobs
from ukur.services.access import Actor
from ukur.services.operate import sample
from ukur.services.operate.play import Player
from ukur.services.operate.prepare import built_in_sop
from ukur.services.operate.setup import Settled, national_calendar, settle, test_keys
from ukur.store.models import Agency, Job, Person, Run, Task

PASSWORD = "latihan-2026"
PASSPHRASE = "frasa-latihan"
HEAD, SECRETARY, LEAD = "bambang.prasetyo", "wiwin.herawati", "sari.wulandari"
KABID, FILLER = "rahmat.hidayat", "dewi.lestari"  # of Bidang Perdagangan


def make() -> Stages:
    """The sample dinas and a second one that must see nothing; committed once for the whole session."""
    national_calendar()
    built_in_sop()
    settled = settle(sample.load(), practice=True)
    test_keys(settled, [HEAD], PASSPHRASE)
    stranger = Person(
        username="orang.luar", name="Orang Luar", agency=Agency.objects.create(name="Dinas Lain", short="DL")
    )
    stranger.set_password(PASSWORD)
    stranger.save()
    Person.objects.filter(agency=settled.agency).update(password=stranger.password)
    Person.objects.filter(username=LEAD).update(is_admin=True)
    return Stages(settings.DATA / "stages")


class Cast(Player):
    """Plays with the jobs that a step waits for done at once, since nothing is ever committed here."""

    def do(self, run: int, task: Task) -> None:
        if task.activity == "tandatangan":
            run_jobs("render")
        super().do(run, task)


def run_jobs(kind: str = "") -> None:
    """Do the waiting jobs in this process."""
    waiting = Job.objects.filter(state="waiting").order_by("pk")
    for job in waiting.filter(kind=kind) if kind else waiting:
        jobs.do(job.pk)


@dataclass
class World:
    """What tests ask for: people by user name, the run, its tasks, and moving it on."""

    stages: Stages
    run: int = 0
    agency: Agency = field(default_factory=lambda: Agency.objects.get(practice=True))

    def person(self, username: str) -> Person:
        return Person.objects.get(username=username)

    def actor(self, username: str) -> Actor:
        return access.actor(self.person(username))

    def client(self, username: str) -> Client:
        """A browser in which ``username`` is signed in."""
        client = Client()
        client.force_login(self.person(username), backend="ukur.web.signin.NipOrUserName")
        return client

    @property
    def player(self) -> Cast:
        data = sample.load()
        return Cast(self.agency, {one.code: one for one in data.answers}, PASSPHRASE)

    def propose(self) -> int:
        """A proposed run of the sample's open quarter."""
        self.run = self.player.propose(built_in_sop().digest, sample.load().period)
        return self.run

    def play(self, until: str = "", *, jobs: bool = False) -> int:
        """Play the run (proposed when there is none) until the flow is at step ``until``, or to its end.

        ``jobs``: do what waits for the worker then, so that papers are drawn and packages packed.
        """
        if self.run:
            self._play(until, jobs)
        else:
            self.begin(f"{until or 'end'}{' with jobs' if jobs else ''}", lambda: self._play(until, jobs))
        return self.run

    def _play(self, until: str, jobs: bool) -> None:
        self.player.play(self.run or self.propose(), until)
        if jobs:
            run_jobs()

    def begin(self, name: str, play: Callable[[], None]) -> None:
        """``play``, or what came of it when an earlier test has begun with this ``name``."""
        if not self.stages.untouched():
            play()
        elif kept := self.stages.lay(name):
            self.run = kept
        else:
            play()
            self.stages.keep(name, self.run)

    def row(self) -> Run:
        return Run.objects.get(pk=self.run)

    def task(self, activity: str, seat: str = "") -> Task:
        """The newest open task of an activity; ``seat`` narrows it to one seat's key."""
        tasks = Task.objects.filter(run=self.run, activity=activity, status="open").order_by("-pk")
        found = tasks.filter(seat=seat).first() if seat else tasks.first()
        if found is None:
            raise AssertionError(f"no open task {activity} {seat}")
        return found

    def sheet_task(self, unit: str) -> Task:
        """The open sheet task of the unit with this code."""
        return self.task("isi-form", f"unit:{self.agency.units.get(code=unit).pk}")

    def act(self, username: str, command: object) -> acts.Outcome:
        return acts.perform(self.actor(username), command)


__all__ = [
    "FILLER",
    "HEAD",
    "KABID",
    "LEAD",
    "PASSPHRASE",
    "PASSWORD",
    "SECRETARY",
    "Settled",
    "World",
    "make",
    "run_jobs",
]
