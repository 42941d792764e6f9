"""E-mail to those invited to a meeting, with the calendar entry, where the installation has a mail server."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage

from ukur.services.jobs import body
from ukur.services.meeting import entry_of, reachable, told
from ukur.store.models import Meeting


@body("invite")
def invite(meeting_id: int) -> None:
    """A letter with the ``.ics`` to each address by itself, so that nobody sees the others'."""
    meeting = Meeting.objects.select_related("run__agency", "invitation").get(pk=meeting_id)
    if not settings.EMAIL_HOST:
        return
    entry = entry_of(meeting)
    for person in reachable(meeting):
        letter = EmailMessage(f"Undangan rapat: {meeting.run.title}", told(meeting), to=[person.email])
        letter.attach("undangan-rapat.ics", entry, 'text/calendar; method=REQUEST; charset="utf-8"')
        letter.send()
