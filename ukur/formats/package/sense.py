"""Does the content of a package hold together: journal chain, head, snapshot, description?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from ukur.domain.paper import chain
from ukur.domain.paper.checks import Check
from ukur.formats.package.content import HEAD, JOURNAL, METADATA, SNAPSHOT

_REASONS = {
    "unreadable": "tidak terbaca",
    "gap": "nomornya tidak berurutan",
    "broken_link": "tidak tersambung ke catatan sebelumnya",
    "changed": "isinya berubah",
}


def _object(path: Path) -> Mapping[str, Any]:
    """A JSON object out of a file; empty when there is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _entries(path: Path) -> Iterator[Any]:
    with path.open("rb") as stream:
        for line in stream:
            try:
                yield json.loads(line)
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
    digest = sha256(path.read_bytes()).hexdigest()
    if digest != metadata.get("kode_keaslian_naskah"):
        return Check(name, False, "naskah/snapshot.json tidak cocok dengan metadata.json")
    return Check(name, True, digest)


def check(folder: Path) -> list[Check]:
    """Journal, head and snapshot, each against what the description says."""
    metadata = _object(folder / METADATA)
    found, chained = _chain(folder)
    return [chained, _head(folder, found, metadata), _snapshot(folder, metadata)]
