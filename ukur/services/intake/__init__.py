"""Taking a workbook in: kept as read, mended on the page, applied as one act, undone as one act."""

from ukur.services.intake.apply import apply
from ukur.services.intake.desk import Mending, mend, take_in
from ukur.services.intake.known import known
from ukur.services.intake.undo import undo

__all__ = ["Mending", "apply", "known", "mend", "take_in", "undo"]
