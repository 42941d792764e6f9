"""Does the content of a package hold together: journal chain, head, snapshot, description?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ukur.domain.paper import chain
from ukur.domain.paper.checks import Check
from ukur.formats.package import bag
from ukur.formats.package.attached import attached
from ukur.formats.package.content import DOCUMENTS, HEAD, JOURNAL, METADATA, SNAPSHOT

_LONGEST = 64 << 20  # bytes of one entry of the journal
_REASONS = {
    "unreadable": "tidak terbaca",
    "gap": "nomornya tidak berurutan",
    "broken_link": "tidak tersambung ke catatan sebelumnya",
    "changed": "isinya berubah",
}


def _object(path: Path) -> Mapping[str, Any]:
    """A JSON object out of a file; empty when there is none."""
    try:
        found = json.loads(path.read_text("utf-8")) if path.stat().st_size <= bag.MOST else None
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _entries(path: Path) -> Iterator[Any]:
    with path.open("rb") as stream:
        while line := stream.readline(_LONGEST):
            try:
                yield json.loads(line) if line.endswith(b"\n") else None
            except (ValueError, RecursionError):
                yield None


def _chain(folder: Path) -> tuple[chain.ChainVerdict, Check]:
    path = folder / JOURNAL
    if not path.is_file():
        return chain.ChainVerdict(False, 0, "", 1, "unreadable"), Check("Catatan Pelaksanaan", False, "tidak ada")
    found = chain.verify(_entries(path))
    if found.valid:
        return found, Check("Catatan Pelaksanaan", True, f"{found.count} catatan tersambung utuh")
    said = f"catatan nomor {found.bad_seq} {_REASONS[found.reason]}; {found.count} catatan sebelumnya utuh"
    return found, Check("Catatan Pelaksanaan", False, said)


def _head(folder: Path, found: chain.ChainVerdict, metadata: Mapping[str, Any]) -> Check:
    kept = _object(folder / HEAD)
    places = (
        ("kepala-catatan.json", kept.get("kepala"), kept.get("jumlah")),
        ("metadata.json", metadata.get("kepala_catatan"), metadata.get("jumlah_catatan")),
    )
    bad = [name for name, head, count in places if (head, count) != (found.head, found.count)]
    if not found.valid or bad:
        return Check("Kepala catatan", False, f"tidak cocok dengan catatan: {', '.join(bad) or 'rantai terputus'}")
    return Check("Kepala catatan", True, f"cocok: {found.head}")


def _snapshot(folder: Path, metadata: Mapping[str, Any]) -> Check:
    name, path = "Kode keaslian naskah", folder / SNAPSHOT
    if not path.is_file():
        return Check(name, False, "naskah/snapshot.json tidak ada")
    digest = bag.look(path).digest
    bad = [] if digest == metadata.get("kode_keaslian_naskah") else ["metadata.json"]
    bad += [] if digest in _codes(folder / JOURNAL) else ["Catatan Pelaksanaan"]
    said = f"naskah/snapshot.json tidak cocok dengan {' dan '.join(bad)}" if bad else digest
    return Check(name, not bad, said)


def _codes(path: Path) -> set[object]:
    """Every Kode keaslian that an entry of the journal is about."""
    payloads = (one.get("payload") for one in _entries(path) if isinstance(one, dict)) if path.is_file() else ()
    return {str(one.get("digest")) for one in payloads if isinstance(one, dict)}


def _documents(folder: Path) -> list[Check]:
    """Is the frozen content attached to each paper what the paper's own code says, and to the document this one's?"""
    snapshot = folder / SNAPSHOT
    code = bag.look(snapshot).digest if snapshot.is_file() else ""
    checks, carried, other = [], False, False
    for path in sorted(folder.glob(f"{DOCUMENTS}**/*.pdf")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > bag.MOST:
            continue
        data = path.read_bytes()
        found = attached(data)
        if found is None:
            continue
        carried = carried or found.computed == code
        other = other or b"/ByteRange" in data
        ok = found.computed == found.printed
        said = f"cocok dengan Kode keaslian {found.printed[:16]}" if ok else "tidak cocok dengan Kode keaslian sendiri"
        checks.append(Check(f"Naskah final terlampir · {path.name}", ok, said))
    if carried:
        said = "naskah final terlampir pada dokumen di dalam berkas ini"
    elif other:
        said = "dokumen bertanda tangan melampirkan naskah yang lain"
    else:
        said = "tidak ada dokumen yang melampirkan naskah (misalnya pindaian kertas)"
    return [*checks, Check("Naskah dan dokumen", carried or not other, said)]


def check(folder: Path) -> list[Check]:
    """Journal, head and snapshot, each against what the description says."""
    metadata = _object(folder / METADATA)
    found, chained = _chain(folder)
    return [chained, _head(folder, found, metadata), _snapshot(folder, metadata), *_documents(folder)]
