"""The meeting (4, 5): invitation, attendance, minutes, decisions."""

from __future__ import annotations

from typing import Any

from ukur.domain.meeting.commands import FinishMeeting, Invite
from ukur.domain.run.model import Close
from ukur.services import paper
from ukur.services.access import Power
from ukur.services.paper.letters import invitation, minutes
from ukur.services.rooms import Activity, Context, Deed
from ukur.services.task import acting_person
from ukur.services.wording.dates import long_date
from ukur.store.models import Attendance, Decision, Meeting, Person, Task

HOW = {"hadir": "Hadir", "daring": "Daring", "mewakili": "Mewakili", "izin": "Izin"}


class Call(Activity):
    """undang-rapat."""

    name = "undang-rapat"
    commands = {Invite: Power.ACT}

    def handle(self, context: Context, task: Task, command: Invite) -> Deed:
        place, agenda = command.place.strip(), command.agenda.strip()
        if not place or not agenda:
            raise context.refuse("meeting_incomplete")
        today = context.today
        Meeting.objects.create(run=context.run, round=task.round, starts=command.starts, place=place, agenda=agenda)
        people = Person.objects.filter(agency=context.run.agency_id, assignments__until=None, is_active=True)
        leaders = people.filter(assignments__position__kind__in=("kepala", "sekretaris", "kepala-unit")).distinct()
        invited = [paper.people_line(one, today) for one in leaders.order_by("pk")]
        by = paper.signer_of(acting_person(context), today)
        content = invitation(
            paper.frame_for(context.run.agency, today),
            context.run.title,
            command.number.strip(),
            command.starts,
            place,
            agenda,
            invited,
            by,
        )
        made = paper.freeze(context, "undangan", "Undangan rapat", content, number=command.number.strip())
        payload = {
            "starts": command.starts.isoformat(),
            "place": place,
            "agenda": agenda,
            "paper": made.digest,
        }
        return Deed((Close(task.key),), payload, (("render", made.pk),), note=agenda)


class Meet(Activity):
    """rapat: the minutes with attendance and decisions."""

    name = "rapat"
    commands = {FinishMeeting: Power.ACT}

    def handle(self, context: Context, task: Task, command: FinishMeeting) -> Deed:
        meeting = Meeting.objects.filter(run=context.run).order_by("-pk").first()
        if meeting is None:
            raise context.refuse("meeting_missing")
        if not command.minutes.strip():
            raise context.refuse("minutes_missing")
        present = self._attendance(context, meeting, command)
        self._decisions(context, meeting, command)
        meeting.minutes, meeting.chair, meeting.finished_at = (
            command.minutes.strip(),
            command.chair.strip(),
            context.now,
        )
        meeting.save()
        made = self._paper(context, meeting, present, command)
        payload: dict[str, Any] = {
            "present": len(present),
            "decisions": len(command.decisions),
            "paper": made.digest,
        }
        return Deed((Close(task.key),), payload, (("render", made.pk),), note=command.minutes.strip())

    def _attendance(self, context: Context, meeting: Meeting, command: FinishMeeting) -> list[tuple[str, str]]:
        people = Person.objects.filter(agency=context.run.agency_id).in_bulk([one for one, _ in command.attendance])
        rows = [(people[id], how) for id, how in command.attendance if id in people and how in HOW]
        Attendance.objects.bulk_create(Attendance(meeting=meeting, person=person, how=how) for person, how in rows)
        return [(person.name, HOW[how]) for person, how in rows]

    def _decisions(self, context: Context, meeting: Meeting, command: FinishMeeting) -> None:
        for one in command.decisions:
            if not one.owner.strip():
                raise context.refuse("decision_without_owner", text=one.text)
        Decision.objects.bulk_create(
            Decision(meeting=meeting, text=one.text.strip(), owner=one.owner.strip(), due=one.due)
            for one in command.decisions
        )

    def _paper(self, context: Context, meeting: Meeting, present: list[tuple[str, str]], command: FinishMeeting) -> Any:
        today = context.today
        decisions = [(one.text, one.owner, long_date(one.due) if one.due else "–") for one in command.decisions]
        content = minutes(
            paper.frame_for(context.run.agency, today),
            context.run.title,
            meeting.starts,
            meeting.place,
            meeting.agenda,
            meeting.chair or "–",
            meeting.minutes,
            present,
            decisions,
            paper.signer_of(acting_person(context), today),
        )
        return paper.freeze(context, "notula", "Notula rapat", content)
