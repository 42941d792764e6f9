"""Ukur: pages of one unit with fifty indicators, as its people get them: session, rights, figures, templates.

``sheet`` is what a unit fills in, with its boxes in each row; ``values`` is the page of step 8 as a Kabid reads it, and
``decide`` the same page as the Sekretaris has it, who may return each of the values.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import django

from tests.bench import wsgi
from tests.offices import spread

ROWS = 50


def sheet(_top: int) -> Callable[[int], None]:
    """The answer asks ``n`` times for the sheet that is being filled in."""
    return _prepare("4", 'name="raw:')


def values(_top: int) -> Callable[[int], None]:
    """The answer asks ``n`` times for the page of step 8, as somebody who only reads it."""
    return _prepare("8", '<th role="rowheader"', reader="rahmat.hidayat")


def decide(_top: int) -> Callable[[int], None]:
    """The answer asks ``n`` times for the page of step 8, as the Sekretaris."""
    return _prepare("8", '<th role="rowheader"')


def _prepare(until: str, mark: str, reader: str = "") -> Callable[[int], None]:
    os.environ |= {"UKUR_DATA": ".", "UKUR_SECRET": "x" * 50, "DATABASE_URL": "sqlite:///bench.sqlite3"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "ukur.config.settings", "UKUR_HOSTS": "localhost"}
    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.test import Client
    from django.utils import timezone

    from ukur.services import access
    from ukur.services.operate import sample
    from ukur.services.operate.play import Player
    from ukur.services.operate.prepare import built_in_sop
    from ukur.services.operate.setup import national_calendar, settle
    from ukur.store.models import Task

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    national_calendar()
    data = sample.load()
    data = spread(data, {data.indicators[0].unit: ROWS})  # all of one unit
    settled = settle(data, practice=True)
    player = Player(settled.agency, {one.code: one for one in data.answers}, "")
    run = player.propose(built_in_sop().digest, data.period)
    player.play(run, until)
    waiting = Task.objects.filter(run=run, status="open").exclude(kind="confirm").order_by("-kind", "pk")
    task = waiting.filter(kind="hand_in").first() or waiting[0]
    browser = Client()
    person = settled.people[reader] if reader else access.people_on(task.seat, timezone.localdate())[0]
    browser.force_login(person, backend="ukur.web.signin.NipOrUserName")
    browser.get(f"/tugas/{task.pk}/", headers={"host": "localhost"})
    cookie = "; ".join(f"{name}={one.value}" for name, one in browser.cookies.items())
    application = get_wsgi_application()

    def play(n: int) -> None:
        for _ in range(n):
            status, body = wsgi.get(application, f"/tugas/{task.pk}/", cookie)
            assert status == 200, status
            assert body.count(mark.encode()) == ROWS, body.count(mark.encode())

    return play
