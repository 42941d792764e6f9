"""Data awal: figures of earlier quarters. What came from a signed document is never touched."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ukur.domain.achievement.numbers import read_number
from ukur.domain.errors import Refused, refusal
from ukur.domain.plan.commands import RecordOpening
from ukur.services.access import Actor, require_administrator
from ukur.services.rooms import Deed
from ukur.store.models import Actual, Indicator

SOURCE = "data awal"


def record(actor: Actor, command: RecordOpening, now: dt.datetime) -> Deed:
    """Simpan data awal; refused with the indicator's name when a number cannot be read or can be read two ways."""
    require_administrator(actor)
    plan = Indicator.objects.filter(objective__agency=command.agency, objective__year=command.year)
    names = dict(plan.values_list("code", "name"))
    settled = Actual.objects.filter(agency=command.agency, year=command.year).exclude(source=SOURCE)
    taken = set(settled.values_list("code", "quarter"))
    kept = 0
    for code, quarter, text in command.figures:
        if code not in names or not 1 <= quarter <= 4 or (code, quarter) in taken:
            continue
        reading = read_number(text)
        if reading.ambiguous:
            raise Refused(refusal("opening_ambiguous", name=names[code], text=text))
        where: dict[str, Any] = {"agency_id": command.agency, "code": code, "year": command.year, "quarter": quarter}
        if reading.value is None:
            Actual.objects.filter(**where, source=SOURCE).delete()
            continue
        Actual.objects.update_or_create(**where, defaults={"value": reading.value, "source": SOURCE})
        kept += 1
    return Deed(payload={"year": command.year, "figures": kept})
