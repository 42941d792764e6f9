"""What is kept for a task without being an act: the preparer's draft, attachments, scans."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ukur.domain.errors import Refused, refusal
from ukur.services import access
from ukur.services.access import Actor, Power
from ukur.services.collection import check_file
from ukur.store import files
from ukur.store.models import Attachment, Draft, Task


def _require(actor: Actor, task: Task) -> None:
    if task.status != "open":
        raise Refused(refusal("task_not_open"))
    if access.rights(actor.id or 0, timezone.localdate()).of(task.seat).power is Power.NONE:
        raise Refused(refusal("not_your_task"))


def save_draft(actor: Actor, task: Task, content: dict[str, str]) -> None:
    """Keep the fields as typed, for the official who confirms (Penyiap); the last one who saved is the preparer."""
    _require(actor, task)
    with transaction.atomic():
        draft, _ = Draft.objects.select_for_update().get_or_create(
            task=task, defaults={"by_id": actor.person, "at": timezone.now()}
        )
        draft.content, draft.by_id, draft.at = content, actor.person, timezone.now()
        draft.version += 1
        draft.save()
        Task.objects.filter(pk=task.pk).update(prepared_by_id=actor.person)


def attach(actor: Actor, task: Task, name: str, data: bytes) -> None:
    """Put a file to the task; checked by its content."""
    _require(actor, task)
    check_file(name, data)
    Attachment.objects.create(
        task=task, title=name[:200], digest=files.keep(data), by_id=actor.person, at=timezone.now()
    )


def keep_scan(name: str, data: bytes) -> str:
    """Keep the scan of an act on paper; its SHA-256."""
    check_file(name, data)
    return files.keep(data)
