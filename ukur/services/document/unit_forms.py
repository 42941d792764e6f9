"""A unit's form on paper: as it is filled in, or empty to be filled by hand and recorded afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ukur.domain.plan.model import Period
from ukur.services import access, paper
from ukur.services.document.compose import objectives_of, printed, rows_of, run_settings
from ukur.services.paper.letters import Signer
from ukur.services.paper.records import FormRow, unit_form
from ukur.store.models import Run, Unit


def unit_form_content(run: Run, unit: Unit, own: frozenset[int], today: dt.date, *, blank: bool) -> dict[str, Any]:
    """What is asked of ``unit`` this quarter with what it reported; drafts only when it is among ``own``.

    ``blank``: without what was reported, with room to write.
    """
    settings = run_settings(run)
    rows = [one for one in rows_of(run, settings, own) if one.item.unit == unit.pk and one.measured]
    objectives = printed(objectives_of(rows, settings), Period.parse(run.period))
    asked = [(one["name"], [_row(inside) for inside in one["indicators"]]) for one in objectives]
    holders = access.people_on(f"unit:{unit.pk}", today)
    by = paper.signer_of(holders[0].pk, today) if holders else Signer(f"Kepala {unit.name}", "")
    return unit_form(paper.frame_for(run.agency, today), run.title, unit.name, asked, by, blank=blank)


def _row(one: dict[str, Any]) -> FormRow:
    cause = one["cause"] if one["actual"] is not None else one["reason"] or one["cause"]
    proofs = tuple(one["evidence"])
    return FormRow(
        one["name"], one["uom"], one["target_year"], one["target"], one["actual"], cause, one["follow_up"], proofs
    )
