"""Papers as PDF: the measurement document and every letter, form and record around it.

``render`` draws a content of ``model``; ``csv_of`` gives the data that is attached to the measurement
document.
"""

from ukur.formats.papers.check import BadContent
from ukur.formats.papers.data import csv_of
from ukur.formats.papers.model import TEST_LABEL, Content, Dpk, Letter
from ukur.formats.papers.render import Paper, PaperFailed, render, snapshot_bytes

__all__ = [
    "TEST_LABEL",
    "BadContent",
    "Content",
    "Dpk",
    "Letter",
    "Paper",
    "PaperFailed",
    "csv_of",
    "render",
    "snapshot_bytes",
]
