"""What a sample must keep: it refers only to what it has, its NIPs can be right, its targets fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ukur.domain.achievement.numbers import read_number
from ukur.domain.errors import Fault, Refused
from ukur.domain.people.nip import check_nip
from ukur.domain.plan.model import Accumulation
from ukur.formats.measurebook.model import Indicator
from ukur.services.operate.sample_model import Person, Role, Sample


def faults(sample: Sample) -> tuple[Fault, ...]:
    """Everything that contradicts itself; empty for a sound sample."""
    return (
        *_doubles(sample),
        *_strangers(sample),
        *(fault for one in sample.persons for fault in _person(one)),
        *(fault for one in sample.indicators for fault in _targets(one)),
        *_answers(sample),
    )


def _doubles(sample: Sample) -> Iterator[Fault]:
    keys: dict[str, Iterable[str]] = {
        "unit": (one.key for one in sample.units),
        "person": (one.username for one in sample.persons),
        "nip": (one.nip for one in sample.persons if one.nip),
        "position": (one.key for one in sample.positions),
        "indicator": (one.code for one in sample.indicators),
        "answer": (one.code for one in sample.answers),
    }
    for kind, found in keys.items():
        for key, count in Counter(found).items():
            if count > 1:
                yield Fault(f"{kind} {key}", f"ada {count}, seharusnya satu")


def _strangers(sample: Sample) -> Iterator[Fault]:
    """References to what is not there, and units that nobody leads or fills."""
    units = {one.key for one in sample.units}
    persons = {one.username for one in sample.persons}
    codes = {one.code for one in sample.indicators}
    used = [
        *(("position", one.key, one.unit, units | {""}) for one in sample.positions),
        *(("assignment", one.position, one.person, persons) for one in sample.assignments),
        *(("team", sample.team.key, one.person, persons) for one in sample.team.members),
        *(("indicator", one.code, one.unit, units) for one in sample.indicators),
        *(("history", one.code, one.code, codes) for one in sample.history),
        *(("answer", one.code, one.code, codes) for one in sample.answers),
    ]
    for kind, key, found, known in used:
        if found not in known:
            yield Fault(f"{kind} {key}", f"menyebut “{found}” yang tidak ada")
    yield from _unmanned(sample)


def _unmanned(sample: Sample) -> Iterator[Fault]:
    fillers = {one.unit for one in sample.positions if one.role is Role.FILLER}
    for unit in sample.units:
        if not unit.head.name:
            yield Fault(f"unit {unit.key}", "tidak punya kepala")
        if unit.key not in fillers:
            yield Fault(f"unit {unit.key}", "tidak punya pengisi")


def _person(person: Person) -> Iterator[Fault]:
    """A NIP that can be right and tells the same sex as Bapak or Ibu."""
    if not person.nip:
        return
    try:
        nip = check_nip(person.nip)
    except Refused as refused:
        problems = ", ".join(dict(one.values)["problem"] for one in refused.refusals)
        yield Fault(f"person {person.username}", f"NIP {person.nip}: {problems}")
        return
    if nip.male != (person.honorific == "Bapak"):
        yield Fault(f"person {person.username}", f"NIP dan sapaan “{person.honorific}” tidak cocok")


def _targets(one: Indicator) -> Iterator[Fault]:
    """Quarters that add up to the year when it is the sum, else end at it; a yearly one has none."""
    given = [target for target in one.targets if target is not None]
    if not one.measured(1):
        return
    total = sum(given, Decimal(0)) if one.accumulation is Accumulation.SUM else one.targets[3]
    if len(given) != 4 or total != one.year_target:
        yield Fault(f"indicator {one.code}", f"target triwulan tidak sampai pada target tahun {one.year_target}")


def _answers(sample: Sample) -> Iterator[Fault]:
    """An answer for each indicator that is measured now; without a figure it says why."""
    given = {one.code: one for one in sample.answers}
    for one in sample.indicators:
        answer = given.get(one.code)
        if one.measured(sample.period.quarter) != bool(answer):
            yield Fault(f"answer {one.code}", "ada jawaban yang kurang atau lebih untuk triwulan ini")
        if answer and read_number(answer.text).value is None and not answer.missing:
            yield Fault(f"answer {one.code}", "kosong tanpa alasan")
