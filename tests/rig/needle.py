"""Looks for a secret wherever the system keeps something: as it is, escaped, encoded or packed."""

from __future__ import annotations

import base64
import binascii
import html
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pikepdf
from django.db import connection


class Needle:
    """A secret in every form that it may have been written in."""

    def __init__(self, secret: str) -> None:
        raw = secret.encode()
        written = {secret, quote(secret), quote_plus(secret), html.escape(secret), repr(secret)[1:-1]}
        written |= {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
        forms = {one.encode() for one in written} | {secret.encode("utf-16-be"), secret.encode("utf-16-le")}
        forms |= {raw.hex().encode(), raw.hex().upper().encode()}
        for before in range(3):
            forms |= {_based(raw, before), _based(raw, before, b"-_")}
        self._forms = tuple(forms)

    def lies_in(self, data: str | bytes) -> bool:
        """Whether it can be read in ``data``, or in what is packed in it."""
        whole = data.encode(errors="surrogateescape") if isinstance(data, str) else data
        return any(form in piece for piece in _unpacked(whole) for form in self._forms)

    def in_tables(self) -> list[str]:
        """The table and column of every value of the database that holds it."""
        found: set[str] = set()
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of the database's own
                names = [one[0] for one in cursor.description]
                for row in cursor.fetchall():
                    pairs = zip(names, row, strict=True)
                    found |= {f"{table}.{name}" for name, value in pairs if self.lies_in(_plain(value))}
        return sorted(found)

    def in_files(self, *folders: Path) -> list[str]:
        """Every file below ``folders`` that holds it, or is called so."""
        files = (one for folder in folders for one in sorted(folder.rglob("*")) if one.is_file())
        return [str(one) for one in files if self.lies_in(str(one)) or self.lies_in(one.read_bytes())]


def _based(raw: bytes, before: int, signs: bytes = b"+/") -> bytes:
    """The signs of BASE64 that say nothing but ``raw``, when so many other bytes stand before it."""
    text = base64.b64encode(bytes(before) + raw, signs)
    return text[-(-before * 8 // 6) : (before + len(raw)) * 8 // 6]


def _plain(value: Any) -> str | bytes:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """``data`` and what can be taken out of it: of an archive, a PDF, a session, a value of the cache."""
    yield data
    for one in _contents(data):
        yield from _unpacked(one)


def _contents(data: bytes) -> Iterable[bytes]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [archive.read(one) for one in archive.namelist()]
    if data.startswith(b"%PDF-"):
        return list(_streams(data))
    packed, text = data.startswith(b"."), data.lstrip(b".").split(b":")[0]
    try:  # a session says by the dot at its beginning that it is packed
        content = base64.b64decode(text + b"=" * (-len(text) % 4), b"-_" if packed or b"-" in text else None, True)
        return [zlib.decompress(content)] if packed else [content] if len(content) > 8 else []
    except (binascii.Error, ValueError, zlib.error):
        return []


def _streams(data: bytes) -> Iterator[bytes]:
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for one in document.objects:
                if isinstance(one, pikepdf.Stream):
                    yield one.read_bytes() if _readable(one) else one.read_raw_bytes()
    except pikepdf.PdfError:
        return


def _readable(stream: pikepdf.Stream) -> bool:
    """Whether it is packed without loss; pictures are not."""
    return str(stream.get("/Filter", "/FlateDecode")) == "/FlateDecode"
