"""Due times: the deadline of the disposition, spread over the remaining steps; recomputed at each return."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from ukur.domain.run.model import State
from ukur.domain.sop.model import Sop, Step
from ukur.domain.worktime.calendar import Calendar, DayOff, Hours
from ukur.domain.worktime.due import spread
from ukur.store import models
from ukur.store.models import Run, Task


def calendar_for(agency: int) -> Calendar:
    """The office calendar of an agency: its own rows and those for every agency."""
    mine = Q(agency=agency) | Q(agency=None)
    hours = models.OfficeHours.objects.filter(mine).order_by("agency")
    days = models.DayOff.objects.filter(mine)
    return Calendar(
        hours=tuple(
            Hours(
                since=one.since,
                until=one.until,
                weekday=one.weekday,
                opens=one.opens,
                closes=one.closes,
                break_from=one.break_from,
                break_to=one.break_to,
                kind=one.kind,
            )
            for one in hours
        ),
        days_off=tuple(DayOff(date=one.date, name=one.name, kind=one.kind, source=one.source) for one in days),
    )


def remaining(sop: Sop, step: str) -> list[Step]:
    """The steps from ``step`` on along the answers that go on."""
    path: list[Step] = []
    no = step
    while no and all(one.no != no for one in path):
        here = sop.step(no)
        path.append(here)
        onward = [one.to for one in here.answers if not one.returns]
        no = (onward or list(here.next) or [""])[0]
    return path


def plan(run: Run, sop: Sop, state: State, now: dt.datetime) -> None:
    """Set ``run.schedule`` from here on and the due times of open tasks; without a deadline nothing is due."""
    if run.deadline is None or not state.here:
        return
    steps = remaining(sop, state.here[0])
    dues = spread(calendar_for(run.agency_id), now, run.deadline, [one.minutes or 0 for one in steps])
    run.schedule = run.schedule | {
        one.no: timezone.localtime(due).isoformat() for one, due in zip(steps, dues, strict=True)
    }
    for step, due in zip(steps, dues, strict=True):
        Task.objects.filter(run=run, step=step.no, status="open").update(due=due)
    run.save(update_fields=["schedule"])
