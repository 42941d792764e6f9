"""The form of a run: frozen at step 2, versioned; sheets and cells made from it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from ukur.domain.collection.figures import Item, from_data, to_data
from ukur.domain.paper.chain import canonical
from ukur.domain.plan.model import Period
from ukur.services.plan import items_for
from ukur.store import sql
from ukur.store.models import Cell, Evidence, Form, Run, Sheet


@dataclass(frozen=True, slots=True)
class Frozen:
    """The newest form of a run."""

    version: int
    digest: str
    items: tuple[Item, ...]

    def __hash__(self) -> int:
        return hash(self.digest)

    def item(self, code: str) -> Item:
        return next(one for one in self.items if one.code == code)


def form_of(run: Run) -> Frozen | None:
    """The newest form, or None before step 2."""
    rows = sql.read(Form, ("version", "digest"), "run_id = %s ORDER BY version DESC LIMIT 1", run.pk)
    if not rows:
        return None
    return frozen(run, *rows[0])


def frozen(run: Run, version: int, digest: str) -> Frozen:
    """The form of a version and digest that are known to be the run's."""
    return Frozen(version, digest, _items(run.pk, version, digest))


@lru_cache(maxsize=128)
def _items(run: int, version: int, _digest: str) -> tuple[Item, ...]:
    """A frozen form never changes, so it is parsed once in each process."""
    ((content,),) = sql.read(Form, ("content",), "run_id = %s AND version = %s", run, version)
    return tuple(from_data(one) for one in json.loads(content))


def freeze(run: Run, now: dt.datetime) -> Form:
    """Freeze the plan of the period as the next form version; answered cells stay; the same plan makes none."""
    period = Period.parse(run.period)
    items = items_for(run.agency_id, period)
    content = canonical([to_data(one) for one in items])
    digest = hashlib.sha256(content).hexdigest()
    last = Form.objects.filter(run=run).order_by("-version").first()
    if last is not None and last.digest == digest:
        return last
    version = last.version + 1 if last else 1
    form = Form.objects.create(run=run, version=version, content=content.decode(), digest=digest, frozen_at=now)
    _make_sheets(run, period, items)
    return form


def _make_sheets(run: Run, period: Period, items: list[Item]) -> None:
    sheets = {sheet.unit_id: sheet for sheet in Sheet.objects.filter(run=run)}
    for unit in {one.unit for one in items} - set(sheets):
        sheets[unit] = Sheet.objects.create(run=run, unit_id=unit)
    there = set(Cell.objects.filter(sheet__run=run).values_list("code", flat=True))
    Cell.objects.bulk_create(
        Cell(
            sheet=sheets[one.unit],
            code=one.code,
            order=order,
            measured=one.measured(period),
            filler_id=one.filler or None,
        )
        for order, one in enumerate(items)
        if one.code not in there
    )
    gone = there - {one.code for one in items}
    Cell.objects.filter(sheet__run=run, code__in=gone).delete()


def inherit(run: Run, old: Run, now: dt.datetime) -> None:
    """A superseding run starts with the form and the accepted values of the run it replaces, evidence included."""
    last = Form.objects.filter(run=old).order_by("-version").first()
    if last is None:
        return
    Form.objects.create(run=run, version=1, content=last.content, digest=last.digest, frozen_at=now)
    for sheet in Sheet.objects.filter(run=old):
        cells = list(sheet.cells.all())
        made = Sheet.objects.create(run=run, unit_id=sheet.unit_id, state="accepted")
        for cell in cells:
            proofs = list(cell.evidence.all())
            cell.pk, cell.sheet = None, made
            cell.save()
            for proof in proofs:
                proof.pk, proof.cell = None, cell
            Evidence.objects.bulk_create(proofs)
