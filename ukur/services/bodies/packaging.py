"""Building the archive package of a closed run from what was committed, and verifying it before it is attached."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.utils import timezone

from ukur import signing
from ukur.domain.archive.commands import AttachPackage
from ukur.domain.paper.checks import Check
from ukur.formats import package as packages
from ukur.services import archive, journal, signature
from ukur.services.access import SYSTEM
from ukur.services.acts import perform
from ukur.services.jobs import body
from ukur.store import files
from ukur.store.models import ArchivePackage, Evidence, Paper, SopVersion


@body("package")
def build_package(package_id: int) -> None:
    """Build, verify and attach once; a second run finds a sound package there and does nothing."""
    row = ArchivePackage.objects.select_related("run__agency").get(pk=package_id)
    if row.file and row.sound:
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / f"berkas-{row.run.period}-{row.run_id}"
        packages.build(folder, content_of(row))
        bundle = Path(scratch) / f"{folder.name}.zip"
        packages.zip_folder(folder, bundle)
        verdict = packages.verify_package(bundle, check_document=check_document)
        file = files.keep(bundle.read_bytes())
    perform(SYSTEM, AttachPackage(row.run_id, file, verdict.sound))
    archive.index(row)


def verify_kept(row: ArchivePackage) -> list[Check]:
    """What is wrong with the kept package of a berkas; the errors of ``files.opened`` when it cannot be read."""
    with tempfile.TemporaryDirectory() as scratch, files.opened(row.file) as stream:
        bundle = Path(scratch) / "berkas.zip"
        with bundle.open("wb") as copy:
            shutil.copyfileobj(stream, copy, 1024 * 1024)
        verdict = packages.verify_package(bundle, check_document=check_document)
    return [one for one in verdict.checks if not one.ok]


def check_document(name: str, data: bytes) -> tuple[Check, ...]:
    """The signature checks of a signed document in a package; other papers carry no signature and are not asked."""
    if b"/ByteRange" not in data:
        return ()
    return signing.verify_pdf(data, roots=signature.roots()).checks


def content_of(row: ArchivePackage) -> packages.Package:
    """Everything that belongs to the berkas: papers, proofs, frozen content, journal, the SOP that was followed."""
    run = row.run
    papers = [one for one in Paper.objects.filter(run=run).order_by("pk") if one.signed_file or one.file]
    document = next(one for one in reversed(papers) if one.signed_file)
    record = packages.Record(
        agency=run.agency.name,
        title=row.description or f"Dokumen {run.title}",
        period=run.period,
        classification=row.classification,
        closed=row.closed_on,
        made=timezone.localdate(),
        active_years=row.active_years,
        inactive_years=row.inactive_years,
        fate=row.fate,
        number=row.number or document.number,
        location=row.location,
        stage=row.stage,
        note=_note(row),
    )
    version = SopVersion.objects.get(digest=run.sop_id)
    return packages.Package(
        record=record,
        documents={_paper_name(no, one): files.read(one.signed_file or one.file) for no, one in enumerate(papers, 1)},
        snapshot=document.snapshot.encode(),
        journal=list(journal.entries(f"run:{run.pk}")),
        sops={f"{packages.safe_name(version.name)}.sop.toml": version.text.encode()},
        evidence=dict(_proofs(run.pk)),
    )


def _note(row: ArchivePackage) -> str:
    practice = "Latihan, bukan dokumen resmi" if row.run.agency.practice else ""
    basis = f"Retensi menurut {row.basis}" if row.basis else "Retensi contoh, belum disahkan"
    span = f"Kurun waktu {row.since} sampai {row.until}" if row.since else ""
    return "; ".join(one for one in (practice, span, f"Jumlah {row.amount}" if row.amount else "", basis) if one)


def _paper_name(no: int, paper: Paper) -> str:
    signed, form = ("-ditandatangani", paper.signed_as) if paper.signed_file else ("", "pdf")
    return f"{no:02}-{paper.kind}{signed}.{form}"


def _proofs(run: int) -> list[tuple[str, bytes]]:
    rows = Evidence.objects.filter(cell__sheet__run=run).select_related("cell").order_by("pk")
    found: list[tuple[str, bytes]] = []
    for no, one in enumerate(rows, 1):
        folder = packages.safe_name(one.cell.code)
        if one.kind == "file":
            found.append((f"{folder}/{no:03}-{packages.safe_name(one.title)}", files.read(one.digest)))
        else:
            text = f"{one.title}\n{one.text}\n"
            found.append((f"{folder}/{no:03}-{one.kind}.txt", text.encode()))
    return found
