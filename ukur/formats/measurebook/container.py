"""Opening a workbook that came from anywhere: what it is, whether it is safe to read, and its cells with
marks.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from ukur.domain.errors import Fault, Unreadable
from ukur.formats.measurebook import marks_ods, marks_xlsx
from ukur.formats.measurebook.layout import bare
from ukur.formats.measurebook.marks import Marks

MAX_BYTES = 10_000_000
MAX_UNPACKED = 100_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SAVE_AS = "buka dengan Excel atau LibreOffice, lalu simpan sebagai .xlsx"
# What a damaged file makes the readers raise; NotImplementedError and RuntimeError: packed in a way nobody reads.
_BROKEN = (
    *(BadZipFile, zlib.error, EOFError, CalamineError),
    *(LookupError, ValueError, NotImplementedError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name as written, its rows of values from A1, and the marks of its cells."""

    name: str
    rows: list[list[object]]
    marks: Marks


def open_grids(data: bytes, name: str, wanted: Iterable[str]) -> dict[str, Grid]:
    """The ``wanted`` sheets of the workbook ``data`` by their wanted name; absent ones are left out.

    Sheet names are compared without regard to case and blanks. ``name`` is the file's name for messages.
    Raises Unreadable for an empty, too large, damaged, protected or foreign file.
    """
    kind = _kind(data, name)
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            marks = (marks_xlsx if kind == "xlsx" else marks_ods).scan(archive)
        return _load(data, marks, wanted)
    except _BROKEN as error:
        raise _refuse(name, f"berkas rusak atau tidak lengkap ({error}); {_SAVE_AS}") from error


def _load(data: bytes, marks: dict[str, Marks], wanted: Iterable[str]) -> dict[str, Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    present = {bare(one): one for one in reversed(book.sheet_names) if one in marks}
    grids = {}
    for sheet in wanted:
        if found := present.get(bare(sheet)):
            cells = book.get_sheet_by_name(found).to_python(skip_empty_area=False)
            rows: list[list[object]] = [list(row) for row in cells]
            grids[sheet] = Grid(found, rows, marks[found])
    return grids


def _kind(data: bytes, name: str) -> str:
    """``xlsx`` or ``ods``; Unreadable for anything else, with what it seems to be."""
    if not data:
        raise _refuse(name, "berkas kosong; salin ulang berkasnya, atau buat contoh dengan --template")
    if len(data) > MAX_BYTES:
        raise _refuse(name, f"berkas lebih dari {MAX_BYTES // 1_000_000} MB; hapus gambar dan lembar lain")
    if data.startswith(_OLE):
        raise _refuse(name, f"format .xls lama atau buku kerja berkata sandi; {_SAVE_AS} tanpa kata sandi")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _archive_kind(archive, name)
    except _BROKEN as error:
        raise _refuse(name, f"bukan buku kerja .xlsx atau .ods, atau rusak; {_SAVE_AS}") from error


def _archive_kind(archive: ZipFile, name: str) -> str:
    members = archive.infolist()
    if sum(one.file_size for one in members) > MAX_UNPACKED:
        raise _refuse(name, f"isi berkas lebih dari {MAX_UNPACKED // 1_000_000} MB; hapus gambar dan lembar lain")
    if any(one.flag_bits & 1 for one in members):
        raise _refuse(name, f"buku kerja berkata sandi; {_SAVE_AS} tanpa kata sandi")
    if archive.testzip():
        raise BadZipFile
    names = {one.filename for one in members}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and archive.read("mimetype").decode("ascii", "replace").strip() == _ODS:
        return "ods"
    raise _refuse(name, f"bukan buku kerja .xlsx atau .ods; {_SAVE_AS}")


def _refuse(name: str, reason: str) -> Unreadable:
    return Unreadable([Fault(name, reason)])
