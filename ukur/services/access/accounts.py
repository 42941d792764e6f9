"""Signing in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from ukur.domain.people.names import as_printed
from ukur.store import sql
from ukur.store.models import Agency, Person


def authenticate(typed: str, password: str) -> Person | None:
    """The active person with this user name or NIP (spaces allowed, as printed) and password, or None."""
    name = typed.strip()
    nip = name.replace(" ", "")
    query = Q(username__iexact=name)
    if nip.isdigit() and len(nip) == 18:
        query |= Q(nip=nip)
    person = Person.objects.filter(query).first()
    if person is None:
        make_password(password)  # as slow as a real check, so that names cannot be probed by time
        return None
    if not person.is_active or not (person.check_password(password) or _by_code(person, password)):
        return None
    return person


def _by_code(person: Person, typed: str) -> bool:
    """A one-time code may be typed in capitals, with blanks, or without its dashes."""
    return person.must_change_password and person.check_password(as_printed(typed))


def person_for_session(id: Any) -> Person | None:
    """The active person of a session."""
    person = sql.first(Person, "id = %s AND is_active", id)
    if person is not None and person.agency_id is not None:
        person.agency = sql.first(Agency, "id = %s", person.agency_id)
    return person


def session_text(key: str) -> str | None:
    """What a session that has not run out keeps, still signed; None when there is none."""
    names = ("session_data",)
    rows = sql.read(Session, names, "session_key = %s AND expire_date > %s", key, _stored(timezone.now()))
    return str(rows[0][0]) if rows else None


def _stored(at: dt.datetime) -> object:
    return connection.ops.adapt_datetimefield_value(at)


def practice_installation() -> bool:
    """Whether this installation holds practice data (Latihan)."""
    return Agency.objects.filter(practice=True).exists()


def set_own_password(person: Person, password: str) -> None:
    """The person's own password; a one-time password ends with it."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
