"""The archive: filing a berkas, the agency's lists, what can be found in it."""

from ukur.services.archive.filing import File, attach, first_day, next_number
from ukur.services.archive.lists import Schedule, codes, schedule, set_codes, set_retention, versions
from ukur.services.archive.texts import index, unindexed

__all__ = [
    "File",
    "Schedule",
    "attach",
    "codes",
    "first_day",
    "index",
    "next_number",
    "schedule",
    "set_codes",
    "set_retention",
    "unindexed",
    "versions",
]
