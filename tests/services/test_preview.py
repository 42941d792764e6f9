"""A preview is the paper that would be made, and leaves nothing behind."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.apps import apps
from django.utils import timezone

from tests.world import HEAD, LEAD, SECRETARY, World
from ukur.domain.document.commands import SubmitForApproval
from ukur.domain.errors import Refused
from ukur.domain.meeting.commands import FinishMeeting, Guest, Invite
from ukur.domain.paper.commands import ArrangePapers
from ukur.domain.run.commands import TakeTask
from ukur.domain.task.commands import GiveDisposition
from ukur.domain.validation.commands import FinishValidation
from ukur.formats import pages
from ukur.services import acts
from ukur.store.models import Paper


def _rows() -> Counter[str]:
    return Counter({one.__name__: one._default_manager.count() for one in apps.get_app_config("store").get_models()})


def _seen(world: World, who: str, command: object) -> str:
    """The text of the preview; all of its pages say what it is, and no row has come or gone."""
    before, stood = _rows(), acts.state_in_rows(world.run)
    found = pages.texts(acts.preview_papers(world.actor(who), command))
    assert all("PRATINJAU" in one for one in found)
    assert "Kode keaslian:" not in "".join(found)
    assert (_rows(), acts.state_in_rows(world.run)) == (before, stood)
    return " ".join(" ".join(found).split())


def test_the_disposition_is_seen_before_it_is_given(world: World) -> None:
    world.propose()
    deadline = timezone.now() + dt.timedelta(days=20)
    text = _seen(world, HEAD, GiveDisposition(world.run, world.task("disposisi").key, "Segera dikerjakan.", deadline))
    assert "LEMBAR DISPOSISI" in text and "Segera dikerjakan." in text


def test_letter_and_minutes_of_the_meeting_are_seen_before_they_are_made(world: World) -> None:
    world.play(until="4")
    starts = timezone.now() + dt.timedelta(days=3)
    invite = Invite(
        world.run, world.task("undang-rapat").key, starts, "Aula", "Pembukaan", "12/2026", "", (Guest("Budi"),)
    )
    assert "Aula" in _seen(world, LEAD, invite)
    world.play(until="5")
    text = _seen(world, LEAD, FinishMeeting(world.run, world.task("rapat").key, "Disepakati tiga hal.", "Ketua rapat"))
    assert "NOTULA" in text and "DAFTAR HADIR" in text and "Disepakati tiga hal." in text


def test_a_letter_is_signed_by_whom_the_agency_has_named_for_the_head(world: World) -> None:
    posts = {one.kind: one.pk for one in world.agency.positions.filter(kind__in=("kepala", "sekretaris"))}
    rule = (("undangan", posts["sekretaris"], posts["kepala"], 0),)
    chain = (("undangan", (posts["sekretaris"],)),)
    world.act(LEAD, ArrangePapers(world.agency.pk, chain, signatories=rule))
    world.play(until="4")
    starts = timezone.now() + dt.timedelta(days=3)
    text = _seen(world, LEAD, Invite(world.run, world.task("undang-rapat").key, starts, "Aula", "Pembukaan"))
    assert "a.n. Kepala Dinas" in text and world.person(SECRETARY).name in text and "Paraf" in text


def test_the_document_that_is_made_reads_as_its_preview(world: World) -> None:
    world.play(until="10")
    world.act(LEAD, ArrangePapers(world.agency.pk, (), "{urut}/{tahun}"))
    command = SubmitForApproval(world.run, world.task("ajukan").key, "№", "F4", "Mohon tanda tangan.")
    text = _seen(world, SECRETARY, command)
    assert "Nomor: 1/" in text and "Mohon tanda tangan." in text
    world.act(SECRETARY, command)
    made = Paper.objects.get(run=world.run, kind="dpk")
    assert made.number.startswith("1/")  # the preview took none


def test_a_preview_is_refused_where_the_act_is(world: World) -> None:
    world.play(until="7")
    before = _rows()
    with pytest.raises(Refused) as caught:
        acts.preview_papers(world.actor(HEAD), FinishValidation(world.run, world.task("validasi").key, ""))
    assert [one.code for one in caught.value.refusals] == ["not_your_task"]
    with pytest.raises(Refused) as caught:
        acts.preview_papers(world.actor(LEAD), TakeTask(world.run, world.task("validasi").key))
    assert [one.code for one in caught.value.refusals] == ["nothing_to_preview"]
    assert _rows() == before
