"""The demo: a sample dinas ("Latihan") with people, plan, past quarters and one open run."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.services import access, jobs
from ukur.services.operate import sample
from ukur.services.operate.play import Player
from ukur.services.operate.prepare import prepare
from ukur.services.operate.setup import Settled, settle, test_keys
from ukur.services.paper import signer_of
from ukur.store.models import Agency, Person, Task

PASSWORD = "latihan-2026"  # noqa: S105 - of practice accounts, printed at every start
PASSPHRASE = "frasa-latihan"  # noqa: S105 - of the practice key

__all__ = ["PASSPHRASE", "PASSWORD", "SignIn", "make_demo"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """One account of the demo."""

    username: str
    name: str
    role: str


def make_demo() -> list[SignIn]:
    """Make the demo where there is none yet, and list its sign-ins; a second call keeps the data."""
    version = prepare()
    if not Agency.objects.exists():
        settled = settle(sample.load(), practice=True)
        _passwords(settled)
        test_keys(settled, [sample.load().holder(sample.Role.HEAD).username], PASSPHRASE)
        jobs.inline(True)
        _open_run(settled, version.digest)
        jobs.inline(False)
    return sign_ins()


def _passwords(settled: Settled) -> None:
    """One hash for all practice accounts: hashing sixteen times over would only cost start-up time."""
    hashed = Person(username="x")
    hashed.set_password(PASSWORD)
    Person.objects.filter(agency=settled.agency).update(password=hashed.password)
    Person.objects.filter(pk=settled.people[sample.load().team_lead.username].pk).update(is_admin=True)


def _open_run(settled: Settled, sop: str) -> None:
    """One run, ordered and shared: two units have handed in, one is typing, the invitation is to be sent."""
    data = sample.load()
    player = Player(settled.agency, {one.code: one for one in data.answers}, PASSPHRASE)
    run = player.propose(sop, data.period)
    player.play(run, until="4")
    open_sheets = Task.objects.filter(run=run, status="open", kind="hand_in").order_by("pk")
    for task in open_sheets[:2]:
        player.do(run, task)
    typing = open_sheets.exclude(seat__in=[one.seat for one in open_sheets[:1]]).last()
    if typing is not None:
        unit = int(typing.seat.removeprefix("unit:"))
        filler = Person.objects.filter(assignments__position__unit=unit).order_by("-pk")[0]
        codes = {one.code for one in data.indicators[::2]}
        player.fill(access.actor(filler), run, typing, codes)


def sign_ins() -> list[SignIn]:
    """The accounts of the demo with what each is, the officials first."""
    today = timezone.localdate()
    people = Person.objects.filter(agency__practice=True, is_active=True).order_by("pk")
    return [SignIn(one.username, one.name, signer_of(one.pk, today).role) for one in people]
