"""What is measured: periods, indicators and how their numbers behave. Plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ROMAN = ("I", "II", "III", "IV")


class Polarity(StrEnum):
    """Which way is better (polaritas)."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


class Accumulation(StrEnum):
    """How quarters become the figure up to now (sifat akumulasi)."""

    SUM = "sum"  # dijumlah
    LAST = "last"  # terakhir, posisi akhir
    AVERAGE = "average"  # rata-rata
    RECOMPUTED = "recomputed"  # dihitung ulang dari pembilang dan penyebut; the typed figure is already up to now


class Frequency(StrEnum):
    """When an indicator is measured; a yearly one is outside completeness in the quarters I to III."""

    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter of a year; ``quarter`` is 1 to 4."""

    year: int
    quarter: int

    def __post_init__(self) -> None:
        if not 1 <= self.quarter <= 4:
            raise ValueError(f"triwulan {self.quarter}")

    @property
    def short(self) -> str:
        """As said in an office: ``TW III 2026``."""
        return f"TW {ROMAN[self.quarter - 1]} {self.year}"

    @property
    def long(self) -> str:
        """As printed on a paper: ``Triwulan III Tahun 2026``."""
        return f"Triwulan {ROMAN[self.quarter - 1]} Tahun {self.year}"

    @property
    def key(self) -> str:
        """As stored and compared: ``2026-3``."""
        return f"{self.year}-{self.quarter}"

    @classmethod
    def parse(cls, key: str) -> Period:
        """The period of a key such as ``2026-3``; ValueError for anything else."""
        year, _, quarter = key.partition("-")
        return cls(int(year), int(quarter))
