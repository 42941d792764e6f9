"""The run's own story for the document: who did which step when, and what was returned why."""

from __future__ import annotations

from ukur.services.rooms import Context
from ukur.services.wording.dates import day_and_clock
from ukur.services.wording.labels import STEP_TITLES
from ukur.store.models import Person, Task, Visit


def title_of(context: Context, step: str) -> str:
    """The step's title on screen and paper: by what it does in the software, else its own wording."""
    found = context.sop.step(step)
    return STEP_TITLES.get(found.activity(found.main), found.title)


def history_of(context: Context) -> list[dict[str, str | None]]:
    """One row per closed main task, in order of closing."""
    rows = Task.objects.filter(run=context.run, status="closed", kind="main").order_by("closed_at", "pk")
    return [_row(context, one) for one in rows.select_related("closed_by", "recorded_by", "prepared_by")]


def _row(context: Context, task: Task) -> dict[str, str | None]:
    notes = []
    if task.event_date and task.recorded_by:
        notes.append(
            f"Disusulkan: dicatat dari kertas bertanggal {task.event_date:%d-%m-%Y} oleh {task.recorded_by.name}"
        )
    if task.prepared_by and task.prepared_by_id != task.closed_by_id:
        notes.append(f"Disiapkan oleh {task.prepared_by.name}")
    return {
        "no": task.step,
        "title": title_of(context, task.step),
        "who": _who(task),
        "when": day_and_clock(task.closed_at) if task.closed_at else "",
        "round": f"Perbaikan ke-{task.round - 1}" if task.round > 1 else "",
        "note": "; ".join(notes) or None,
    }


def _who(task: Task) -> str:
    name = task.closed_by.name if task.closed_by else "–"
    return f"{name} ({task.acted_as})" if task.acted_as else name


def returns_of(context: Context) -> list[dict[str, str]]:
    """Every return with its reason."""
    visits = Visit.objects.filter(run=context.run).exclude(returned_to="").order_by("left_at", "pk")
    return [_return(context, one) for one in visits]


def _return(context: Context, visit: Visit) -> dict[str, str]:
    by = Task.objects.filter(run=context.run, step=visit.step, round=visit.round, kind="main", status="closed")
    last = by.order_by("-closed_at").values_list("closed_by", flat=True).first()
    person = Person.objects.filter(pk=last).first() if last else None
    reason = f"Di luar urutan SOP: {visit.reason}" if visit.deviation else visit.reason
    return {
        "from": visit.step,
        "to": visit.returned_to,
        "reason": reason,
        "who": person.name if person else "–",
        "when": day_and_clock(visit.left_at) if visit.left_at else "",
    }
