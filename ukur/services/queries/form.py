"""The form of a run: what it asks for, its versions with digest, and what the plan would change in it now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.collection.difference import differences
from ukur.domain.collection.figures import Item
from ukur.domain.plan.model import Period
from ukur.services import access
from ukur.services.access import Actor
from ukur.services.collection import form_of
from ukur.services.plan import items_for
from ukur.services.wording.achievement import ACCUMULATION, POLARITY
from ukur.services.wording.checks import say_proof
from ukur.services.wording.dates import day_and_clock
from ukur.services.wording.labels import FREQUENCY
from ukur.store.models import Form


@dataclass(frozen=True, slots=True)
class FormLine:
    name: str
    uom: str
    unit: str
    filler: str
    target: str
    evidence: str
    required: str

    @property
    def proof(self) -> str:
        """What is asked for in words, and which kinds of it nothing is sent without."""
        if not self.required:
            return self.evidence
        return f"{self.evidence} (wajib: {self.required})" if self.evidence else f"Wajib: {self.required}"


@dataclass(frozen=True, slots=True)
class FormPage:
    """``changes``: indicator, what, before, after."""

    run: int
    run_title: str
    versions: tuple[tuple[int, str, str], ...]
    lines: tuple[FormLine, ...]
    digest: str
    changes: tuple[tuple[str, str, str, str], ...]
    may_renew: bool


def form_page(actor: Actor, run: int) -> FormPage:
    """The form as it is frozen; before step 2 the plan as it would be frozen."""
    row = access.run(actor, run)
    period, form = Period.parse(row.period), form_of(row)
    plan = items_for(row.agency_id, period)
    leads = actor.rights(timezone.localdate()).leads(row)
    changes = differences(form.items, plan, period) if form else ()
    return FormPage(
        run=row.pk,
        run_title=row.title,
        versions=tuple(
            (one.version, one.digest[:16], day_and_clock(one.frozen_at))
            for one in Form.objects.filter(run=row).order_by("version")
        ),
        lines=form_lines(form.items if form else plan, period),
        digest=form.digest if form else "",
        changes=tuple((one.name, WHAT[one.what], *_shown(one.what, one.before, one.after)) for one in changes),
        may_renew=bool(form and changes and not row.sealed and row.status == "running" and leads),
    )


def form_lines(items: tuple[Item, ...] | list[Item], period: Period) -> tuple[FormLine, ...]:
    """What the form asks for, a line an indicator; a target of a quarter that is not measured is "–"."""
    return tuple(
        FormLine(
            one.name,
            one.uom,
            one.unit_name,
            one.filler_name,
            one.shown(one.targets.get(period.quarter)) if one.measured(period) else "–",
            one.evidence,
            say_proof(one.proof) if one.proof else "",
        )
        for one in items
    )


WHAT = {
    "added": "Indikator baru",
    "removed": "Tidak ada lagi di rencana",
    "name": "Nama",
    "uom": "Satuan",
    "unit_name": "Penanggung jawab",
    "objective": "Sasaran",
    "evidence": "Bukti yang diminta",
    "proof": "Bukti wajib",
    "filler_name": "Pengisi",
    "definition": "Definisi",
    "formula": "Rumus",
    "target": "Target triwulan",
    "target_year": "Target tahun",
    "polarity": "Polaritas",
    "accumulation": "Angka setahun",
    "frequency": "Diukur",
}
_WORDS = {str(key): word for words in (POLARITY, ACCUMULATION, FREQUENCY) for key, word in words.items()}


def _shown(what: str, before: str, after: str) -> tuple[str, str]:
    if what in ("polarity", "accumulation", "frequency"):
        before, after = _WORDS[before], _WORDS[after]
    if what == "proof":
        before, after = (say_proof(one) if one else "–" for one in (before, after))
    return before or "–", after or "–"
