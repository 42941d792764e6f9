"""The head of the drills signs: document after document, by the service and with a key of his own, come what may."""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from tests.drill.people import FIRST, crowd, player, propose, say, someone
from tests.rig.needle import Needle
from tests.signing.bsre import ACCOUNT, NIK
from tests.signing.cast import PASSPHRASE
from ukur import signing
from ukur.domain.errors import Refused, refusal
from ukur.formats import pages
from ukur.services import acts, jobs, operate, signature
from ukur.services.signature import activities
from ukur.services.wording import say_all
from ukur.signing.wire import Limits
from ukur.store import files
from ukur.store.models import Job, JournalEntry, Paper, Root, Signature, SigningKey, SigningTry, Task

HANDS = 2  # processes that make the documents
PRESSES = 4  # attempts after which the head leaves a document for another day
FASTER = 60  # times the patience of a real office fits into that of a drill
SLIPS = {"": 12, "wrong": 2, "unknown": 2, "denied": 1, "away": 1, "untrusted": 1}
STATES = {"right": 4, "wrong": 1, "expired": 1, "broken": 1}


def folder() -> Path:
    """What the test has left for the office: keys, issuers, the service's address and its shelf."""
    return Path(settings.DATA) / "esign"


# --- Made. ------------------------------------------------------------------------------------------------------------


def documents(count: int) -> None:
    """Runs up to step 11, with the pages of their documents; the head has a key, and its authority is believed."""
    Root.objects.create(label="Drill", pem=(folder() / "issuers.pem").read_text(), test=True)
    found = crowd(HANDS, partial(_documents, player(), count))
    say(made=sum(one for one in found if isinstance(one, int)), faults=[one for one in found if isinstance(one, str)])


def _documents(who: Any, count: int, hand: int) -> int:
    """Those of the years that are this hand's."""
    mine = [no for no in range(count) if no // 3 % HANDS == hand]
    for no in mine:
        run = propose(who, no)
        who.play(run, until="11")
        paper = Paper.objects.get(run=run, kind="dpk")
        jobs.do(Job.objects.get(kind="render", target=paper.pk).pk)
    return len(mine)


# --- Signed. ----------------------------------------------------------------------------------------------------------


def sign(window: int, life: int) -> None:
    """Sign what waits until nothing does, and say what came of each press. Everything is logged."""
    logging.basicConfig(stream=sys.stderr, level=logging.DEBUG, force=True)
    _hurry()
    head = Head(random.Random(1000 * window + life))  # noqa: S311 - a plan, not a secret
    while waiting := list(_waiting()):
        paper = head.chance.choice(waiting)
        code = head.press(paper)
        say(paper=paper.pk, said=code)
        if code == "signing_under_way":
            time.sleep(0.1)


def _hurry() -> None:
    """All that an office waits for takes a sixtieth of its time, the longest reply included."""
    usual = Limits()
    limits = Limits(usual.connect, usual.read / FASTER, usual.whole / FASTER, usual.most)
    setattr(signing, "Service", partial(signing.Service, limits=limits))  # noqa: B010 - the type may not change
    setattr(activities, "UNDER_WAY", activities.UNDER_WAY / FASTER)  # noqa: B010


def _papers() -> QuerySet[Paper]:
    return Paper.objects.filter(kind="dpk", run__period__gte=str(FIRST))


def _waiting() -> QuerySet[Paper]:
    """Not signed, and not given up: what was signed and not recorded never is."""
    counted = _papers().annotate(presses=Count("tries"), kept=Count("tries", filter=Q(tries__state="kept")))
    return counted.filter(Q(presses__lt=PRESSES) | Q(kept__gt=0), signatures=None)


@dataclass
class Head:
    """He slips now and then, and when nobody knows whether the service has signed he looks before he goes on."""

    chance: random.Random

    def press(self, paper: Paper) -> str:
        """What the page says: "signed", or the code of its refusal, which has a sentence."""
        task = Task.objects.get(run=paper.run_id, activity="tandatangan")
        actor = someone(task.seat)
        try:
            acts.sign(actor, paper.run_id, task.key, paper.digest, self._means(actor.id))
        except Refused as refused:
            code = _code(refused)
            return self._look(paper, task) if code == "signing_uncertain" else code
        return "signed"

    def _look(self, paper: Paper, task: Task) -> str:
        """In BSrE's application; what is signed there he mostly takes over, else he signs once more."""
        found, actor = folder() / "shelf" / paper.file, someone(task.seat)
        try:
            if found.exists() and self.chance.random() < 0.7:
                acts.take_in_signed(actor, paper.run_id, task.key, paper.digest, found.read_bytes())
                return "taken in"
            acts.sign(actor, paper.run_id, task.key, paper.digest, self._means(actor.id, again=True))
        except Refused as refused:
            return f"again: {_code(refused)}"
        return "again: signed"

    def _means(self, person: int | None, *, again: bool = False) -> acts.Means:
        if self.chance.random() < 0.25:
            return self._own_key(person, again)
        slip = self._drawn(SLIPS)
        account = (ACCOUNT[0], "keliru") if slip == "denied" else ACCOUNT
        url = (folder() / "address").read_text()
        url = {"away": "http://127.0.0.1:9", "untrusted": url.replace("http:", "https:")}.get(slip, url)
        settings.BSRE = url, account, self.chance.choice("12")
        secret = f"{PASSPHRASE}-salah" if slip == "wrong" else PASSPHRASE
        return acts.Means("bsre", acts.Secret(secret), "9" if slip == "unknown" else NIK, again)

    def _own_key(self, person: int | None, again: bool) -> acts.Means:
        """With the key in whatever state he has brought it."""
        state = self._drawn(STATES)
        container = (folder() / f"{'right' if state == 'wrong' else state}.p12").read_bytes()
        SigningKey.objects.filter(person=person).update(container=container)
        secret = f"{PASSPHRASE}-salah" if state == "wrong" else PASSPHRASE
        return acts.Means("key", acts.Secret(secret), again=again)

    def _drawn(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]


def _code(refused: Refused) -> str:
    """Of a refusal; each has a sentence, and none has the passphrase."""
    sentences = say_all(refused.refusals)
    assert all(len(one) > 20 and PASSPHRASE not in one for one in sentences), sentences
    return refused.refusals[0].code


# --- Looked at. -------------------------------------------------------------------------------------------------------


def settled() -> None:
    """Each document as it stands, then what the check of the live system finds, and where the passphrase stands."""
    for paper in _papers():
        say(paper=paper.pk, file=paper.file, state=_state(paper))
    say(
        unsound=[f"{one.name}: {one.detail}" for one in operate.check() if not one.ok],
        secret=Needle(PASSPHRASE).in_tables(),
    )


def _state(paper: Paper) -> str:
    """The way it was signed, or "waiting" with the code of the reason; anything else is a fault."""
    made = Signature.objects.filter(paper=paper).count()
    entries = JournalEntry.objects.filter(stream=f"run:{paper.run_id}", kind="RecordSignature", refused=False)
    ways = [json.loads(one)["way"] for one in entries.values_list("payload", flat=True)]
    tries = list(SigningTry.objects.filter(paper=paper).order_by("pk"))
    done, kept = ([one.way for one in tries if one.state == state] for state in ("done", "kept"))
    if len(ways) != made or made > 1 or bool(paper.signed_file) != bool(made) or kept:
        return f"{made} signatures, recorded {ways}, kept {kept}, file {paper.signed_file!r}"
    if done != [one for one in ways if one != "elsewhere"]:
        return f"recorded {ways}, attempts {done}"
    if not made:
        return f"waiting: {_reason(tries[-1])}"
    frozen, signed = files.read(paper.file), files.read(paper.signed_file)
    found = signing.accept_signed(frozen, signed, signature.roots(), text_of=pages.texts, test_allowed=True)
    return ways[0] if found.verdict.sound else "unsound"


def _reason(last: SigningTry) -> str:
    """The code of the sentence in which the last attempt is told."""
    open_still = last.state == "begun"
    told = refusal("signing_uncertain") if open_still else signature.failure_of(signing.SigningFailed(last.code))
    return told.code if say_all((told,)) else ""
