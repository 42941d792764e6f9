"""Evidence files that a workbook names: in its folder, of an accepted type by name and content, not too large."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from ukur.formats.measurebook import words

MAX_FILE = 20 * 1024 * 1024
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Ending -> how such a file begins; office files are archives with a folder of their own.
_BEGINNINGS: Mapping[str, bytes] = {"pdf": b"%PDF-", "png": _PNG, "jpg": _JPEG, "jpeg": _JPEG}
_FOLDERS: Mapping[str, str] = {"xlsx": "xl/", "docx": "word/"}
FILE_TYPES = (*_BEGINNINGS, *_FOLDERS)


def file_problem(path: str, folder: Path | None) -> str:
    """Why ``path`` (with ``/``, relative to the workbook) cannot be a proof; empty when it can.

    ``folder`` is the workbook's own; None: only the name is judged.
    """
    pure = PurePosixPath(path)
    ending = pure.suffix.lstrip(".").casefold()
    if pure.is_absolute() or PureWindowsPath(path).drive or ".." in pure.parts:
        return words.FILE_OUTSIDE.format(path=path)
    if ending not in FILE_TYPES:
        return words.file_type(ending or path, FILE_TYPES)
    return "" if folder is None else _on_disk(path, folder / path, ending)


def _on_disk(path: str, file: Path, ending: str) -> str:
    if not file.is_file():
        return words.FILE_ABSENT.format(path=path)
    if not 0 < file.stat().st_size <= MAX_FILE:
        return words.FILE_SIZE.format(path=path, limit=MAX_FILE // 1024 // 1024)
    try:
        fits = _office(file, _FOLDERS[ending]) if ending in _FOLDERS else _begins(file, _BEGINNINGS[ending])
    except OSError:
        return words.FILE_ABSENT.format(path=path)
    return "" if fits else words.FILE_CONTENT.format(path=path, ending=ending)


def _begins(file: Path, beginning: bytes) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(beginning)) == beginning


def _office(file: Path, folder: str) -> bool:
    """An office file of the kind that keeps its parts in ``folder``, without macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return False
    macros = any(one.endswith("vbaProject.bin") for one in names)
    return not macros and "[Content_Types].xml" in names and any(one.startswith(folder) for one in names)
