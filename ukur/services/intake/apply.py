"""Applying a workbook: every line that is ready, as one act. The same code is the same row, so it can be repeated."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.around import Around
from ukur.domain.intake.commands import ApplyIntake
from ukur.domain.intake.model import Line, Part, State
from ukur.domain.intake.rules_plan import MOST_DECIMALS, QUARTERS, read
from ukur.domain.people.names import bare
from ukur.domain.plan.model import Frequency
from ukur.services.access import Actor, NotThere, require_administrator
from ukur.services.intake.standing import standing, surroundings
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
    made = surroundings(row)
    ready = [line for line, state, _ in standing(row, made) if state is State.READY]
    if not ready:
        raise Refused(refusal("intake_empty"))
    before = row.before or {"at": now.isoformat(), "steps": [], "done": []}
    work = _Work(command.agency, made, Trail(list(before["steps"])), timezone.localdate(now))
    counts = {str(part): work.put(part, [one for one in ready if one.part is part]) for part in Part}
    row.before = before | {"steps": work.trail.steps, "done": before["done"] + [one.key for one in ready]}
    row.state, row.changed_at = "applied", now
    row.save(update_fields=["before", "state", "changed_at"])
    return Deed(payload={"intake": row.pk, "file": row.name, "year": made.book.year, **counts})


class _Work:
    """One application; ``made``: what the lines may name. What is there already is read once."""

    def __init__(self, agency: int, made: Around, trail: Trail, today: dt.date) -> None:
        self.agency, self.year, self.made, self.trail = agency, made.book.year, made, trail
        self.usual = min(dt.date(self.year, 1, 1), today)  # since when somebody holds a post, where nothing is said
        self.doing = {Part.UNITS: self._unit, Part.PEOPLE: self._person, Part.PLAN: self._indicator}

    def put(self, part: Part, lines: list[Line]) -> int:
        """Take the lines of one sheet in; how many they were."""
        self._read(part)
        for line in lines:
            self.doing[part](line)
        if part is Part.UNITS:
            settle_office(self.trail, self.agency)
        return len(lines)

    def _read(self, part: Part) -> None:
        self.units = {bare(one.code): one for one in Unit.objects.filter(agency=self.agency)}
        if part is not Part.PLAN:
            return
        plan = {"objective__agency": self.agency, "objective__year": self.year}
        self.plan = {bare(one.code): one for one in Indicator.objects.filter(**plan)}
        objectives = Objective.objects.filter(agency=self.agency, year=self.year)
        self.objectives = {bare(one.name): one for one in objectives}
        self.targets = {
            (one.indicator_id, one.quarter): one for one in Target.objects.filter(indicator__in=self.plan.values())
        }
        people = Person.objects.filter(agency=self.agency).order_by("-pk")
        self.people = {key: one for one in people for key in (bare(one.name), bare(one.username), one.nip)}

    def _unit(self, line: Line) -> None:
        key = bare(line["code"])
        if key in self.units:
            self.trail.change(self.units[key], name=line["name"], kind=line["kind"])
            return
        fields = {"code": line["code"], "name": line["name"], "kind": line["kind"]}
        self.units[key] = self.trail.make(Unit, agency_id=self.agency, order=len(self.units), **fields)

    def _of(self, line: Line, sheet: str) -> Unit | None:
        """The unit that a line names; Refused when its own line is not taken in yet."""
        unit = self.units.get(bare(self.made.unit(line["unit"])))
        if line["unit"] and unit is None:
            raise Refused(refusal("intake_needs", row=line.row, sheet=sheet, what=f"bidang {line['unit']}"))
        return unit

    def _person(self, line: Line) -> None:
        unit = self._of(line, "Pegawai")
        person = put_person(self.trail, self.agency, line.cells)
        since = dt.date.fromisoformat(line["since"]) if line["since"] else None
        post = Post(line["role"], line["title"], unit, line["status"], since)
        put_post(self.trail, self.agency, person, post, usual=self.usual)

    def _indicator(self, line: Line) -> None:
        key, unit = bare(line["code"]), self._of(line, "Rencana")
        fields = self._fields(line) | {
            "unit_id": unit.pk if unit else 0,
            "objective_id": self._objective(line["objective"]).pk,
        }
        if key in self.plan:
            self.trail.change(self.plan[key], **fields)
        else:
            self.plan[key] = self.trail.make(Indicator, order=len(self.plan), **fields)
        self._targets(self.plan[key], line)

    def _fields(self, line: Line) -> dict[str, object]:
        names = ("code", "name", "uom", "polarity", "accumulation", "frequency", "definition", "formula", "example")
        filler = self.people.get(bare(line["filler"])) if line["filler"] else None
        if line["filler"] and filler is None:
            raise Refused(refusal("intake_needs", row=line.row, sheet="Rencana", what=f"pengisi {line['filler']}"))
        return {
            **{key: line[key] for key in (*names, "proof")},
            "kind": line["kind"][:20],
            "source": line["source"][:300],
            "evidence": line["evidence"][:300],
            "filler_id": filler.pk if filler else None,
            "decimals": _decimals(line),
        }

    def _objective(self, name: str) -> Objective:
        key = bare(name)
        if key not in self.objectives:
            order = len(self.objectives)
            fields = {"agency_id": self.agency, "year": self.year, "name": name, "order": order}
            self.objectives[key] = self.trail.make(Objective, **fields)
        return self.objectives[key]

    def _targets(self, indicator: Indicator, line: Line) -> None:
        upper = read(line, "upper")[0]
        for quarter, value in _figures(line).items():
            there = self.targets.get((indicator.pk, quarter))
            if there is not None:
                self.trail.change(there, value=value, upper=upper)
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
