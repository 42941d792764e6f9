"""What goes into an archive package, as plain data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ukur.domain.paper import chain

METADATA = "data/metadata.json"
SNAPSHOT = "data/naskah/snapshot.json"
BLOCKS = "data/naskah/blok-sha256.txt"
JOURNAL = "data/catatan/journal.jsonl"
HEAD = "data/catatan/kepala-catatan.json"
DOCUMENTS = "data/dokumen/"

Content = bytes | Path


@dataclass(frozen=True, slots=True)
class Record:
    """The description of the file (berkas) in the archive; the fields are those of an archive list.

    ``closed`` is the day the berkas was closed, from which the retention years run; ``made`` the day of
    packing; ``fate`` is "Permanen" or "Musnah" (nasib akhir); ``stage`` is the tingkat perkembangan.
    """

    agency: str
    title: str
    period: str
    classification: str
    closed: dt.date
    made: dt.date
    active_years: int
    inactive_years: int
    fate: str
    number: str = ""
    location: str = ""
    stage: str = "asli"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """The content of a package. File names are without the folder they go to; evidence may have sub-folders.

    ``documents`` are the signed PDFs (each is
    checked as such), ``papers`` the other papers of the run, ``sops`` the SOP versions the run followed (TOML),
    ``snapshot`` the frozen content the document was made from, ``journal`` all entries of the run's stream in
    order.
    """

    record: Record
    documents: Mapping[str, Content]
    snapshot: bytes
    journal: Sequence[Mapping[str, object]]
    sops: Mapping[str, Content]
    evidence: Mapping[str, Content] = field(default_factory=dict)
    papers: Mapping[str, Content] = field(default_factory=dict)


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day ``years`` later; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _text(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _metadata(package: Package, head: str) -> bytes:
    record = package.record
    inactive = record.active_years + record.inactive_years
    return _text(
        {
            "perangkat_daerah": record.agency,
            "kode_klasifikasi": record.classification,
            "nomor_berkas": record.number,
            "uraian": record.title,
            "kurun_waktu": record.period,
            "tingkat_perkembangan": record.stage,
            "jumlah": {
                "dokumen": len(package.documents),
                "kertas_kerja": len(package.papers),
                "bukti": len(package.evidence),
            },
            "lokasi": record.location,
            "tanggal_tutup_berkas": record.closed.isoformat(),
            "tanggal_dikemas": record.made.isoformat(),
            "retensi": {
                "aktif_tahun": record.active_years,
                "inaktif_tahun": record.inactive_years,
                "aktif_sampai": years_after(record.closed, record.active_years).isoformat(),
                "inaktif_sampai": years_after(record.closed, inactive).isoformat(),
            },
            "nasib_akhir": record.fate,
            "keterangan": record.note,
            "kode_keaslian_naskah": sha256(package.snapshot).hexdigest(),
            "kepala_catatan": head,
            "jumlah_catatan": len(package.journal),
        }
    )


def payload(package: Package) -> dict[str, Content]:
    """All files below ``data/`` but the block digests: path inside the package -> content."""
    head = str(package.journal[-1]["digest"]) if package.journal else chain.GENESIS
    files: dict[str, Content] = {
        METADATA: _metadata(package, head),
        SNAPSHOT: package.snapshot,
        JOURNAL: b"".join(chain.canonical(one) + b"\n" for one in package.journal),
        HEAD: _text({"jumlah": len(package.journal), "kepala": head}),
    }
    folders = (
        (DOCUMENTS, package.documents),
        ("data/kertas-kerja/", package.papers),
        ("data/bukti/", package.evidence),
        ("data/sop/", package.sops),
    )
    for folder, content in folders:
        files.update({folder + name: one for name, one in content.items()})
    return files
