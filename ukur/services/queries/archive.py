"""Berkas Arsip: the packages of an agency."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.services.access import Actor
from ukur.services.wording.dates import long_date
from ukur.store.models import ArchivePackage


@dataclass(frozen=True, slots=True)
class Berkas:
    id: int
    run: int
    title: str
    classification: str
    closed: str
    retention: str
    fate: str
    location: str
    ready: bool
    sound: bool | None


def archives(actor: Actor) -> tuple[Berkas, ...]:
    """The agency's packages, newest first."""
    rows = ArchivePackage.objects.filter(run__agency=actor.agency).select_related("run").order_by("-pk")
    return tuple(
        Berkas(
            one.pk,
            one.run_id,
            one.run.title,
            one.classification,
            long_date(one.closed_on),
            f"aktif {one.active_years} tahun, inaktif {one.inactive_years} tahun",
            one.fate,
            one.location,
            bool(one.file),
            one.sound,
        )
        for one in rows
    )
