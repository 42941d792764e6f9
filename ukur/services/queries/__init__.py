"""What pages show, as plain values: no rows, no rules, no HTML."""

from ukur.services.queries.archive import ArchivePage, Berkas, BerkasPage, archives, berkas_page
from ukur.services.queries.archive_care import (
    CodesPage,
    HealthPage,
    SchedulePage,
    codes_page,
    health_page,
    schedule_page,
)
from ukur.services.queries.archive_search import SearchPage, search
from ukur.services.queries.board import BoardPage, board_page, form_door
from ukur.services.queries.books import BookPage, book_file, book_page, may_bring
from ukur.services.queries.check import Checked, check_token, token_of, verifier_file
from ukur.services.queries.document import DocumentPage, document_page
from ukur.services.queries.downloads import (
    Download,
    cover_sheet,
    evidence_file,
    package_file,
    paper_docx,
    paper_figures,
    paper_file,
    paper_ink,
    paper_page,
    unit_form,
)
from ukur.services.queries.follow_ups import (
    DecisionLine,
    FollowUpPage,
    OwnFollowUps,
    Register,
    follow_up_page,
    register,
)
from ukur.services.queries.form import FormPage, form_page
from ukur.services.queries.help import HelpPage, help_page
from ukur.services.queries.inbox import Inbox, inbox
from ukur.services.queries.intake import IntakePage, PlanStep, intake_page, plan_step
from ukur.services.queries.invitation import FollowUpMeeting, follow_up_meeting, invitation_preview, invited
from ukur.services.queries.journal import JournalPage, journal_page
from ukur.services.queries.meeting import DoorPage, MeetingPage, door_page, last_meeting, meeting_page, short_door
from ukur.services.queries.meeting_files import blank_list, calendar_file, meeting_bundle
from ukur.services.queries.office import Moving, OfficePage, leaving, moving, office_page
from ukur.services.queries.people import DelegationPage, PeoplePage, delegation_page, people_page
from ukur.services.queries.plan import OpeningPage, PlanPage, opening_page, plan_page
from ukur.services.queries.projector import Screen, screen
from ukur.services.queries.reasons import ReasonStatistics, reason_statistics
from ukur.services.queries.run import RunPage, run_page, runs
from ukur.services.queries.setup import (
    Checklist,
    PeopleStep,
    TeamStep,
    UnitRow,
    administrators,
    agency_of,
    checklist,
    people_step,
    person_of,
    posts_of,
    team_step,
    unit_rows,
    without_password,
)
from ukur.services.queries.setup_files import decree, logo, plan_template, test_print
from ukur.services.queries.setup_papers import PapersPage, papers_page
from ukur.services.queries.shell import Shell, shell
from ukur.services.queries.signing_key import KeyPage, OwnKey, signing_key_page
from ukur.services.queries.task import TaskPage, next_task, signing_task, task_page
from ukur.services.queries.value import ValuePage, value_page
from ukur.services.queries.values import ValueRow
from ukur.services.queries.versions import VersionsPage, versions_page

__all__ = [
    "ArchivePage",
    "Berkas",
    "BerkasPage",
    "BoardPage",
    "BookPage",
    "Checked",
    "Checklist",
    "CodesPage",
    "DecisionLine",
    "DelegationPage",
    "DocumentPage",
    "DoorPage",
    "Download",
    "FollowUpMeeting",
    "FollowUpPage",
    "FormPage",
    "HealthPage",
    "HelpPage",
    "Inbox",
    "IntakePage",
    "JournalPage",
    "KeyPage",
    "MeetingPage",
    "Moving",
    "OfficePage",
    "OpeningPage",
    "OwnFollowUps",
    "OwnKey",
    "PapersPage",
    "PeoplePage",
    "PeopleStep",
    "PlanPage",
    "PlanStep",
    "ReasonStatistics",
    "Register",
    "RunPage",
    "SchedulePage",
    "Screen",
    "SearchPage",
    "Shell",
    "TaskPage",
    "TeamStep",
    "UnitRow",
    "ValuePage",
    "ValueRow",
    "VersionsPage",
    "administrators",
    "agency_of",
    "archives",
    "berkas_page",
    "blank_list",
    "board_page",
    "book_file",
    "book_page",
    "calendar_file",
    "check_token",
    "checklist",
    "codes_page",
    "cover_sheet",
    "decree",
    "delegation_page",
    "document_page",
    "door_page",
    "evidence_file",
    "follow_up_meeting",
    "follow_up_page",
    "form_door",
    "form_page",
    "health_page",
    "help_page",
    "inbox",
    "intake_page",
    "invitation_preview",
    "invited",
    "journal_page",
    "last_meeting",
    "leaving",
    "logo",
    "may_bring",
    "meeting_bundle",
    "meeting_page",
    "moving",
    "next_task",
    "office_page",
    "opening_page",
    "package_file",
    "paper_docx",
    "paper_figures",
    "paper_file",
    "paper_ink",
    "paper_page",
    "papers_page",
    "people_page",
    "people_step",
    "person_of",
    "plan_page",
    "plan_step",
    "plan_template",
    "posts_of",
    "reason_statistics",
    "register",
    "run_page",
    "runs",
    "schedule_page",
    "screen",
    "search",
    "shell",
    "short_door",
    "signing_key_page",
    "signing_task",
    "task_page",
    "team_step",
    "test_print",
    "token_of",
    "unit_form",
    "unit_rows",
    "value_page",
    "verifier_file",
    "versions_page",
    "without_password",
]
