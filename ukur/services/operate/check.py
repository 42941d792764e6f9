"""The consistency check of the live system: triggers, journal chains, engine state, files, jobs, packages."""

from __future__ import annotations

import hashlib
import re

from ukur.domain.paper import chain
from ukur.domain.paper.checks import Check
from ukur.services import acts, journal
from ukur.store import files, triggers
from ukur.store.models import Agency, ArchivePackage, Evidence, Job, JournalEntry, Paper, Run, Stream, Submission, Team

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
    digests = set(Evidence.objects.exclude(digest="").values_list("digest", flat=True))
    for column in ("file", "signed_file"):
        digests |= set(Paper.objects.exclude(**{column: ""}).values_list(column, flat=True))
    digests |= set(ArchivePackage.objects.exclude(file="").values_list("file", flat=True))
    digests |= set(Agency.objects.exclude(logo="").values_list("logo", flat=True))
    digests |= set(Team.objects.exclude(decree_scan="").values_list("decree_scan", flat=True))
    bad = sorted(one for one in digests if not files.sound(one))
    detail = f"rusak atau hilang: {', '.join(one[:16] for one in bad)}" if bad else f"{len(digests)} berkas utuh"
    return Check("Berkas", not bad, detail)


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
