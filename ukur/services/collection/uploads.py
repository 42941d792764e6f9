"""What may be uploaded: type by content, never by name alone, and size."""

from __future__ import annotations

import io
import zipfile

import puremagic

from ukur.domain.errors import Refused, refusal

LIMIT = 20 * 1024 * 1024
_PLAIN = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WebP",
}
_OFFICE = {
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def check_file(name: str, data: bytes) -> str:
    """The MIME type of an acceptable file: PDF, picture, XLSX or DOCX, at most 20 MiB. Refused otherwise."""
    if not data:
        raise Refused(refusal("file_empty", name=name))
    if len(data) > LIMIT:
        raise Refused(refusal("file_too_big", name=name, limit="20 MB"))
    try:
        kind = puremagic.from_string(data, mime=True)
    except (puremagic.PureError, ValueError):
        kind = ""
    if kind in _PLAIN:
        return str(kind)
    office = _office(data)
    if office:
        return office
    raise Refused(refusal("file_kind", name=name))


def _office(data: bytes) -> str:
    """The type of an office file by its ZIP content; macros are not accepted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return ""
    if "[Content_Types].xml" not in names or any(one.endswith("vbaProject.bin") for one in names):
        return ""
    return next((mime for folder, mime in _OFFICE.items() if any(one.startswith(folder) for one in names)), "")
