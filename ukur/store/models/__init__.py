"""All tables, one file a room."""

from ukur.store.models.archive import ArchivePackage
from ukur.store.models.collection import Cell, Evidence, Form, Reminder, Sheet, Submission
from ukur.store.models.journal import JournalEntry, SecurityEvent, Stream
from ukur.store.models.meeting import Attendance, Citation, Decision, Invitee, Meeting
from ukur.store.models.paper import Job, Paper
from ukur.store.models.people import Agency, Assignment, Delegation, Intake, Person, Position, Team, TeamMember, Unit
from ukur.store.models.plan import Actual, Calculation, Indicator, Objective, Target
from ukur.store.models.run import Attachment, Draft, Run, Task, Visit
from ukur.store.models.signature import Copy, Root, Signature, SigningKey
from ukur.store.models.sop import SopVersion
from ukur.store.models.validation import Finding
from ukur.store.models.worktime import DayOff, OfficeHours

__all__ = [
    "Actual",
    "Agency",
    "ArchivePackage",
    "Assignment",
    "Attachment",
    "Attendance",
    "Calculation",
    "Cell",
    "Citation",
    "Copy",
    "DayOff",
    "Decision",
    "Delegation",
    "Draft",
    "Evidence",
    "Finding",
    "Form",
    "Indicator",
    "Intake",
    "Invitee",
    "Job",
    "JournalEntry",
    "Meeting",
    "Objective",
    "OfficeHours",
    "Paper",
    "Person",
    "Position",
    "Reminder",
    "Root",
    "Run",
    "SecurityEvent",
    "Sheet",
    "Signature",
    "SigningKey",
    "SopVersion",
    "Stream",
    "Submission",
    "Target",
    "Task",
    "Team",
    "TeamMember",
    "Unit",
    "Visit",
]
