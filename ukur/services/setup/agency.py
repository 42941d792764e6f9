"""The agency itself: its letterhead, its units, its team, the test print."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import ProtectedError
from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.rules_units import KINDS
from ukur.domain.people.commands import ArrangeUnits, ConfirmPrint, DescribeAgency, SaveTeam, UnitLine
from ukur.domain.people.names import bare
from ukur.services.access import Actor, person_of, require_administrator
from ukur.services.collection import check_file
from ukur.services.rooms import Deed
from ukur.services.setup.posts import settle_office
from ukur.services.setup.trail import Trail
from ukur.store import files
from ukur.store.models import Agency, Team, TeamMember, Unit

LOGO_LIMIT = 200_000  # bytes; it is kept in every paper's frozen content


def describe(actor: Actor, command: DescribeAgency, now: dt.datetime) -> Deed:
    """Simpan kop. When it changes, the test print has to be looked at again."""
    require_administrator(actor)
    if not command.name.strip() or not command.government.strip():
        raise Refused(refusal("letterhead_incomplete"))
    agency = Agency.objects.get(pk=command.agency)
    name = command.name.strip()
    fields: dict[str, Any] = {
        "name": name[:200],
        "short": (command.short.strip() or agency.short or name)[:40],
        "government": command.government.strip()[:200],
        "address": command.address.strip()[:300],
        "contact": command.contact.strip()[:300],
        "place": command.place.strip()[:100],
        "paper": "F4" if command.paper == "F4" else "A4",
        "logo": _logo(command, agency),
    }
    changed = sorted(key for key, value in fields.items() if getattr(agency, key) != value)
    for key, value in fields.items():
        setattr(agency, key, value)
    if changed:
        agency.printed_at = None
    agency.save()
    return Deed(payload={"changed": changed, "name": agency.name})


def _logo(command: DescribeAgency, agency: Agency) -> str:
    if not command.logo:
        return "" if command.without_logo else agency.logo
    if check_file("logo", command.logo) not in ("image/png", "image/jpeg"):
        raise Refused(refusal("logo_kind"))
    if len(command.logo) > LOGO_LIMIT:
        raise Refused(refusal("file_too_big", name="logo", limit=f"{LOGO_LIMIT // 1000} kB"))
    return files.keep(command.logo)


def arrange(actor: Actor, command: ArrangeUnits, now: dt.datetime) -> Deed:
    """Simpan bidang: new ones, new names, the order; one without anything of its own can be taken away."""
    require_administrator(actor)
    there = {one.pk: one for one in Unit.objects.filter(agency=command.agency)}
    trail, kept = Trail([]), [one for one in command.units if not one.remove]
    _require_units(kept)
    for one in command.units:
        if one.remove and one.id in there:
            _remove(there[one.id])
    for order, one in enumerate(kept):
        _put(trail, command.agency, there.get(one.id), one, order)
    settle_office(trail, command.agency)
    rows = Unit.objects.filter(agency=command.agency)
    if rows.filter(kind="sekretariat").count() > 1:
        raise Refused(refusal("second_office"))
    return Deed(payload={"units": [one.name for one in rows]})


def _require_units(units: list[UnitLine]) -> None:
    codes = [bare(one.code) for one in units]
    for one in units:
        if not bare(one.code) or not one.name.strip() or one.kind not in KINDS:
            raise Refused(refusal("unit_incomplete", name=one.name or one.code))
        if codes.count(bare(one.code)) > 1:
            raise Refused(refusal("unit_code_twice", code=one.code))


def _put(trail: Trail, agency: int, row: Unit | None, one: UnitLine, order: int) -> None:
    fields = {"code": one.code.strip()[:30], "name": one.name.strip()[:200], "kind": one.kind, "order": order}
    if Unit.objects.filter(agency=agency, code=fields["code"]).exclude(pk=row.pk if row else 0).exists():
        raise Refused(refusal("unit_code_twice", code=one.code))
    if row is None:
        trail.make(Unit, agency_id=agency, **fields)
    else:
        trail.change(row, **fields)


def _remove(unit: Unit) -> None:
    try:
        unit.delete()
    except ProtectedError as held:
        raise Refused(refusal("unit_in_use", name=unit.name)) from held


def save_team(actor: Actor, command: SaveTeam, now: dt.datetime) -> Deed:
    """Simpan tim with its SK; members that are no longer named leave it today."""
    require_administrator(actor)
    roles = [role for _, role in command.members]
    if not command.name.strip():
        raise Refused(refusal("team_incomplete"))
    if roles.count("ketua") != 1 or not {"ketua", "anggota"}.issuperset(roles):
        raise Refused(refusal("team_without_lead"))
    if command.until is not None and command.until < command.since:
        raise Refused(refusal("dates_reversed"))
    there = Team.objects.filter(pk=command.team, agency=command.agency).first()
    team = there or Team(agency_id=command.agency)
    team.name, team.decree = command.name.strip()[:200], command.decree.strip()[:100]
    team.decree_date, team.since, team.until = command.decree_date, command.since, command.until
    if command.scan:
        check_file(command.scan_name, command.scan)
        team.decree_scan = files.keep(command.scan)
    team.save()
    _members(actor, team, command, timezone.localdate(now) if there else command.since)
    return Deed(payload={"team": team.pk, "decree": team.decree, "members": len(command.members)})


def _members(actor: Actor, team: Team, command: SaveTeam, since: dt.date) -> None:
    """Who is no longer named was a member until the eve of ``since``; who is named anew is one from then on."""
    wanted = dict(command.members)
    for row in TeamMember.objects.filter(team=team, until=None):
        role = wanted.pop(row.person_id, None)
        if role is None and row.since >= since:
            row.delete()
            continue
        row.role, row.until = role or row.role, None if role else since - dt.timedelta(days=1)
        row.save(update_fields=["role", "until"])
    for number, role in wanted.items():
        TeamMember.objects.create(team=team, person=person_of(actor, number), role=role, since=since)


def confirm_print(actor: Actor, command: ConfirmPrint, now: dt.datetime) -> Deed:
    """Hasil cetak sudah benar."""
    require_administrator(actor)
    agency = Agency.objects.get(pk=command.agency)
    if not agency.address or not agency.place:
        raise Refused(refusal("letterhead_incomplete"))
    agency.printed_at = now
    agency.save(update_fields=["printed_at"])
    return Deed(payload={"paper": agency.paper})
