"""Validation: nobody accepts his own unit's values, nothing unseen is accepted, what rules see is looked at."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.world import FILLER, KABID, LEAD, World
from ukur.domain.collection.commands import CellChange, ReleaseSheet, SaveCells
from ukur.domain.errors import Refused
from ukur.domain.validation.commands import AcceptValues, FinishValidation, RaiseFinding
from ukur.services import acts, queries
from ukur.services.acts.registry import ACTIVITIES
from ukur.services.acts.whole import HANDLERS
from ukur.services.collection import form_of
from ukur.services.wording import say_all
from ukur.services.wording.acts import ACTS
from ukur.store.models import Cell, Finding, Run

MEMBER = "hendra.gunawan"  # of the team, and staff of Bidang Perdagangan


def refused(world: World, who: str, command: object) -> str:
    with pytest.raises(Refused) as caught:
        world.act(who, command)
    return caught.value.refusals[0].code


def states(world: World, unit: str) -> set[str]:
    cells = Cell.objects.filter(sheet__run=world.run, sheet__unit__code=unit, measured=True)
    return set(cells.values_list("state", flat=True))


def test_a_member_of_the_team_never_accepts_what_his_own_unit_reports(world: World) -> None:
    world.play(until="7")
    task = world.task("validasi").key
    assert refused(world, MEMBER, AcceptValues(world.run, task, ("IKU-11",))) == "own_values"
    office = Cell.objects.filter(sheet__run=world.run, sheet__unit__code="SEK", state="sent")[0]
    assert refused(world, LEAD, AcceptValues(world.run, task, (office.code,))) == "own_values"
    world.act(MEMBER, AcceptValues(world.run, task))
    assert states(world, "DAG") == {"sent"} and states(world, "KOP") == {"accepted"}
    world.act(LEAD, AcceptValues(world.run, task, ("IKU-11",)))
    assert Cell.objects.get(sheet__run=world.run, code="IKU-11").state == "accepted"


def test_what_is_not_accepted_yet_is_named_as_everybody_knows_it(world: World) -> None:
    world.play(until="7")
    with pytest.raises(Refused) as caught:
        world.act(LEAD, FinishValidation(world.run, world.task("validasi").key))
    sentence = say_all(caught.value.refusals)[0]
    first = form_of(Run.objects.get(pk=world.run)).items[0].name  # type: ignore[union-attr]
    assert first in sentence and "lainnya" in sentence
    assert "IKU-" not in sentence


def test_a_unit_cannot_accept_at_all(world: World) -> None:
    world.play(until="7")
    for who in (KABID, FILLER):
        command = AcceptValues(world.run, world.task("validasi").key, ("IKU-11",))
        assert refused(world, who, command) == "not_your_task"


def test_what_a_rule_sees_is_not_accepted_together_with_the_others(world: World) -> None:
    world.play(until="4")
    sheet = world.sheet_task("DAG")
    world.player.fill(world.actor(FILLER), world.run, sheet)
    version = Cell.objects.get(sheet__run=world.run, code="IKU-12").version
    slip = CellChange("IKU-12", "441,5", version, cause="Naik.")
    acts.save_cells(world.actor(FILLER), SaveCells(world.run, sheet.key, (slip,)), timezone.now())
    page = queries.task_page(world.actor(KABID), sheet.pk)
    assert "1 perlu dicek" in [words for words, _ in page.gaps]
    world.act(KABID, ReleaseSheet(world.run, sheet.key))
    world.play(until="7")
    board = queries.board_page(world.actor(LEAD), world.run)
    tally = board.tally
    assert tally.flagged >= 1 and tally.sent == tally.accepted + tally.clean + tally.flagged
    world.act(LEAD, AcceptValues(world.run, world.task("validasi").key))
    assert Cell.objects.get(sheet__run=world.run, code="IKU-12").state == "sent"
    unit = str(world.agency.units.get(code="DAG").pk)
    panel = queries.board_page(world.actor(LEAD), world.run, unit).panel
    assert panel is not None and [one.code for one in panel.first] == ["IKU-12"]
    assert panel.current is not None and any("letak koma" in one.text for one in panel.current.flags)


def test_a_value_changed_since_it_was_shown_is_not_accepted(world: World) -> None:
    world.play(until="7")
    task = world.task("validasi").key
    old = Cell.objects.get(sheet__run=world.run, code="IKU-11").version
    command = AcceptValues(world.run, task, ("IKU-11",), (("IKU-11", old - 1),))
    assert refused(world, LEAD, command) == "value_changed"
    world.act(LEAD, AcceptValues(world.run, task, ("IKU-11",), (("IKU-11", old),)))


def test_a_ready_made_reason_has_a_sentence_and_is_counted(world: World) -> None:
    world.play(until="7")
    task = world.task("validasi").key
    assert refused(world, LEAD, RaiseFinding(world.run, task, "IKU-11", "", "", "lain")) == "reason_missing"
    assert refused(world, LEAD, RaiseFinding(world.run, task, "IKU-11", "")) == "reason_missing"
    world.act(LEAD, RaiseFinding(world.run, task, "IKU-11", "", "", "satuan-keliru"))
    world.act(LEAD, RaiseFinding(world.run, task, "IKU-12", "Angkanya terbalik."))
    codes = dict(Finding.objects.values_list("cell__code", "code"))
    assert codes == {"IKU-11": "satuan-keliru", "IKU-12": "lain"}
    assert Finding.objects.get(cell__code="IKU-11").reason.startswith("Angka tidak memakai satuan")


def test_every_act_has_a_word_in_the_journal() -> None:
    named = {one.__name__ for one in HANDLERS} | {one.__name__ for room in ACTIVITIES for one in room.commands}
    assert not named - set(ACTS)
