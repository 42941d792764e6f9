"""The sentences of the validation rules: first what is seen, then what to look at. One for each rule, and no rules here."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ukur.domain.achievement.numbers import format_number
from ukur.domain.collection.figures import Item
from ukur.domain.collection.proofs import Mode, asked
from ukur.domain.validation.checks import Flag, Priority
from ukur.domain.validation.robust import power_of_ten
from ukur.services.wording.labels import PROOF_KINDS

PRIORITIES: dict[Priority, str] = {
    Priority.MUST: "Wajib dilengkapi",
    Priority.HIGH: "Perlu dicek",
    Priority.LOW: "Untuk diperhatikan",
}

CHECKS: dict[str, str] = {
    "evidence_missing": "Bukti dukung belum cukup, perlu {asked}. Tambahkan bukti, atau tulis alasan dikecualikan.",
    "evidence_waived": "Bukti dikecualikan: {waiver}. Periksa apakah alasannya cukup.",
    "grade_outside": "{value} tidak ada pada skala ini, tertinggi {highest}. Isi urutan dari terendah: {grades}.",
    "negative_percent": "Persentase di bawah nol. Periksa tanda minusnya.",
    "far_from_target": "Sekitar {times} target. {advice}",
    "far_from_usual": "Jauh dari biasanya, yaitu sekitar {usual}. {advice}",
    "cumulative_falling": "Lebih kecil dari {period} ({last}). Periksa: yang diisi angka s.d. triwulan ini.",
    "quarter_above_year": "Triwulan ini saja melebihi target setahun ({year}). Periksa: yang diisi angka triwulan ini.",
    "evidence_of_period": "Berkas “{title}” sudah membuktikan {code} pada {period}. Periksa apakah memuat angka triwulan ini.",
    "note_missing": "Capaian {achievement} %, kendala belum ditulis. Tulis penyebabnya dan tindak lanjutnya.",
    "percent_above_100": "Lebih dari 100 %. Periksa apakah indikator ini dapat melebihi 100 %.",
    "far_from_last": "Sekitar {times} {period} ({last}). {advice}",
    "position_falling": "Turun dari {period} ({last}). Periksa apakah memang turun.",
    "upto_above_year": "Lebih dari satu setengah kali target setahun ({year}). Periksa angka dan targetnya.",
    "evidence_of_unit": "Berkas “{title}” juga membuktikan {code} dari {unit}. Periksa apakah memuat angka ini.",
    "narrative_of_last": "{fields} sama persis dengan {period}. Tulis keadaan triwulan ini.",
    "narrative_of_others": "{fields} sama persis dengan {others} indikator lain. Tulis yang khusus untuk indikator ini.",
    "note_worse": "Lebih buruk dari {period} ({last}), kendala belum ditulis. Tulis penyebabnya.",
    "provisional": "Angka sementara. Tetapkan bila datanya sudah final.",
}

FIELDS = {"cause": "kendala", "follow_up": "tindak lanjut"}
COMMA = "Periksa letak koma."
FIGURE = "Periksa angka dan satuannya."
PARTS = {5: "seperlima", 6: "seperenam", 7: "sepertujuh", 8: "seperdelapan", 9: "sepersembilan", 10: "sepersepuluh"}
PARTS |= {100: "seperseratus", 1000: "seperseribu"}


def say_flag(flag: Flag, item: Item) -> str:
    """The sentence of a flag with its blanks filled, figures as the indicator prints them."""
    found = dict(flag.values)
    words = {name: _word(name, one, item) for name, one in found.items()}
    times = found.get("times")
    if isinstance(times, Decimal):
        words["advice"] = COMMA if power_of_ten(times) else FIGURE
        words["times"] = _times(times, found.get("side") == "below")
    return CHECKS[flag.rule].format_map(words)


def say_proof(text: str) -> str:
    """A rule of proof in words: ``berkas atau tautan``; empty when no proof is asked for."""
    rule = asked(text)
    if rule is None:
        return ""
    return _listed([PROOF_KINDS[one] for one in rule.kinds], "atau" if rule.mode is Mode.ANY else "dan")


def _word(name: str, value: str | Decimal, item: Item) -> str:
    """A value as it stands in the sentence. Most numbers are figures of the indicator."""
    if isinstance(value, Decimal):
        return _NUMBERS.get(name, item.shown)(value)
    return _TEXTS.get(name, str)(value)


def _times(times: Decimal, below: bool) -> str:
    """``10 kali`` or ``sepersepuluh``; a fraction without a word of its own as ``1/12``."""
    if not below:
        return f"{format_number(times, None)} kali"
    return PARTS.get(int(times), f"1/{format_number(times, None)}")


def _fields(names: str) -> str:
    text = _listed([FIELDS[one] for one in names.split(",")], "dan")
    return text[0].upper() + text[1:]


def _listed(words: list[str], joint: str) -> str:
    """``a, b dan c``."""
    *others, last = words
    return f"{', '.join(others)} {joint} {last}" if others else last


_NUMBERS: dict[str, Callable[[Decimal], str]] = {
    "achievement": lambda value: format_number(value, 2),
    "highest": lambda value: format_number(value, 0),
    "value": lambda value: format_number(value, None),
}
_TEXTS: dict[str, Callable[[str], str]] = {
    "asked": say_proof,
    "fields": _fields,
    "waiver": lambda text: text.rstrip("."),
}
