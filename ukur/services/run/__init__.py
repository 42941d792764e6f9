"""Runs: proposing, loading and moving them. Rows are the truth for reading; the journal can rebuild the same state."""

from ukur.services.run import schedule
from ukur.services.run.casting import cast_for
from ukur.services.run.flow import apply, around, load, state_of
from ukur.services.run.room import cancel, give_back, propose, supersede, take

__all__ = [
    "apply",
    "around",
    "cancel",
    "cast_for",
    "give_back",
    "load",
    "propose",
    "schedule",
    "state_of",
    "supersede",
    "take",
]
