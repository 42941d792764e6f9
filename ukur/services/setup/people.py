"""People of an agency: new ones, changed ones, codes for their accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.around import free_username
from ukur.domain.intake.rules_people import HONORIFICS, OF_A_UNIT, ROLES
from ukur.domain.people.commands import HandOutCodes, PostLine, SavePerson
from ukur.domain.people.names import USERNAME, bare
from ukur.domain.people.nip import check_nip
from ukur.services.access import Actor, person_of, require_administrator
from ukur.services.rooms import Deed
from ukur.services.setup.posts import Post, put_post
from ukur.services.setup.trail import Trail
from ukur.store.models import Person, Unit


def save_person(actor: Actor, command: SavePerson, now: dt.datetime) -> Deed:
    """Simpan pegawai, with the posts he gets. A NIP that cannot be right is refused with what is wrong."""
    require_administrator(actor)
    if not command.name.strip():
        raise Refused(refusal("name_missing"))
    nip = check_nip(command.nip).digits if command.nip.strip() else ""
    trail, there = Trail([]), person_of(actor, command.person) if command.person else None
    _require_free(command, nip, there)
    fields: dict[str, Any] = {
        "name": command.name.strip()[:200],
        "nip": nip,
        "rank": command.rank[:100],
        "honorific": command.honorific if command.honorific in HONORIFICS else HONORIFICS[-1],
        "phone": command.phone[:30],
        "email": command.email[:200],
        "username": command.username or (there.username if there else _proposed(command.name)),
    }
    if command.admin is not None:
        if there is not None and there.pk == actor.id and not command.admin:
            raise Refused(refusal("administrator_oneself"))
        fields["is_admin"] = command.admin
    person = trail.change(there, **fields) if there else new_person(trail, command.agency, fields)
    for one in command.posts:
        put_post(trail, command.agency, person, _post(command.agency, one), usual=timezone.localdate(now))
    posts = [f"{one.role} {one.title}".strip() for one in command.posts]
    return Deed(payload={"person": person.pk, "name": person.name, "username": person.username, "posts": posts})


def _require_free(command: SavePerson, nip: str, there: Person | None) -> None:
    """User name and NIP belong to one person of the whole installation."""
    others = Person.objects.exclude(pk=there.pk) if there else Person.objects.all()
    if nip and others.filter(nip=nip).exists():
        raise Refused(refusal("nip_taken", nip=nip))
    if command.username and not USERNAME.fullmatch(command.username):
        raise Refused(refusal("username_invalid", text=command.username))
    if command.username and others.filter(username=command.username).exists():
        raise Refused(refusal("username_taken", text=command.username))
    if command.email and "@" not in command.email:
        raise Refused(refusal("email_invalid", text=command.email))


def _post(agency: int, one: PostLine) -> Post:
    unit = Unit.objects.filter(pk=one.unit, agency=agency).first() if one.unit else None
    if unit is None and one.role in OF_A_UNIT:
        raise Refused(refusal("post_without_unit"))
    if one.role not in ROLES:
        raise Refused(refusal("role_unknown"))
    return Post(one.role, one.title.strip()[:200], unit, one.status, one.since)


def put_person(trail: Trail, agency: int, cells: Mapping[str, str]) -> Person:
    """The person of a workbook's line: the one with this NIP or name, with what the line says more; or a new one."""
    nip = check_nip(cells["nip"]).digits if cells.get("nip") else ""
    if nip and Person.objects.filter(nip=nip).exclude(agency=agency).exists():
        raise Refused(refusal("nip_taken", nip=nip))
    there = _known(agency, cells, nip)
    said = {key: cells.get(key, "") for key in ("name", "rank", "phone", "email", "honorific")} | {"nip": nip}
    given = {key: value for key, value in said.items() if value}
    if there is not None:
        return trail.change(there, **given)
    return new_person(trail, agency, given | {"username": cells.get("username") or _proposed(cells["name"])})


def _known(agency: int, cells: Mapping[str, str], nip: str) -> Person | None:
    people = list(Person.objects.filter(agency=agency, is_active=True).order_by("pk"))
    by_nip = next((one for one in people if nip and one.nip == nip), None)
    by_name = (one for one in people if bare(one.name) == bare(cells["name"]) and (not nip or not one.nip))
    return by_nip or next(by_name, None)


def _proposed(name: str) -> str:
    return free_username(name, frozenset(Person.objects.values_list("username", flat=True)))


def new_person(trail: Trail, agency: int, fields: Mapping[str, Any]) -> Person:
    """An account that opens for nobody until a code has been handed out."""
    closed = {"password": "!"}  # opens for nobody
    return trail.make(Person, agency_id=agency, **closed, **fields)


def hand_out(actor: Actor, command: HandOutCodes, now: dt.datetime) -> Deed:
    """Keep the hashes of one-time codes; the codes themselves are only on the slips."""
    require_administrator(actor)
    names = []
    for number, hashed in command.codes:
        person = person_of(actor, number)
        person.password, person.must_change_password = hashed, True
        person.save(update_fields=["password", "must_change_password"])
        names.append(person.name)
    if not names:
        raise Refused(refusal("nobody_chosen"))
    return Deed(payload={"people": [number for number, _ in command.codes], "names": names})
