"""Setting an agency up: letterhead, units, people, team, slips, changes of office, the first agency of all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.services.test_intake import codes
from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World
from ukur.domain.errors import Refused
from ukur.domain.people.commands import (
    ArrangeUnits,
    ChangeHolder,
    ConfirmPrint,
    DescribeAgency,
    LeaveAgency,
    PostLine,
    SavePerson,
    SaveTeam,
    UnitLine,
)
from ukur.services import access, acts, operate, queries
from ukur.services.operate import Founder, founding
from ukur.services.paper import frame_for
from ukur.store.models import Agency, Assignment, JournalEntry, Person, Position, Team, Unit

PNG = bytes.fromhex(  # one transparent dot
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TODAY = dt.date(2026, 11, 2)
EARLY = dt.date(2020, 1, 1)


def refused(do: Callable[[], Any]) -> list[str]:
    with pytest.raises(Refused) as caught:
        do()
    return codes(caught)


def kop(world: World, **changes: Any) -> DescribeAgency:
    words = {"name": "Dinas Baru", "government": "Pemerintah Kabupaten Contoh", "address": "Jalan 1", "contact": "",
             "place": "Contoh", "paper": "F4"}  # fmt: skip
    return DescribeAgency(world.agency.pk, **{**words, **changes})


def somebody(world: World, **changes: Any) -> SavePerson:
    words = {"name": "Umar Faruq, S.T.", "honorific": "Bapak", "nip": "", "rank": "", "phone": "", "email": "",
             "username": ""}  # fmt: skip
    return SavePerson(world.agency.pk, changes.pop("person", 0), **{**words, **changes})


def test_the_letterhead_with_its_logo_is_on_every_paper(world: World) -> None:
    world.act(LEAD, ConfirmPrint(world.agency.pk))
    world.act(LEAD, kop(world, logo=PNG))
    agency = Agency.objects.get(pk=world.agency.pk)
    assert (agency.name, agency.paper, agency.printed_at) == ("Dinas Baru", "F4", None)  # the print is asked for again
    letter = frame_for(agency, TODAY).letter("notula", "X", [], [])
    assert letter["letterhead"]["agency"] == "Dinas Baru" and letter["letterhead"]["arms"]
    assert queries.test_print(world.actor(LEAD)).data.startswith(b"%PDF-")
    world.act(LEAD, kop(world, without_logo=True))
    assert "arms" not in frame_for(Agency.objects.get(pk=agency.pk), TODAY).letter("notula", "X", [], [])["letterhead"]


def test_a_logo_that_is_no_picture_or_too_large_is_refused(world: World) -> None:
    assert refused(lambda: world.act(LEAD, kop(world, logo=b"%PDF-1.7\n%%EOF\n"))) == ["logo_kind"]
    assert refused(lambda: world.act(LEAD, kop(world, logo=PNG + bytes(200_000)))) == ["file_too_big"]
    assert refused(lambda: world.act(LEAD, kop(world, name=" "))) == ["letterhead_incomplete"]


def lines(world: World) -> list[UnitLine]:
    return [UnitLine(one.pk, one.code, one.name, one.kind) for one in Unit.objects.filter(agency=world.agency)]


def test_units_are_added_renamed_ordered_and_taken_away_while_nothing_is_theirs(world: World) -> None:
    there = lines(world)
    first = UnitLine(there[1].id, "KOP", "Bidang Koperasi dan Pasar", "bidang")
    new = UnitLine(0, "PSR", "UPTD Pasar", "uptd")
    world.act(LEAD, ArrangeUnits(world.agency.pk, (new, first, there[0], *there[2:])))
    names = list(Unit.objects.filter(agency=world.agency).values_list("name", flat=True))
    assert names[:3] == ["UPTD Pasar", "Bidang Koperasi dan Pasar", "Sekretariat"]
    made = Unit.objects.get(code="PSR")
    world.act(LEAD, ArrangeUnits(world.agency.pk, (UnitLine(made.pk, "PSR", "UPTD Pasar", "uptd", remove=True),)))
    assert not Unit.objects.filter(code="PSR").exists()
    gone = UnitLine(there[1].id, "KOP", "x", "bidang", remove=True)
    assert refused(lambda: world.act(LEAD, ArrangeUnits(world.agency.pk, (gone,)))) == ["unit_in_use"]
    office = UnitLine(0, "SEK2", "Sekretariat Dua", "sekretariat")
    assert refused(lambda: world.act(LEAD, ArrangeUnits(world.agency.pk, (office,)))) == ["second_office"]
    twice = ArrangeUnits(world.agency.pk, (UnitLine(0, "DAG", "Dagang", "bidang"),))
    assert refused(lambda: world.act(LEAD, twice)) == ["unit_code_twice"]


def test_somebody_without_nip_and_with_two_posts(world: World) -> None:
    units = {one.code: one.pk for one in Unit.objects.filter(agency=world.agency)}
    posts = (
        PostLine("pengisi", "Analis Pasar", units["DAG"], "definitif", TODAY),
        PostLine("pengisi", "", units["UKM"], "definitif", TODAY),
    )
    world.act(LEAD, somebody(world, posts=posts))
    made = Person.objects.get(username="umar.faruq")
    assert [one.position.name for one in made.assignments.all()] == ["Analis Pasar", "Pengisi, Bidang UKM"]
    assert not made.has_usable_password()
    world.act(LEAD, somebody(world, name="Umar Faruq"))
    assert Person.objects.filter(username="umar.faruq2").exists()


def test_what_cannot_be_right_about_somebody_is_refused_and_never_mended(world: World) -> None:
    taken = world.person(HEAD)
    for wrong, code in (
        ({"nip": "1975"}, "nip_invalid"),
        ({"nip": taken.nip}, "nip_taken"),
        ({"username": taken.username}, "username_taken"),
        ({"username": "Dua Kata"}, "username_invalid"),
        ({"email": "x"}, "email_invalid"),
        ({"name": ""}, "name_missing"),
        ({"posts": (PostLine("kepala", "", 0, "Plt", TODAY),)}, "seat_taken"),
        ({"posts": (PostLine("pengisi", "", 0, "definitif", TODAY),)}, "post_without_unit"),
    ):
        assert refused(lambda wrong=wrong: world.act(LEAD, somebody(world, **wrong))) == [code]  # type: ignore[misc]


def test_another_administrator_is_named_and_nobody_gives_his_own_right_away(world: World) -> None:
    kabid, lead = world.person(KABID), world.person(LEAD)
    same = {"name": kabid.name, "nip": kabid.nip, "username": kabid.username}
    world.act(LEAD, somebody(world, person=kabid.pk, **same, admin=True))
    assert world.person(KABID).is_admin
    own = somebody(world, person=lead.pk, name=lead.name, nip=lead.nip, username=lead.username, admin=False)
    assert refused(lambda: world.act(LEAD, own)) == ["administrator_oneself"]


def team(world: World, *members: tuple[str, str], **changes: Any) -> SaveTeam:
    there = Team.objects.get(agency=world.agency)
    people = tuple((world.person(name).pk, role) for name, role in members)
    words = {"name": "Tim", "decree": "188/1", "decree_date": TODAY, "since": there.since, "until": None}
    return SaveTeam(world.agency.pk, there.pk, **{**words, **changes}, members=people)


def test_a_team_has_one_ketua_and_who_leaves_it_was_a_member_until_the_day_before(world: World) -> None:
    world.act(LEAD, team(world, (LEAD, "ketua"), (KABID, "anggota"), scan_name="sk.pdf", scan=b"%PDF-1.7\n%%EOF\n"))
    row = Team.objects.get(agency=world.agency)
    assert row.decree_scan and row.decree == "188/1"
    left = row.members.get(person__username="hendra.gunawan")
    assert left.until == timezone.localdate() - dt.timedelta(days=1)
    assert refused(lambda: world.act(LEAD, team(world, (KABID, "anggota")))) == ["team_without_lead"]
    early = team(world, (LEAD, "ketua"), until=row.since - dt.timedelta(days=1))
    assert refused(lambda: world.act(LEAD, early)) == ["dates_reversed"]


def test_codes_open_the_account_once_and_stand_nowhere(world: World) -> None:
    people = tuple(world.person(name).pk for name in (KABID, FILLER))
    slips = acts.hand_out_slips(world.actor(LEAD), people)
    assert [one.username for one in slips] == [KABID, FILLER]
    assert access.authenticate(KABID, slips[0].code) is not None
    assert world.person(KABID).must_change_password
    kept = JournalEntry.objects.filter(kind="HandOutCodes").latest("pk")
    assert json.loads(kept.payload)["people"] == list(people)
    for slip in slips:
        assert slip.code not in kept.payload and slip.code not in repr(slip)
    assert refused(lambda: acts.hand_out_slips(world.actor(LEAD), ())) == ["nobody_chosen"]
    assert refused(lambda: acts.hand_out_slips(world.actor(SECRETARY), people)) == ["not_administrator"]
    stranger = (Person.objects.get(username="orang.luar").pk,)
    assert refused(lambda: acts.hand_out_slips(world.actor(LEAD), stranger)) == ["person_unknown"]


def test_a_change_of_office_moves_the_open_tasks_with_the_post(world: World) -> None:
    world.play(until="4")
    post = Position.objects.get(agency=world.agency, kind="kepala-unit", unit__code="DAG")
    successor, day = world.person("hendra.gunawan"), timezone.localdate()
    moving = queries.moving(world.actor(LEAD), post.pk, successor.pk, "Plt", day)
    assert [title for title, _ in moving.tasks] == ["Isi Form Pengukuran Bidang Perdagangan"]
    assert "Plt. Kepala Bidang Perdagangan" in moving.begins
    world.act(LEAD, ChangeHolder(world.agency.pk, post.pk, successor.pk, "Plt", day, "SP 1/2026"))
    seat = world.sheet_task("DAG").seat
    assert [one.username for one in access.people_on(seat, day)] == ["hendra.gunawan"]
    assert access.rights(world.person(KABID).pk, day).of(seat).power is access.Power.NONE
    eve = day - dt.timedelta(days=1)
    assert Assignment.objects.get(person=world.person(KABID), position=post).until == eve


def test_a_plh_stands_beside_the_one_who_stays_and_ends_alone(world: World) -> None:
    post = Position.objects.get(agency=world.agency, kind="kepala")
    plh, day = world.person(SECRETARY), timezone.localdate()
    world.act(LEAD, ChangeHolder(world.agency.pk, post.pk, plh.pk, "Plh", day, ends=()))
    seat = f"position:{post.pk}"
    assert [one.username for one in access.people_on(seat, day)] == [SECRETARY, HEAD]
    later = day + dt.timedelta(days=3)
    world.act(LEAD, ChangeHolder(world.agency.pk, post.pk, 0, "definitif", later, ends=(plh.pk,)))
    assert [one.username for one in access.people_on(seat, later)] == [HEAD]


def test_a_change_of_office_that_makes_no_sense_is_refused(world: World) -> None:
    post = Position.objects.get(agency=world.agency, kind="kepala")
    head, day = world.person(HEAD), timezone.localdate()
    for command, code in (
        (ChangeHolder(world.agency.pk, post.pk, head.pk, "definitif", day), "holds_already"),
        (
            ChangeHolder(world.agency.pk, post.pk, world.person(KABID).pk, "Plt", dt.date(2020, 1, 1)),
            "change_too_early",
        ),
        (ChangeHolder(world.agency.pk, 10**6, 0, "Plt", day), "post_unknown"),
        (ChangeHolder(world.agency.pk, post.pk, 0, "Wakil", day), "status_unknown"),
    ):
        assert refused(lambda command=command: world.act(LEAD, command)) == [code]  # type: ignore[misc]
    world.act(LEAD, ChangeHolder(world.agency.pk, post.pk, 0, "definitif", day))
    empty = ChangeHolder(world.agency.pk, post.pk, 0, "definitif", day)
    assert refused(lambda: world.act(LEAD, empty)) == ["nothing_to_change"]


def test_who_leaves_has_no_post_no_team_and_no_account_but_keeps_his_name(world: World) -> None:
    run = world.play()
    person = world.person("hendra.gunawan")
    world.act(LEAD, LeaveAgency(world.agency.pk, person.pk, timezone.localdate(), "Pensiun"))
    assert access.authenticate("hendra.gunawan", "latihan-2026") is None
    assert access.person_for_session(person.pk) is None
    assert not Assignment.objects.filter(person=person, until=None).exists()
    assert not person.memberships.filter(until=None).exists()
    assert queries.run_page(world.actor(LEAD), run).title
    for who, until, reason, code in (
        (LEAD, timezone.localdate(), "x", "leaving_oneself"),
        (KABID, timezone.localdate(), " ", "reason_missing"),
        (KABID, timezone.localdate() + dt.timedelta(days=1), "x", "leaving_ahead"),
    ):
        command = LeaveAgency(world.agency.pk, world.person(who).pk, until, reason)
        assert refused(lambda command=command: world.act(LEAD, command)) == [code]  # type: ignore[misc]


def test_nobody_but_the_administrator_sets_anything_up(world: World) -> None:
    agency, day = world.agency.pk, timezone.localdate()
    commands = (
        kop(world), ArrangeUnits(agency, ()), somebody(world), team(world, (LEAD, "ketua")), ConfirmPrint(agency),
        ChangeHolder(agency, 1, 0, "Plt", day), LeaveAgency(agency, world.person(KABID).pk, day, "x"),
    )  # fmt: skip
    for command in commands:
        assert refused(lambda command=command: world.act(HEAD, command)) == ["not_administrator"]  # type: ignore[misc]


# --- The first agency of all. -----------------------------------------------------------------------------------------

FOUNDER = Founder("Dinas Pertama", "Pemerintah Kabupaten Contoh", "Ayu Lestari", "ayu.lestari", "rahasia-sendiri-9")


@pytest.fixture
def nobody(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As if there were no person at all (the sample's people cannot be taken out of the database of the tests)."""
    settings.DATA = tmp_path
    monkeypatch.setattr(founding, "empty_installation", lambda: not Person.objects.filter(name="Ayu Lestari").exists())
    return tmp_path


def test_the_first_administrator_comes_in_by_the_code_and_only_once(nobody: Path) -> None:
    code = operate.installation_code()
    assert code not in (nobody / "kode-pemasangan").read_text()
    assert refused(lambda: operate.found("abcd-efgh-jkmn", FOUNDER)) == ["installation_code"]
    made = operate.found(f" {code.upper()} ", FOUNDER)
    assert made.agency and (made.agency.name, made.is_admin) == ("Dinas Pertama", True)
    assert JournalEntry.objects.get(stream=f"agency:{made.agency.pk}").kind == "AgencyFounded"
    assert refused(lambda: operate.found(code, FOUNDER)) == ["installation_code"]
    assert operate.installation_code() == ""
    assert not (nobody / "kode-pemasangan").exists()


def test_every_start_makes_another_code(nobody: Path) -> None:
    old, new = operate.installation_code(), operate.installation_code()
    assert old != new
    assert refused(lambda: operate.found(old, FOUNDER)) == ["installation_code"]


def test_a_weak_password_and_an_odd_user_name_are_refused(nobody: Path) -> None:
    code = operate.installation_code()
    for changed, said in (
        (Founder("D", "P", "Ayu", "ayu", "12345678"), "password_weak"),
        (Founder("D", "P", "Ayu", "Ayu Lestari", "rahasia-sendiri-9"), "username_invalid"),
        (Founder("", "P", "Ayu", "ayu.lestari", "rahasia-sendiri-9"), "founding_incomplete"),
    ):
        assert refused(lambda changed=changed: operate.found(code, changed)) == [said]  # type: ignore[misc]


def test_the_administrator_of_init_makes_his_agency_without_a_code(db: None) -> None:
    operate.first_administrator("pengelola.baru")
    person = Person.objects.get(username="pengelola.baru")
    made = operate.found_by(access.actor(person), Founder("Dinas Dua", "Pemerintah Kota Contoh", "Budi"))
    assert made.agency and made.agency.name == "Dinas Dua"
    again = access.actor(Person.objects.get(pk=person.pk))
    assert refused(lambda: operate.found_by(again, FOUNDER)) == ["installed_already"]
