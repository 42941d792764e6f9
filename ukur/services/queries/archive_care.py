"""What keeps the archive in order: the retention schedule, the classification codes, and its health."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ukur.domain.archive.retention import FATES, Line
from ukur.services import archive
from ukur.services.access import Actor
from ukur.services.queries.archive import open_faults
from ukur.services.wording.archive import EXAMPLE_SOURCE, FAULTS
from ukur.services.wording.dates import day_and_clock, local, long_date
from ukur.store.models import HealthFault, HealthRound, Timer


@dataclass(frozen=True, slots=True)
class SchedulePage:
    """The retention schedule. ``example``: where the numbers come from when nobody has set them; ``past``: versions."""

    lines: tuple[Line, ...]
    since: str
    today: str
    example: str
    past: tuple[str, ...]
    fates: tuple[str, ...]
    admin: bool


@dataclass(frozen=True, slots=True)
class CodesPage:
    lines: tuple[tuple[str, str], ...]
    admin: bool


@dataclass(frozen=True, slots=True)
class Ailment:
    """A fault: of which berkas, which file, what is wrong with it, since when it is known."""

    run: int | None
    berkas: str
    file: str
    wrong: str
    found: str


@dataclass(frozen=True, slots=True)
class HealthPage:
    """``last``: of the last whole check, as facts; ``running``: how far the present one came."""

    last: tuple[tuple[str, str], ...]
    running: str
    next: str
    faults: tuple[Ailment, ...]
    mended: tuple[Ailment, ...]


def schedule_page(actor: Actor) -> SchedulePage:
    """The schedule in force, and the versions there are."""
    today = timezone.localdate()
    now = archive.schedule(actor.agency or 0, today)
    past = tuple(
        f"Berlaku sejak {long_date(one.since)}, disimpan {day_and_clock(one.at)} oleh {one.by.name}"
        for one in archive.versions(actor.agency or 0)
    )
    since = long_date(now.since) if now.since else ""
    return SchedulePage(
        now.lines, since, today.isoformat(), "" if now.since else EXAMPLE_SOURCE, past, FATES, actor.admin
    )


def codes_page(actor: Actor) -> CodesPage:
    """The classification codes that are offered."""
    return CodesPage(tuple((one.code, one.name) for one in archive.codes(actor.agency or 0)), actor.admin)


def health_page(actor: Actor) -> HealthPage:
    """What the health check saw of this installation, and what it found at the agency."""
    last = HealthRound.objects.exclude(ended_at=None).order_by("-pk").first()
    running = HealthRound.objects.filter(ended_at=None).order_by("-pk").first()
    timer = Timer.objects.filter(kind="health").first()
    mended = HealthFault.objects.filter(agency=actor.agency).exclude(mended_at=None).order_by("-mended_at")[:10]
    return HealthPage(
        last=_round(last) if last else (),
        running=f"{running.files} berkas dan {running.packages} Berkas Arsip sudah diperiksa" if running else "",
        next=long_date(local(timer.next_at).date()) if timer and last and not running else "",
        faults=tuple(_ailment(one) for one in open_faults(actor).select_related("run")),
        mended=tuple(_ailment(one) for one in mended.select_related("run")),
    )


def _round(one: HealthRound) -> tuple[tuple[str, str], ...]:
    assert one.ended_at is not None  # noqa: S101 - asked by the caller
    return (
        ("Pemeriksaan lengkap terakhir", day_and_clock(one.ended_at)),
        ("Berkas diperiksa", f"{one.files:,}".replace(",", ".")),
        ("Ukuran", size_said(one.size)),
        ("Berkas Arsip diperiksa", f"{one.packages:,}".replace(",", ".")),
    )


def size_said(size: int) -> str:
    """``12,3 MB``."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= step:
            return f"{size / step:.1f}".replace(".", ",") + f" {unit}"
    return f"{size} byte"


def _ailment(one: HealthFault) -> Ailment:
    wrong = FAULTS[one.what] + (f": {one.detail}" if one.detail else "")
    berkas = one.run.title if one.run else "Data dinas"
    return Ailment(one.run_id, berkas, one.title, wrong, day_and_clock(one.mended_at or one.found_at))
