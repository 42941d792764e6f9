"""A zip with one form only: sorted, uncompressed, fixed times, nothing between the parts.

The same folder always gives the same bytes, on any machine and with any library, so a received zip can be
compared byte for byte with the one its content would give. (Papers and pictures are compressed already; the
rest is small.)
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ukur.formats.package.names import fault

MARK = b"Ukur: berkas arsip (BagIt), satu bentuk"  # the comment at the end of each zip that Ukur writes
LOCAL_HEAD = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL_HEAD = struct.Struct("<4sHHHHHHIIIHHHHHII")
LIST_HEAD = _CENTRAL_HEAD.size
_END = struct.Struct("<4sHHHHIIH")
_LOCAL, _CENTRAL, _LAST = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _UTF8, _STORED, _TIME, _DAY = 20, 0x0800, 0, 0, 0x21  # 1 January 1980, the first day a zip knows
PREFIX = struct.pack("<4sHHHHH", _LOCAL, _VERSION, _UTF8, _STORED, _TIME, _DAY)
_MADE_BY = 3 << 8 | _VERSION  # on a system with Unix modes
_MODE = 0o100644 << 16
_CHUNK = 1 << 20
MOST_BYTES = 0xFFFF_FFFF - (1 << 26)
MOST_FILES = 60_000


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    path: Path
    crc: int
    size: int


def _member(name: str, path: Path) -> _Member:
    crc = size = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return _Member(name, path, crc, size)


def _members(folder: Path, top: str) -> list[_Member]:
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    found = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or fault(name):
            raise ValueError(f"{name!r} tidak boleh ada di dalam berkas arsip")
        found.append(_member(f"{top}/{name}", path))
    if len(found) > MOST_FILES or sum(one.size for one in found) > MOST_BYTES:
        raise ValueError("berkas arsip terlalu besar untuk satu zip (4 GiB atau 60.000 berkas)")
    return sorted(found, key=lambda one: one.name.encode())


def _local(one: _Member) -> bytes:
    name = one.name.encode()
    fields = (_LOCAL, _VERSION, _UTF8, _STORED, _TIME, _DAY, one.crc, one.size, one.size, len(name), 0)
    return LOCAL_HEAD.pack(*fields) + name


def _central(one: _Member, at: int) -> bytes:
    name = one.name.encode()
    head = (_CENTRAL, _MADE_BY, _VERSION, _UTF8, _STORED, _TIME, _DAY, one.crc, one.size, one.size, len(name))
    return _CENTRAL_HEAD.pack(*head, 0, 0, 0, 0, _MODE, at) + name


def _content(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def parts(folder: Path, top: str) -> Iterator[tuple[str, bytes]]:
    """The zip of a folder piece by piece, each with the name of what it is.

    ``top`` is the one folder inside the zip. ValueError for links, for names that are not safe, and above 4
    GiB.
    """
    members = _members(folder, top)
    starts, at = [], 0
    for one in members:
        starts.append(at)
        head = _local(one)
        at += len(head) + one.size
        yield f"kepala {one.name}", head
        for chunk in _content(one.path):
            yield f"isi {one.name}", chunk
    directory = 0
    for one, start in zip(members, starts, strict=True):
        entry = _central(one, start)
        directory += len(entry)
        yield f"daftar isi zip, {one.name}", entry
    count = len(members)
    yield "akhir zip", _END.pack(_LAST, 0, 0, count, count, directory, at, len(MARK)) + MARK


def zip_folder(folder: Path, zip_path: Path) -> None:
    """Writes the folder as one zip beside; ``zip_path`` appears only when it is whole, and replaces an older
    one.

    ValueError for links, for names that are not safe, and above 4 GiB or 60,000 files.
    """
    making = zip_path.with_name(f".{zip_path.name}.sedang-dibuat")
    try:
        with making.open("wb") as stream:
            for _, chunk in parts(folder, folder.name):
                stream.write(chunk)
        making.replace(zip_path)
    finally:
        making.unlink(missing_ok=True)


def first_difference(zip_path: Path, folder: Path, top: str) -> tuple[int, str] | None:
    """Where a zip first differs from the one its content gives.

    The byte and the part; None when it does not.
    """
    at = 0
    with zip_path.open("rb") as stream:
        for label, expected in parts(folder, top):
            given = stream.read(len(expected))
            if given != expected:
                same = next((i for i, (a, b) in enumerate(zip(given, expected, strict=False)) if a != b), len(given))
                return at + same, label
            at += len(expected)
        return (at, "tambahan di belakang akhir zip") if stream.read(1) else None
