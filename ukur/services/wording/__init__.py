"""Everything that is said on screen and paper, apart from rules and pages."""

from ukur.services.wording.refusals import REFUSALS, say, say_all

__all__ = ["REFUSALS", "say", "say_all"]
