"""Acts that happened on paper, stand-ins, delegations, preparers: who may, on which day, and what is written."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.services.test_bad_acts import refused
from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World
from ukur.domain.errors import Refused
from ukur.domain.people.commands import Delegate, ResetAccount
from ukur.domain.task.commands import GiveDisposition
from ukur.services import access, acts
from ukur.services.access import Power
from ukur.store.models import Assignment, JournalEntry, Person, Position, Task

TODAY = timezone.localdate


def _order(world: World) -> GiveDisposition:
    return GiveDisposition(
        world.run, world.task("disposisi").key, "Laksanakan.", timezone.now() + dt.timedelta(days=20)
    )


def _paper(world: World, who: str, day: dt.date) -> acts.FromPaper:
    return acts.FromPaper(world.person(who).pk, day)


def _post(kind: str) -> Position:
    return Position.objects.get(agency__practice=True, kind=kind)


def test_an_act_on_paper_keeps_both_dates_the_official_and_the_recorder(world: World) -> None:
    world.propose()
    day = TODAY() - dt.timedelta(days=3)
    acts.perform(world.actor(LEAD), _order(world), paper=_paper(world, HEAD, day))
    task = Task.objects.get(run=world.run, activity="disposisi")
    assert (task.closed_by, task.recorded_by, task.event_date) == (world.person(HEAD), world.person(LEAD), day)
    entry = JournalEntry.objects.filter(stream=f"run:{world.run}").order_by("-seq")[0]
    assert f'"date":"{day}"' in entry.payload and f'"entered":"{TODAY()}"' in entry.payload
    assert acts.replayed(world.run) == acts.state_in_rows(world.run)


@pytest.mark.parametrize(
    ("recorder", "official", "days", "code"),
    [
        (LEAD, HEAD, 1, "paper_date_ahead"),
        (LEAD, SECRETARY, -3, "paper_not_official"),
        (LEAD, HEAD, -20_000, "paper_not_official"),  # he did not hold the post yet
        (LEAD, "orang.luar", -3, "person_unknown"),
        (KABID, HEAD, -3, "paper_not_recorder"),
    ],
)
def test_an_act_on_paper_by_the_wrong_person_or_of_a_wrong_day_is_refused(
    world: World, recorder: str, official: str, days: int, code: str
) -> None:
    world.propose()
    paper = _paper(world, official, TODAY() + dt.timedelta(days=days))
    with refused(world, code):
        acts.perform(world.actor(recorder), _order(world), paper=paper)


def test_a_stand_in_acts_in_his_time_and_is_called_plt(world: World) -> None:
    world.propose()
    deputy = world.person("lilis.suryani")
    held = Assignment.objects.get(position=_post("kepala"), until=None)
    held.until = TODAY() - dt.timedelta(days=1)
    held.save()
    Assignment.objects.create(person=deputy, position=_post("kepala"), status="Plt", since=TODAY())
    with refused(world, "not_your_task"):
        world.act(HEAD, _order(world))
    world.act("lilis.suryani", _order(world))
    assert Task.objects.get(run=world.run, activity="disposisi").acted_as == "Plt. Kepala Dinas"


def test_the_day_of_an_act_is_that_of_the_office_and_not_of_greenwich(world: World) -> None:
    world.propose()
    early = (timezone.localtime() + dt.timedelta(days=1)).replace(hour=3, minute=0)  # still the day before in UTC
    held = Assignment.objects.get(position=_post("kepala"), until=None)
    held.until = early.date() - dt.timedelta(days=1)
    held.save()
    deputy = world.person("lilis.suryani")
    Assignment.objects.create(person=deputy, position=_post("kepala"), status="Plh", since=early.date())
    at = early.astimezone(dt.UTC)
    with pytest.raises(Refused):
        acts.perform(world.actor(HEAD), _order(world), now=at)
    acts.perform(access.actor(deputy), _order(world), now=at)
    assert Task.objects.get(run=world.run, activity="disposisi").acted_as == "Plh. Kepala Dinas"


def test_yesterdays_official_is_right_for_a_paper_of_yesterday(world: World) -> None:
    world.propose()
    held = Assignment.objects.get(position=_post("kepala"), until=None)
    held.until = TODAY() - dt.timedelta(days=1)
    held.save()
    Assignment.objects.create(person=world.person("lilis.suryani"), position=_post("kepala"), since=TODAY())
    acts.perform(world.actor(LEAD), _order(world), paper=_paper(world, HEAD, TODAY() - dt.timedelta(days=2)))
    assert Task.objects.get(run=world.run, activity="disposisi").closed_by == world.person(HEAD)


def test_a_delegate_acts_within_the_dates_and_is_marked(world: World) -> None:
    world.propose()
    receiver = world.person("agus.permana")
    world.act(
        HEAD, Delegate(world.agency.pk, _post("kepala").pk, receiver.pk, TODAY(), TODAY(), "Rapat di luar daerah.")
    )
    seat = f"position:{_post('kepala').pk}"
    tomorrow = access.rights(receiver.pk, TODAY() + dt.timedelta(days=1)).of(seat)
    assert tomorrow.power is Power.NONE
    world.act("agus.permana", _order(world))
    assert "atas delegasi Drs. Bambang Prasetyo" in Task.objects.get(run=world.run, activity="disposisi").acted_as


@pytest.mark.parametrize(
    ("who", "days", "reason", "code"),
    [(KABID, 1, "Dinas.", "not_holder"), (HEAD, -1, "Dinas.", "dates_reversed"), (HEAD, 1, " ", "reason_missing")],
)
def test_a_post_is_delegated_by_its_holder_for_a_time_and_with_a_reason(
    world: World, who: str, days: int, reason: str, code: str
) -> None:
    until = TODAY() + dt.timedelta(days=days)
    command = Delegate(world.agency.pk, _post("kepala").pk, world.person(SECRETARY).pk, TODAY(), until, reason)
    with pytest.raises(Refused) as caught:
        world.act(who, command)
    assert [one.code for one in caught.value.refusals] == [code]


def test_a_preparer_fills_in_and_the_official_confirms_with_his_name_kept(world: World) -> None:
    world.propose()
    task = world.task("disposisi")
    acts.save_draft(world.actor(LEAD), task, {"instruction": "Laksanakan sesuai SOP."})
    with refused(world, "only_the_official"):
        world.act(LEAD, _order(world))
    world.act(HEAD, _order(world))
    done = Task.objects.get(pk=task.pk)
    assert (done.prepared_by, done.closed_by) == (world.person(LEAD), world.person(HEAD))


def test_somebody_without_any_part_in_it_prepares_nothing(world: World) -> None:
    world.propose()
    with refused(world, "not_your_task", kept=0):
        acts.save_draft(world.actor(FILLER), world.task("disposisi"), {"instruction": "x"})


def test_a_new_password_is_made_by_the_administrator_shown_once_and_kept_nowhere(world: World) -> None:
    person = world.person(FILLER)
    once = world.act(LEAD, ResetAccount(world.agency.pk, person.pk)).once
    fresh = Person.objects.get(pk=person.pk)
    assert once and fresh.check_password(once) and fresh.must_change_password
    assert not JournalEntry.objects.filter(payload__contains=once).exists()
    with pytest.raises(Refused):
        world.act(KABID, ResetAccount(world.agency.pk, person.pk))
