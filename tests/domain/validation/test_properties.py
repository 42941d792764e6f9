"""What holds for whatever a unit may report."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.validation.cases import QUARTERS, case
from ukur.domain.plan.model import Accumulation, Frequency, Period, Polarity
from ukur.domain.validation.case import Around, Case, Use
from ukur.domain.validation.checks import RULES, Priority, flags
from ukur.domain.validation.robust import outlying, times_apart

STORED = st.decimals(min_value=-(10**18), max_value=10**18, places=12) | st.sampled_from([Decimal(0), Decimal("-0")])
SMALL = st.integers(-20, 200).map(Decimal)
FIGURES = st.none() | SMALL | STORED
TEXTS = st.sampled_from(["", " ", "-", "Tidak ada.", "Data dari pasar terlambat masuk.", "Anggaran baru cair."])
FOUR = st.dictionaries(st.integers(0, 4), FIGURES)
USES = st.builds(
    Use, st.sampled_from(["IKU-01", "IKU-02"]), st.sampled_from(QUARTERS), st.integers(1, 2), st.just("Bidang")
)
AROUND = st.builds(
    Around,
    earlier=st.dictionaries(st.just("IKU-01"), st.fixed_dictionaries({"cause": TEXTS, "follow_up": TEXTS})),
    earlier_period=st.just("2026-2"),
    told=st.dictionaries(
        st.tuples(st.sampled_from(["cause", "follow_up"]), st.just("datadaripasarterlambatmasuk")), st.integers(1, 9)
    ),
    uses=st.dictionaries(st.sampled_from(["abc", "def"]), st.lists(USES, max_size=3).map(tuple)),
)


@st.composite
def cases(draw: st.DrawFn, figures: st.SearchStrategy[Decimal | None] = FIGURES) -> Case:
    """Any value of any indicator in any quarter of 2025 or 2026."""
    texts: dict[str, Any] = {
        "cause": draw(TEXTS),
        "follow_up": draw(TEXTS),
        "waiver": draw(TEXTS),
        "provisional": draw(st.booleans()),
        "kinds": draw(st.frozensets(st.sampled_from(["file", "link", "text"]))),
        "files": draw(st.lists(st.tuples(st.sampled_from(["abc", "def"]), st.just("Rekap")), max_size=2)),
    }
    return case(
        draw(figures),
        Period(draw(st.integers(2025, 2026)), draw(st.integers(1, 4))),
        texts,
        polarity=draw(st.sampled_from(Polarity)),
        accumulation=draw(st.sampled_from(Accumulation)),
        frequency=draw(st.sampled_from(Frequency)),
        uom=draw(st.sampled_from(["%", "unit", "persen", ""])),
        scale=draw(st.sampled_from(["", "", "opini", "akip", "lain"])),
        proof=draw(st.sampled_from(["", "any:file,link", "all:file,text", "rusak"])),
        targets=draw(FOUR),
        uppers=draw(FOUR),
        past=draw(st.dictionaries(st.sampled_from(QUARTERS), FIGURES)),
    )


@given(cases(), AROUND)
def test_the_rules_never_raise_and_always_say_the_same(found: Case, around: Around) -> None:
    first = flags(found, around)
    assert first == flags(found, around)
    assert hash(first) == hash(flags(found, around))


@given(cases(), AROUND)
def test_flags_come_once_each_and_the_most_urgent_first(found: Case, around: Around) -> None:
    seen = flags(found, around)
    order = [one.key for one in RULES]
    assert [one.rule for one in seen] == sorted({one.rule for one in seen}, key=order.index)
    ranks = [list(Priority).index(one.priority) for one in seen]
    assert ranks == sorted(ranks)


@given(cases(), AROUND)
def test_an_unmeasured_or_unreported_value_is_never_flagged(found: Case, around: Around) -> None:
    if found.value is None or not found.item.measured(found.period):
        assert not flags(found, around)


@given(cases(), AROUND)
def test_a_waiver_or_the_proof_takes_the_must_away(found: Case, around: Around) -> None:
    held = [one for one in flags(found, around) if one.priority is Priority.MUST]
    if found.waiver.strip() or not found.item.proof or len(found.kinds) == 3:
        assert not held


@given(SMALL, st.lists(SMALL, min_size=5, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_the_earlier_quarters_does_not_change_what_is_usual(
    value: Decimal, figures: list[Decimal], chance: Any
) -> None:
    keys = [one for one in QUARTERS if one < "2026-3"][-len(figures) :]
    shuffled = list(figures)
    chance.shuffle(shuffled)
    one, other = (case(value, past=dict(zip(keys, order, strict=True))) for order in (figures, shuffled))
    told = [[flag for flag in flags(each, Around()) if flag.rule == "far_from_usual"] for each in (one, other)]
    assert told[0] == told[1]


@given(cases(), st.dictionaries(st.sampled_from(["2027-1", "2029-4"]), SMALL))
def test_what_comes_later_is_not_compared_with(found: Case, later: dict[str, Decimal]) -> None:
    plain = {
        name: getattr(found.item, name) for name in ("uom", "scale", "polarity", "accumulation", "targets", "uppers")
    }
    one, other = (case(found.value, found.period, past={**found.item.past, **more}, **plain) for more in ({}, later))
    assert flags(one, Around()) == flags(other, Around())


WILD = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([Decimal("1E+9999"), Decimal("-1E-9999")])


@given(WILD, st.lists(WILD, min_size=1, max_size=9))
def test_no_finite_figure_however_odd_breaks_the_reckoning(value: Decimal, others: list[Decimal]) -> None:
    assert outlying(value, others) in (True, False, None)
    found = times_apart(value, others[0])
    assert found is None or found[0] >= 5


def test_what_is_no_number_is_no_report() -> None:
    for odd in ("NaN", "Infinity"):
        plain = case("8")
        strange = Case(plain.item, plain.period, Decimal(odd), plain.figures, provisional=True)
        assert not flags(strange, Around())
