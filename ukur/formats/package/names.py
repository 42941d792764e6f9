"""Which file names may stand in a package.

Those that mean the same file on every system, inside the package.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\%]')
_LONGEST = 180  # UTF-8 bytes of one part
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def fault(name: str) -> str:
    """Why a relative path with ``/`` may not be a file of a package; "" when it may."""
    if not name or len(name) > 1000:
        return "nama kosong atau terlalu panjang"
    if _FORBIDDEN.search(name) or unicodedata.normalize("NFC", name) != name:
        return "nama berisi tanda yang tidak boleh"
    for part in name.split("/"):
        if part in {"", ".", ".."} or part != part.strip() or part.endswith("."):
            return "nama keluar dari folder atau tidak lengkap"
        if _DEVICES.fullmatch(part) or len(part.encode("utf-8", "replace")) > _LONGEST:
            return "bagian nama terlalu panjang atau milik sistem"
    return ""


def clash(names: Iterable[str]) -> str:
    """The first name that is there twice for a system that does not tell capitals apart.

    "" when there is none.
    """
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            return name
        seen.add(name.casefold())
    return ""


def safe_name(text: str) -> str:
    """One file name made of what a user called a file.

    Same words and ending, nothing that a system could misread.
    """
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", text)).replace("/", "-")
    name = name.strip().strip(".").strip() or "berkas"
    if _DEVICES.fullmatch(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 12:
        stem, ending = name, ""
    room = _LONGEST - len(f".{ending}")
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    return f"{stem}.{ending}" if ending else stem
