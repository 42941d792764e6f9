"""What pages show, as plain values: no rows, no rules, no HTML."""

from ukur.services.queries.archive import Berkas, archives
from ukur.services.queries.board import BoardPage, board_page, form_door
from ukur.services.queries.books import BookPage, book_file, book_page, may_bring
from ukur.services.queries.check import Checked, check_token
from ukur.services.queries.downloads import Download, evidence_file, package_file, paper_file
from ukur.services.queries.form import FormPage, form_page
from ukur.services.queries.help import HelpPage, help_page
from ukur.services.queries.inbox import Inbox, inbox
from ukur.services.queries.journal import JournalPage, journal_page
from ukur.services.queries.people import DelegationPage, PeoplePage, delegation_page, people_page
from ukur.services.queries.plan import PlanPage, plan_page
from ukur.services.queries.reasons import ReasonStatistics, reason_statistics
from ukur.services.queries.run import RunPage, run_page, runs
from ukur.services.queries.shell import Shell, shell
from ukur.services.queries.task import TaskPage, task_page
from ukur.services.queries.value import ValuePage, value_page
from ukur.services.queries.values import ValueRow
from ukur.services.queries.versions import VersionsPage, versions_page

__all__ = [
    "Berkas",
    "BoardPage",
    "BookPage",
    "Checked",
    "DelegationPage",
    "Download",
    "FormPage",
    "HelpPage",
    "Inbox",
    "JournalPage",
    "PeoplePage",
    "PlanPage",
    "ReasonStatistics",
    "RunPage",
    "Shell",
    "TaskPage",
    "ValuePage",
    "ValueRow",
    "VersionsPage",
    "archives",
    "board_page",
    "book_file",
    "book_page",
    "check_token",
    "delegation_page",
    "evidence_file",
    "form_door",
    "form_page",
    "help_page",
    "inbox",
    "journal_page",
    "may_bring",
    "package_file",
    "paper_file",
    "people_page",
    "plan_page",
    "reason_statistics",
    "run_page",
    "runs",
    "shell",
    "task_page",
    "value_page",
    "versions_page",
]
