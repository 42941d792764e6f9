"""Making a database ready: tables, cache table, static files, national calendar, built-in SOPs."""

from __future__ import annotations

import importlib
import logging
import threading
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections

from ukur.domain.errors import Refused, refusal
from ukur.services import jobs, sop
from ukur.services.access import Actor, require_administrator
from ukur.services.operate.setup import national_calendar
from ukur.services.people import one_time_password
from ukur.store import tables
from ukur.store.models import Person, SopVersion

log = logging.getLogger("ukur.clock")
BEAT = 2.0  # seconds between two looks at the clock


def register_jobs() -> None:
    """Make the bodies of background jobs known to this process."""
    importlib.import_module("ukur.services.bodies")


def prepare() -> SopVersion:
    """Bring the database up to date and return the built-in SOP of performance measurement; safe to repeat."""
    Path(settings.FILES).mkdir(parents=True, exist_ok=True)
    tables.lay_out()
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


def keep_time() -> threading.Thread:
    """Begin to do what is done again and again, beside the jobs; it ends with this process, wherever it stands."""
    thread = threading.Thread(target=_beat, name="ukur-clock", daemon=True)
    thread.start()
    return thread


def _beat() -> None:
    pause = threading.Event()
    while not pause.wait(BEAT):
        close_old_connections()
        try:
            jobs.tick()
        except Exception:  # the database may be away for a while, or locked; the clock goes on
            log.exception("the clock missed a beat")


def check_soon(actor: Actor) -> None:
    """Begin a whole health check of the archive now; refused for everybody but the administrator."""
    require_administrator(actor)
    jobs.hurry("health")
