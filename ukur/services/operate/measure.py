"""The main job without a browser: one workbook in, the whole SOP run by the sample cast, and out come all papers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ukur import signing
from ukur.domain.errors import Fault, Unreadable
from ukur.domain.paper import chain
from ukur.formats import measurebook
from ukur.formats.package import verify_package
from ukur.services import jobs, journal, signature, sop
from ukur.services.bodies.packaging import check_document
from ukur.services.document import agency_total, exact, objectives_of, rows_of, run_settings
from ukur.services.document.compose import Row
from ukur.services.operate import sample
from ukur.services.operate.play import Player
from ukur.services.operate.prepare import prepare
from ukur.services.operate.sample_book import book_of, of_book
from ukur.services.operate.setup import settle, test_keys
from ukur.services.sop import by_digest
from ukur.services.wording.achievement import REASONS
from ukur.store import files
from ukur.store.models import Agency, ArchivePackage, Paper, Run, Visit

_NEEDED = ("susun-form", "ajukan", "tandatangan", "arsipkan")
PASSPHRASE = "frasa-latihan"  # noqa: S105 - of the practice key that lives as long as the command


def template(path: Path) -> None:
    """Write the filled sample of the measure workbook."""
    measurebook.write_template(path, book_of(sample.load()))


def measure(
    book: Path, out: Path, sop_file: Path | None = None, say: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Run everything on an empty database; the answer has the keys of ``ukur measure --json``.

    Raises Unreadable for a workbook or SOP that cannot be used, with every fault.
    """
    read = measurebook.read(book)
    text = sop_file.read_text(encoding="utf-8") if sop_file else ""
    version = prepare()
    if text:
        version = sop.keep(text)
        _playable(version.digest, sop_file)
    data = of_book(read, sample.load())
    settled = settle(data, practice=True)
    say("menyiapkan dinas dan kunci uji")
    test_keys(settled, [data.holder(sample.Role.HEAD).username], PASSPHRASE)
    jobs.inline(True)
    try:
        player = Player(settled.agency, {one.code: one for one in data.answers}, PASSPHRASE, _reader(book))
        run_id = player.propose(version.digest, data.period)
        say("menjalankan SOP")
        player.play(run_id)
    finally:
        jobs.inline(False)
    say("menulis hasil")
    return {
        **_result(settled.agency, Run.objects.get(pk=run_id), out),
        "remarks": [str(one) for one in read.remarks],
    }


def _playable(digest: str, sop_file: Path | None) -> None:
    """Unreadable when the SOP leaves out an activity without which there is no signed document or no package."""
    steps = by_digest(digest).steps
    there = {step.activity(one) for step in steps for one in step.performers}
    if lacking := [one for one in _NEEDED if one not in there]:
        reason = f"tidak ada langkah dengan aktivitas {', '.join(lacking)}; ukur measure membutuhkannya"
        raise Unreadable([Fault(str(sop_file), reason)])


def _reader(book: Path) -> Callable[[str], bytes]:
    """Reads an evidence file beside the workbook; a missing one is named by the workbook reader already."""
    return lambda name: (book.parent / name).read_bytes()


def _result(agency: Agency, run: Run, out: Path) -> dict[str, Any]:
    out.mkdir(parents=True, exist_ok=True)
    rows = rows_of(run)
    settings = run_settings(run)
    objectives = objectives_of(rows, settings)
    total = agency_total([one for *_, one in objectives], settings)
    papers = _papers(run, out)
    entries = list(journal.entries(f"run:{run.pk}"))
    verdict = chain.verify(entries)
    return {
        "steps": _steps(run),
        "ended": run.status == "ended",
        "indicators": [_indicator(one) for one in rows],
        "objectives": [
            {"name": name, "achievement": exact(one.value), "rating": one.rating or None} for name, _, one in objectives
        ],
        "agency": {
            "name": agency.name,
            "achievement": exact(total.value),
            "rating": total.rating or None,
            "complete": f"{total.counted} dari {total.total}",
        },
        "papers": papers,
        "document": _document(run, out),
        "package": _package(run, out),
        "journal": {"entries": verdict.count, "head": verdict.head, "valid": verdict.valid},
    }


def _steps(run: Run) -> list[dict[str, Any]]:
    version = by_digest(run.sop_id)
    names = {one.id: one.name for one in version.performers}
    steps = ((version.step(one.step), one) for one in Visit.objects.filter(run=run).order_by("pk"))
    return [
        {
            "no": step.no,
            "performers": [names[one] for one in step.performers],
            "round": visit.round,
            "standard_minutes": step.minutes,
        }
        for step, visit in steps
    ]


def _indicator(row: Row) -> dict[str, Any]:
    reason = None
    if not row.measured:
        reason = "Tidak diukur triwulan ini"
    elif row.figures.quarter.value is None:
        reason = row.cell.unavailable or REASONS[row.figures.quarter.reason]
    return {
        "code": row.item.code,
        "name": row.item.name,
        "target": _plain(row.figures.target),
        "actual": _plain(row.cell.value),
        "achievement": exact(row.figures.quarter.value),
        "achievement_year": exact(row.figures.year.value),
        "rating": row.figures.quarter.rating or None,
        "reason": reason,
    }


def _plain(value: Any) -> str | None:
    return None if value is None else format(value, "f")


def _papers(run: Run, out: Path) -> list[dict[str, str]]:
    written = []
    for no, paper in enumerate(Paper.objects.filter(run=run).order_by("pk"), 1):
        data = files.read(paper.file)
        path = out / f"{no:02}-{paper.kind}.pdf"
        path.write_bytes(data)
        written.append({"kind": paper.kind, "path": str(path), "sha256": hashlib.sha256(data).hexdigest()})
    return written


def _document(run: Run, out: Path) -> dict[str, Any]:
    paper = Paper.objects.get(run=run, kind="dpk", replaced=False)
    data = files.read(paper.signed_file)
    path = out / f"dokumen-pengukuran-kinerja-{run.period}.pdf"
    path.write_bytes(data)
    verdict = signing.verify_pdf(data, roots=signature.roots())
    signatures = [
        {"signer": one.signer, "valid": one.valid, "level": one.level, "kind": one.kind} for one in verdict.signatures
    ]
    return {"path": str(path), "sha256": paper.signed_file, "digest": paper.digest, "signatures": signatures}


def _package(run: Run, out: Path) -> dict[str, Any]:
    package = ArchivePackage.objects.get(run=run)
    path = out / f"berkas-arsip-{run.period}.zip"
    path.write_bytes(files.read(package.file))
    verdict = verify_package(path, check_document=check_document)
    return {"path": str(path), "sha256": package.file, "valid": verdict.sound}


def as_json(result: dict[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=2)
