"""Every activity a step can name. A new one is one file a floor and one line here."""

from __future__ import annotations

from ukur.services import archive, collection, document, meeting, signature, validation
from ukur.services import task as tasks
from ukur.services.rooms import Activity
from ukur.store.models import Task

ACTIVITIES: tuple[Activity, ...] = (
    tasks.Disposition(),
    tasks.General(),
    tasks.TakePart(),
    collection.Compose(),
    collection.Share(),
    collection.FillIn(),
    collection.CloseForms(),
    validation.Validate(),
    validation.Submit(),
    validation.Examine(),
    meeting.Call(),
    meeting.Meet(),
    document.Correct(),
    document.Propose(),
    signature.SignDocument(),
    signature.Multiply(),
    archive.File(),
)
_BY_NAME: dict[str, Activity] = {one.name: one for one in ACTIVITIES}
REOPENING = tuple(_BY_NAME[one] for one in ("isi-form", "rapat", "validasi", "koreksi"))


def activity_of(task: Task) -> Activity:
    """The activity of a task; an unknown name falls back to the general task."""
    return _BY_NAME.get(task.activity, _BY_NAME["tugas"])
