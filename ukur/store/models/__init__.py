"""All tables, one file a room."""

from ukur.store.models.archive import ArchiveList, ArchivePackage, ArchiveText, HealthFault, HealthRound
from ukur.store.models.collection import Cell, Evidence, Form, Reminder, Sheet, Submission
from ukur.store.models.document import Correction, Presubmission
from ukur.store.models.journal import JournalEntry, SecurityEvent, Stream
from ukur.store.models.meeting import Attendance, Citation, Decision, Invitee, Meeting
from ukur.store.models.paper import Initial, InitialRule, Job, NumberBook, Paper, SignatoryRule, Timer
from ukur.store.models.people import Agency, Assignment, Delegation, Intake, Person, Position, Team, TeamMember, Unit
from ukur.store.models.plan import Actual, Calculation, Indicator, Objective, Target
from ukur.store.models.run import Attachment, Draft, Run, Task, Visit
from ukur.store.models.signature import Copy, Delivery, Root, Signature, SigningKey, SigningTry
from ukur.store.models.sop import SopVersion
from ukur.store.models.validation import Finding
from ukur.store.models.worktime import DayOff, OfficeHours

__all__ = [
    "Actual",
    "Agency",
    "ArchiveList",
    "ArchivePackage",
    "ArchiveText",
    "Assignment",
    "Attachment",
    "Attendance",
    "Calculation",
    "Cell",
    "Citation",
    "Copy",
    "Correction",
    "DayOff",
    "Decision",
    "Delegation",
    "Delivery",
    "Draft",
    "Evidence",
    "Finding",
    "Form",
    "HealthFault",
    "HealthRound",
    "Indicator",
    "Initial",
    "InitialRule",
    "Intake",
    "Invitee",
    "Job",
    "JournalEntry",
    "Meeting",
    "NumberBook",
    "Objective",
    "OfficeHours",
    "Paper",
    "Person",
    "Position",
    "Presubmission",
    "Reminder",
    "Root",
    "Run",
    "SecurityEvent",
    "Sheet",
    "SignatoryRule",
    "Signature",
    "SigningKey",
    "SigningTry",
    "SopVersion",
    "Stream",
    "Submission",
    "Target",
    "Task",
    "Team",
    "TeamMember",
    "Timer",
    "Unit",
    "Visit",
]
