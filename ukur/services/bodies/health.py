"""The health check of the archive: every kept file by its digest, then every package as a stranger would.

Done in slices by the worker's clock, so that it never takes more than a tenth of the machine. How far it came is kept
after each slice; what is cut off begins again with the last slice.
"""

from __future__ import annotations

import datetime as dt
import time
from heapq import merge
from itertools import islice

from django.conf import settings
from django.utils import timezone

from ukur.services import archive
from ukur.services.bodies.packaging import verify_kept
from ukur.services.jobs import regularly
from ukur.services.wording.archive import use_said
from ukur.store import files, references
from ukur.store.models import ArchivePackage, HealthFault, HealthRound

SLICE = 1.0  # seconds of work in a turn, except that a file or a package is done as a whole
REST = 9  # and so many times as long nothing is done
BATCH = 200
_PACKAGES = "berkas:"


@regularly("health")
def check_slice() -> dt.timedelta:
    """One slice; the pause until the next, or until the next whole check. What cannot be found yet, is indexed."""
    started = time.monotonic()
    for package in archive.unindexed(5):
        archive.index(package)
    row = HealthRound.objects.filter(ended_at=None).order_by("pk").first()
    if row is None:
        row = HealthRound.objects.create(started_at=timezone.now())
    while _advance(row, started + SLICE):
        if time.monotonic() - started >= SLICE:
            row.save()
            return dt.timedelta(seconds=max(1.0, REST * (time.monotonic() - started)))
    row.ended_at = timezone.now()
    row.save()
    return dt.timedelta(days=settings.CHECK_DAYS)


def _advance(row: HealthRound, until: float) -> bool:
    """Some files, or one package; False when everything has been seen."""
    if not row.place.startswith(_PACKAGES):
        batch = list(islice(_unique(row.place), BATCH))
        for digest in batch:
            _look_at(row, digest)
            if time.monotonic() > until:
                return True
        if not batch:
            row.place = f"{_PACKAGES}0"
        return True
    after = int(row.place.removeprefix(_PACKAGES))
    package = ArchivePackage.objects.exclude(file="").filter(pk__gt=after).order_by("pk").first()
    if package is None:
        return False
    _verify(package)
    row.place, row.packages = f"{_PACKAGES}{package.pk}", row.packages + 1
    return True


def _unique(after: str) -> list[str]:
    """What should be there and what is there, behind ``after``, in order, each once."""
    wanted, there = references.digests(after, BATCH), islice(files.names(after), BATCH)
    return list(dict.fromkeys(islice(merge(wanted, there), 2 * BATCH)))[:BATCH]


def _look_at(row: HealthRound, digest: str) -> None:
    seen = files.examine(digest)
    row.place, row.files, row.size = digest, row.files + 1, row.size + seen.size
    if seen.state == "sound":
        _mended(digest, ("missing", "changed"))
        return
    for use in references.uses(digest):
        _fault(digest, seen.state, use.agency, use.run, use_said(use.kind, use.title))
    if not references.uses(digest):
        _fault(digest, seen.state, None, None, "Berkas tanpa pemilik")


def _verify(package: ArchivePackage) -> None:
    try:
        wrong = verify_kept(package)
    except (FileNotFoundError, files.Damaged):
        return  # seen among the files, and named there
    if not wrong:
        _mended(package.file, ("unsound",))
        ArchivePackage.objects.filter(pk=package.pk).update(checked_at=timezone.now())
        return
    detail = "; ".join(f"{one.name}: {one.detail}" for one in wrong)
    title = use_said("archivepackage", package.description)
    _fault(package.file, "unsound", package.run.agency_id, package.run_id, title, detail)


def _fault(digest: str, what: str, agency: int | None, run: int | None, title: str, detail: str = "") -> None:
    fault = HealthFault(digest=digest, what=what, agency_id=agency, run_id=run, title=title[:300], detail=detail[:500])
    known = HealthFault.objects.filter(digest=digest, what=what, title=fault.title, mended_at=None)
    if not any((one.agency_id, one.run_id) == (agency, run) for one in known):
        fault.found_at = timezone.now()
        fault.save()


def _mended(digest: str, what: tuple[str, ...]) -> None:
    HealthFault.objects.filter(digest=digest, what__in=what, mended_at=None).update(mended_at=timezone.now())
