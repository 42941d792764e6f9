"""Every address by every role: what each of them answers. An address that is missing here fails."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.formats import planbooks
from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World
from ukur import signing
from ukur.domain.collection.commands import AddEvidence, CellChange, SaveCells
from ukur.domain.meeting.commands import DecisionMade, FinishMeeting, Invite
from ukur.domain.plan.model import Period
from ukur.domain.run.commands import ProposeRun
from ukur.services import acts, meeting, queries
from ukur.services.collection import form_token
from ukur.services.operate.prepare import built_in_sop
from ukur.store import files
from ukur.store.models import (
    ArchivePackage,
    Copy,
    Decision,
    Evidence,
    JournalEntry,
    Meeting,
    Paper,
    Person,
    SecurityEvent,
    Task,
)

ROLES = (
    ("nobody", ""),
    ("outsider", "orang.luar"),  # of another agency
    ("head", HEAD),
    ("secretary", SECRETARY),
    ("member", "hendra.gunawan"),  # of the team, and staff of Bidang Perdagangan
    ("kabid", KABID),  # of Bidang Perdagangan
    ("filler", FILLER),  # prepares for that Kabid
    ("other", "agus.permana"),  # Kabid of Bidang UKM
    ("admin", LEAD),  # administrator of the agency, and lead of the team
)
# Everybody who is signed in, whatever agency: the own pages. Everybody of the agency, and nobody else.
SIGNED = "302 200 200 200 200 200 200 200 200"
AGENCY = "302 404 200 200 200 200 200 200 200"
# The administrator of an agency; everybody else is told who that is.
ADMIN = "302 403 403 403 403 403 403 403 200"
ADMIN_404 = "302 403 403 403 403 403 403 403 404"
ADMIN_DOES = "302 403 403 403 403 403 403 403 302"
UNIT = "302 404 422 422 200 200 200 422 422"  # who may type into that sheet
# Address -> what GET answers in the order of ROLES; 405 where nothing is to be shown.
GET = {
    "account_login": "200 302 302 302 302 302 302 302 302",
    "account_logout": "302 200 200 200 200 200 200 200 200",
    "account_change_password": SIGNED,
    "account_reauthenticate": SIGNED,
    "account_inactive": "200 200 200 200 200 200 200 200 200",
    "mfa_index": SIGNED,
    "mfa_authenticate": "302 302 302 302 302 302 302 302 302",
    "mfa_reauthenticate": "302 302 302 302 302 302 302 302 302",
    "mfa_activate_totp": "302 302 302 302 302 302 302 302 302",
    # Without a second factor there is nothing to take off or to show.
    "mfa_deactivate_totp": "302 404 404 404 404 404 404 404 404",
    "mfa_view_recovery_codes": "302 404 404 404 404 404 404 404 404",
    "mfa_generate_recovery_codes": "302 302 302 302 302 302 302 302 302",
    "mfa_download_recovery_codes": "302 404 404 404 404 404 404 404 404",
    "home": "200 200 200 200 200 200 200 200 200",
    "inbox": SIGNED,
    "help": SIGNED,
    "task": AGENCY,
    "take": "405 405 405 405 405 405 405 405 405",
    "print_form": AGENCY,
    "save_sheet": AGENCY,  # what others have sent; drafts only for the own unit
    "value": AGENCY,
    "reuse_evidence": "405 405 405 405 405 405 405 405 405",
    "waive_proof": "405 405 405 405 405 405 405 405 405",
    "add_evidence": "405 405 405 405 405 405 405 405 405",
    "drop_evidence": "405 405 405 405 405 405 405 405 405",
    # Only while there is nobody at all.
    "start": "404 404 404 404 404 404 404 404 404",
    "setup": ADMIN,
    "setup_agency": ADMIN,
    "setup_logo": ADMIN_404,  # the sample has no logo
    "setup_units": ADMIN,
    "setup_people": ADMIN,
    "setup_new_person": ADMIN,
    "setup_person": ADMIN,
    "setup_team": ADMIN,
    "setup_decree": ADMIN_404,  # and no scan
    "setup_plan": "302 403 403 403 403 403 403 403 302",  # to the workbook on the desk
    "setup_template": ADMIN,
    "intake": ADMIN,
    "intake_apply": "405 405 405 405 405 405 405 405 405",
    "intake_undo": "405 405 405 405 405 405 405 405 405",
    "setup_opening": ADMIN,
    "setup_print": ADMIN,
    "setup_print_page": ADMIN,
    "setup_papers": ADMIN,
    "slips": "405 405 405 405 405 405 405 405 405",
    "office": ADMIN,
    "leave": ADMIN,
    "book": UNIT,
    "bring_book": UNIT,
    "runs": SIGNED,
    "run": AGENCY,
    "journal": AGENCY,
    "board": AGENCY,
    "form": AGENCY,
    "versions": AGENCY,
    "remind": "405 405 405 405 405 405 405 405 405",
    "form_door": "302 404 302 302 302 302 302 302 302",  # to one's own form, or to the board
    "meeting": AGENCY,
    "meeting_presence": "405 405 405 405 405 405 405 405 405",
    "meeting_decision": "405 405 405 405 405 405 405 405 405",
    "meeting_screen": AGENCY,
    "meeting_minutes": AGENCY,
    "meeting_calendar": AGENCY,
    "meeting_list": AGENCY,
    "meeting_bundle": AGENCY,
    "meeting_door": "302 404 302 302 302 302 302 302 302",  # to the meeting's page
    "check_in": "200 200 200 200 200 200 200 200 200",  # the address behind the QR code is for guests too
    "invitation_preview": "405 405 405 405 405 405 405 405 405",
    "follow_up_meeting": AGENCY,
    "follow_ups": SIGNED,
    "follow_up": AGENCY,
    "cite_decision": "405 405 405 405 405 405 405 405 405",
    "cancel": "405 405 405 405 405 405 405 405 405",
    "supersede": "405 405 405 405 405 405 405 405 405",
    "plan": SIGNED,
    "plan_year": SIGNED,
    "archives": SIGNED,
    "berkas": AGENCY,
    "archive_schedule": SIGNED,
    "archive_codes": SIGNED,
    "archive_health": ADMIN,
    "package": AGENCY,
    "paper": AGENCY,
    "paper_ink": AGENCY,
    "paper_docx": AGENCY,
    "paper_figures": AGENCY,
    "cover": AGENCY,
    "paper_page": AGENCY,
    "record": AGENCY,
    "evidence": "302 404 404 404 200 200 200 404 404",  # not sent yet: for its own unit
    "people": SIGNED,
    "reset": "405 405 405 405 405 405 405 405 405",
    "delegation": SIGNED,
    "signing_key": SIGNED,  # one's own
    "check_form": "200 200 200 200 200 200 200 200 200",
    "check": "200 200 200 200 200 200 200 200 200",
    "check_upload": "302 302 302 302 302 302 302 302 302",  # to the form
    "verifier": "200 200 200 200 200 200 200 200 200",
}
# What POST answers: 302 done (for nobody: to the sign-in), 422 refused with a sentence, 404 as if it were not there.
POST = {
    "task": "302 404 422 422 422 302 422 422 422",  # "Setujui dan kirim": the Kabid alone
    "take": "302 404 302 302 302 302 302 302 302",  # who may not is told so on the page
    "add_evidence": "302 404 422 422 302 302 302 422 422",
    "drop_evidence": "302 404 422 422 302 302 302 422 422",
    "save_sheet": "302 404 422 422 200 200 200 422 422",
    "reuse_evidence": "302 404 422 422 302 302 302 422 422",
    "waive_proof": "302 404 422 422 302 302 302 422 422",
    "form": "302 404 422 422 422 422 422 422 422",  # the plan has not changed
    "remind": "302 404 302 302 302 422 422 422 302",
    "bring_book": "302 404 422 422 200 200 200 422 422",  # looked through; saving is the same command's right
    "runs": "302 422 422 422 422 422 422 422 422",  # one is open already; the outsider's agency has no such SOP or plan
    # Who leads the run notes attendance and decisions; a draft of anybody else is refused with a sentence.
    "meeting_presence": "302 404 302 302 302 422 422 422 302",
    "meeting_decision": "302 404 302 302 302 422 422 422 302",
    "meeting_minutes": "302 404 302 302 302 422 422 422 302",
    "check_in": "302 302 302 302 302 302 302 302 302",
    "invitation_preview": "302 404 200 200 200 200 200 200 200",  # nothing is kept
    "follow_up_meeting": "302 404 302 302 302 422 422 422 302",
    "follow_up": "302 404 422 422 422 302 422 422 422",  # its owner alone: the Kabid
    "cite_decision": "302 404 422 422 302 302 302 422 422",
    "cancel": "302 404 302 302 302 422 422 422 302",
    "supersede": "302 404 302 302 302 422 422 422 302",
    "start": "404 404 404 404 404 404 404 404 404",
    "setup_agency": ADMIN_DOES,
    "setup_units": ADMIN_DOES,
    "setup_new_person": ADMIN_DOES,
    "setup_person": ADMIN_DOES,
    "setup_team": ADMIN_DOES,
    "setup_plan": "302 403 403 403 403 403 403 403 302",
    "intake": ADMIN_DOES,
    "intake_apply": ADMIN_DOES,
    "intake_undo": "302 403 403 403 403 403 403 403 422",  # nothing has been applied
    "setup_opening": ADMIN_DOES,
    "setup_papers": ADMIN_DOES,
    "setup_print": ADMIN_DOES,
    "slips": ADMIN,  # the codes are shown once
    "office": ADMIN_DOES,
    "leave": ADMIN_DOES,
    "archive_schedule": "302 422 422 422 422 422 422 422 302",
    "archive_codes": "302 422 422 422 422 422 422 422 302",
    "archive_health": ADMIN_DOES,
    "reset": "302 422 422 422 422 422 422 422 200",  # the administrator sees the new password once
    "delegation": "302 422 302 422 422 422 422 422 302",  # the holder of the post, or the administrator for him
    "signing_key": "302 422 302 302 422 302 422 302 422",  # who holds a post whose holder signs
}


PLAN_ROW = planbooks.PLAN[0] | {"code": "IKU-11", "unit": "DAG", "filler": ""}


@dataclass
class Town:
    """A signed run, and the next one in which units are typing."""

    world: World
    places: dict[str, dict[str, Any]]
    forms: dict[str, dict[str, Any]]


@pytest.fixture
def town(world: World) -> Town:
    ended = world.play(jobs=True)
    period = Period(2026, 4)
    world.run = (
        acts.perform(world.actor(SECRETARY), ProposeRun(world.agency.pk, built_in_sop().digest, period)).run or 0
    )
    world.play(until="4")
    task = world.sheet_task("DAG")
    proof = AddEvidence(world.run, task.key, "IKU-11", "file", "Rekap.pdf", "", b"%PDF-1.7\n%%EOF\n")
    acts.add_evidence(world.actor(FILLER), proof, timezone.now())
    _hold_a_meeting(world, task)
    evidence = Evidence.objects.get(cell__sheet__run=world.run)
    return Town(world, _places(world, ended, task, evidence), _forms(world, task, evidence) | _setup_forms(world))


def _hold_a_meeting(world: World, task: Task) -> None:
    """A meeting was held, its minutes follow, and a value was changed because of its one decision."""
    key, now = world.task("undang-rapat").key, timezone.now()
    world.act(LEAD, Invite(world.run, key, now, "Aula", "Capaian"))
    held, unit = Meeting.objects.get(run=world.run), world.agency.units.get(code="DAG").pk
    acts.note_decision(world.actor(LEAD), held.pk, DecisionMade("Hitung ulang.", unit=unit, code="IKU-11"))
    world.act(LEAD, FinishMeeting(world.run, world.task("rapat").key, "", "Sekretaris", later=True))
    Meeting.objects.filter(pk=held.pk).update(ended_at=None)
    Meeting.objects.filter(pk=held.pk).update(follow_up=True)  # going on beside the flow, its door is open
    change = CellChange("IKU-11", "11", 0)
    acts.save_cells(world.actor(FILLER), SaveCells(world.run, task.key, (change,)), now)


def _places(world: World, ended: int, task: Task, evidence: Evidence) -> dict[str, dict[str, Any]]:
    paper = Paper.objects.filter(run=ended, kind="dpk")[0]
    kabid, team = world.person("agus.permana"), world.agency.teams.get()
    held = Meeting.objects.get(run=world.run)
    names = ("", "_presence", "_decision", "_screen", "_minutes", "_calendar", "_list", "_bundle")
    meetings = {f"meeting{name}": {"id": held.pk} for name in names}
    intake = acts.take_in(world.actor(LEAD), "rencana.xlsx", planbooks.book([], [], [PLAN_ROW]), 2026)
    return meetings | {
        "meeting_door": {"token": meeting.page_token(held.pk)},
        "check_in": {"token": meeting.door_token(held.pk)},
        "invitation_preview": {"id": world.run},
        "follow_up_meeting": {"id": world.run},
        "follow_up": {"id": held.decisions.get().pk},
        "cite_decision": {"id": task.pk},
        "task": {"id": task.pk},
        "print_form": {"id": task.pk},
        "take": {"id": task.pk},
        "add_evidence": {"id": task.pk},
        "drop_evidence": {"id": task.pk, "evidence": evidence.pk},
        "save_sheet": {"id": task.pk},
        "value": {"id": task.pk, "code": "IKU-11"},
        "reuse_evidence": {"id": task.pk},
        "waive_proof": {"id": task.pk},
        "book": {"id": task.pk},
        "bring_book": {"id": task.pk},
        "run": {"id": ended},
        "journal": {"id": ended},
        "board": {"id": ended},
        "form": {"id": world.run},
        "versions": {"id": ended, "unit": world.agency.units.get(code="DAG").pk},
        "remind": {"id": world.run},
        "form_door": {"token": form_token(world.run)},
        "cancel": {"id": world.run},
        "supersede": {"id": ended},
        "plan_year": {"year": 2026},
        "setup_opening": {"year": 2026},
        "berkas": {"id": ArchivePackage.objects.get(run=ended).pk},
        "package": {"id": ArchivePackage.objects.get(run=ended).pk},
        "paper": {"id": paper.pk},
        "paper_ink": {"id": paper.pk},
        "paper_docx": {"id": paper.pk},
        "paper_figures": {"id": paper.pk},
        "cover": {"id": Copy.objects.filter(paper__run=ended)[0].paper_id, "no": 1},
        "paper_page": {"id": paper.pk, "no": 1},
        "record": {"id": paper.pk},
        "evidence": {"id": evidence.pk},
        "setup_person": {"id": kabid.pk},
        "leave": {"id": kabid.pk},
        "setup_decree": {"id": team.pk},
        "intake": {"id": intake},
        "intake_apply": {"id": intake},
        "intake_undo": {"id": intake},
        "reset": {"id": Person.objects.get(username="maya.anggraini").pk},
        "check": {"token": paper.token},
    }


def _forms(world: World, task: Task, evidence: Evidence) -> dict[str, dict[str, Any]]:
    official = world.agency.positions.get(kind="kepala")
    decision = Decision.objects.get(meeting__run=world.run)
    letter = {"date": "2026-12-01", "time": "09:00", "place": "Aula", "agenda": "Capaian"}
    return {
        "meeting_presence": {"do": "add", "name": "Rina", "office": "Inspektorat", "how": "hadir"},
        "meeting_decision": {"text": "Hubungi BPS.", "owner": f"person:{world.person(KABID).pk}"},
        "meeting_minutes": {"do": "finish", "minutes": "Dibahas.", "chair": "Sekretaris"},
        "check_in": {"name": "Rina", "office": "Inspektorat", "how": "hadir"},
        "invitation_preview": letter,
        "follow_up_meeting": letter,
        "follow_up": {"do": "done", "note": "Sudah."},
        "cite_decision": {"code": "IKU-11", "decision": decision.pk},
        "task": {"do": "ReleaseSheet", **_typed(world)},
        "add_evidence": {"code": "IKU-12", "title": "Catatan", "text": "Rekap di papan."},
        "drop_evidence": {"code": "IKU-11"},
        "save_sheet": _typed(world),
        "reuse_evidence": {"code": "IKU-12", "evidence": evidence.pk},
        "waive_proof": {"code": "IKU-12", "waiver": "Rilis BPS belum terbit."},
        "bring_book": {"digest": files.keep(queries.book_file(world.actor(FILLER), task.pk).data)},
        "runs": {"period": world.row().period, "sop": built_in_sop().digest},
        "cancel": {"reason": "Keliru memulai."},
        "supersede": {"reason": "Angka ekspor diralat."},
        "delegation": {
            "position": official.pk,
            "receiver": world.person(SECRETARY).pk,
            "since": "2026-01-01",
            "until": "2099-12-31",
            "reason": "Dinas luar.",
        },
        "signing_key": {"container": _key(), "passphrase": "frasa", "other_name": "1"},
    }


def _key() -> bytes:
    """A key file whose name is nobody's in the cast."""
    now = timezone.now()
    days = {"valid_from": now - dt.timedelta(1), "valid_to": now + dt.timedelta(9)}
    return signing.issue(signing.make_authority("Penerbit"), "Siapa Saja", passphrase="frasa", **days)


def _setup_forms(world: World) -> dict[str, dict[str, Any]]:
    """What the administrator sends from the pages of Siapkan Dinas."""
    somebody = {"name": "Umar Faruq", "honorific": "Bapak"}
    kabid, day = world.person("agus.permana"), "2026-10-01"
    book = planbooks.book([], [], [PLAN_ROW])
    return {
        "setup_papers": {"paraf:dpk:1": world.agency.positions.get(kind="sekretaris").pk, "signing_way": "ink"},
        "setup_agency": {"name": "Dinas", "government": "Kabupaten", "address": "Jalan", "place": "Contoh"},
        "setup_units": {"id-1": "0", "code-1": "PSR", "name-1": "Bidang Pasar", "kind-1": "bidang", "order-1": "9"},
        "setup_new_person": somebody,
        "setup_person": somebody | {"username": "agus.permana"},
        "setup_team": {"team": world.agency.teams.get().pk, "name": "Tim", "since": day, f"member-{kabid.pk}": "ketua"},
        "setup_plan": {"year": "2026", "book": book},
        "intake": {"cell:plan-2:uom": "unit"},
        "slips": {"person": [kabid.pk]},
        "office": {"do": "confirm", "position": world.agency.positions.get(kind="sekretaris").pk, "since": day,
                   "successor": kabid.pk, "status": "Plh"},
        "leave": {"until": day, "reason": "Mutasi."},
        "archive_schedule": {"since": day, "kind-1": "Rapat", "code-1": "000.1.5", "active-1": "1", "inactive-1": "1",
                             "fate-1": "Musnah", "basis-1": "Perbup 1/2026"},
        "archive_codes": {"code-1": "000.1.5", "name-1": "Rapat pimpinan"},
    }  # fmt: skip


def _typed(world: World) -> dict[str, str]:
    cells = world.sheet_task("DAG").run.sheets.get(unit__code="DAG").cells.filter(measured=True)
    return {f"raw:{one.code}": "12,5" for one in cells} | {f"version:{one.code}": str(one.version) for one in cells}


def _names(resolver: Any = None) -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from _names(one)
        else:
            yield str(one.name)


def _browser(world: World, username: str) -> Client:
    return world.client(username) if username else Client()


def _sent(form: dict[str, Any]) -> dict[str, Any]:
    """The form with its bytes as a file, which can be read only once."""
    return {key: SimpleUploadedFile("berkas", one) if isinstance(one, bytes) else one for key, one in form.items()}


def _answers(town: Town, method: str, name: str) -> dict[str, int]:
    found = {}
    for role, username in ROLES:
        browser = _browser(town.world, username)
        sent = _sent(town.forms.get(name, {})) if method == "post" else {}
        with transaction.atomic():
            answer = getattr(browser, method)(reverse(name, kwargs=town.places.get(name)), sent)
            found[role] = answer.status_code
            transaction.set_rollback(True)
        assert answer.streaming or b">None<" not in answer.content, (name, role)  # a blank that nobody thought of
    return found


def _asked(row: str) -> dict[str, int]:
    return {role: int(code) for (role, _), code in zip(ROLES, row.split(), strict=True)}


def test_every_address_has_a_row() -> None:
    assert sorted(GET) == sorted(_names())
    assert set(POST) <= set(GET)
    assert {name for name, row in GET.items() if "405" in row} <= set(POST)


def test_every_address_answers_every_role_as_the_table_says(town: Town) -> None:
    wrong = {}
    for method, table in (("get", GET), ("post", POST)):
        for name, row in table.items():
            found = _answers(town, method, name)
            if found != _asked(row):
                wrong[method, name] = " ".join(map(str, found.values()))
    assert wrong == {}


def test_somebody_elses_thing_looks_exactly_like_a_thing_that_is_not_there(town: Town) -> None:
    stranger = town.world.client("orang.luar")
    for name in ("task", "run", "journal", "berkas", "package", "paper", "evidence"):
        theirs = stranger.get(reverse(name, kwargs=town.places[name]))
        nothing = stranger.get(reverse(name, kwargs={"id": 999_999}))
        assert theirs.status_code == nothing.status_code == 404
        assert theirs.content == nothing.content
        assert town.world.agency.name not in theirs.content.decode()


def test_an_outsiders_attempt_stands_in_the_security_log_and_in_no_journal(town: Town) -> None:
    before = JournalEntry.objects.count()
    town.world.client("orang.luar").post(reverse("cancel", kwargs=town.places["cancel"]), {"reason": "Iseng."})
    assert JournalEntry.objects.count() == before
    assert SecurityEvent.objects.filter(person=town.world.person("orang.luar").pk, kind="not_there").exists()


def test_the_pages_of_an_outsider_name_nobody_and_nothing_of_another_agency(town: Town) -> None:
    stranger = town.world.client("orang.luar")
    theirs = {one.name for one in Person.objects.filter(agency=town.world.agency)} | {town.world.agency.name}
    for name in ("inbox", "runs", "plan", "archives", "archive_schedule", "people", "delegation"):
        text = stranger.get(reverse(name)).content.decode()
        assert not [one for one in theirs if one in text], name


def test_a_form_without_its_token_is_not_accepted(town: Town) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(town.world.person(KABID), backend="ukur.web.signin.NipOrUserName")
    for name in POST:
        answer = strict.post(reverse(name, kwargs=town.places.get(name)), town.forms.get(name, {}))
        assert answer.status_code == 403, name
        assert "muat ulang halamannya" in answer.content.decode()


def test_every_answer_forbids_framing_sniffing_and_foreign_scripts(town: Town) -> None:
    browser = town.world.client(SECRETARY)
    for name in ("home", "inbox", "task", "run", "check", "account_change_password"):
        answer = browser.get(reverse(name, kwargs=town.places.get(name)))
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "unsafe-inline" not in policy, name
        assert "frame-ancestors 'self'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.content.decode()), name
