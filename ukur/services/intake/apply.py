"""Applying a workbook: every line that is ready, as one act. The same code is the same row, so it can be repeated."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.around import Around, around
from ukur.domain.intake.commands import ApplyIntake
from ukur.domain.intake.model import Line, Part, State, from_data
from ukur.domain.intake.rules import examined
from ukur.domain.intake.rules_plan import MOST_DECIMALS, QUARTERS, read
from ukur.domain.people.names import bare
from ukur.domain.plan.model import Frequency
from ukur.services.access import Actor, NotThere, require_administrator
from ukur.services.intake.known import known
from ukur.services.rooms import Deed
from ukur.services.setup.people import put_person
from ukur.services.setup.posts import Post, put_post, settle_office
from ukur.services.setup.trail import Trail
from ukur.store.models import Indicator, Intake, Objective, Person, Target, Unit


def apply(actor: Actor, command: ApplyIntake, now: dt.datetime) -> Deed:
    """Terapkan. Lines in doubt stay on the desk and can be applied later."""
    require_administrator(actor)
    row = Intake.objects.filter(pk=command.intake, agency=actor.agency).first()
    if row is None:
        raise NotThere
    if row.state not in ("open", "applied"):
        raise Refused(refusal("intake_closed"))
    book = from_data(row.content)
    there = known(command.agency, book.year)
    ready = [line for line, state, _ in examined(book, there) if state is State.READY]
    if not ready:
        raise Refused(refusal("intake_empty"))
    before = row.before or {"at": now.isoformat(), "steps": []}
    work = _Work(command.agency, book.year, around(book, there), Trail(list(before["steps"])))
    counts = {str(part): work.put(part, [one for one in ready if one.part is part]) for part in Part}
    row.before = before | {"steps": work.trail.steps, "applied": now.isoformat()}
    row.state, row.changed_at = "applied", now
    row.save(update_fields=["before", "state", "changed_at"])
    return Deed(payload={"intake": row.pk, "file": row.name, "year": book.year, **counts})


class _Work:
    """One application; ``made``: what the lines may name."""

    def __init__(self, agency: int, year: int, made: Around, trail: Trail) -> None:
        self.agency, self.year, self.made, self.trail = agency, year, made, trail
        self.doing = {Part.UNITS: self._unit, Part.PEOPLE: self._person, Part.PLAN: self._indicator}

    def put(self, part: Part, lines: list[Line]) -> int:
        """Take the lines of one sheet in; how many they were."""
        self.units = {bare(one.code): one for one in Unit.objects.filter(agency=self.agency)}
        for order, line in enumerate(lines):
            self.doing[part](line, order)
        if part is Part.UNITS:
            settle_office(self.trail, self.agency)
        return len(lines)

    def _unit(self, line: Line, order: int) -> None:
        there = self.units.get(bare(line["code"]))
        if there is not None:
            self.trail.change(there, name=line["name"], kind=line["kind"])
            return
        fields = {"code": line["code"], "name": line["name"], "kind": line["kind"]}
        self.trail.make(Unit, agency_id=self.agency, order=len(self.units) + order, **fields)

    def _of(self, line: Line) -> Unit | None:
        return self.units.get(bare(self.made.unit(line["unit"])))

    def _person(self, line: Line, _: int) -> None:
        unit = self._of(line)
        if line["unit"] and unit is None:
            raise Refused(refusal("intake_needs", row=line.row, sheet="Pegawai", what=f"unit {line['unit']}"))
        person = put_person(self.trail, self.agency, line.cells)
        since = dt.date.fromisoformat(line["since"]) if line["since"] else None
        post = Post(line["role"], line["title"], unit, line["status"], since)
        put_post(self.trail, self.agency, person, post, usual=dt.date(self.year, 1, 1))

    def _indicator(self, line: Line, order: int) -> None:
        unit = self._of(line)
        if unit is None:
            raise Refused(refusal("intake_needs", row=line.row, sheet="Rencana", what=f"unit {line['unit']}"))
        fields = self._fields(line) | {"unit_id": unit.pk, "objective_id": self._objective(line["objective"]).pk}
        year = Indicator.objects.filter(objective__agency=self.agency, objective__year=self.year)
        there = next((one for one in year if bare(one.code) == bare(line["code"])), None)
        if there is None:
            there = self.trail.make(Indicator, order=year.count(), **fields)
        else:
            self.trail.change(there, **fields)
        self._targets(there, line)

    def _fields(self, line: Line) -> dict[str, object]:
        names = ("code", "name", "uom", "polarity", "accumulation", "frequency", "definition", "formula", "example")
        filler = _named(self.agency, line["filler"])
        return {
            **{key: line[key] for key in (*names, "proof")},
            "kind": line["kind"][:20],
            "source": line["source"][:300],
            "evidence": line["evidence"][:300],
            "filler_id": filler.pk if filler else None,
            "decimals": _decimals(line),
        }

    def _objective(self, name: str) -> Objective:
        rows = Objective.objects.filter(agency=self.agency, year=self.year)
        there = next((one for one in rows if bare(one.name) == bare(name)), None)
        return there or self.trail.make(Objective, agency_id=self.agency, year=self.year, name=name, order=rows.count())

    def _targets(self, indicator: Indicator, line: Line) -> None:
        there = {one.quarter: one for one in Target.objects.filter(indicator=indicator)}
        upper = read(line, "upper")[0]
        for quarter, value in _figures(line).items():
            if quarter in there:
                self.trail.change(there[quarter], value=value, upper=upper)
            else:
                self.trail.make(Target, indicator=indicator, quarter=quarter, value=value, upper=upper)


def _figures(line: Line) -> dict[int, Decimal | None]:
    """The targets by quarter, 0 for the year; a yearly one has that in the fourth too."""
    found = {quarter: read(line, key)[0] for quarter, key in enumerate(QUARTERS, start=1)}
    found[0] = read(line, "year")[0]
    if line["frequency"] == Frequency.YEARLY and found[4] is None:
        found[4] = found[0]
    return found


def _decimals(line: Line) -> int:
    """As written, else as many as the targets have."""
    asked = read(line, "decimals")[0]
    if asked is not None:
        return int(asked)
    places = [-int(one.normalize().as_tuple().exponent) for one in _figures(line).values() if one is not None]
    return min(MOST_DECIMALS, max((0, *places)))


def _named(agency: int, text: str) -> Person | None:
    """The person that a cell names by name, user name or NIP."""
    if not text:
        return None
    people = Person.objects.filter(agency=agency)
    return next((one for one in people if bare(text) in (bare(one.name), bare(one.username), one.nip)), None)
