"""The first agency of an installation: made on a page by whoever has the code that was printed at the start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.domain.people.names import USERNAME, as_printed
from ukur.services import journal
from ukur.services.access import Actor
from ukur.services.people import one_time_password
from ukur.store.models import Agency, Person

_FILE = "kode-pemasangan"


@dataclass(frozen=True, slots=True)
class Founder:
    """What the first administrator types: the agency, and his own account."""

    agency: str
    government: str
    name: str
    username: str = ""
    password: str = ""


def empty_installation() -> bool:
    """Whether there is no person at all yet."""
    return not Person.objects.exists()


def installation_code() -> str:
    """A new code for the page on which the first agency is made; empty when there is somebody already.

    Only its hash is kept, in the data folder; each start makes another.
    """
    place = Path(settings.DATA) / _FILE
    if not empty_installation():
        place.unlink(missing_ok=True)
        return ""
    code = one_time_password()
    place.write_text(make_password(code), encoding="ascii")
    place.chmod(0o600)
    return code


def found(code: str, founder: Founder) -> Person:
    """The first agency with its administrator, in an empty installation only, by the code printed at the start."""
    place = Path(settings.DATA) / _FILE
    kept = place.read_text(encoding="ascii").strip() if place.exists() else ""
    if not kept or not check_password(as_printed(code), kept):
        raise Refused(refusal("installation_code"))
    person = Person(username=founder.username.strip(), name=founder.name.strip()[:200], is_admin=True)
    if not USERNAME.fullmatch(person.username):
        raise Refused(refusal("username_invalid", text=person.username))
    try:
        validate_password(founder.password, person)
    except ValidationError as weak:
        raise Refused(refusal("password_weak", why=" ".join(weak.messages))) from weak
    person.set_password(founder.password)
    with transaction.atomic():
        journal.lock("installation")  # two at once: the second finds the first
        if not empty_installation():
            raise Refused(refusal("installed_already"))
        _make(person, founder)
    place.unlink(missing_ok=True)
    return person


def found_by(actor: Actor, founder: Founder) -> Person:
    """An agency for the administrator whom ``ukur init`` made: he becomes its administrator."""
    person = Person.objects.filter(pk=actor.id or 0, agency=None, is_admin=True).first()
    if person is None:
        raise Refused(refusal("installed_already"))
    person.name = founder.name.strip()[:200] or person.name
    with transaction.atomic():
        _make(person, founder)
    return person


def _make(person: Person, founder: Founder) -> None:
    """The agency, its administrator, and the first entry of its journal."""
    if not founder.agency.strip() or not founder.government.strip() or not person.name:
        raise Refused(refusal("founding_incomplete"))
    name = founder.agency.strip()[:200]
    agency = Agency.objects.create(name=name, short=name[:40], government=founder.government.strip()[:200])
    person.agency = agency
    person.save()
    payload = {"name": agency.name, "government": agency.government, "administrator": person.username}
    stream = journal.lock(f"agency:{agency.pk}")
    journal.write(stream, timezone.now(), person.pk, person.name, "AgencyFounded", payload)
