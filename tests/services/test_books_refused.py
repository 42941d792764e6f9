"""A unit's workbook that may not come in, in whole or in part: closed cells, other sheets, damaged files."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from tests.formats.unitbooks import members, packed
from tests.services.bookshop import Shop, kinds, opened, refused
from tests.world import FILLER, KABID, LEAD, SECRETARY, World
from ukur.domain.collection.commands import ReleaseSheet, SendToHead
from ukur.domain.collection.merge import Kind
from ukur.domain.errors import Refused
from ukur.domain.validation.commands import AcceptValues, RaiseFinding
from ukur.services import queries
from ukur.store.models import Cell, Form, Task

# --- Closed. ----------------------------------------------------------------------------------------------------------


def _returned(world: World) -> Task:
    """One value of Bidang Perdagangan came back, the others were accepted."""
    world.play(until="7")
    validate = world.task("validasi")
    codes = [*Cell.objects.filter(sheet__run=world.run, state="sent").values_list("code", flat=True)]
    mine = [one for one in codes if Cell.objects.get(sheet__run=world.run, code=one).sheet.unit.code == "DAG"]
    world.act(LEAD, RaiseFinding(world.run, validate.key, mine[0], "Beda dengan rekap BPS.", ""))
    own = [one for one in codes if Cell.objects.get(sheet__run=world.run, code=one).sheet.unit.code == "SEK"]
    others = tuple(one for one in codes if one not in (mine[0], *own))
    world.act(LEAD, AcceptValues(world.run, validate.key, others))
    world.act("hendra.gunawan", AcceptValues(world.run, validate.key, tuple(own)))
    return world.sheet_task("DAG")


def test_after_a_return_only_what_came_back_is_open(world: World) -> None:
    task = _returned(world)
    shop = opened(world, task)
    (code,) = task.scope
    closed = next(one for one in shop.codes if one != code)
    shown = shop.preview(shop.fill({code: 77, closed: 88}))
    assert kinds(shown) == {code: Kind.NEW, closed: Kind.WRONG}
    assert [one.why.code for one in shown.weighed.of(Kind.WRONG)[0].wrong] == ["cell_closed"]
    assert (shop.apply(shown)["cells"], shop.cell(code).value) == (1, Decimal(77))
    strings = members(shop.data)["xl/sharedStrings.xml"].decode()
    assert "Beda dengan rekap BPS." in strings and "Diterima" in strings


def test_an_accepted_value_is_closed_in_the_workbook_too(shop: Shop) -> None:
    Cell.objects.filter(pk=shop.cell(shop.codes[0]).pk).update(state="accepted")
    assert kinds(shop.preview(shop.fill({shop.codes[0]: 8}))) == {shop.codes[0]: Kind.WRONG}


# --- Refused. ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "code"), [(SECRETARY, "not_your_task"), ("agus.permana", "not_your_task")])
def test_only_who_may_type_may_bring_a_workbook(shop: Shop, who: str, code: str) -> None:
    refused(code, shop, shop.fill({shop.codes[0]: 1}), who=who)
    shown = shop.preview(shop.fill({shop.codes[0]: 1}))
    with pytest.raises(Refused):
        shop.apply(shown, who=who)


def test_the_filler_of_one_value_may_bring_his_own(shop: Shop) -> None:
    agus = shop.world.person("agus.permana")
    Cell.objects.filter(pk=shop.cell(shop.codes[0]).pk).update(filler=agus)
    theirs = opened(shop.world, shop.task, agus.username)
    shown = theirs.preview(theirs.fill({shop.codes[0]: 5, shop.codes[1]: 6}), who=agus.username)
    assert kinds(shown) == {shop.codes[0]: Kind.NEW, shop.codes[1]: Kind.WRONG}
    assert theirs.apply(shown, who=agus.username)["cells"] == 1


def test_another_unit_run_or_round_is_refused(shop: Shop, world: World) -> None:
    other = queries.book_file(world.actor("agus.permana"), world.sheet_task("UKM").pk).data
    refused("book_other_unit", shop, other)
    Task.objects.filter(pk=shop.task.pk).update(round=2)
    refused("book_other_round", shop, shop.data)
    later = World(world.stages)
    mine = opened(later, _second_run(later))
    refused("book_other_run", mine, shop.data)


def _second_run(world: World) -> Task:
    from ukur.domain.plan.model import Period
    from ukur.domain.run.commands import ProposeRun
    from ukur.services.operate.prepare import built_in_sop

    made = world.act(SECRETARY, ProposeRun(world.agency.pk, built_in_sop().digest, Period(2026, 4)))
    world.run = made.run or 0
    world.play(until="4")
    return world.sheet_task("DAG")


def test_of_an_older_form_what_still_exists_can_be_taken_when_asked(shop: Shop) -> None:
    kept, gone = shop.codes[:2]
    data = shop.fill({kept: 11, gone: 22})
    form = Form.objects.get(run=shop.world.run)
    Form.objects.create(run=form.run, version=2, content=form.content, digest="b" * 64, frozen_at=timezone.now())
    Cell.objects.filter(sheet__run=shop.world.run, code=gone).delete()
    shown = shop.preview(data)
    assert shown.older and shown.older.code == "book_other_form" and kinds(shown) == {}
    with pytest.raises(Refused) as caught:
        shop.apply(shown)
    assert caught.value.refusals[0].code == "book_other_form"
    shown = shop.preview(shown.digest, carry=True)
    assert kinds(shown) == {kept: Kind.NEW}
    assert [one.why.code for one in shown.weighed.wrong] == ["cell_gone"]
    assert (shop.apply(shown)["cells"], shop.cell(kept).value) == (1, Decimal(11))


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "book_unreadable"),
        (b"Kode;Nama\n", "book_unreadable"),
        (b"\0" * 5_000_001, "file_too_big"),
        ("0" * 64, "book_gone"),
        ("../../etc/passwd", "book_gone"),
        ("", "book_gone"),
    ],
)
def test_what_is_no_workbook_is_refused(shop: Shop, file: bytes | str, code: str) -> None:
    refused(code, shop, file)


def test_a_changed_manifest_and_macros_are_refused(shop: Shop) -> None:
    refused("book_forged", shop, shop.fill({"_ukur!A2": "e30.00"}))
    refused("book_unreadable", shop, packed({**members(shop.data), "xl/vbaProject.bin": b"x"}))
    refused("book_unreadable", shop, shop.fill({shop.place(shop.codes[0], "A"): "IKU-0"}))


def test_a_sheet_that_has_left_takes_no_workbook(shop: Shop) -> None:
    shown = shop.preview(shop.fill(dict.fromkeys(shop.codes, 5)))
    shop.apply(shown)
    shop.world.act(FILLER, SendToHead(shop.world.run, shop.task.key))
    shop.world.act(KABID, ReleaseSheet(shop.world.run, shop.task.key))
    refused("sheet_closed", shop, shop.data)
    with pytest.raises(Refused) as caught:
        shop.apply(shown)
    assert caught.value.refusals[0].code == "sheet_closed"
