"""Each rule about proofs and narratives: when it speaks, and when it is silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.domain.validation.cases import NOW, case, past, seen, targets
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity
from ukur.domain.validation.case import Around, Case, Use, count_told, plain
from ukur.domain.validation.checks import RULES, Priority

CAUSE = "Data dari pasar terlambat masuk."
FILES = frozenset({"file"})


def missed(**texts: Any) -> Case:
    """A value that misses its target."""
    return case("8", texts=texts, targets=targets("10"))


# --- Proofs. ----------------------------------------------------------------------------------------------------------


def test_the_proof_asked_for_is_a_must_until_it_is_there_or_waived() -> None:
    bare = seen(case("8", proof="any:file,link"))["evidence_missing"]
    assert (bare.priority, bare.value("asked")) == (Priority.MUST, "any:file,link")
    assert "evidence_missing" in seen(case("8", proof="unreadable"))
    assert "evidence_missing" in seen(case("8", texts={"kinds": FILES}, proof="all:file,text"))
    assert not seen(case("8", texts={"kinds": FILES}, proof="any:file,link"))
    assert not seen(case("8"))


def test_a_waiver_is_shown_to_the_validator_as_long_as_the_proof_is_lacking() -> None:
    found = seen(case("8", texts={"waiver": " Sistem pusat padam. "}, proof="any:file"))
    assert list(found) == ["evidence_waived"]
    assert (found["evidence_waived"].priority, found["evidence_waived"].value("waiver")) == (
        Priority.HIGH,
        "Sistem pusat padam.",
    )
    assert "evidence_missing" in seen(case("8", texts={"waiver": "  "}, proof="any:file"))
    assert not seen(case("8", texts={"waiver": "Padam.", "kinds": FILES}, proof="any:file"))


def test_only_a_must_holds_a_sheet_up_and_only_for_its_proof() -> None:
    assert [one.key for one in RULES if one.priority is Priority.MUST] == ["evidence_missing"]


def _uses(*found: Use) -> Around:
    return Around(uses={"abc": found})


PROVEN = {"files": (("abc", "Rekap TW II"),)}
OWN = Use("IKU-01", NOW.key, 1, "Bidang Perdagangan")


def test_a_file_that_proved_an_earlier_period() -> None:
    proven = case("8", texts=PROVEN)
    found = seen(proven, _uses(OWN, Use("IKU-02", "2026-2", 1, "Bidang Perdagangan")))["evidence_of_period"]
    assert dict(found.values) == {"title": "Rekap TW II", "code": "IKU-02", "period": "TW II 2026"}
    assert not seen(proven, _uses(OWN))
    assert not seen(case("8", texts={"files": (("def", "Lain"),)}), _uses(Use("IKU-02", "2026-2", 1, "")))


def test_a_file_that_proves_a_value_of_another_unit() -> None:
    other = Use("IKU-09", NOW.key, 2, "Bidang Koperasi")
    found = seen(case("8", texts=PROVEN), _uses(OWN, other))["evidence_of_unit"]
    assert (found.value("unit"), found.value("code"), found.priority) == ("Bidang Koperasi", "IKU-09", Priority.LOW)
    assert not seen(case("8", texts=PROVEN), _uses(OWN, Use("IKU-03", NOW.key, 1, "Bidang Perdagangan")))


# --- Narratives. ------------------------------------------------------------------------------------------------------


def test_case_spaces_and_punctuation_do_not_make_another_narrative() -> None:
    assert plain("Data  dari pasar,\nTERLAMBAT masuk!") == plain(CAUSE)
    assert plain("Tidak ada.") == plain("Nihil") == plain("") == plain("…") == ""


@pytest.mark.parametrize(
    ("earlier", "fields"),
    [
        ({"cause": "data dari pasar terlambat masuk", "follow_up": ""}, "cause"),
        ({"cause": CAUSE, "follow_up": "Rapat dengan pengelola pasar."}, "cause,follow_up"),
        ({"cause": "Hujan terus-menerus.", "follow_up": CAUSE}, ""),
        ({}, ""),
    ],
)
def test_a_narrative_of_the_newest_earlier_run(earlier: dict[str, str], fields: str) -> None:
    told = missed(cause=CAUSE, follow_up="Rapat dengan pengelola pasar!")
    found = seen(told, Around(earlier={"IKU-01": earlier}, earlier_period="2026-2")).get("narrative_of_last")
    assert (found.value("fields") if found else "") == fields
    assert found is None or found.value("period") == "TW II 2026"
    assert "narrative_of_last" not in seen(told, Around(earlier={"IKU-02": earlier}, earlier_period="2026-2"))


@pytest.mark.parametrize(("same", "others"), [(4, "3"), (3, ""), (9, "8")])
def test_a_narrative_of_three_other_indicators(same: int, others: str) -> None:
    cases = [missed(cause=CAUSE) for _ in range(same)]
    found = seen(cases[0], Around(told=count_told(cases))).get("narrative_of_others")
    assert (found.value("others") if found else "") == others


def test_where_the_target_is_met_there_is_nothing_to_explain() -> None:
    met = [case("10", texts={"cause": "Tidak ada kendala berarti."}, targets=targets("10")) for _ in range(9)]
    around = Around(
        told=count_told(met), earlier={"IKU-01": {"cause": "Tidak ada kendala berarti."}}, earlier_period="2026-2"
    )
    assert not seen(met[0], around)


def test_a_missed_target_needs_a_cause() -> None:
    found = seen(missed())["note_missing"]
    assert (found.priority, found.value("achievement")) == (Priority.HIGH, Decimal(80))
    assert "note_missing" in seen(missed(cause="  ", follow_up="Rapat."))
    assert not seen(missed(cause="Hujan."))
    assert not seen(case("10", targets=targets("10")))
    assert not seen(case("8"))


@pytest.mark.parametrize(
    ("polarity", "value", "worse"),
    [
        (Polarity.HIGHER, "11", True),
        (Polarity.HIGHER, "12", False),
        (Polarity.HIGHER, "13", False),
        (Polarity.LOWER, "9", False),
    ],
)
def test_a_figure_worse_than_the_last_needs_a_cause_too(polarity: Polarity, value: str, worse: bool) -> None:
    met: dict[str, Any] = {"targets": targets("10"), "past": past("12"), "polarity": polarity}
    found = seen(case(value, **met))
    assert ("note_worse" in found) is worse
    assert not seen(case(value, texts={"cause": "Musim."}, **met))
    assert not worse or found["note_worse"].value("period") == "TW II 2026"


def test_worse_means_higher_where_lower_is_better_and_farther_out_for_a_range() -> None:
    lower: dict[str, Any] = {"targets": targets("20"), "past": past("12"), "polarity": Polarity.LOWER}
    assert "note_worse" in seen(case("13", **lower))
    ranged: dict[str, Any] = {"past": past("3"), "polarity": Polarity.RANGE, "accumulation": Accumulation.LAST}
    assert "note_worse" not in seen(case("5", **ranged))
    outside = seen(case("5", targets=targets("2"), uppers=targets("4"), **ranged))
    assert "note_worse" in outside  # above the range the ratio is more than 100, yet it has left the range


def test_a_provisional_figure_is_pointed_out() -> None:
    assert list(seen(case("8", texts={"provisional": True}))) == ["provisional"]


def test_nothing_is_said_of_what_is_not_measured_or_not_reported() -> None:
    texts: dict[str, Any] = {"provisional": True}
    assert not seen(case(None, texts=texts, proof="any:file", targets=targets("10")))
    assert not seen(case("8", texts=texts, proof="any:file", frequency=Frequency.YEARLY))
    assert seen(case("8", Period(2026, 4), texts=texts, proof="any:file", frequency=Frequency.YEARLY))
