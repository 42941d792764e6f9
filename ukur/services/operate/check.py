"""The consistency check of the live system: triggers, journal chains, engine state, files, jobs, packages."""

from __future__ import annotations

import hashlib
import re

from ukur.domain.paper import chain
from ukur.domain.paper.checks import Check
from ukur.services import acts, journal
from ukur.services.wording.archive import FAULTS, use_said
from ukur.services.wording.dates import day_and_clock
from ukur.store import files, references, triggers
from ukur.store.models import (
    ArchivePackage,
    HealthFault,
    HealthRound,
    Job,
    JournalEntry,
    Paper,
    Run,
    Stream,
    Submission,
)

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


def check() -> list[Check]:
    """Every check with what was seen; a failing one names the place."""
    return [
        _triggers(),
        *_streams(),
        *_states(),
        _files(),
        _digests(),
        _packages(),
        _health(),
        _jobs(),
    ]


def _triggers() -> Check:
    gone = triggers.missing()
    detail = f"hilang: {', '.join(gone)}" if gone else "terpasang"
    return Check("Pemicu Catatan Pelaksanaan", not gone, detail)


def _streams() -> list[Check]:
    heads = dict(Stream.objects.values_list("name", "head"))
    names = sorted(set(heads) | set(JournalEntry.objects.values_list("stream", flat=True).distinct()))
    bad = []
    for name in names:
        verdict = chain.verify(journal.entries(name))
        if not verdict.valid:
            bad.append(f"{name} entri {verdict.bad_seq} ({verdict.reason})")
        elif verdict.head != heads.get(name, ""):
            bad.append(f"{name} kepala tidak cocok")
    detail = "; ".join(bad) if bad else f"{len(names)} rantai utuh"
    return [Check("Rantai Catatan Pelaksanaan", not bad, detail)]


def _states() -> list[Check]:
    """Replaying the journal must give the state that the rows say."""
    bad = [str(pk) for pk in Run.objects.values_list("pk", flat=True) if acts.replayed(pk) != acts.state_in_rows(pk)]
    detail = f"pelaksanaan {', '.join(bad)} berbeda dari catatannya" if bad else "sama dengan catatannya"
    return [Check("Keadaan pelaksanaan", not bad, detail)]


def _files() -> Check:
    digests = list(references.digests())
    bad = [(one, state) for one in digests if (state := files.examine(one).state) != "sound"]
    detail = "; ".join(_named(*one) for one in bad) if bad else f"{len(digests)} berkas utuh"
    return Check("Berkas", not bad, detail)


def _named(digest: str, state: str) -> str:
    """The file as people call it, with the beginning of its digest, and what is wrong with it."""
    uses = references.uses(digest)
    where = {use_said(one.kind, one.title) + (f" (pelaksanaan {one.run})" if one.run else "") for one in uses}
    return f"{', '.join(sorted(where))} [{digest[:16]}] {FAULTS[state]}"


def _health() -> Check:
    """What the worker's own check has found; a file that has been put back since is not counted."""
    last = HealthRound.objects.exclude(ended_at=None).order_by("-pk").first()
    said = (
        f"pemeriksaan lengkap terakhir {day_and_clock(last.ended_at)}" if last and last.ended_at else "belum diperiksa"
    )
    faults = [one for one in HealthFault.objects.filter(mended_at=None).order_by("pk") if _still(one)]
    bad = "; ".join(f"{one.title} (pelaksanaan {one.run_id}) {FAULTS[one.what]}: {one.detail}" for one in faults)
    return Check("Kesehatan arsip", not faults, bad or said)


def _still(fault: HealthFault) -> bool:
    """Files are named by their own check; here stand packages that do not verify, and files without an owner."""
    if fault.what == "unsound":
        return True
    return fault.agency_id is None and not files.sound(fault.digest)


def _digests() -> Check:
    """Frozen content still has its digest, and that digest stands in the journal."""
    journalled: set[str] = set()
    for payload in JournalEntry.objects.values_list("payload", flat=True).iterator():
        journalled.update(_DIGEST.findall(payload))
    bad = [
        f"{kind} {pk}"
        for kind, rows in (
            ("naskah", Paper.objects.values_list("pk", "snapshot", "digest")),
            ("kiriman", Submission.objects.values_list("pk", "content", "digest")),
        )
        for pk, text, digest in rows
        if hashlib.sha256(text.encode()).hexdigest() != digest or digest not in journalled
    ]
    return Check("Kode keaslian naskah dan kiriman", not bad, "; ".join(bad) or "cocok")


def _packages() -> Check:
    bad = [str(one) for one in ArchivePackage.objects.filter(sound=False).values_list("run", flat=True)]
    return Check("Berkas Arsip", not bad, f"tidak utuh: pelaksanaan {', '.join(bad)}" if bad else "utuh")


def _jobs() -> Check:
    failed = Job.objects.filter(state="failed").count()
    return Check("Pekerjaan latar", not failed, f"{failed} gagal" if failed else "tidak ada yang gagal")
