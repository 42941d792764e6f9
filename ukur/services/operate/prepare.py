"""Making a database ready: tables, cache table, static files, national calendar, built-in SOPs."""

from __future__ import annotations

import importlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from ukur.domain.errors import Refused, refusal
from ukur.services import jobs, sop
from ukur.services.operate.setup import national_calendar
from ukur.services.people import one_time_password
from ukur.store.models import Person, SopVersion


def register_jobs() -> None:
    """Make the bodies of background jobs known to this process."""
    importlib.import_module("ukur.services.bodies")


def prepare() -> SopVersion:
    """Bring the database up to date and return the built-in SOP of performance measurement; safe to repeat."""
    Path(settings.FILES).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    national_calendar()
    return built_in_sop()


def built_in_sop() -> SopVersion:
    """The seed: *Pengukuran Kinerja*, as transcribed from the printed SOP."""
    path = Path(settings.ROOT) / "sop" / "pengukuran-kinerja.sop.toml"
    return sop.keep(path.read_text(encoding="utf-8"))


def first_administrator(username: str) -> str:
    """The administrator of a new installation, with a one-time password; refused when there is one already."""
    if Person.objects.filter(agency=None, is_admin=True).exists():
        raise Refused(refusal("administrator_exists"))
    password = one_time_password()
    person = Person(username=username, name="Pengelola", is_admin=True, must_change_password=True)
    person.set_password(password)
    person.save()
    return password


def recover_jobs() -> int:
    """Queue again what a killed worker left behind."""
    return jobs.recover()
