"""Berkas Arsip: the packages of an agency, how long each is kept, one by itself, and what is filed at step 13."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from ukur.domain.archive.commands import DEFAULT_CODE
from ukur.domain.archive.retention import Terms, line_for, spans
from ukur.services import access, archive
from ukur.services.access import Actor
from ukur.services.wording.archive import PHASES, terms_said
from ukur.services.wording.dates import day_and_clock, long_date
from ukur.store.models import ArchivePackage, HealthFault, Paper, Run

EXAMPLE_MARK = "contoh, belum disahkan"


@dataclass(frozen=True, slots=True)
class Berkas:
    """One berkas in a list. ``phase``: active, inactive, over; ``sound`` None: not built yet; ``basis`` as shown."""

    id: int
    run: int
    title: str
    code: str
    number: str
    closed: str
    active_until: str
    inactive_until: str
    phase: str
    phase_word: str
    fate: str
    basis: str
    example: bool
    location: str
    ready: bool
    sound: bool | None
    replaced: bool


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The list. ``only``: "over" when those are shown whose time is over; ``faults`` for the administrator alone."""

    rows: tuple[Berkas, ...]
    only: str
    total: int
    over: int
    faults: int
    admin: bool


@dataclass(frozen=True, slots=True)
class BerkasPage:
    """One berkas with everything that an archive list says of it; ``papers``: number and title of what lies in it."""

    berkas: Berkas
    facts: tuple[tuple[str, str], ...]
    retention: tuple[tuple[str, str], ...]
    papers: tuple[tuple[int, str, str], ...]
    digest: str
    checked: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filing:
    """What the form of step 13 proposes. ``options``: retention by code, then each line of the schedule, then own."""

    codes: tuple[tuple[str, str], ...]
    code: str
    number: str
    description: str
    since: str
    until: str
    options: tuple[tuple[str, str], ...]
    example: bool


def archives(actor: Actor, only: str = "") -> ArchivePage:
    """The agency's berkas, newest first; with ``only`` "over" those whose active and inactive time is over."""
    today = timezone.localdate()
    packages = ArchivePackage.objects.filter(run__agency=actor.agency).select_related("run__superseded_by")
    rows = berkas_rows(packages.order_by("-closed_on", "-pk"), actor, today)
    over = [one for one in rows if one.phase == "over"]
    shown = over if only == "over" else rows
    faults = open_faults(actor).count() if actor.admin else 0
    return ArchivePage(tuple(shown), only, len(rows), len(over), faults, actor.admin)


def berkas_rows(packages: Iterable[ArchivePackage], actor: Actor, today: dt.date) -> list[Berkas]:
    """The berkas as lists show them."""
    if actor.agency is None:
        return []
    names = {one.code: one.name for one in archive.codes(actor.agency)}
    hurt = set(open_faults(actor).values_list("run", flat=True))
    return [_berkas(one, names, hurt, today) for one in packages]


def open_faults(actor: Actor) -> QuerySet[HealthFault]:
    """What the health check has found at the agency and nobody has mended."""
    return HealthFault.objects.filter(agency=actor.agency, mended_at=None).order_by("pk")


def _berkas(one: ArchivePackage, names: dict[str, str], hurt: Collection[int | None], today: dt.date) -> Berkas:
    time = spans(one.closed_on, one.active_years, one.inactive_years, today)
    return Berkas(
        id=one.pk,
        run=one.run_id,
        title=one.description or f"Dokumen {one.run.title}",
        code=f"{one.classification} {names.get(one.classification, '')}".strip(),
        number=one.number,
        closed=long_date(one.closed_on),
        active_until=long_date(time.active_until),
        inactive_until=long_date(time.inactive_until),
        phase=time.phase,
        phase_word=PHASES[time.phase],
        fate=one.fate,
        basis=one.basis or EXAMPLE_MARK,
        example=not one.basis,
        location=one.location,
        ready=bool(one.file),
        sound=False if one.run_id in hurt else one.sound,
        replaced=hasattr(one.run, "superseded_by"),
    )


def berkas_page(actor: Actor, id: int) -> BerkasPage:
    """One berkas of the actor's agency, else ``NotThere``."""
    package = access.package(actor, id)
    (row,) = berkas_rows([package], actor, timezone.localdate())
    span = f"{long_date(package.since)} s.d. {long_date(package.until)}" if package.since and package.until else "–"
    facts = (
        ("Kode klasifikasi", row.code),
        ("Nomor berkas", row.number or "–"),
        ("Uraian", row.title),
        ("Kurun waktu", span),
        ("Tingkat perkembangan", package.stage.capitalize()),
        ("Jumlah", package.amount or "–"),
        ("Lokasi simpan", row.location or "–"),
        ("Ditutup", row.closed),
    )
    retention = (
        ("Keadaan", row.phase_word),
        ("Aktif sampai", row.active_until),
        ("Inaktif sampai", row.inactive_until),
        ("Nasib akhir", row.fate),
        ("Menurut", ", ".join(one for one in (package.kind, row.basis) if one)),
    )
    papers = Paper.objects.filter(run=package.run).exclude(file="", signed_file="").order_by("pk")
    return BerkasPage(
        row,
        facts,
        retention,
        tuple((one.pk, one.title, one.number) for one in papers),
        package.file,
        day_and_clock(package.checked_at) if package.checked_at else "",
        tuple(open_faults(actor).filter(run=package.run).values_list("title", flat=True)) if actor.admin else (),
    )


def filing(run: Run, today: dt.date) -> Filing:
    """What step 13 begins with: the usual code, the next number, the run's days, what the schedule says."""
    schedule = archive.schedule(run.agency_id, today)
    usual = line_for(schedule.lines, DEFAULT_CODE)
    by_code = f"Menurut kode klasifikasi{f': {_said(usual.terms)}' if usual else ''}"
    return Filing(
        codes=tuple((one.code, one.name) for one in archive.codes(run.agency_id)),
        code=DEFAULT_CODE,
        number=archive.next_number(run.agency_id, DEFAULT_CODE),
        description=f"Dokumen {run.title}",
        since=archive.first_day(run).isoformat(),
        until=today.isoformat(),
        options=(
            ("", by_code),
            *((f"kind:{one.kind}", f"{one.kind} ({one.code}): {_said(one.terms)}") for one in schedule.lines),
            ("own", "Lain: tulis sendiri di bawah"),
        ),
        example=any(not one.terms.basis for one in schedule.lines),
    )


def _said(terms: Terms) -> str:
    return terms_said(terms) + (f" ({EXAMPLE_MARK})" if not terms.basis else "")
