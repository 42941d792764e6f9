"""The meeting: who came, what was decided and what became of it, minutes that follow later."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pypdfium2
import pytest
from django.utils import timezone

from tests.services.test_bad_acts import refused
from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World, run_jobs
from ukur.domain.collection.commands import CellChange, ReleaseSheet, SaveCells
from ukur.domain.errors import Refused
from ukur.domain.meeting.commands import (
    DecisionMade,
    FinishMeeting,
    Guest,
    Invite,
    InviteAgain,
    Mark,
    SettleDecision,
    WriteMinutes,
)
from ukur.domain.run.commands import Return
from ukur.services import acts, meeting, queries
from ukur.services.meeting.presence import AT_ONCE
from ukur.services.queries.follow_ups import own_follow_ups
from ukur.store.models import Attendance, Cell, Decision, JournalEntry, Meeting, Paper

OUTSIDE = Guest("Budi Santoso, M.Si.", "Bappeda")


def invite(world: World, starts: dt.datetime | None = None, **more: Any) -> Meeting:
    world.play(until="4")
    guests = (Guest(person=world.person(HEAD).pk), Guest(person=world.person(KABID).pk), OUTSIDE)
    at = starts or timezone.now()
    command = Invite(
        world.run, world.task("undang-rapat").key, at, "Aula", "1. Capaian\n- Kendala", invited=guests, **more
    )
    world.act(LEAD, command)
    return Meeting.objects.get(run=world.run)


def finish(world: World, minutes: str = "Dibahas.", **more: Any) -> None:
    key = world.task("rapat").key
    world.act(LEAD, FinishMeeting(world.run, key, minutes, world.person(SECRETARY).name, note_taker="Sari", **more))


def content(made: Paper | None) -> dict[str, Any]:
    assert made is not None
    found: dict[str, Any] = json.loads(made.snapshot)
    return found


def texts(made: Paper | None) -> str:
    return json.dumps(content(made), ensure_ascii=False)


def decide(world: World, held: Meeting, text: str = "Lengkapi bukti ekspor.", **more: Any) -> None:
    unit = world.agency.units.get(code="DAG").pk
    acts.note_decision(world.actor(LEAD), held.pk, DecisionMade(text, unit=more.pop("unit", unit), **more))


# --- Invitation. ------------------------------------------------------------------------------------------------------


def test_the_letter_holds_points_people_from_outside_and_the_link(world: World) -> None:
    held = invite(world, link="https://rapat.example.go.id/r/1")
    letter = content(held.invitation)
    assert letter["rows"][0] == ["Nomor", None]
    printed = [one for one in letter["blocks"] if one["type"] == "list"]
    assert printed[0]["items"] == ["Capaian", "Kendala"]
    assert printed[1]["items"][-1] == "Budi Santoso, M.Si., Bappeda"
    assert "https://rapat.example.go.id/r/1" in texts(held.invitation)


def test_without_a_place_a_link_is_enough_and_without_both_it_is_refused(world: World) -> None:
    world.play(until="4")
    key, at = world.task("undang-rapat").key, timezone.now()
    with refused(world, "meeting_incomplete"):
        world.act(LEAD, Invite(world.run, key, at, " ", "Acara"))
    with refused(world, "meeting_link_invalid"):
        world.act(LEAD, Invite(world.run, key, at, "", "Acara", link="javascript:alert(1)"))
    world.act(LEAD, Invite(world.run, key, at, "", "Acara", link="https://rapat.example.go.id"))
    assert Meeting.objects.get(run=world.run).invitees.count() >= 8  # proposed: the head, Sekretaris, heads, the team


def test_the_agenda_is_proposed_from_flags_open_decisions_and_what_is_unreported(world: World) -> None:
    held = invite(world)
    decide(world, held, "Rapikan rekap ekspor.")
    sheet = world.sheet_task("DAG")
    world.player.fill(world.actor(FILLER), world.run, sheet)
    cell = Cell.objects.get(sheet__run=world.run, code="IKU-11")
    far = CellChange("IKU-11", "999999", cell.version)
    acts.save_cells(world.actor(FILLER), SaveCells(world.run, sheet.key, (far,)), timezone.now())
    world.act(KABID, ReleaseSheet(world.run, sheet.key))
    finish(world)
    lines = queries.follow_up_meeting(world.actor(LEAD), world.run).invitation.agenda.splitlines()
    row = queries.screen(world.actor(LEAD), held.pk, 1).row
    assert row and row.code == "IKU-11" and row.flagged
    assert lines[1] == "Tindak lanjut rapat lalu: Rapikan rekap ekspor. (Bidang Perdagangan)"
    assert lines[2].startswith(f"{row.name} (Bidang Perdagangan): ")
    assert lines[3].startswith("Indikator yang belum dilaporkan: ")
    assert not [one for one in lines if "IKU-" in one]


def test_the_calendar_entry_is_a_request_at_the_clock_of_jakarta(world: World) -> None:
    held = invite(world, dt.datetime(2026, 10, 29, 2, 0, tzinfo=dt.UTC))
    text = queries.calendar_file(world.actor(KABID), held.pk).data.decode().replace("\r\n ", "")
    assert "METHOD:REQUEST" in text and "DTSTART;TZID=Asia/Jakarta:20261029T090000" in text
    assert "BEGIN:VTIMEZONE" in text and "/m/" in text and "LOCATION:Aula" in text


def test_those_with_an_address_get_the_entry_by_mail(world: World, settings: Any, mailoutbox: list[Any]) -> None:
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = "mail.test", "django.core.mail.backends.locmem.EmailBackend"
    world.agency.people.filter(username=KABID).update(email="kabid@dinas.test")
    invite(world)
    run_jobs("invite")
    (letter,) = mailoutbox
    assert letter.to == ["kabid@dinas.test"] and "/m/" in letter.body
    (name, data, kind) = letter.attachments[0]
    assert name.endswith(".ics") and "method=REQUEST" in kind and "ATTENDEE" in str(data)


# --- Who came. --------------------------------------------------------------------------------------------------------


def test_everybody_writes_his_own_row_and_the_chair_sees_what_changed_meanwhile(world: World) -> None:
    held = invite(world)
    token = meeting.door_token(held.pk)
    now = timezone.now()
    kabid = world.person(KABID).pk
    acts.check_in(world.actor(KABID), token, "daring", "", now)
    stale = [Mark(f"p{kabid}", "izin", ""), Mark(f"p{world.person(HEAD).pk}", "mewakili", "", "Bupati")]
    left = acts.mark_attendance(world.actor(LEAD), held.pk, stale, now)
    assert left == [world.person(KABID).name]
    rows = {one.person_id: one for one in Attendance.objects.filter(meeting=held)}
    assert rows[kabid].how == "daring" and rows[kabid].source == "self"
    assert rows[world.person(HEAD).pk].represents == "Bupati"
    acts.mark_attendance(world.actor(LEAD), held.pk, [Mark(f"p{kabid}", "izin", "daring")], now)
    assert Attendance.objects.get(meeting=held, person=kabid).how == "izin"


def test_a_guest_is_marked_counted_once_limited_and_struck_out(world: World) -> None:
    held, now = invite(world), timezone.now()
    token = meeting.door_token(held.pk)
    for _ in range(2):
        acts.check_in_guest(token, "  Rina\x00 ", "Inspektorat", "hadir", "", now)
    with pytest.raises(Refused) as empty:
        acts.check_in_guest(token, "Rina", " ", "hadir", "", now)
    assert empty.value.refusals[0].code == "guest_incomplete"
    for no in range(AT_ONCE[0] - 1):
        acts.check_in_guest(token, f"Tamu {no}", "Umum", "hadir", "", now)
    with pytest.raises(Refused) as many:
        acts.check_in_guest(token, "Satu lagi", "Umum", "hadir", "", now)
    assert many.value.refusals[0].code == "guests_too_many"
    row = Attendance.objects.get(meeting=held, name="Rina")
    assert row.source == "guest" and row.office == "Inspektorat"
    acts.strike_attendance(world.actor(SECRETARY), held.pk, row.pk)
    acts.check_in_guest(token, "Rina", "Inspektorat", "hadir", "", now + AT_ONCE[1] * 2)
    finish(world)
    held.refresh_from_db()
    assert "Rina" not in texts(held.attendance_list) and "Tamu 3" in texts(held.attendance_list)


def test_the_door_opens_an_hour_before_and_closes_with_the_meeting(world: World) -> None:
    held = invite(world, timezone.now() + dt.timedelta(days=2))
    token, now = meeting.door_token(held.pk), timezone.now()
    with pytest.raises(Refused):
        acts.check_in(world.actor(KABID), token, "hadir", "", now)
    assert not queries.door_page(None, token).open
    acts.open_door(world.actor(SECRETARY), held.pk, now)
    acts.check_in(world.actor(KABID), token, "hadir", "", now)
    finish(world)
    with pytest.raises(Refused) as closed:
        acts.check_in_guest(token, "Rina", "Inspektorat", "hadir", "", timezone.now())
    assert closed.value.refusals[0].code == "door_closed"


def test_a_signed_list_is_noted_with_both_dates(world: World) -> None:
    held, now = invite(world), timezone.now()
    day = timezone.localdate(now)
    kabid = world.person(KABID).pk
    with pytest.raises(Refused):
        acts.mark_attendance(world.actor(LEAD), held.pk, [], now, day + dt.timedelta(days=1))
    acts.mark_attendance(world.actor(LEAD), held.pk, [Mark(f"p{kabid}", "hadir")], now, day - dt.timedelta(days=3))
    row = Attendance.objects.get(meeting=held, person=kabid)
    assert (row.source, row.paper_date) == ("paper", day - dt.timedelta(days=3))
    finish(world)
    held.refresh_from_db()
    assert "dari kertas" in texts(held.attendance_list)


def test_attendance_and_decisions_are_noted_by_who_leads_only(world: World) -> None:
    held = invite(world)
    for who in (KABID, FILLER):
        with pytest.raises(Refused) as caught:
            acts.note_decision(world.actor(who), held.pk, DecisionMade("Apa saja.", "Siapa saja"))
        assert caught.value.refusals[0].code == "meeting_not_yours"
    acts.note_decision(world.actor(SECRETARY), held.pk, DecisionMade("Apa saja.", "Siapa saja"))


# --- Decisions and minutes. -------------------------------------------------------------------------------------------


def test_decisions_are_drafts_until_the_meeting_ends_and_then_wait_for_their_owner(world: World) -> None:
    held = invite(world)
    decide(world, held)
    decide(world, held, "Hubungi BPS.", unit=None, person=world.person(FILLER).pk, due=dt.date(2026, 1, 5))
    today = timezone.localdate()
    assert own_follow_ups(world.actor(KABID), today).count == 0
    finish(world)
    assert [one.no for one in Decision.objects.order_by("pk")] == [1, 2]
    assert [one.text for one in own_follow_ups(world.actor(KABID), today).decisions] == ["Lengkapi bukti ekspor."]
    both = own_follow_ups(world.actor(FILLER), today).decisions
    assert {one.text: (one.mine, one.state) for one in both} == {
        "Hubungi BPS.": (True, "late"),
        "Lengkapi bukti ekspor.": (False, "open"),
    }
    assert own_follow_ups(world.actor("agus.permana"), today).count == 0


def test_only_the_owner_settles_with_a_word_and_the_journal_of_the_agency_keeps_it(world: World) -> None:
    held = invite(world)
    decide(world, held)
    finish(world)
    one = Decision.objects.get()
    for who, done, note, code in (
        (LEAD, True, "Sudah.", "decision_not_yours"),
        (FILLER, True, "Sudah.", "decision_not_yours"),  # prepares only
        (KABID, True, "  ", "decision_note_missing"),
    ):
        with refused(world, code):
            world.act(who, SettleDecision(world.agency.pk, one.pk, done, note))
    world.act(KABID, SettleDecision(world.agency.pk, one.pk, False, "menunggu rilis BPS"))
    again = queries.follow_up_meeting(world.actor(LEAD), world.run).invitation.agenda
    assert "Lengkapi bukti ekspor." in again
    world.act(KABID, SettleDecision(world.agency.pk, one.pk, True, "rekap dilampirkan"))
    with refused(world, "decision_done_already"):
        world.act(KABID, SettleDecision(world.agency.pk, one.pk, True, "lagi"))
    last = JournalEntry.objects.filter(refused=False).order_by("-pk")[0]
    assert str(last.stream) == f"agency:{world.agency.pk}"
    register = queries.register(world.actor("maya.anggraini"))
    assert (register.done, register.open) == (1, 0) and register.lines[0].note == "rekap dilampirkan"


def test_the_step_closes_with_the_minutes_to_follow_and_they_name_both_dates(world: World) -> None:
    held = invite(world, timezone.now() - dt.timedelta(days=2))
    decide(world, held)
    key = world.task("rapat").key
    with refused(world, "minutes_missing"):
        world.act(LEAD, FinishMeeting(world.run, key, " ", "Sekretaris"))
    finish(world, "", later=True)
    held.refresh_from_db()
    assert world.row().here == ["6"] and held.minutes_paper is None and held.attendance_list is not None
    assert own_follow_ups(world.actor(LEAD), timezone.localdate()).minutes
    with refused(world, "minutes_missing"):
        world.act(LEAD, WriteMinutes(world.run, held.pk, " ", "Sekretaris"))
    with refused(world, "not_your_task"):
        world.act(KABID, WriteMinutes(world.run, held.pk, "Dibahas.", "Sekretaris"))
    decide(world, held, "Teringat kemudian.")
    world.act(LEAD, WriteMinutes(world.run, held.pk, "Dibahas.", world.person(SECRETARY).name, "Sari Wulandari"))
    held.refresh_from_db()
    assert "Notula ditulis" in texts(held.minutes_paper) and "Teringat kemudian." in texts(held.minutes_paper)
    assert [one["role"] for one in content(held.minutes_paper)["signatures"]] == ["Pimpinan rapat", "Notulis"]
    assert not own_follow_ups(world.actor(LEAD), timezone.localdate()).minutes
    with refused(world, "minutes_finished"):
        world.act(LEAD, WriteMinutes(world.run, held.pk, "Lagi.", "Sekretaris"))


def test_a_changed_figure_cites_its_decision_and_the_minutes_say_how(world: World) -> None:
    held = invite(world)
    sheet = world.sheet_task("DAG")
    change = CellChange("IKU-11", "12", 0)
    acts.save_cells(world.actor(FILLER), SaveCells(world.run, sheet.key, (change,)), timezone.now())
    decide(world, held, "Hitung ulang ekspor.", code="IKU-11")
    finish(world, "", later=True)
    one = Decision.objects.get()
    cite = (world.run, sheet.key, "IKU-11", one.pk)
    with refused(world, "figure_unchanged", kept=0):
        acts.cite_decision(world.actor(FILLER), *cite, timezone.now())
    change = CellChange("IKU-11", "13", Cell.objects.get(sheet__run=world.run, code="IKU-11").version)
    acts.save_cells(world.actor(FILLER), SaveCells(world.run, sheet.key, (change,)), timezone.now())
    with refused(world, "not_your_task", kept=0):
        acts.cite_decision(world.actor("agus.permana"), *cite, timezone.now())
    acts.cite_decision(world.actor(FILLER), *cite, timezone.now())
    seen = queries.meeting_page(world.actor("agus.permana"), held.pk).decisions[0]
    assert seen.changed == "angkanya diperbaiki, belum dikirim"  # a draft is its unit's own
    Cell.objects.filter(sheet__run=world.run, code="IKU-11").update(state="sent")
    world.act(LEAD, WriteMinutes(world.run, held.pk, "Dibahas.", "Sekretaris"))
    held.refresh_from_db()
    assert "semula 12, menjadi 13" in texts(held.minutes_paper)
    assert queries.meeting_page(world.actor(KABID), held.pk).decisions[0].changed == "semula 12, menjadi 13"


# --- Rapat lanjutan, papers. ------------------------------------------------------------------------------------------


def test_a_follow_up_meeting_stands_beside_the_flow_while_forms_are_collected(world: World) -> None:
    held = invite(world)
    decide(world, held)
    finish(world)
    again = InviteAgain(world.run, timezone.now(), "Aula", "Sisa pembahasan")
    with refused(world, "not_your_task"):
        world.act(KABID, again)
    before = acts.state_in_rows(world.run)
    world.act(SECRETARY, again)
    assert acts.state_in_rows(world.run) == before
    second = Meeting.objects.order_by("-pk")[0]
    world.act(LEAD, WriteMinutes(world.run, second.pk, "Dibahas lagi.", "Sekretaris"))
    second.refresh_from_db()
    held.refresh_from_db()
    assert "Lengkapi bukti ekspor." in texts(second.minutes_paper)  # Tindak lanjut rapat lalu
    for made in (held.invitation, held.attendance_list, held.minutes_paper):
        assert made and not made.replaced
    world.play(until="7")
    with refused(world, "follow_up_too_late"):
        world.act(SECRETARY, again)


def test_one_pdf_holds_everything_before_and_after(world: World) -> None:
    held = invite(world)
    run_jobs("render")
    before = queries.meeting_bundle(world.actor(KABID), held.pk).data
    decide(world, held)
    finish(world)
    after = queries.meeting_bundle(world.actor(KABID), held.pk).data  # the jobs have not drawn the minutes yet
    with pypdfium2.PdfDocument(before) as first, pypdfium2.PdfDocument(after) as second:
        assert len(second) > len(first)
        words = "".join(page.get_textpage().get_text_range() for page in second)
    for word in ("Undangan Rapat", "BAHAN RAPAT", "DAFTAR HADIR", "NOTULA", "Lengkapi bukti ekspor."):
        assert word in words


def test_the_flow_comes_back_to_another_meeting_and_the_first_one_keeps_its_minutes(world: World) -> None:
    held = invite(world)
    finish(world)
    world.play(until="7")
    world.act(LEAD, Return(world.run, world.task("validasi").key, "5", "Bahas ulang.", (), True))
    again = Meeting.objects.order_by("-pk")[0]
    assert again.pk != held.pk and again.invitees.count() == 3 and again.ended_at is None
    acts.check_in(world.actor(KABID), meeting.door_token(again.pk), "hadir", "", timezone.now())
    finish(world, "Dibahas ulang.")
    held.refresh_from_db()
    assert held.minutes == "Dibahas." and Meeting.objects.get(pk=again.pk).minutes == "Dibahas ulang."
    assert acts.state_in_rows(world.run) == acts.replayed(world.run)
