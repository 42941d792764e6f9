"""E-mail to a unit's people, where the installation has a mail server; everybody finds the same in Tugas Saya."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.utils import timezone

from ukur.services.collection import form_link
from ukur.services.jobs import body
from ukur.store.models import Assignment, Person, Reminder, Run, Sheet, Unit


@body("share")
def share(run_id: int) -> None:
    """The form of a run is shared: tell the people of every unit that has a part in it."""
    run = Run.objects.get(pk=run_id)
    for sheet in Sheet.objects.filter(run=run).select_related("unit"):
        _send(run, sheet.unit, "sudah dapat diisi")


@body("remind")
def remind(reminder_id: int) -> None:
    """Somebody reminded a unit."""
    one = Reminder.objects.select_related("run", "unit").get(pk=reminder_id)
    _send(one.run, one.unit, "belum terkirim, mohon dilengkapi")


def _send(run: Run, unit: Unit, what: str) -> None:
    to = sorted(_addresses(unit))
    if not settings.EMAIL_HOST or not to:
        return
    text = f"Yth. Bapak/Ibu,\n\nForm Pengukuran {unit.name} untuk {run.title} {what}.\n\nBuka: {form_link(run.pk)}\n"
    send_mail(f"Form Pengukuran {unit.name}", text, settings.DEFAULT_FROM_EMAIL, to)


def _addresses(unit: Unit) -> Iterable[str]:
    today = timezone.localdate()
    posts = Assignment.objects.filter(Q(until=None) | Q(until__gte=today), position__unit=unit, since__lte=today)
    people = Person.objects.filter(assignments__in=posts, is_active=True).exclude(email="")
    return set(people.values_list("email", flat=True))
