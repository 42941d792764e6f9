"""The measurement document: correction by the head, submission for approval."""

from ukur.services.document.activities import Correct, Propose
from ukur.services.document.ahead import count_ahead, submit_ahead, submitter, waiting
from ukur.services.document.compose import (
    Row,
    agency_total,
    document_content,
    exact,
    objectives_of,
    reading_of,
    rows_of,
    run_settings,
)
from ukur.services.document.unit_forms import unit_form_content

__all__ = [
    "Correct",
    "Propose",
    "Row",
    "agency_total",
    "count_ahead",
    "document_content",
    "exact",
    "objectives_of",
    "reading_of",
    "rows_of",
    "run_settings",
    "submit_ahead",
    "submitter",
    "unit_form_content",
    "waiting",
]
