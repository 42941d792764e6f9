"""Setting an agency up: letterhead, units, people, team, test print, changes of office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from ukur.domain.paper.commands import ArrangePapers
from ukur.domain.people import commands as c
from ukur.domain.plan.commands import RecordOpening
from ukur.services.access import Actor
from ukur.services.rooms import Deed
from ukur.services.setup import agency, office, opening, papers, people

Doing = Callable[[Actor, Any, dt.datetime], Deed]
DOINGS: Mapping[type, Doing] = {
    c.DescribeAgency: agency.describe,
    c.ArrangeUnits: agency.arrange,
    c.SaveTeam: agency.save_team,
    c.ConfirmPrint: agency.confirm_print,
    c.SavePerson: people.save_person,
    c.HandOutCodes: people.hand_out,
    c.ChangeHolder: office.change_holder,
    c.LeaveAgency: office.leave,
    RecordOpening: opening.record,
    ArrangePapers: papers.arrange,
}

__all__ = ["DOINGS"]
