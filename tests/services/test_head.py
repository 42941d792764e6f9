"""The head's sheet: wording corrected in place, a figure disputed, submission given in advance, initials in order."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.services.test_bad_acts import refused
from tests.world import FILLER, HEAD, KABID, LEAD, SECRETARY, World, run_jobs
from ukur.domain.document.commands import CorrectWording, CountAhead, FinishCorrection, SubmitAhead
from ukur.domain.errors import Refused
from ukur.domain.paper.commands import ArrangePapers, InitialPaper
from ukur.domain.run.commands import Return
from ukur.domain.signature.commands import Deliver
from ukur.services import access, acts, document
from ukur.services.document import reading_of, rows_of
from ukur.store.models import Agency, Finding, Initial, NumberBook, Paper, Position, Presubmission, Task

CODE = "IKU-11"


def _words(world: World, code: str = CODE) -> str:
    return next(one.cell.cause for one in rows_of(world.row()) if one.item.code == code)


def _correct(world: World, text: str = "Pasokan terlambat tiba.", **changed: str) -> CorrectWording:
    given = {"code": CODE, "field": "cause", "seen": _words(world), "text": text, "reason": "Lebih jelas."}
    return CorrectWording(world.run, world.task("koreksi").key, **(given | changed))


@pytest.fixture
def at_nine(world: World) -> World:
    world.play(until="9")
    return world


def test_a_corrected_wording_is_read_everywhere_and_the_units_own_stays_in_its_cell(at_nine: World) -> None:
    before, reading = _words(at_nine), reading_of(at_nine.row())
    at_nine.act(HEAD, _correct(at_nine))
    row = next(one for one in rows_of(at_nine.row()) if one.item.code == CODE)
    assert row.cell.cause == "Pasokan terlambat tiba."
    assert [(one.old, one.new, one.reason) for one in row.corrected] == [(before, row.cell.cause, "Lebih jelas.")]
    assert reading_of(at_nine.row()) != reading
    at_nine.act(HEAD, FinishCorrection(at_nine.run, at_nine.task("koreksi").key, "", reading_of(at_nine.row())))
    at_nine.play(until="11")
    assert "Pasokan terlambat tiba." in Paper.objects.get(run=at_nine.run, kind="dpk").snapshot


def test_a_second_correction_builds_on_the_first(at_nine: World) -> None:
    at_nine.act(HEAD, _correct(at_nine))
    at_nine.act(HEAD, _correct(at_nine, "Pasokan tiba sesudah 20 September."))
    assert _words(at_nine) == "Pasokan tiba sesudah 20 September."


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"seen": "kalimat lain"}, "wording_changed"),
        ({"code": "TIDAK-ADA"}, "value_unknown"),
        ({"field": "raw"}, "value_unknown"),
        ({"reason": "  "}, "reason_missing"),
    ],
)
def test_a_correction_that_cannot_be_made_is_refused(at_nine: World, changed: dict[str, str], code: str) -> None:
    command = _correct(at_nine, **changed)
    with refused(at_nine, code):
        at_nine.act(HEAD, command)


def test_the_same_words_are_no_correction(at_nine: World) -> None:
    with refused(at_nine, "wording_same"):
        at_nine.act(HEAD, _correct(at_nine, _words(at_nine)))


@pytest.mark.parametrize(
    ("who", "code"), [(SECRETARY, "not_your_task"), (LEAD, "only_the_official"), (FILLER, "not_your_task")]
)
def test_only_the_head_corrects(at_nine: World, who: str, code: str) -> None:
    command = _correct(at_nine)
    with refused(at_nine, code):
        at_nine.act(who, command)


def test_what_reads_otherwise_than_was_shown_is_not_found_right(at_nine: World) -> None:
    command = FinishCorrection(at_nine.run, at_nine.task("koreksi").key, "", "0" * 64)
    with refused(at_nine, "reading_changed"):
        at_nine.act(HEAD, command)


def test_a_disputed_figure_goes_back_to_the_team_with_the_proposal(at_nine: World) -> None:
    task = at_nine.task("koreksi")
    at_nine.act(HEAD, Return(at_nine.run, task.key, "7", "Laporan BPS menyebut lain.", (CODE,), proposed="4,75"))
    found = Finding.objects.get(cell__code=CODE, cell__sheet__run=at_nine.run, state="open")
    assert (str(found.proposed), found.by) == ("4.75", at_nine.person(HEAD))
    assert next(one.cell.value for one in rows_of(at_nine.row()) if one.item.code == CODE) != found.proposed


@pytest.mark.parametrize(
    ("values", "proposed", "code"),
    [
        ((CODE, "IKU-12"), "4", "proposal_for_one"),
        ((CODE,), "1.210", "number_ambiguous"),
        ((CODE,), "-", "number_unreadable"),
    ],
)
def test_a_proposal_is_one_number_for_one_value(
    at_nine: World, values: tuple[str, ...], proposed: str, code: str
) -> None:
    command = Return(at_nine.run, at_nine.task("koreksi").key, "7", "Keliru.", values, proposed=proposed)
    with refused(at_nine, code):
        at_nine.act(HEAD, command)


# --- Submission in advance. -------------------------------------------------------------------------------------------


def _ahead(world: World) -> Paper:
    world.act(SECRETARY, SubmitAhead(world.run, "000.8.6.3/12-Dinas/2026", "A4", "Mohon tanda tangan."))
    return Presubmission.objects.get(paper__run=world.run, state="open").paper


def test_without_a_correction_the_document_of_the_advance_is_the_one_to_sign(at_nine: World) -> None:
    paper = _ahead(at_nine)
    shown = reading_of(at_nine.row())
    command = FinishCorrection(at_nine.run, at_nine.task("koreksi").key, "", shown)
    assert acts.finish_correction(at_nine.actor(HEAD), command) is True
    assert at_nine.row().here == ["11"]
    done = Task.objects.get(run=at_nine.run, activity="ajukan")
    assert (done.closed_by, "diajukan di muka" in done.acted_as) == (at_nine.person(SECRETARY), True)
    assert acts.replayed(at_nine.run) == acts.state_in_rows(at_nine.run)
    run_jobs("render")
    at_nine.play()
    paper.refresh_from_db()
    assert paper.signed_file


def test_after_a_correction_the_sekretaris_submits_as_usual(at_nine: World) -> None:
    paper = _ahead(at_nine)
    at_nine.act(HEAD, _correct(at_nine))
    paper.refresh_from_db()
    assert paper.replaced
    command = FinishCorrection(at_nine.run, at_nine.task("koreksi").key)
    assert acts.finish_correction(at_nine.actor(HEAD), command) is False
    assert at_nine.row().here == ["10"]


def test_the_button_of_the_head_says_what_it_does(at_nine: World) -> None:
    address = reverse("task", args=[at_nine.task("koreksi").pk])
    bar = "<span>{}</span></button>".format
    seen = at_nine.client(HEAD).get(address).content.decode()
    assert bar("Selesai dikoreksi") in seen
    at_nine.act(HEAD, _correct(at_nine))
    assert bar("Kembalikan ke Sekretaris") in at_nine.client(HEAD).get(address).content.decode()
    _ahead(at_nine)
    seen = at_nine.client(HEAD).get(address).content.decode()
    assert bar("Tanda tangani") in seen and bar("Kembalikan ke Sekretaris") not in seen


def test_after_a_return_the_advance_counts_no_more(at_nine: World) -> None:
    paper = _ahead(at_nine)
    at_nine.act(HEAD, Return(at_nine.run, at_nine.task("koreksi").key, "8", "Baca lagi."))
    paper.refresh_from_db()
    assert paper.replaced
    assert document.waiting(at_nine.row()) is None
    with refused(at_nine, "ahead_void"):
        acts.perform(access.SYSTEM, CountAhead(at_nine.run, paper.pk))


def test_only_who_submits_may_do_so_in_advance_and_only_while_the_head_reads(at_nine: World) -> None:
    with refused(at_nine, "only_the_official"):
        at_nine.act(HEAD, SubmitAhead(at_nine.run))
    with refused(at_nine, "only_the_official"):
        at_nine.act(KABID, SubmitAhead(at_nine.run))
    at_nine.act(HEAD, FinishCorrection(at_nine.run, at_nine.task("koreksi").key))
    with refused(at_nine, "ahead_out_of_time"):
        at_nine.act(SECRETARY, SubmitAhead(at_nine.run))
    with refused(at_nine, "not_your_task"):
        at_nine.act(HEAD, CountAhead(at_nine.run, 1))


# --- Initials, numbers. -----------------------------------------------------------------------------------------------


def _post(kind: str) -> int:
    return Position.objects.filter(agency__practice=True, kind=kind).order_by("pk")[0].pk


def _arrange(world: World, **more: object) -> None:
    lead = world.person(LEAD)
    planner = lead.assignments.get().position_id
    chains = (("dpk", (planner, _post("sekretaris"))),)
    world.act(LEAD, ArrangePapers(world.agency.pk, chains, **more))  # type: ignore[arg-type]


def test_initials_are_given_in_order_and_hold_up_the_signature(world: World) -> None:
    _arrange(world)
    world.play(until="11", jobs=True)
    paper = Paper.objects.get(run=world.run, kind="dpk")
    initial = InitialPaper(world.run, paper.pk, paper.digest, "Sudah dibaca.")
    sign = acts.available(world.actor(HEAD), world.task("tandatangan"))
    assert {one.command.__name__: [reason.code for reason in one.closed] for one in sign} == {
        "Sign": ["initials_waiting"], "RecordSignature": ["initials_waiting"], "SignInInk": [],
    }  # fmt: skip
    with refused(world, "not_your_initial"):
        world.act(SECRETARY, initial)
    world.act(LEAD, initial)
    world.act(SECRETARY, initial)
    with refused(world, "initialled_already"):
        world.act(SECRETARY, initial)
    given = Initial.objects.filter(paper=paper).order_by("order")
    assert [one.person for one in given] == [world.person(LEAD), world.person(SECRETARY)]
    world.play()
    assert world.row().status == "ended"


def test_another_content_is_not_initialled(world: World) -> None:
    _arrange(world)
    world.play(until="11")
    paper = Paper.objects.get(run=world.run, kind="dpk")
    with refused(world, "paper_changed_since"):
        world.act(LEAD, InitialPaper(world.run, paper.pk, "0" * 64))


def test_the_own_number_book_gives_each_number_once_and_leaves_none_out(at_nine: World) -> None:
    _arrange(at_nine, number_pattern="{kode}/{urut}-{unit}/{tahun}")
    at_nine.act(SECRETARY, SubmitAhead(at_nine.run, "№"))
    with refused(at_nine, "only_the_official"):
        at_nine.act(HEAD, SubmitAhead(at_nine.run, "№"))
    at_nine.act(SECRETARY, SubmitAhead(at_nine.run, "№", "F4"))  # the same document once more, not yet signed
    numbers = list(Paper.objects.filter(run=at_nine.run, kind="dpk").order_by("pk").values_list("number", flat=True))
    agency = Agency.objects.get(pk=at_nine.agency.pk)
    year = Paper.objects.filter(kind="dpk").latest("pk").frozen_at.year
    assert numbers == [f"000.8.6.3/1-{agency.short}/{year}"] * 2
    assert NumberBook.objects.get(agency=agency).last == 1


def test_every_letter_takes_the_next_number_of_the_book(at_nine: World) -> None:
    at_nine.act(LEAD, ArrangePapers(at_nine.agency.pk, (), "{urut}/{tahun}"))
    at_nine.play()
    for office in ("Bappeda", "Inspektorat"):
        at_nine.act(SECRETARY, Deliver(at_nine.run, (office,), "№"))
    letters = Paper.objects.filter(run=at_nine.run, kind="surat-pengantar").order_by("pk")
    assert [one.number.split("/")[0] for one in letters] == ["1", "2"]


def test_without_a_book_no_number_is_taken_from_it(at_nine: World) -> None:
    with refused(at_nine, "no_number_book"):
        at_nine.act(SECRETARY, SubmitAhead(at_nine.run, "№"))


@pytest.mark.parametrize("pattern", ["{kode}/{tahun}", "{nomor}", "{urut}/{UNIT}{bagian}"])
def test_a_pattern_that_gives_no_number_is_refused(world: World, pattern: str) -> None:
    with pytest.raises(Refused) as caught:
        world.act(LEAD, ArrangePapers(world.agency.pk, (), pattern))
    assert [one.code for one in caught.value.refusals] == ["number_pattern"]
