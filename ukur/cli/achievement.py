"""``ukur achievement``: one achievement with its explanation and what the other common formulas would give.

Imports no Django, so that it answers at once.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ukur.domain.achievement.exact import fixed, plain
from ukur.domain.achievement.grades import GRADES, Scale, read_grade
from ukur.domain.achievement.numbers import Reading, format_number, read_number
from ukur.domain.achievement.rules import Achievement, Alternative, achieve, alternatives
from ukur.domain.achievement.settings import DEFAULT, METHODS, Method, Settings
from ukur.domain.errors import Refused
from ukur.domain.plan.model import Polarity
from ukur.services.wording import achievement as wording
from ukur.services.wording.refusals import say

CAPS: Mapping[str, Decimal | None] = {
    "none": None,
    "100": Decimal(100),
    "110": Decimal(110),
    "120": Decimal(120),
}
_NOTHING = "Tanda - berarti belum dilaporkan."


class BadInput(Exception):
    """What cannot be used: the option, and what is wrong with it and how to mend it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the readings by option name, and how to calculate."""

    texts: Mapping[str, str]
    readings: Mapping[str, Reading]
    polarity: Polarity
    settings: Settings

    def value(self, name: str) -> Decimal | None:
        return self.readings[name].value if name in self.readings else None

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The options that read more than one way."""
        return tuple(name for name, reading in self.readings.items() if reading.ambiguous)


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hang ``achievement`` into the command line."""
    parser = subparsers.add_parser(
        "achievement",
        help="hitung satu capaian beserta penjelasannya",
        description="Hitung satu capaian: angka, predikat, perhitungan, dan hasil rumus lain yang lazim.",
        epilog="Contoh: ukur achievement --target 5,13 --actual 5,40 --polarity lower",
    )
    # So that "-3,85" after an option is its value, not an option: argparse itself knows "-3.85" only.
    parser._negative_number_matcher = re.compile(r"-[0-9.,\s]")
    parser.add_argument("--target", metavar="T", help="target, seperti 1.234,5; untuk range: batas bawah")
    parser.add_argument("--actual", metavar="A", help="realisasi; - berarti belum dilaporkan")
    parser.add_argument("--polarity", metavar="higher|lower|range", help="makin tinggi, makin rendah, dalam rentang")
    parser.add_argument("--method", metavar="ratio|mirror|inverse", help="rumus; bawaan: ratio, untuk lower: mirror")
    parser.add_argument("--cap", metavar="none|100|110|120", default="none", help="batas atas capaian; bawaan: none")
    parser.add_argument("--upper", metavar="U", help="batas atas rentang, wajib untuk range")
    parser.add_argument("--scale", metavar="opini|akip", help="baca T dan A sebagai predikat, seperti WTP atau BB")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON saja")
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer on standard output: 0. Unusable input: 2, and standard error says what is wrong and how to mend it."""
    try:
        question = _question(arguments)
    except BadInput as wrong:
        print(f"ukur achievement: {wrong}", file=sys.stderr)
        return 2
    figures = (question.value("target"), question.value("actual"), question.polarity, question.settings)
    found = achieve(*figures, question.value("upper"))
    others = alternatives(*figures, question.value("upper"))
    if arguments.json:
        print(json.dumps(_as_json(question, found, others), ensure_ascii=False))
    else:
        print("\n".join(_as_text(question, found, others)))
    return 0


def _question(arguments: argparse.Namespace) -> Question:
    polarity = Polarity(_choice("--polarity", arguments.polarity, [str(one) for one in Polarity]))
    settings = DEFAULT.using(polarity, _method(arguments.method, polarity), _cap(arguments.cap))
    texts = {"target": _needed("--target", arguments.target), "actual": _needed("--actual", arguments.actual)}
    if polarity is Polarity.RANGE:
        texts["upper"] = _needed("--upper", arguments.upper)
    elif arguments.upper is not None:
        raise BadInput("--upper: hanya untuk --polarity range. Hapus --upper, atau pilih range.")
    scale = None if arguments.scale is None else Scale(_choice("--scale", arguments.scale, [str(one) for one in Scale]))
    question = Question(texts, {name: _read(name, text, scale) for name, text in texts.items()}, polarity, settings)
    _check_range(question)
    return question


def _check_range(question: Question) -> None:
    if "upper" not in question.readings:
        return
    lower, upper = question.value("target"), question.value("upper")
    if upper is None:
        raise BadInput("--upper: batas atas rentang kosong. Isi angkanya.")
    if lower is not None and upper < lower:
        bounds = f"{format_number(upper, None)} di bawah batas bawah {format_number(lower, None)}"
        raise BadInput(f"--upper: batas atas {bounds}. Tukar --target dan --upper.")


def _needed(option: str, text: str | None) -> str:
    if text is None:
        raise BadInput(f"{option}: belum diisi. Lihat ukur achievement --help.")
    return text


def _choice(option: str, text: str | None, choices: list[str]) -> str:
    given = _needed(option, text)
    if given not in choices:
        raise BadInput(f"{option}: “{given}” tidak dikenal. Pilih {_listed(choices)}.")
    return given


def _listed(choices: list[str]) -> str:
    return " atau ".join([", ".join(choices[:-1]), choices[-1]] if len(choices) > 1 else choices)


def _scale(text: str | None) -> Scale | None:
    return None if text is None else Scale(_choice("--scale", text, [str(one) for one in Scale]))


def _method(text: str | None, polarity: Polarity) -> Method:
    if text is None:
        return DEFAULT.method(polarity)
    method = Method(_choice("--method", text, [str(one) for one in Method]))
    if method not in METHODS[polarity]:
        usable = _listed([str(one) for one in METHODS[polarity]])
        raise BadInput(f"--method: {method} bukan rumus untuk {polarity}. Pilih {usable}.")
    return method


def _cap(text: str) -> Decimal | None:
    return CAPS[_choice("--cap", text, list(CAPS))]


def _read(name: str, text: str, scale: Scale | None) -> Reading:
    try:
        return read_number(text) if scale is None else read_grade(text, scale)
    except Refused as refused:
        hint = _grade_hint(text) if scale is None else ""
        raise BadInput(f"--{name}: {say(refused.refusals[0])} {_NOTHING}{hint}") from refused


def _grade_hint(text: str) -> str:
    """The option to add when a grade was typed without its scale."""
    scales = [scale for scale, grades in GRADES.items() if text.strip().upper() in grades]
    return f" Untuk predikat tambahkan {' atau '.join(f'--scale {one}' for one in scales)}." if scales else ""


def _as_json(question: Question, found: Achievement, others: tuple[Alternative, ...]) -> dict[str, Any]:
    readings = [one for name in question.doubtful for one in question.readings[name].readings]
    return {
        "achievement": None if found.value is None else fixed(found.value),
        "shown": format_number(found.value),
        "readings": [plain(one) for one in dict.fromkeys(readings)],
        "rating": found.rating or None,
        "rule": found.rule,
        "reason": found.reason or None,
        "steps": list(wording.explain(found)),
        "alternatives": [
            {
                "method": str(one.method),
                "cap": _cap_name(one.cap),
                "achievement": None if one.value is None else fixed(one.value),
            }
            for one in others
        ],
        "inputs": {name: _input(question, name) for name in question.readings},
        "polarity": str(question.polarity),
        "method": str(question.settings.method(question.polarity)),
        "cap": _cap_name(question.settings.row_cap),
    }


def _input(question: Question, name: str) -> dict[str, Any]:
    reading = question.readings[name]
    return {
        "text": question.texts[name],
        "value": None if reading.value is None else plain(reading.value),
        "readings": [plain(one) for one in reading.readings],
    }


def _cap_name(cap: Decimal | None) -> str:
    return "none" if cap is None else plain(cap)


def _as_text(question: Question, found: Achievement, others: tuple[Alternative, ...]) -> list[str]:
    labels = wording.LABELS
    given = [f"{labels[name]}: {_given(question, name)}" for name in question.texts]
    lines = [*given, f"{labels['achievement']}: {format_number(found.value)}"]
    lines.append(f"{labels['rating']}: {found.rating or labels['not_rated']}")
    lines += [f"{labels['steps']}:", *(f"  {one}" for one in wording.explain(found))]
    for name in question.doubtful:
        used, *left = question.readings[name].readings
        asked = wording.question(question.texts[name], (used, *left))
        certain = " atau ".join(plain(one).replace(".", ",") for one in left)
        lines.append(f"{labels[name]}: {asked} Dipakai {format_number(used, None)}; bila lain, tulis {certain}.")
    different = _different(found, others)
    return [*lines, f"{labels['alternatives']}:", *different] if different else lines


def _given(question: Question, name: str) -> str:
    value = question.value(name)
    if value is None:
        return wording.LABELS["not_reported"] if name == "actual" else format_number(None)
    grade = question.texts[name].strip().upper()
    return f"{grade} ({format_number(value, None)})" if grade.isalpha() else format_number(value, None)


def _different(found: Achievement, others: tuple[Alternative, ...]) -> list[str]:
    """The alternatives with another result; caps with the same result share a line."""
    caps: dict[tuple[Method, Decimal | None], list[str]] = {}
    for one in others:
        if one.value != found.value:
            caps.setdefault((one.method, one.value), []).append(wording.cap(one.cap))
    label = wording.LABELS["cap"].lower()
    return [
        f"  {format_number(value):>10}  {wording.METHODS[method]}; {label}: {', '.join(names)}"
        for (method, value), names in caps.items()
    ]
