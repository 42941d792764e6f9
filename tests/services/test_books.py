"""A unit's workbook through the door: shown, then applied as one act; what is new, changed on both sides, in doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from tests.services.bookshop import Shop, kinds
from tests.world import FILLER
from ukur.domain.collection.commands import AddEvidence
from ukur.domain.collection.merge import Kind
from ukur.domain.errors import Refused
from ukur.services import acts
from ukur.store.models import Evidence, JournalEntry, Sheet

# --- New. -------------------------------------------------------------------------------------------------------------


def test_the_untouched_workbook_brings_nothing(shop: Shop) -> None:
    shown = shop.preview(shop.data)
    assert kinds(shown) == {}
    with pytest.raises(Refused) as caught:
        shop.apply(shown)
    assert [one.code for one in caught.value.refusals] == ["book_nothing_new"]


def test_what_was_typed_in_the_workbook_is_one_act_with_one_entry(shop: Shop) -> None:
    first, second = shop.codes[:2]
    before = JournalEntry.objects.count()
    versions = {one: shop.cell(one).version for one in shop.codes}
    counts = shop.bring({first: 12.5, shop.place(second, "J"): "Menunggu rekap.", shop.place(second, "K"): "Macet"})
    assert (counts["cells"], counts["wrong"]) == (2, 0)
    one, two = shop.cell(first), shop.cell(second)
    assert (one.raw, one.value, one.version) == ("12,5", Decimal("12.5"), versions[first] + 1)
    assert (two.value, two.unavailable, two.cause) == (None, "Menunggu rekap.", "Macet")
    assert one.changed_by == shop.world.person(FILLER)
    assert Sheet.objects.get(pk=one.sheet_id).state == "filling"
    entry = JournalEntry.objects.order_by("-pk")[0]
    assert (JournalEntry.objects.count(), entry.kind) == (before + 1, "ApplyBook")
    assert all(f'"{code}"' in entry.payload for code in (first, second))
    assert acts.replayed(shop.world.run) == acts.state_in_rows(shop.world.run)


def test_the_same_workbook_again_changes_nothing(shop: Shop) -> None:
    cells = {shop.codes[0]: 7, "Bukti!A4": shop.codes[0], "Bukti!B4": "teks", "Bukti!D4": "Rekap di papan."}
    assert shop.bring(cells) == {"cells": 1, "taken": 0, "left": 0, "wrong": 0, "proofs": 1}
    version = shop.cell(shop.codes[0]).version
    shown = shop.preview(shop.fill(cells))
    assert (kinds(shown), shown.weighed.proofs) == ({}, ())
    with pytest.raises(Refused):
        shop.apply(shown)
    assert shop.cell(shop.codes[0]).version == version
    assert Evidence.objects.filter(cell__sheet__run=shop.world.run, cell__code=shop.codes[0]).count() == 1


def test_a_proof_that_is_there_already_is_not_added_again(shop: Shop) -> None:
    code, link = shop.codes[0], "https://contoh.contoh/rekap"
    proof = AddEvidence(shop.world.run, shop.task.key, code, "link", "Rekap", link)
    acts.add_evidence(shop.world.actor(FILLER), proof, timezone.now())
    row = {"Bukti!A4": code, "Bukti!B4": "tautan", "Bukti!C4": "Rekap", "Bukti!D4": link}
    assert shop.preview(shop.fill(row)).weighed.proofs == ()
    assert shop.bring({**row, "Bukti!E4": "hal. 2"})["proofs"] == 1


def test_a_waiver_is_left_as_it_is(shop: Shop) -> None:
    shop.type(shop.codes[0], "1", waiver="Bukti di rapat.")
    shop.bring({shop.codes[1]: 3, shop.place(shop.codes[0], "K"): "Macet"})
    assert (shop.cell(shop.codes[0]).waiver, shop.cell(shop.codes[0]).cause) == ("Bukti di rapat.", "Macet")


# --- Changed on both sides, in doubt, wrong. --------------------------------------------------------------------------


def test_what_was_changed_on_both_sides_is_asked_about_and_kept_unless_said_otherwise(shop: Shop) -> None:
    first, second = shop.codes[:2]
    shop.type(first, "3")
    shop.type(second, "4")
    shown = shop.preview(shop.fill({first: 30, second: 40}))
    assert kinds(shown) == {first: Kind.CONFLICT, second: Kind.CONFLICT}
    counts = shop.apply(shown, take=(second,))
    assert (counts["taken"], counts["left"]) == (1, 1)
    assert [shop.cell(one).value for one in (first, second)] == [3, 40]


def test_what_the_two_sides_changed_apart_comes_together(shop: Shop) -> None:
    shop.type(shop.codes[0], cause="Hujan.")
    shop.bring({shop.codes[0]: 30})
    assert (shop.cell(shop.codes[0]).value, shop.cell(shop.codes[0]).cause) == (Decimal(30), "Hujan.")


def test_a_number_in_doubt_waits_for_its_answer(shop: Shop) -> None:
    code = shop.codes[0]
    data = shop.fill({code: "1.210", shop.codes[1]: 5})
    shown = shop.preview(data)
    assert shown.weighed.of(Kind.WRONG)[0].asks == (Decimal(1210), Decimal("1.210"))
    shop.apply(shown)
    assert [shop.cell(one).value for one in shop.codes[:2]] == [None, 5]
    shop.apply(shop.preview(data, readings={code: Decimal("1.21")}))
    assert (shop.cell(code).value, shop.cell(code).raw) == (Decimal("1.21"), "1,21")


def test_a_cell_changed_after_the_preview_is_reported_again(shop: Shop) -> None:
    shown = shop.preview(shop.fill({shop.codes[0]: 30, shop.codes[1]: 5}))
    shop.type(shop.codes[0], "3")
    with pytest.raises(Refused) as caught:
        shop.apply(shown)
    assert [one.code for one in caught.value.refusals] == ["book_moved"]
    assert [shop.cell(one).value for one in shop.codes[:2]] == [3, None]
    assert JournalEntry.objects.order_by("-pk")[0].refused
    again = shop.preview(shown.digest)
    assert kinds(again) == {shop.codes[0]: Kind.CONFLICT, shop.codes[1]: Kind.NEW}


def test_a_change_elsewhere_does_not_disturb(shop: Shop) -> None:
    shown = shop.preview(shop.fill({shop.codes[0]: 30}))
    shop.type(shop.codes[1], "3")
    assert shop.apply(shown)["cells"] == 1
