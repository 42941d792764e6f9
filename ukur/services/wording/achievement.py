"""The Indonesian of an achievement: why a number is what it is, or why there is none. Sentences only, no
rules.
"""

from __future__ import annotations

from decimal import Decimal

from ukur.domain.achievement.numbers import format_number
from ukur.domain.achievement.rollup import Total
from ukur.domain.achievement.rules import Achievement
from ukur.domain.achievement.settings import Method
from ukur.domain.plan.model import Accumulation, Polarity

LABELS: dict[str, str] = {
    "target": "Target",
    "actual": "Realisasi",
    "upper": "Batas atas rentang",
    "achievement": "Capaian (%)",
    "achievement_quarter": "Capaian (%) terhadap target triwulan",
    "achievement_year": "Capaian (%) terhadap target tahun",
    "rating": "Predikat",
    "cap": "Batas atas capaian",
    "method": "Rumus",
    "steps": "Perhitungan",
    "alternatives": "Bila memakai rumus lain",
    "not_rated": "Tidak dinilai",
    "not_reported": "Belum dilaporkan",
}

POLARITY: dict[Polarity, str] = {
    Polarity.HIGHER: "Makin tinggi makin baik",
    Polarity.LOWER: "Makin rendah makin baik",
    Polarity.RANGE: "Dalam rentang",
}

ACCUMULATION: dict[Accumulation, str] = {
    Accumulation.SUM: "dijumlah",
    Accumulation.LAST: "terakhir",
    Accumulation.AVERAGE: "rata-rata",
    Accumulation.RECOMPUTED: "dihitung ulang",
}

METHODS: dict[Method, str] = {
    Method.RATIO: "realisasi / target",
    Method.MIRROR: "(2 × target − realisasi) / target",
    Method.INVERSE: "target / realisasi",
}

RULES: dict[str, str] = {
    "ratio": "Makin tinggi makin baik: realisasi dibagi target.",
    "mirror": "Makin rendah makin baik: dua kali target dikurangi realisasi, lalu dibagi target.",
    "inverse": "Makin rendah makin baik: target dibagi realisasi.",
    "inverse_unbounded": "Realisasi nol atau kurang: target tidak dapat dibagi, dipakai batas atas capaian.",
    "target_zero_met": "Target nol dan makin rendah makin baik: realisasi tidak melebihi nol, capaian 100.",
    "target_zero_missed": "Target nol dan makin rendah makin baik: realisasi melebihi nol, capaian 0.",
    "range_inside": "Realisasi di dalam rentang target: capaian 100.",
    "range_below": "Realisasi di bawah rentang: dibandingkan dengan batas bawah.",
    "range_above": "Realisasi di atas rentang: dibandingkan dengan batas atas.",
    "not_computed": "Capaian tidak dihitung.",
}

REASONS: dict[str, str] = {
    "not_reported": "Realisasi belum dilaporkan. Belum dilaporkan tidak sama dengan nol.",
    "no_target": "Tidak ada target untuk periode ini.",
    "target_zero": "Target nol: realisasi tidak dapat dibagi nol, jadi tidak dinilai.",
    "target_negative": "Target di bawah nol: rumus capaian memberi hasil terbalik, jadi tidak dinilai.",
    "bound_not_positive": "Batas rentang nol atau kurang: tidak dapat menjadi pembagi, jadi tidak dinilai.",
    "actual_zero": "Realisasi nol: target tidak dapat dibagi nol, jadi tidak dinilai dengan rumus ini.",
    "actual_negative": "Realisasi di bawah nol: tidak dapat dinilai dengan rumus target / realisasi.",
    "upper_missing": "Batas atas rentang belum diisi. Lengkapi pada Kartu Indikator.",
    "range_reversed": "Batas atas rentang di bawah batas bawahnya. Perbaiki pada Kartu Indikator.",
}

FLOORED = "Hasil kurang dari batas terendah capaian, jadi dipakai batas terendah."
CAPPED = "Hasil melebihi batas atas capaian, jadi dipakai batas atas capaian."


def explain(found: Achievement) -> tuple[str, ...]:
    """The lines that explain an achievement: the rule in words, the calculation, what floor or cap did."""
    if found.value is None:
        return (REASONS[found.reason],)
    notes = [FLOORED] * found.floored + [CAPPED] * (found.capped and found.rule != "inverse_unbounded")
    return (RULES[found.rule], *found.steps, *notes)


def cap(value: Decimal | None) -> str:
    """A cap as said on a page: ``tanpa batas`` or ``120``."""
    return "tanpa batas" if value is None else format_number(value, None)


def completeness(total: Total) -> str:
    """What stands beside every total."""
    return f"Kelengkapan ({total.counted} dari {total.total})"


def question(text: str, readings: tuple[Decimal, ...]) -> str:
    """The question for a number that reads two ways, as in ``1.210``."""
    return f"“{text}” berarti {' atau '.join(format_number(one, None) for one in readings)}?"
