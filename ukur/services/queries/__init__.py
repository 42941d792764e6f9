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
from ukur.services.queries.check import Checked, check_token
from ukur.services.queries.downloads import Download, evidence_file, package_file, paper_file
from ukur.services.queries.form import FormPage, form_page
from ukur.services.queries.help import HelpPage, help_page
from ukur.services.queries.inbox import Inbox, inbox
from ukur.services.queries.intake import IntakePage, PlanStep, intake_page, plan_step
from ukur.services.queries.journal import JournalPage, journal_page
from ukur.services.queries.office import Moving, OfficePage, leaving, moving, office_page
from ukur.services.queries.people import DelegationPage, PeoplePage, delegation_page, people_page
from ukur.services.queries.plan import OpeningPage, PlanPage, opening_page, plan_page
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
from ukur.services.queries.shell import Shell, shell
from ukur.services.queries.task import TaskPage, task_page
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
    "DelegationPage",
    "Download",
    "FormPage",
    "HealthPage",
    "HelpPage",
    "Inbox",
    "IntakePage",
    "JournalPage",
    "Moving",
    "OfficePage",
    "OpeningPage",
    "PeoplePage",
    "PeopleStep",
    "PlanPage",
    "PlanStep",
    "ReasonStatistics",
    "RunPage",
    "SchedulePage",
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
    "board_page",
    "book_file",
    "book_page",
    "check_token",
    "checklist",
    "codes_page",
    "decree",
    "delegation_page",
    "evidence_file",
    "form_door",
    "form_page",
    "health_page",
    "help_page",
    "inbox",
    "intake_page",
    "journal_page",
    "leaving",
    "logo",
    "may_bring",
    "moving",
    "office_page",
    "opening_page",
    "package_file",
    "paper_file",
    "people_page",
    "people_step",
    "person_of",
    "plan_page",
    "plan_step",
    "plan_template",
    "posts_of",
    "reason_statistics",
    "run_page",
    "runs",
    "schedule_page",
    "search",
    "shell",
    "task_page",
    "team_step",
    "test_print",
    "unit_rows",
    "value_page",
    "versions_page",
    "without_password",
]
