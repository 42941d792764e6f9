"""The activities of the meeting: undang-rapat, rapat."""

from __future__ import annotations

from ukur.domain.errors import Refusal, refusal
from ukur.domain.meeting.commands import FinishMeeting, Invite
from ukur.domain.run.model import Close, GoBack
from ukur.services.access import Power
from ukur.services.meeting.calling import call, call_once_more, said
from ukur.services.meeting.closing import Ended, end
from ukur.services.meeting.decisions import note_all
from ukur.services.meeting.presence import note_list
from ukur.services.rooms import Activity, Context, Deed
from ukur.store.models import Meeting, Run, Task


class Call(Activity):
    """undang-rapat."""

    name = "undang-rapat"
    commands = {Invite: Power.ACT}

    def handle(self, context: Context, task: Task, command: Invite) -> Deed:
        meeting, made = call(context, command, task.round)
        jobs = (("render", made.pk), ("invite", meeting.pk))
        return Deed((Close(task.key),), said(meeting, made), jobs, note=meeting.agenda)


class Meet(Activity):
    """rapat: attendance, decisions and minutes; the minutes may follow later."""

    name = "rapat"
    commands = {FinishMeeting: Power.ACT}

    def unmet(self, context: Context, task: Task, command: type) -> tuple[Refusal, ...]:
        return () if meeting_of(context.run) else (refusal("meeting_missing"),)

    def handle(self, context: Context, task: Task, command: FinishMeeting) -> Deed:
        meeting = meeting_of(context.run)
        if meeting is None:
            raise context.refuse("meeting_missing")
        note_list(context, meeting, command.attendance)
        note_all(context, meeting, command.decisions)
        ended = Ended(command.minutes, command.chair, command.note_taker, later=command.later)
        payload, jobs = end(context, meeting, ended)
        return Deed((Close(task.key),), payload, jobs, note=command.minutes.strip())

    def reopen(self, context: Context, back: GoBack) -> None:
        """The flow comes back to the meeting: another one with the same people, what the first one noted stays."""
        held = meeting_of(context.run)
        step = context.sop.step(back.to)
        if back.owners or step.activity(step.main) != self.name or held is None or held.ended_at is None:
            return
        call_once_more(held, context.state.rounds.get(back.to, 1), context.now)


def meeting_of(run: Run) -> Meeting | None:
    """The meeting of the flow: the one called last at step 4. A Rapat lanjutan stands beside it."""
    return Meeting.objects.filter(run=run, follow_up=False).order_by("-pk").first()
