"""The files that make a folder a bag (BagIt 1.0, RFC 8493), each in the one form that Ukur writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ukur.domain.paper.blocks import BLOCK, Span, block_digests, changed
from ukur.formats.package.content import BLOCKS, Record

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
README = "BACA-SAYA.txt"
TAGS = ("BACA-SAYA.txt", "bag-info.txt", "bagit.txt", MANIFEST)  # in every package; newer ones hold VERIFIER too
MOST = 256 << 20  # bytes of a file that is read into memory
_MOST = 1024  # blocks of one file
_CHUNK = 1 << 20
_BLOCK_LINE = re.compile(r"([0-9a-f]{64})  (\d{1,15})  (\d{1,15})  (data/.+)")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it is on disk: SHA-256 in hex and size in bytes."""

    digest: str
    size: int


def look(path: Path) -> Seen:
    """Digest and size of a file of any size."""
    found = sha256()
    size = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
            size += len(chunk)
    return Seen(found.hexdigest(), size)


def manifest(files: Mapping[str, Seen]) -> bytes:
    """The manifest of these files: ``digest  path``, sorted by path."""
    return "".join(f"{files[name].digest}  {name}\n" for name in sorted(files)).encode()


def _folded(label: str, value: str) -> str:
    one_line = " ".join(value.split())
    return f"{label}: {one_line}\n" if one_line else ""


def bag_info(record: Record, payload: Iterable[Seen]) -> bytes:
    """``bag-info.txt``: who, what, when, and how much (Payload-Oxum: bytes.files)."""
    sizes = [one.size for one in payload]
    lines = (
        ("Source-Organization", record.agency),
        ("External-Description", f"{record.title}, {record.period}"),
        ("External-Identifier", " ".join(part for part in (record.classification, record.number) if part)),
        ("Bagging-Date", record.made.isoformat()),
        ("Tanggal-Tutup-Berkas", record.closed.isoformat()),
        ("Nasib-Akhir", record.fate),
        ("Bag-Software-Agent", "Ukur"),
        ("Payload-Oxum", f"{sum(sizes)}.{len(sizes)}"),
    )
    return "".join(_folded(label, value) for label, value in lines).encode()


def _block_size(size: int) -> int:
    block = BLOCK
    while block * _MOST < size:
        block *= 2
    return block


def blocks_of(name: str, path: Path) -> str:
    """The lines of ``blok-sha256.txt`` for one file: digest, first byte, byte after the last, path."""
    data = path.read_bytes()
    size = _block_size(len(data))
    return "".join(
        f"{digest}  {at * size}  {min((at + 1) * size, len(data))}  {name}\n"
        for at, digest in enumerate(block_digests(data, size))
    )


def block_file(folder: Path, names: Iterable[str]) -> bytes:
    """``blok-sha256.txt`` of all payload files but itself."""
    return "".join(blocks_of(name, folder / name) for name in sorted(names) if name != BLOCKS).encode()


def read_blocks(text: str) -> dict[str, list[tuple[str, Span]]]:
    """What ``blok-sha256.txt`` says of each file; lines that cannot be read are left out."""
    found: dict[str, list[tuple[str, Span]]] = {}
    for line in text.splitlines():
        hit = _BLOCK_LINE.fullmatch(line)
        if hit:
            found.setdefault(hit.group(4), []).append((hit.group(1), Span(int(hit.group(2)), int(hit.group(3)))))
    return found


def place_of_change(path: Path, blocks: list[tuple[str, Span]]) -> str:
    """Which bytes of a file are not as its block digests say; "" when none or when they cannot tell."""
    if not blocks or path.stat().st_size > MOST:
        return ""
    size = max(blocks[0][1].end - blocks[0][1].start, BLOCK) if len(blocks) == 1 else blocks[0][1].end
    if size <= 0 or size % BLOCK:
        return ""
    spans = changed(path.read_bytes(), [digest for digest, _ in blocks], size)
    named = ", ".join(str(one) for one in spans[:5])
    return named if len(spans) <= 5 else f"{named} dan {len(spans) - 5} tempat lain"
