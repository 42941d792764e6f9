"""The workbook of a unit's form as it is handed out: what it shows, what is open, and what it was made from."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from ukur.domain.collection.contents import Content
from ukur.domain.collection.figures import Item, before_quarter
from ukur.domain.errors import Refused, refusal
from ukur.domain.plan.model import Period
from ukur.formats import unitbook
from ukur.formats.unitbook import Base, Manifest, Row, UnitBook
from ukur.services.access import Actor
from ukur.services.collection.drafts import CellRow, Desk, open_desk
from ukur.services.collection.form import Frozen, form_of
from ukur.services.wording.dates import day_and_date
from ukur.store import sql
from ukur.store.models import Agency, Finding, Run, Unit

_OPEN_FINDINGS = "cell_id IN (SELECT id FROM store_cell WHERE sheet_id = %s) AND state = 'open' ORDER BY id"
_SALT = b"ukur.formats.unitbook"


def seal(content: bytes) -> str:
    """The keyed digest that tells our own workbooks from all others."""
    key = hmac.digest(settings.SECRET_KEY.encode(), _SALT, "sha256")
    return hmac.digest(key, content, "sha256").hex()


def make_book(actor: Actor, run_id: int, key: str, now: dt.datetime) -> tuple[str, bytes]:
    """The file name and the bytes of the workbook for an open sheet task; refused as for typing on the page."""
    desk, cells = open_desk(actor, run_id, key, now, lock=False)
    run, form = desk.run, form_of(desk.run)
    if form is None:
        raise Refused(refusal("form_missing"))
    unit = Unit.objects.get(pk=desk.sheet.unit_id)
    made = unitbook.write(_book(run, unit, form, desk, cells), seal)
    return f"form-{unit.code.lower()}-{run.period}.xlsx", made


def _book(run: Run, unit: Unit, form: Frozen, desk: Desk, cells: Mapping[str, CellRow]) -> UnitBook:
    agency = Agency.objects.get(pk=run.agency_id)
    period = Period.parse(run.period)
    reasons = _reasons(desk, cells)
    items = [one for one in form.items if one.code in cells]
    rows = tuple(_row(one, period, desk, cells[one.code], reasons.get(one.code, "")) for one in items)
    due = f"Tenggat {day_and_date(timezone.localdate(desk.task.due))}" if desk.task.due else ""
    manifest = Manifest(
        run.pk,
        unit.pk,
        form.version,
        form.digest,
        desk.task.key,
        desk.task.round,
        tuple(Base(one.code, one.name, cells[one.code].version, one.content, one.opened) for one in rows),
    )
    return UnitBook(agency.name, unit.name, run.title, due, agency.paper, agency.practice, rows, manifest)


def _reasons(desk: Desk, cells: Mapping[str, CellRow]) -> dict[str, str]:
    """Why values came back that have not been mended yet, by code; of several reasons the newest."""
    codes = {one.id: one.code for one in cells.values()}
    found = sql.read(Finding, ("cell_id", "reason"), _OPEN_FINDINGS, desk.sheet.pk)
    return {codes[cell]: reason for cell, reason in found}


def _row(item: Item, period: Period, desk: Desk, cell: CellRow, reason: str) -> Row:
    return Row(
        code=item.code,
        name=item.name,
        uom=item.uom,
        target=item.targets.get(period.quarter) if cell.measured else None,
        upper=item.uppers.get(period.quarter) if cell.measured else None,
        target_year=item.targets.get(0),
        before=before_quarter(item, period),
        box="s.d. triwulan ini" if item.cumulative_input else "triwulan ini",
        decimals=item.decimals,
        content=content_of(cell),
        opened=is_open(desk, cell),
        status=_status(desk, cell),
        returned=reason,
    )


def content_of(cell: CellRow) -> Content:
    """What stands in the cell now."""
    return Content(cell.raw, cell.value, cell.unavailable, cell.provisional, cell.cause, cell.follow_up)


def is_open(desk: Desk, cell: CellRow) -> bool:
    """Whether a workbook may change the cell: what the actor may type in, except what was accepted."""
    return cell.code in desk.codes and cell.state != "accepted"


def _status(desk: Desk, cell: CellRow) -> str:
    """Why a cell is closed, or that it came back."""
    if not cell.measured:
        return "Tidak diukur triwulan ini"
    if cell.state == "accepted":
        return "Diterima"
    if cell.code not in desk.codes:
        outside = desk.task.scope and cell.code not in desk.task.scope
        return "Tidak termasuk perbaikan" if outside else "Diisi orang lain"
    return "Dikembalikan" if cell.state == "returned" else ""
