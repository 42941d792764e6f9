"""The form of a run: frozen at step 2, versioned; sheets and cells made from it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ukur.domain.collection.commands import RenewForm
from ukur.domain.collection.figures import Item, from_data, to_data
from ukur.domain.paper.chain import canonical
from ukur.domain.plan.model import Period
from ukur.domain.run.model import Mend, TaskKind
from ukur.services.plan import items_for
from ukur.services.rooms import Context, Deed
from ukur.store import sql
from ukur.store.models import Cell, Evidence, Form, Run, Sheet

NAMED = 3  # indicators that a sentence names


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


def called_in(run: Run, codes: Sequence[str]) -> str:
    """The indicators with these codes by their names in the run's form, for a sentence: three, and how many more."""
    form = form_of(run)
    names = {one.code: one.name for one in form.items} if form else {}
    named = "; ".join(names.get(one, one) for one in codes[:NAMED])
    return named if len(codes) <= NAMED else f"{named}; dan {len(codes) - NAMED} lainnya"


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
    """A cell for each item in the sheet of its unit. What is answered stays, also of an indicator that is gone."""
    sheets = {sheet.unit_id: sheet for sheet in Sheet.objects.filter(run=run)}
    for unit in {one.unit for one in items} - set(sheets):
        sheets[unit] = Sheet.objects.create(run=run, unit_id=unit)
    there = {cell.code: cell for cell in Cell.objects.filter(sheet__run=run)}
    made: list[Cell] = []
    for order, one in enumerate(items):
        cell = there.pop(one.code, None) or Cell(code=one.code)
        cell.sheet, cell.order, cell.measured = sheets[one.unit], order, one.measured(period)
        cell.filler_id = one.filler or None
        if cell.pk is None:
            made.append(cell)
        else:
            cell.save(update_fields=["sheet", "order", "measured", "filler"])
    Cell.objects.bulk_create(made)
    gone = Cell.objects.filter(pk__in=[cell.pk for cell in there.values()])
    gone.filter(version=0, evidence=None).delete()
    gone.update(measured=False)


def renew(context: Context, command: RenewForm) -> Deed:
    """The plan as it is now becomes the next version; units that have handed in get the new values to fill.

    Refused before a form exists, after the signature, when the plan says the same, when it names a unit without a part
    in this run, and when another version was made since the difference was shown.
    """
    run, last = context.run, form_of(context.run)
    if last is None:
        raise context.refuse("form_missing")
    if run.sealed:
        raise context.refuse("sealed")
    if command.seen and command.seen != last.digest:
        raise context.refuse("form_renewed_already")
    form = freeze(run, context.now)
    if form.digest == last.digest:
        raise context.refuse("plan_unchanged")
    items = _items(run.pk, form.version, form.digest)
    added = {one.code: one for one in items} | {one.code: None for one in last.items}
    period = Period.parse(run.period)
    fresh = [one for one in added.values() if one is not None and one.measured(period)]
    payload = {"form": form.version, "digest": form.digest, "added": [one.code for one in fresh]}
    return Deed(tuple(_hand_ins(context, fresh)), payload)


def _hand_ins(context: Context, fresh: list[Item]) -> Iterator[Mend]:
    """A task over the new values for each unit whose form is closed already; an open one shows them by itself."""
    cast = context.state.cast
    seats = {one.key: name for group in (cast.doers, cast.suppliers) for name, all in group.items() for one in all}
    waiting = {one.seat for one in context.state.open if one.kind is TaskKind.HAND_IN and not one.scope}
    closed: dict[str, list[str]] = {}
    for item in fresh:
        seat = f"unit:{item.unit}"
        if seat not in seats:
            raise context.refuse("unit_without_part", unit=item.unit_name)
        closed.setdefault(seat, []).append(item.code)
    for seat, codes in closed.items():
        handed = Sheet.objects.filter(run=context.run, unit=int(seat.removeprefix("unit:")), submissions__isnull=False)
        if seat not in waiting and handed.exists():
            yield Mend(context.run.here[0], seats[seat], seat, tuple(codes))


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
            proofs = list(cell.evidence.order_by("pk"))  # the papers name them in this order
            cell.pk, cell.sheet = None, made
            cell.save()
            for proof in proofs:
                proof.pk, proof.cell = None, cell
            Evidence.objects.bulk_create(proofs)
