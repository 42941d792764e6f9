"""What an installation needs around the work: demo, measure, check, backup, restore."""

from ukur.services.operate.backup import backup, restore
from ukur.services.operate.brought import CheckedFile, check_file
from ukur.services.operate.check import check
from ukur.services.operate.demo import SignIn, make_demo
from ukur.services.operate.founding import Founder, empty_installation, found, found_by, installation_code
from ukur.services.operate.measure import measure, template
from ukur.services.operate.prepare import (
    check_soon,
    first_administrator,
    keep_time,
    prepare,
    recover_jobs,
    register_jobs,
)

__all__ = [
    "CheckedFile",
    "Founder",
    "SignIn",
    "backup",
    "check",
    "check_file",
    "check_soon",
    "empty_installation",
    "first_administrator",
    "found",
    "found_by",
    "installation_code",
    "keep_time",
    "make_demo",
    "measure",
    "prepare",
    "recover_jobs",
    "register_jobs",
    "restore",
    "template",
]
