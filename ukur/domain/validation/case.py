"""What a rule looks at: one reported value, and what stands around it in this run and in earlier ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ukur.domain.achievement.exact import HUNDRED
from ukur.domain.achievement.grades import GRADES
from ukur.domain.collection.figures import Figures, Item
from ukur.domain.plan.model import Accumulation, Period, Polarity

Values = tuple[tuple[str, str | Decimal], ...]
FEWEST_LETTERS = 12  # "nihil", "tidak ada": shorter texts are the same by chance and say nothing


@dataclass(frozen=True, slots=True)
class Case:
    """One value of a run with its texts and proofs.

    ``figures`` are those of pages and papers. ``kinds``: the kinds of its proofs; ``files``: digest and title of each
    file among them.
    """

    item: Item
    period: Period
    value: Decimal | None
    figures: Figures
    cause: str = ""
    follow_up: str = ""
    provisional: bool = False
    waiver: str = ""
    kinds: frozenset[str] = frozenset()
    files: tuple[tuple[str, str], ...] = ()

    @property
    def number(self) -> Decimal:
        """The reported figure; rules are asked for a value that is reported only."""
        if self.value is None:
            raise ValueError("not reported")
        return self.value

    @property
    def missed(self) -> bool:
        """Whether the quarter's target is missed: what pages and papers call so."""
        achieved = self.figures.quarter.value
        return achieved is not None and achieved < HUNDRED

    @property
    def texts(self) -> Mapping[str, str]:
        """The narrative by field where there is something to explain.

        Where the target is met "no hindrance" is rightly the same everywhere, so nothing is compared there.
        """
        return {"cause": self.cause, "follow_up": self.follow_up} if self.missed else {}


@dataclass(frozen=True, slots=True)
class Use:
    """A file proves this value; ``period`` is a key such as ``2026-3``."""

    code: str
    period: str
    unit: int
    unit_name: str


@dataclass(frozen=True, slots=True)
class Around:
    """What a value is compared with besides its own row.

    ``earlier``: indicator -> field -> narrative in the newest earlier run, that of ``earlier_period`` (a key).
    ``told``: (field, plain text) -> how many indicators of this run say so. ``uses``: digest -> what the file proves,
    in this run and in earlier periods.
    """

    earlier: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    earlier_period: str = ""
    told: Mapping[tuple[str, str], int] = field(default_factory=dict)
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)


def values(**found: str | Decimal) -> Values:
    """What fills the blanks of a rule's sentence."""
    return tuple(found.items())


def plain(text: str) -> str:
    """A narrative without case, spaces and punctuation; empty when too little is left to compare."""
    letters = "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())
    return letters if len(letters) >= FEWEST_LETTERS else ""


def count_told(cases: Iterable[Case]) -> dict[tuple[str, str], int]:
    """For ``Around.told``: how often each text stands in each field."""
    counted: dict[tuple[str, str], int] = {}
    for case in cases:
        for name, text in case.texts.items():
            if key := plain(text):
                counted[name, key] = counted.get((name, key), 0) + 1
    return counted


def grades_of(item: Item) -> tuple[str, ...]:
    """The grades of the indicator's scale, worst first; empty for a plain number."""
    return next((grades for scale, grades in GRADES.items() if scale == item.scale), ())


def is_percent(item: Item) -> bool:
    """Whether the unit of measure is a percentage, as it is written: ``%``, ``persen``, ``Persen (%)``."""
    uom = item.uom.strip().casefold()
    return "%" in uom or uom.startswith("persen")


def history(case: Case) -> tuple[tuple[str, Decimal], ...]:
    """Period key and figure of every earlier quarter that has one, oldest first."""
    found = sorted(case.item.past.items())
    return tuple((key, one) for key, one in found if one is not None and one.is_finite() and key < case.period.key)


def last(case: Case) -> tuple[str, Decimal] | None:
    """The newest earlier figure and its period's key; None when there is none that can be compared.

    A ratio recomputed over the year begins anew in the first quarter, so last year's says nothing of it.
    """
    if case.item.accumulation is Accumulation.RECOMPUTED and case.period.quarter == 1:
        return None
    return next(reversed(history(case)), None)


def bounds(case: Case, quarter: int) -> tuple[Decimal, Decimal] | None:
    """The target of ``quarter`` (0: the year) as lowest and highest figure; they differ for a range only."""
    low, high = case.item.targets.get(quarter), case.item.uppers.get(quarter)
    if low is None or not low.is_finite():
        return None
    if case.item.polarity is not Polarity.RANGE or high is None or not high.is_finite() or high < low:
        return low, low
    return low, high


def known(case: Case) -> list[Decimal]:
    """Every target and every earlier figure: what the indicator is known to be able to reach."""
    found = [*case.item.targets.values(), *case.item.uppers.values(), *(one for _, one in history(case))]
    return [one for one in found if one is not None and one.is_finite()]
