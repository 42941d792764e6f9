"""A meeting as an entry for calendars."""

from __future__ import annotations

from django.conf import settings

from ukur.formats import calendar
from ukur.services.meeting.calling import facts_about
from ukur.services.meeting.link import page_link
from ukur.store.models import Meeting, Person

HOURS = 2  # the standard time of step 5


def entry_of(meeting: Meeting) -> bytes:
    """The ``.ics`` file; those invited who have an e-mail address are its attendees."""
    facts = facts_about(meeting)
    points = "\n".join(f"{no}. {one}" for no, one in enumerate(facts.points, 1))
    online = f"\n\nTautan daring: {meeting.link}" if meeting.link else ""
    host = settings.ADDRESS.split("//")[-1].split(":")[0] or "ukur"
    made = meeting.invitation.frozen_at if meeting.invitation else meeting.starts
    return calendar.request(
        calendar.Entry(
            uid=f"rapat-{meeting.pk}@{host}",
            sequence=0,
            title=facts.name,
            starts=meeting.starts,
            hours=HOURS,
            place=meeting.place,
            link=meeting.link,
            text=f"Acara:\n{points}{online}\n\nHalaman rapat: {page_link(meeting.pk)}",
            made=made,
            organizer=(meeting.run.agency.name, settings.DEFAULT_FROM_EMAIL),
            attendees=tuple((one.name, one.email) for one in reachable(meeting)),
        )
    )


def reachable(meeting: Meeting) -> list[Person]:
    """Those invited who have an e-mail address."""
    invited = meeting.invitees.filter(person__isnull=False).values("person")
    return list(Person.objects.filter(pk__in=invited, is_active=True).exclude(email="").order_by("pk"))
