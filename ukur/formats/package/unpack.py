"""Takes a zip apart that anyone may have made: nothing leaves the folder, nothing grows without limit.

A zip of Ukur is read by its own form, so that damage is found and named instead of ending the reading; any
other zip is read by the standard library.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ukur.formats.package import structure, zipping
from ukur.formats.package.names import clash, fault

_CHUNK = 1 << 20
_FREE = 64 << 20  # bytes that may come out of any zip
_RATIO = 20  # above that, how many times its own size


class Unsafe(Exception):
    """The zip cannot or may not be taken apart; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    at: int
    size: int


def is_ours(path: Path) -> bool:
    """Whether the zip claims to be in Ukur's own form; one damaged mark of the two does not hide it."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        begins = stream.read(len(zipping.PREFIX)) == zipping.PREFIX
        stream.seek(max(size - len(zipping.MARK), 0))
        return begins or stream.read() == zipping.MARK


def unpack(path: Path, target: Path) -> str:
    """Takes the zip apart below ``target`` and returns the name of its one top folder.

    Unsafe when that may not be.
    """
    try:
        if is_ours(path):
            return _own(path, target)
        return _foreign(path, target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Unsafe("zip tidak dapat dibaca") from error
    except struct.error as error:
        raise Unsafe("zip terpotong") from error


def _require_safe(names: list[str]) -> str:
    if not names:
        raise Unsafe("zip kosong")
    if len(names) > zipping.MOST_FILES:
        raise Unsafe(f"zip berisi lebih dari {zipping.MOST_FILES} berkas")
    for name in names:
        why = fault(name)
        if why:
            raise Unsafe(f"zip berisi nama yang berbahaya ({why}): {name[:80]!r}")
    if clash(names):
        raise Unsafe(f"zip berisi nama yang sama dua kali: {clash(names)!r}")
    tops = {name.partition("/")[0] for name in names}
    if len(tops) != 1 or any("/" not in name for name in names):
        raise Unsafe("zip harus berisi tepat satu folder")
    return tops.pop()


def _copy(source: object, target: Path, size: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    left = size
    with target.open("xb") as out:
        while left > 0:
            chunk = source.read(min(_CHUNK, left))  # type: ignore[attr-defined]
            if not chunk:
                break
            out.write(chunk)
            left -= len(chunk)


def _own(path: Path, target: Path) -> str:
    entries = _by_directory(path) or _in_order(path)
    if not entries:
        raise Unsafe("awal zip (byte 0) dan daftar isinya tidak dapat dibaca")
    top = _require_safe([one.name for one in entries])
    if sum(one.size for one in entries) > path.stat().st_size:
        raise Unsafe("ukuran berkas di dalam zip tidak masuk akal")
    with path.open("rb") as stream:
        for one in entries:
            stream.seek(one.at)
            _copy(stream, target / one.name, one.size)
    return top


def _by_directory(path: Path) -> list[_Entry]:
    """The members by the list at the end; empty when the list or one of its members cannot be Ukur's."""
    try:
        with zipfile.ZipFile(path) as found:
            listed = found.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
    entries: list[_Entry] = []
    end = 0
    for one in sorted(listed, key=lambda one: one.header_offset):
        begin = end + zipping.LOCAL_HEAD.size + len(one.filename.encode())
        if one.compress_type != zipfile.ZIP_STORED or fault(one.filename) or one.header_offset != end:
            return []
        end = begin + one.file_size
        entries.append(_Entry(one.filename, begin, one.file_size))
    one_folder = len({one.name.partition("/")[0] for one in entries}) == 1
    return entries if one_folder and end <= path.stat().st_size and not clash(one.name for one in entries) else []


def disagreement(path: Path) -> str:
    """Where a member's head and the list at the end spell its name differently; "" when nowhere.

    Which of the two was changed cannot be told from the zip, so both bytes are named.
    """
    try:
        with zipfile.ZipFile(path) as found, path.open("rb") as stream:
            at = found.start_dir
            members = found.infolist()
            if not members or min(one.header_offset for one in members):  # the list itself is not where it says
                return ""
            for one in members:
                listed = one.filename.encode()
                stream.seek(one.header_offset)
                is_head = stream.read(zipping.LOCAL_HEAD.size).startswith(zipping.PREFIX[:4])
                own = stream.read(len(listed))
                where = next((no for no, pair in enumerate(zip(own, listed, strict=False)) if pair[0] != pair[1]), -1)
                if is_head and where >= 0:
                    head, row = one.header_offset + zipping.LOCAL_HEAD.size + where, at + zipping.LIST_HEAD + where
                    return f"nama {one.filename} di kepala (byte {head}) dan di daftar isi zip (byte {row}) berbeda"
                at += zipping.LIST_HEAD + len(listed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    return ""


def _in_order(path: Path) -> list[_Entry]:
    """The members by their own heads, from the first byte on, for a zip whose list at the end is damaged."""
    entries: list[_Entry] = []
    at, size = 0, path.stat().st_size
    with path.open("rb") as stream:
        while at + zipping.LOCAL_HEAD.size < size and len(entries) <= zipping.MOST_FILES:
            stream.seek(at)
            fields = zipping.LOCAL_HEAD.unpack(stream.read(zipping.LOCAL_HEAD.size))
            if fields[0] != zipping.PREFIX[:4]:
                break
            name = stream.read(fields[9])
            begin = at + zipping.LOCAL_HEAD.size + len(name)
            entries.append(_Entry(name.decode(), begin, fields[7]))
            at = begin + fields[7]
    return entries


def _foreign(path: Path, target: Path) -> str:
    if "akhir zip" in (odd := structure.oddity(path)):
        raise Unsafe(odd)  # the list is not where it says; everything else is told beside what it holds
    with zipfile.ZipFile(path) as found:
        listed = [one for one in found.infolist() if not one.is_dir()]
        top = _require_safe([one.filename for one in listed])
        limit = min(max(_FREE, _RATIO * path.stat().st_size), zipping.MOST_BYTES)
        if sum(one.file_size for one in listed) > limit:
            raise Unsafe("isi zip jauh lebih besar daripada zip itu sendiri")
        for one in listed:
            kind = stat.S_IFMT(one.external_attr >> 16)
            if kind not in {0, stat.S_IFREG} or one.flag_bits & 0x1:
                raise Unsafe(f"zip berisi tautan, berkas khusus atau berkas bersandi: {one.filename!r}")
            with found.open(one) as source:
                _copy(source, target / one.filename, one.file_size)
    return top
