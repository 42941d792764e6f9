"""Opening a workbook that came from anywhere: what it is, whether it is safe to read, and its cells with
marks.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from ukur.domain.errors import Fault, Unreadable
from ukur.formats.sheets import marks_ods, marks_xlsx
from ukur.formats.sheets.marks import Marks, Parts
from ukur.formats.sheets.places import bare

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
    rows: Sequence[Sequence[object]]
    marks: Marks


def open_grids(
    data: bytes, name: str, wanted: Iterable[str], *, most: int = MAX_BYTES, unpacked: int = MAX_UNPACKED
) -> dict[str, Grid]:
    """The ``wanted`` sheets of the workbook ``data`` by their wanted name; absent ones are left out.

    Sheet names are compared without regard to case and blanks. ``name`` is the file's name for messages; ``most`` and
    ``unpacked`` are the most bytes, as it is and unpacked. Raises Unreadable for an empty, too large, damaged,
    protected or foreign file, and for one with macros.
    """
    names = {bare(one): one for one in wanted}
    try:
        kind, parts = _parts(data, name, most, unpacked)
    except _BROKEN as error:
        raise _refuse(name, f"bukan buku kerja .xlsx atau .ods, atau rusak; {_SAVE_AS}") from error
    try:
        marks = marks_xlsx.scan(parts, names.keys()) if kind == "xlsx" else marks_ods.scan(parts)
        return _load(data, marks, names)
    except _BROKEN as error:
        raise _refuse(name, f"berkas rusak atau tidak lengkap ({error}); {_SAVE_AS}") from error


def _load(data: bytes, marks: dict[str, Marks], names: dict[str, str]) -> dict[str, Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    present = {bare(one): one for one in reversed(book.sheet_names) if one in marks}
    grids = {}
    for plain, sheet in names.items():
        if found := present.get(plain):
            cells = book.get_sheet_by_name(found).to_python(skip_empty_area=False)
            grids[sheet] = Grid(found, cells, marks[found])
    return grids


def _parts(data: bytes, name: str, most: int, unpacked: int) -> tuple[str, Parts]:
    """``xlsx`` or ``ods``, and its members; Unreadable for anything else, with what it seems to be."""
    if not data:
        raise _refuse(name, "berkas kosong; salin atau unduh ulang berkasnya")
    if len(data) > most:
        raise _refuse(name, f"berkas lebih dari {most // 1_000_000} MB; hapus gambar dan lembar lain")
    if data.startswith(_OLE):
        raise _refuse(name, f"format .xls lama atau buku kerja berkata sandi; {_SAVE_AS} tanpa kata sandi")
    with ZipFile(io.BytesIO(data)) as archive:
        kind = _kind(archive, name, unpacked)
        return kind, {one: archive.read(one) for one in archive.namelist()}  # each checked against its checksum


def _kind(archive: ZipFile, name: str, unpacked: int) -> str:
    members = archive.infolist()
    names = {one.filename.casefold() for one in members}
    if sum(one.file_size for one in members) > unpacked:
        raise _refuse(name, f"isi berkas lebih dari {unpacked // 1_000_000} MB; hapus gambar dan lembar lain")
    if any(one.flag_bits & 1 for one in members):
        raise _refuse(name, f"buku kerja berkata sandi; {_SAVE_AS} tanpa kata sandi")
    if len(names) < len(members):  # two of the same name: one reader would see this one, another that one
        raise BadZipFile("nama ganda")
    if any(one.endswith("vbaproject.bin") or one.startswith("basic/") for one in names):
        raise _refuse(name, f"buku kerja memuat makro; {_SAVE_AS} tanpa makro")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and archive.read("mimetype").decode("ascii", "replace").strip() == _ODS:
        return "ods"
    raise _refuse(name, f"bukan buku kerja .xlsx atau .ods; {_SAVE_AS}")


def _refuse(name: str, reason: str) -> Unreadable:
    return Unreadable([Fault(name, reason)])
