"""Who plays an agency that came from a workbook: the officials it names, the rest from the sample cast."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from ukur.domain.people.nip import check_nip
from ukur.formats.measurebook.model import MeasureBook, Official, Unit, UnitKind
from ukur.formats.sheets.places import bare
from ukur.services.operate.sample_model import (
    Assignment,
    Member,
    Person,
    Position,
    Role,
    Sample,
    Status,
)

UNKNOWN = "Bapak/Ibu"
_PREFIXES = {"plt.": Status.ACTING, "plh.": Status.DAILY, "pj.": Status.INTERIM}
_LEADERS = {
    UnitKind.SECRETARIAT: Role.SECRETARY,
    UnitKind.DIVISION: Role.DIVISION_HEAD,
    UnitKind.TECHNICAL: Role.TECHNICAL_HEAD,
}


@dataclass
class Cast:
    """The people gathered so far; the same NIP or, without one, the same name is one person with several
    positions.
    """

    base: Sample
    since: dt.date
    units: tuple[Unit, ...] = ()
    persons: list[Person] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    def seat(self, position: Position, person: Person, status: Status = Status.FULL) -> Person:
        """Let ``person`` hold ``position``; the person as known here."""
        known = next((one for one in self.persons if _same(one, person)), None)
        if known is None:
            self.persons.append(person)
        self.positions.append(position)
        self.assignments.append(Assignment(position.key, (known or person).username, self.since, status))
        return known or person

    def at(self, position: str) -> Person:
        """Who has been seated at ``position``."""
        username = next(one.person for one in self.assignments if one.position == position)
        return next(one for one in self.persons if one.username == username)


def cast(book: MeasureBook, base: Sample) -> Cast:
    """The cast for ``book``; positions begin with its year, whoever holds them."""
    people = Cast(base, dt.date(book.period.year, 1, 1))
    _head(people, book.head)
    _secretary(people, book)
    people.units = tuple(_unit(people, one, book.secretary) for one in book.units)
    codes = {one.key for one in book.units}
    staff = {one.key for one in base.positions if one.role is Role.STAFF and one.unit in codes}
    _team(people, book, staff)
    return people


def _head(people: Cast, official: Official) -> None:
    """The head; ``Plt. Kepala Dinas`` is the position Kepala Dinas, held as Plt."""
    first, _, rest = official.position.partition(" ")
    status = _PREFIXES.get(first.casefold(), Status.FULL)
    title = rest if first.casefold() in _PREFIXES else official.position
    position = Position("kepala", title or "Kepala Dinas", Role.HEAD, "")
    people.seat(position, _played(people.base.holder(Role.HEAD), official, "kepala"), status)


def _secretary(people: Cast, book: MeasureBook) -> None:
    """The Sekretaris, and the Kasubag Perencanaan who prepares for him and for the head."""
    office = next((one.key for one in book.units if one.kind is UnitKind.SECRETARIAT), "")
    person = _played(people.base.holder(Role.SECRETARY), book.secretary, "sekretaris")
    people.seat(Position("sekretaris", "Sekretaris", Role.SECRETARY, office), person)
    prepares = ("kepala", "sekretaris")
    position = Position("kasubag-perencanaan", "Kasubag Perencanaan", Role.PREPARER, office, prepares)
    lead = book.team_lead
    if lead.name and any(_same(one, Person("", lead.name, "", lead.nip)) for one in people.persons):
        lead = Official("")  # an official who already has a post chairs the team: the sample's Kasubag stays
    people.seat(position, _played(people.base.holder(Role.PREPARER), lead, "kasubag-perencanaan"))


def _unit(people: Cast, unit: Unit, secretary: Official) -> Unit:
    """Seats the unit's head and the one who types its figures."""
    code = bare(unit.key)
    role = _LEADERS[unit.kind]
    if role is Role.SECRETARY:
        head = people.at("sekretaris")
    else:
        stand_in = _base(people.base, role, unit) or Person(f"kepala-{code}", f"Kepala {unit.name}", UNKNOWN)
        position = Position(f"kepala-{code}", f"Kepala {unit.name}", role, unit.key)
        head = people.seat(position, _played(stand_in, unit.head, f"kepala-{code}"))
    title = f"Pengisi, {unit.name}"
    filler = _base(people.base, Role.FILLER, unit) or Person(f"pengisi-{code}", f"Pengisi {unit.name}", UNKNOWN)
    people.seat(Position(f"pengisi-{code}", title, Role.FILLER, unit.key), filler)
    return replace(unit, head=Official(head.name, head.nip, f"Kepala {unit.name}", head.rank))


def _team(people: Cast, book: MeasureBook, staff: set[str]) -> None:
    """The chair the book names (else the Kasubag), and the sample's members whose units the book has."""
    named = Person("", book.team_lead.name, "", book.team_lead.nip)
    kasubag = people.at("kasubag-perencanaan")
    lead = next((one for one in people.persons if _same(one, named)), kasubag)
    people.members.append(Member(lead.username, "ketua"))
    for position in people.base.positions:
        if position.key in staff:
            person = people.seat(position, people.base.at(position.key))
            people.members.append(Member(person.username, "anggota"))
    if len({position.unit for position in _posts(people)}) < 2:  # somebody has to accept what the chair's unit reports
        person = people.seat(
            Position("anggota-tim", "Anggota Tim", Role.STAFF, ""), Person("anggota-tim", "Anggota Tim", UNKNOWN)
        )
        people.members.append(Member(person.username, "anggota"))


def _posts(people: Cast) -> list[Position]:
    """The posts of the team's members."""
    team = {one.person for one in people.members}
    held = {one.position for one in people.assignments if one.person in team}
    return [one for one in people.positions if one.key in held]


def _base(base: Sample, role: Role, unit: Unit) -> Person | None:
    """Who holds ``role`` in the sample's unit of the same code, if there is one of the same kind."""
    if not any(one.key == unit.key and one.kind is unit.kind for one in base.units):
        return None
    return base.holder(role, unit.key)


def _played(stand_in: Person, official: Official, username: str) -> Person:
    """The official as a person; ``stand_in`` when the book names nobody or the same one."""
    if official.name in ("", stand_in.name) and official.nip in ("", stand_in.nip):
        return stand_in
    honorific = UNKNOWN
    if official.nip:
        honorific = "Bapak" if check_nip(official.nip).male else "Ibu"
    return Person(username, official.name or stand_in.name, honorific, official.nip, official.rank)


def _same(one: Person, other: Person) -> bool:
    if one.nip and other.nip:
        return one.nip == other.nip
    return bool(one.name) and one.name.casefold() == other.name.casefold()
