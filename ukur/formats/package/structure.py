"""Is the structure of any zip what its own list says: heads, gaps, additions? Of a zip packed anew by other software no
byte-for-byte form is known, but nothing may stand in it that its list does not name.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_END = struct.Struct("<4sHHHHIIH")
_TAIL = _END.size + 0xFFFF
_STREAMED = 0x8  # sizes stand behind the content
MOST_LIST = 16 << 20  # bytes of the list at the end


def oddity(path: Path) -> str:
    """The first thing that is not as the zip's list says, with its byte; "" when nothing is.

    zipfile.BadZipFile when there is no list, or one that is too long to be read.
    """
    with path.open("rb") as stream:
        end, fields, comment = _end(stream, path.stat().st_size)
        _, _, _, _, count, length, begin, _ = fields
        if length > MOST_LIST:
            raise zipfile.BadZipFile("list too long")
        if begin + length != end:
            return f"byte {begin + length}: bagian di antara berkas dan akhir zip tidak dikenal"
        with zipfile.ZipFile(path) as found:
            members = sorted(found.infolist(), key=lambda one: one.header_offset)
        at = 0
        for one in members:
            if one.header_offset != at:
                return f"byte {min(at, one.header_offset)}: isi di antara berkas tidak tercantum di daftar isi zip"
            stop = _member(stream, one)
            if stop < 0:
                return f"byte {at}: kepala atau penutup {one.filename} berbeda dari daftar isi zip"
            at = stop
        if at != begin or count != len(members):
            return f"byte {at}: bagian di antara berkas dan akhir zip tidak dikenal"
        return f"byte {end + _END.size}: komentar zip bukan bagian Berkas Arsip" if comment else ""


def _end(stream: BinaryIO, size: int) -> tuple[int, tuple[int, ...], int]:
    """Where the last record stands, its fields, and how long a comment follows to the very end."""
    stream.seek(max(size - _TAIL, 0))
    tail = stream.read()
    at = len(tail)
    while (at := tail.rfind(b"PK\x05\x06", 0, at)) >= 0:
        if at + _END.size <= len(tail):
            fields = _END.unpack_from(tail, at)
            if at + _END.size + fields[7] == len(tail):
                return size - len(tail) + at, fields, fields[7]
    raise zipfile.BadZipFile("no end")


def _member(stream: BinaryIO, one: zipfile.ZipInfo) -> int:
    """Where the member ends; -1 when its head or what stands behind its content says otherwise than the list."""
    stream.seek(one.header_offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        return -1
    mark, _, flags, method, _, _, crc, packed, size, named, more = _LOCAL.unpack(head)
    name = stream.read(named)
    streamed = flags & _STREAMED
    listed = (one.CRC, one.compress_size, one.file_size)
    told = all(a == b or (streamed and a == 0) for a, b in zip((crc, packed, size), listed, strict=True))
    spelled = name in (one.orig_filename.encode(), one.orig_filename.encode("cp437", "replace"))
    if mark != b"PK\x03\x04" or flags != one.flag_bits or method != one.compress_type or not (told and spelled):
        return -1
    stop: int = one.header_offset + _LOCAL.size + named + more + one.compress_size
    if not streamed:
        return stop
    stream.seek(stop)
    mark = 4 if stream.read(4) == b"PK\x07\x08" else 0
    stream.seek(stop + mark)
    return stop + mark + 12 if stream.read(12) == struct.pack("<III", *listed) else -1
