"""What a newcomer stumbles over: the first sign-in, figures from before, a form that waits, nothing to measure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import FILLER, KABID, LEAD, SECRETARY, World
from ukur.domain.collection.commands import SendToHead
from ukur.domain.errors import Refused
from ukur.domain.people.commands import ResetAccount
from ukur.domain.people.names import as_printed
from ukur.domain.plan.commands import RecordOpening
from ukur.domain.plan.model import Period
from ukur.domain.run.commands import ProposeRun
from ukur.services import access, queries
from ukur.services.operate.prepare import built_in_sop
from ukur.store.models import Actual, Person


@pytest.mark.parametrize("typed", ["abcd-efgh-jk23", " ABCD EFGH JK23 ", "abcdefghjk23", "Abcd.efgh.Jk23"])
def test_a_one_time_code_is_read_however_it_is_typed(typed: str) -> None:
    assert as_printed(typed) == "abcd-efgh-jk23"


def test_with_the_code_from_the_slip_one_makes_a_password_of_ones_own_and_begins(world: World) -> None:
    code = world.act(LEAD, ResetAccount(world.agency.pk, world.person(FILLER).pk)).once
    assert access.authenticate(FILLER, code.upper().replace("-", " ")) is not None
    browser = Client()
    browser.post(reverse("account_login"), {"login": FILLER, "password": code})
    page = browser.get(reverse("inbox"), follow=True).content.decode()
    assert "Buat kata sandi sendiri" in page and "Kata sandi sekarang" not in page
    own = {"password1": "gudang-beras-77", "password2": "gudang-beras-77"}
    answer = browser.post(reverse("account_change_password"), own)
    assert answer.status_code == 302 and answer["Location"] == reverse("inbox")
    assert browser.get(reverse("inbox")).status_code == 200
    assert access.authenticate(FILLER, "gudang-beras-77") is not None and access.authenticate(FILLER, code) is None


def test_who_changes_his_password_later_is_asked_for_the_old_one(world: World) -> None:
    browser = world.client(FILLER)
    assert "Kata sandi sekarang" in browser.get(reverse("account_change_password")).content.decode()
    own = {"password1": "gudang-beras-77", "password2": "gudang-beras-77"}
    assert browser.post(reverse("account_change_password"), own).status_code == 200
    assert access.authenticate(FILLER, "gudang-beras-77") is None


def test_figures_of_earlier_quarters_are_typed_once_and_never_over_a_signed_document(world: World) -> None:
    agency = world.agency.pk
    Actual.objects.filter(code="IKU-11", year=2026).delete()
    world.act(LEAD, RecordOpening(agency, 2026, (("IKU-11", 1, "5,02"), ("IKU-11", 2, ""), ("TAK-ADA", 1, "9"))))
    assert list(Actual.objects.filter(code="IKU-11", year=2026).values_list("quarter", "value")) == [
        (1, Decimal("5.02"))
    ]
    Actual.objects.filter(code="IKU-11", year=2026).update(source="run:1")
    world.act(LEAD, RecordOpening(agency, 2026, (("IKU-11", 1, "9,99"),)))
    assert Actual.objects.get(code="IKU-11", year=2026).value == Decimal("5.02")
    line = next(one for one in queries.opening_page(world.actor(LEAD), 2026).lines if one.code == "IKU-11")
    assert line.quarters[0] == (1, "5,02", False) and line.quarters[1] == (2, "", True)
    for who, figures, why in (
        (LEAD, (("IKU-11", 2, "1.210"),), "opening_ambiguous"),
        (FILLER, (("IKU-11", 2, "5"),), "not_administrator"),
    ):
        with pytest.raises(Refused) as refused:
            world.act(who, RecordOpening(agency, 2026, figures))
        assert refused.value.refusals[0].code == why
    assert not Actual.objects.filter(code="TAK-ADA").exists()


def test_a_year_without_a_plan_cannot_be_measured(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.act(SECRETARY, ProposeRun(world.agency.pk, built_in_sop().digest, Period(2025, 3)))
    assert refused.value.refusals[0].code == "plan_empty"


def test_a_form_that_was_sent_on_waits_with_the_head_and_no_longer_with_the_staff(world: World) -> None:
    world.play(until="4")
    task = world.sheet_task("DAG")
    world.player.fill(world.actor(FILLER), world.run, task)
    world.act(FILLER, SendToHead(world.run, task.key))
    staff, head = queries.inbox(world.actor(FILLER)), queries.inbox(world.actor(KABID))
    assert task.pk not in [one.id for one in (staff.top, *staff.others) if one]
    assert any("Rahmat Hidayat" in one.who for one in staff.waiting)
    assert head.top is not None and head.top.title == "Setujui Form Pengukuran Bidang Perdagangan"
    page = world.client(FILLER).get(reverse("task", kwargs={"id": task.pk})).content.decode()
    assert "Sudah dikirim ke Kabid." in page and ">Kirim ke Kabid<" not in page


def test_an_administrator_without_a_plan_is_led_on_to_the_set_up(world: World) -> None:
    fresh = Person.objects.get(username="orang.luar")
    fresh.is_admin = True
    fresh.save()
    page = world.client("orang.luar").get(reverse("inbox")).content.decode()
    assert reverse("setup") in page and "Dinas belum selesai disiapkan" in page
