"""Taking an applied workbook back: what stood there before stands there again."""

from __future__ import annotations

import datetime as dt

from django.db.models import ProtectedError

from ukur.domain.errors import Refused, refusal
from ukur.domain.intake.commands import UndoIntake
from ukur.services.access import Actor, NotThere, require_administrator
from ukur.services.rooms import Deed
from ukur.services.setup.trail import back
from ukur.store.models import Form, Intake, Person


def undo(actor: Actor, command: UndoIntake, now: dt.datetime) -> Deed:
    """Urungkan impor; refused once a form was frozen from it, or when something else depends on what it made."""
    require_administrator(actor)
    row = Intake.objects.filter(pk=command.intake, agency=actor.agency).first()
    if row is None:
        raise NotThere
    if row.state != "applied":
        raise Refused(refusal("intake_not_applied"))
    require_undoable(row)
    try:
        back((row.before or {})["steps"])
    except ProtectedError as held:
        raise Refused(refusal("intake_in_use")) from held
    row.state, row.before, row.changed_at = "open", None, now
    row.save(update_fields=["state", "before", "changed_at"])
    return Deed(payload={"intake": row.pk, "file": row.name})


def require_undoable(row: Intake) -> None:
    """Refused with the run whose form holds this plan, or with the newer import that has to be undone first."""
    year, before = f"{row.content['year']}-", row.before or {"at": "9999", "steps": []}
    used = Form.objects.filter(run__agency=row.agency, run__period__startswith=year)
    forms = used.select_related("run").order_by("pk")
    later = next((one for one in forms if one.frozen_at.isoformat() >= before["at"]), None)
    if later is not None:
        raise Refused(refusal("intake_frozen", title=later.run.title))
    newer = Intake.objects.filter(agency=row.agency, state="applied", pk__gt=row.pk).order_by("-pk").first()
    if newer is not None:
        raise Refused(refusal("intake_newer", name=newer.name))
    made = [step[2] for step in before["steps"] if step[:2] == ["made", "Person"]]
    signed_in = Person.objects.filter(pk__in=made).exclude(last_login=None).order_by("pk").first()
    if signed_in is not None:
        raise Refused(refusal("intake_signed_in", name=signed_in.name))
