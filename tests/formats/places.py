"""Places in a package, a signed PDF and a journal: one changed byte at each has to be found and named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A byte, its region, and words of which an answer has to hold one, or else a span of bytes around it."""

    at: int
    region: str
    words: tuple[str, ...] = ()

    def flipped(self, data: bytes) -> bytes:
        return data[: self.at] + bytes([data[self.at] ^ (1 << self.at % 8)]) + data[self.at + 1 :]

    def is_named(self, said: str) -> bool:
        spans = re.findall(r"(sesudah )?byte (\d+)(?:–(\d+))?", said)
        around = any(int(a) <= self.at if after else int(a) <= self.at <= int(b or a) for after, a, b in spans)
        return any(one in said for one in self.words) or around


def of_zip(data: bytes, each: int = 1) -> Iterator[Place]:
    """``each`` bytes of every file, its head and its line in the list, and the end of the zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        members, begin = found.infolist(), found.start_dir
    at = begin
    for one in members:
        inside, head = one.filename.partition("/")[2], 30 + len(one.filename.encode())
        start, length = one.header_offset + head, 46 + len(one.filename.encode())
        for place in _spread(start, one.file_size, each):
            yield Place(place, f"isi {inside}", (inside,))
        for place in _spread(one.header_offset, head, each):
            yield Place(place, f"kepala {inside}", (f"kepala {one.filename}",))
        for place in _spread(at, length, each):
            yield Place(place, f"daftar {inside}", (f"daftar isi zip, {one.filename}",))
        at += length
    for place in range(at, len(data), 1 if each > 1 else 7):
        yield Place(place, "akhir zip", ("akhir zip",))


def of_pdf(data: bytes, each: int = 1) -> Iterator[Place]:
    """Pages and tables, the attachment, the dictionary of the signature, its container and the zeros behind it."""
    hit = re.search(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)", data)
    assert hit
    start, end = int(hit.group(1)), int(hit.group(2))
    content = end - 1 - (len(data[start:end]) - len(data[start:end].rstrip(b"0>")))
    attachment = data.index(b"/EmbeddedFile")
    regions = (
        ("kepala", 0, 9),
        ("halaman", 9, attachment - 9),
        ("lampiran", attachment, 3000),
        ("bagian tanda tangan", data.rindex(b"endobj", 0, start), start - data.rindex(b"endobj", 0, start)),
        ("wadah", start, content - start),
        ("isian nol", content, end - content),
        ("sesudah wadah", end, len(data) - end),
    )
    own = ("tanda tangan Sig1", "Tanda tangan Sig1", "bagian tanda tangan sendiri")
    counts = {"halaman": 6, "wadah": 14, "sesudah wadah": 6}
    for name, first, length in regions:
        for place in _spread(first, length, counts.get(name, 3) * each):
            yield Place(place, name, () if name in ("kepala", "halaman", "lampiran") else own)


def _spread(start: int, length: int, count: int) -> list[int]:
    """So many places of a stretch: the middle one, or the ends and what lies between."""
    if length <= 0:
        return []
    if count == 1:
        return [start + length // 2]
    return sorted({start + part * (length - 1) // (count - 1) for part in range(count)})
