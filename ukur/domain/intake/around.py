"""What a line is compared with: the other lines of its workbook, and what the agency has already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ukur.domain.intake.model import Book, Line, Part
from ukur.domain.people.names import bare, proposed_username

LEADING = ("kepala", "sekretaris", "kepala-unit")
SUITABLE = 3  # most texts offered for an empty cell


@dataclass(frozen=True, slots=True)
class KnownPerson:
    username: str
    name: str
    nip: str


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the agency. ``units``: code -> (name, kind); ``seats``: leading seat -> its holder's name.

    ``uoms``: name of an indicator of the plan of the year ``earlier``, its unit's code, its unit of measure.
    ``taken``: user names of the whole installation. ``elsewhere``: NIPs of people of other agencies.
    """

    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    people: tuple[KnownPerson, ...] = ()
    seats: Mapping[str, str] = field(default_factory=dict)
    uoms: tuple[tuple[str, str, str], ...] = ()
    earlier: int = 0
    taken: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Around:
    """The lines of a workbook with what they may name, worked out once."""

    book: Book
    known: Known
    units: dict[str, str] = field(default_factory=dict)  # code or name without blanks -> code
    names: dict[str, str] = field(default_factory=dict)  # code of a unit -> its name
    nips: dict[str, str] = field(default_factory=dict)  # NIP -> name of the first who has it
    usernames: dict[str, str] = field(default_factory=dict)  # user name -> name of the first who has it
    people: dict[str, str] = field(default_factory=dict)  # user name, NIP or name without blanks -> name
    codes: Counter[str] = field(default_factory=Counter)  # "unit kop" -> how many lines have it
    seats: dict[str, str] = field(default_factory=dict)  # leading seat -> name of the first who is to hold it
    kinds: Counter[str] = field(default_factory=Counter)

    def unit(self, text: str) -> str:
        """The code of the unit that ``text`` names by code or name; empty when there is none."""
        return self.units.get(bare(text), "")

    def uoms_like(self, line: Line) -> tuple[tuple[str, ...], int]:
        """Units of measure of similar indicators, the most similar first, and the year of their plan.

        Without an earlier plan those of other lines, and the year 0.
        """
        percent = ("%",) if {"persentase", "persen", "prosentase"} & set(_words(line["name"])) else ()
        before = self._ranked(line, self.known.uoms)
        if before:
            return tuple(dict.fromkeys((*percent, *before)))[:SUITABLE], self.known.earlier
        here = [(one["name"], self.unit(one["unit"]), one["uom"]) for one in self.book.part(Part.PLAN) if one["uom"]]
        return tuple(dict.fromkeys((*percent, *self._ranked(line, here))))[:SUITABLE], 0

    def _ranked(self, line: Line, rows: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
        words, unit = set(_words(line["name"])), self.unit(line["unit"])
        found = [(len(words & set(_words(name))), code == unit, uom) for name, code, uom in rows]
        ranked = sorted((one for one in found if one[0] or one[1]), key=lambda one: one[:2], reverse=True)
        return tuple(dict.fromkeys(uom for _, _, uom in ranked))[:SUITABLE]


def around(book: Book, known: Known) -> Around:
    """The surroundings of every line of ``book``."""
    made = Around(book, known)
    for code, (name, _) in known.units.items():
        made.units.update({bare(name): code, bare(code): code})
        made.names[code] = name
    for unit in book.part(Part.UNITS):
        if unit["code"] and unit["name"] and unit["kind"]:  # what others name must be taken in itself
            made.units.update({bare(unit["name"]): unit["code"], bare(unit["code"]): unit["code"]})
            made.names[unit["code"]] = unit["name"]
    made.units.pop("", None)
    for one in known.people:
        made.people.update(dict.fromkeys((bare(one.name), bare(one.username), one.nip), one.name))
    for line in book.part(Part.PEOPLE):
        _person(made, line)
    made.people.pop("", None)
    made.codes.update(f"{one.part} {bare(one['code'])}" for one in book.lines if not one.skip and one["code"])
    made.kinds.update(one["kind"] for one in book.part(Part.UNITS))
    return made


def _person(made: Around, line: Line) -> None:
    made.people.update(dict.fromkeys((bare(line["name"]), bare(line["username"]), line["nip"]), line["name"]))
    made.nips.setdefault(line["nip"], line["name"])
    made.usernames.setdefault(line["username"], line["name"])
    seat = seat_of(line, made)
    if seat:
        made.seats.setdefault(seat, line["name"])


def seat_of(line: Line, made: Around) -> str:
    """The leading seat that a person's line is about: ``kepala``, ``sekretaris``, ``kepala-unit KOP``; else empty."""
    if line["role"] not in LEADING:
        return ""
    unit = made.unit(line["unit"])
    return line["role"] if line["role"] != "kepala-unit" else f"kepala-unit {unit}" if unit else ""


def next_code(made: Around) -> str:
    """A code for an indicator that nobody has yet: ``IKU-07``."""
    number = 1 + sum(1 for _ in made.book.part(Part.PLAN))
    taken = {key.partition(" ")[2] for key in made.codes}
    free = (code for no in range(1, number + 1) if bare(code := f"IKU-{no:02}") not in taken)
    return next(free, f"IKU-{number + 1:02}")


def free_username(name: str, taken: frozenset[str]) -> str:
    """The proposed user name with the first number that makes it free."""
    proposal = proposed_username(name)
    tries = (proposal if no == 1 else f"{proposal}{no}" for no in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)


def _words(text: str) -> list[str]:
    return [one for one in re.findall(r"[a-z]+", text.casefold()) if len(one) > 3]
