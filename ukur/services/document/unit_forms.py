"""A unit's form on paper: as it is filled in, or empty to be filled by hand and recorded afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ukur.domain.plan.model import Period
from ukur.services import access, paper
from ukur.services.document.compose import Row, objectives_of, printed, rows_of, run_settings
from ukur.services.paper.letters import Signer
from ukur.services.paper.records import FormRow, unit_form
from ukur.store.models import Run, Unit


def unit_form_content(run: Run, unit: Unit, own: frozenset[int], today: dt.date, *, blank: bool) -> dict[str, Any]:
    """What is asked of ``unit`` this quarter with what it reported; drafts only when it is among ``own``.

    ``blank``: without what was reported, with room to write.
    """
    settings = run_settings(run)
    rows = [one for one in rows_of(run, settings, own) if one.item.unit == unit.pk and one.measured]
    groups = objectives_of(rows, settings)
    numbered = printed(groups, Period.parse(run.period))
    asked = [
        (name, [_line(row, one) for row, one in zip(inside, shown["indicators"], strict=True)])
        for (name, inside, _), shown in zip(groups, numbered, strict=True)
    ]
    holders = access.people_on(f"unit:{unit.pk}", today)
    by = paper.signer_of(holders[0].pk, today) if holders else Signer(f"Kepala {unit.name}", "")
    return unit_form(paper.frame_for(run.agency, today), run.title, unit.name, asked, by, blank=blank)


def _line(row: Row, one: dict[str, Any]) -> FormRow:
    """``one``: the indicator as papers print it."""
    missing = row.cell.value is None and row.cell.unavailable
    cause = f"Data belum tersedia: {row.cell.unavailable}" if missing else one["cause"]
    figures = (one["target_year"], one["target"], one["actual"])
    return FormRow(one["name"], one["uom"], *figures, cause, one["follow_up"], tuple(one["evidence"]))
