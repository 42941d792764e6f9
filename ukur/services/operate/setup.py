"""Setting up an agency from plain data: the sample, or a measure workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ukur import signing
from ukur.domain.worktime import national
from ukur.services import access, journal
from ukur.services.operate.sample_model import LEADING, Role, Sample, Status
from ukur.store import models as t

_KINDS = {Role.HEAD: "kepala", Role.SECRETARY: "sekretaris"} | dict.fromkeys(LEADING[1:], "kepala-unit")
_STATUS = {Status.FULL: "definitif", Status.ACTING: "Plt", Status.DAILY: "Plh", Status.INTERIM: "Pj"}


@dataclass(frozen=True, slots=True)
class Settled:
    """The agency that was set up, with the numbers of its people and units by their keys."""

    agency: t.Agency
    people: dict[str, t.Person]
    units: dict[str, t.Unit]


def national_calendar() -> None:
    """The national hours and days off, once an installation; they are rows and can be changed."""
    if t.OfficeHours.objects.exists():
        return
    t.OfficeHours.objects.bulk_create(
        t.OfficeHours(
            kind=one.kind,
            weekday=one.weekday,
            since=one.since,
            until=one.until,
            opens=one.opens,
            closes=one.closes,
            break_from=one.break_from,
            break_to=one.break_to,
            source=one.source,
        )
        for one in national.HOURS
    )
    t.DayOff.objects.bulk_create(
        t.DayOff(date=one.date, name=one.name, kind=one.kind, source=one.source) for one in national.DAYS_OFF
    )


@transaction.atomic
def settle(sample: Sample, *, practice: bool) -> Settled:
    """Make the agency with people, plan and past figures, and one journal entry that says so."""
    card = sample.agency
    contact = "  ".join(part for part in (f"Pos-el: {card.email}" if card.email else "", card.site) if part)
    agency = t.Agency.objects.create(
        name=card.name,
        short=card.short or card.name[:40],
        government=card.government,
        address=card.address,
        contact=contact,
        place=card.place,
        practice=practice,
    )
    units = {
        one.key: t.Unit.objects.create(agency=agency, code=one.key, name=one.name, kind=str(one.kind), order=order)
        for order, one in enumerate(sample.units)
    }
    people = {one.username: _person(agency, one) for one in sample.persons}
    _posts(agency, sample, units, people)
    _team(agency, sample, people)
    _plan(agency, sample, units)
    entry = {"name": agency.name, "people": len(people), "indicators": len(sample.indicators), "practice": practice}
    journal.write(journal.lock(f"agency:{agency.pk}"), timezone.now(), None, access.SYSTEM.name, "AgencySetUp", entry)
    return Settled(agency, people, units)


def _person(agency: t.Agency, one: object) -> t.Person:
    fields = {name: getattr(one, name) for name in ("username", "name", "honorific", "nip", "rank", "phone")}
    return t.Person.objects.create(agency=agency, password="!", **fields)  # noqa: S106 - "!" opens for nobody


def _posts(agency: t.Agency, sample: Sample, units: dict[str, t.Unit], people: dict[str, t.Person]) -> None:
    posts = {
        one.key: t.Position.objects.create(
            agency=agency, unit=units.get(one.unit), code=one.key, name=one.title, kind=_KINDS.get(one.role, "staf")
        )
        for one in sample.positions
    }
    for one in sample.positions:
        for key in one.prepares_for:
            t.Position.objects.filter(pk=posts[key].pk).update(preparer=posts[one.key])
    for held in sample.assignments:
        t.Assignment.objects.create(
            person=people[held.person],
            position=posts[held.position],
            status=_STATUS[held.status],
            since=held.since,
            until=held.until,
        )


def _team(agency: t.Agency, sample: Sample, people: dict[str, t.Person]) -> None:
    since = sample.team.date or dt.date(sample.period.year, 1, 1)
    team = t.Team.objects.create(
        agency=agency,
        name=sample.team.name,
        decree=sample.team.number,
        decree_date=sample.team.date,
        since=since,
    )
    for one in sample.team.members:
        t.TeamMember.objects.create(team=team, person=people[one.person], role=one.role, since=since)


def _plan(agency: t.Agency, sample: Sample, units: dict[str, t.Unit]) -> None:
    objectives = {
        name: t.Objective.objects.create(agency=agency, year=sample.period.year, order=order, name=name)
        for order, name in enumerate(sample.objectives)
    }
    targets: list[t.Target] = []
    for order, one in enumerate(sample.indicators):
        row = t.Indicator.objects.create(
            objective=objectives[one.objective],
            unit=units[one.unit],
            code=one.code,
            order=order,
            name=one.name,
            uom=one.uom,
            polarity=str(one.polarity),
            accumulation=str(one.accumulation),
            frequency=str(one.frequency),
            kind=str(one.kind),
            definition=one.definition,
            formula=one.formula,
            source=one.source,
            evidence=one.evidence,
            decimals=one.decimals,
        )
        values = {0: one.year_target} | {quarter: one.target(quarter) for quarter in range(1, 5)}
        targets += [t.Target(indicator=row, quarter=key, value=value, upper=one.upper) for key, value in values.items()]
    t.Target.objects.bulk_create(targets)
    t.Actual.objects.bulk_create(
        t.Actual(
            agency=agency,
            code=one.code,
            year=one.period.year,
            quarter=one.period.quarter,
            value=one.value,
            source="data awal",
        )
        for one in sample.history
    )


def test_keys(settled: Settled, signers: Iterable[str], passphrase: str) -> None:
    """Keys of a local test authority for the named people, so that a practice run can be signed; never official."""
    authority = signing.make_authority(f"Otoritas {settled.agency.short}")
    t.Root.objects.create(label=signing.TEST_MARK, pem=authority.certificate.decode(), test=True)
    t.Agency.objects.filter(pk=settled.agency.pk).update(signing_way="key")
    settled.agency.signing_way = "key"
    now = timezone.now()
    for username in signers:
        person = settled.people[username]
        container = signing.issue(
            authority,
            person.name,
            passphrase=passphrase,
            valid_from=now - dt.timedelta(days=1),
            valid_to=now + dt.timedelta(days=3 * 365),
        )
        made = signing.open_file(container, passphrase, (authority.certificate,))
        t.SigningKey.objects.create(
            person=person,
            container=made.container,
            certificate=made.certificate,
            label=made.kind,
            test=True,
            added_at=now,
        )
