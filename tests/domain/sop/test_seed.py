"""The built-in SOP says what the paper says (cells of the scanned text), and reads as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from ukur.domain.sop import reader
from ukur.domain.sop.model import Manner, Sop, Step

ROOT = Path(__file__).parents[3]
SEED = ROOT / "sop" / "pengukuran-kinerja.sop.toml"
PAPER = ROOT / "tests" / "golden" / "sop" / "pengukuran-kinerja.txt"
COLUMNS = ("kepala", "sekretaris", "tim", "bidang")


@pytest.fixture(scope="module")
def seed() -> Sop:
    return reader.read(SEED.read_text(encoding="utf-8"))


def paper_rows() -> list[list[str]]:
    rows = [line.split("\t") for line in PAPER.read_text(encoding="utf-8").split("\n")]
    return [cells for cells in rows if len(cells) == 10 and cells[0].isdecimal()]


def cells_of(step: Step) -> list[str]:
    marks = ["↓" if one in step.printed.marks else "" for one in COLUMNS]
    own = step.printed
    return [step.no, own.activity, *marks, own.needs, own.time, own.output, own.remark]


def test_every_printed_cell_equals_the_paper(seed: Sop) -> None:
    paper = paper_rows()
    assert len(paper) == 13
    assert [cells_of(step) for step in seed.steps] == paper


def test_the_identity_page_equals_the_paper(seed: Sop) -> None:
    paper = PAPER.read_text(encoding="utf-8")
    own = seed.identity
    printed = [
        own.government, own.agency, own.number_printed, own.date_printed, own.endorsement.position_printed,
        own.endorsement.name_printed, own.endorsement.nip_printed, *(one.printed for one in own.legal),
        *own.qualification_printed, *own.related_printed, *own.equipment_printed,
    ]  # fmt: skip
    assert len(printed) == 22
    assert [one for one in printed if one not in paper] == []


def test_the_columns_stand_in_the_order_of_the_paper(seed: Sop) -> None:
    assert tuple(one.id for one in seed.performers) == COLUMNS
    assert [one.many for one in seed.performers] == [False, False, False, True]


def test_the_standard_times_sum_to_775_minutes(seed: Sop) -> None:
    assert seed.standard_minutes == 775
    assert [one.minutes for one in seed.steps] == [15, 60, 25, 30, 120, 120, 240, 40, 60, 25, 10, 20, 10]


def test_step_6_is_handed_in_from_step_3_on(seed: Sop) -> None:
    step = seed.step("6")
    assert (step.suppliers, step.suppliers_since) == (("bidang", "sekretaris"), "3")
    assert (step.activity("penyerah"), step.activity("tim")) == ("isi-form", "himpun")


def test_step_8_is_done_in_turn_and_decided_by_the_secretary(seed: Sop) -> None:
    step = seed.step("8")
    assert (step.manner, step.decider, step.next) == (Manner.SEQUENTIAL, "sekretaris", ())
    onward, back = step.answers
    assert (onward.label, onward.to, onward.returns) == ("Ya", "9", False)
    assert (back.label, back.to, back.returns, back.also) == ("Tidak", "7", True, ("6",))


def test_the_head_decides_step_9(seed: Sop) -> None:
    assert seed.step("9").decider == "kepala"
    assert seed.step("9").answers[1].also == ("8", "6")


def test_the_last_row_is_the_end_and_every_row_counts_its_readings(seed: Sop) -> None:
    assert seed.step("13").next == ()
    assert seed.first.no == "1"
    assert seed.open_readings == 17
    assert seed.step("1").reading == {"peran"}


def test_the_version_is_known_by_the_digest_of_its_text(seed: Sop) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert len(seed.digest) == 64
    assert reader.read(text).digest == seed.digest
    assert reader.read(text + "# catatan\n").digest != seed.digest
