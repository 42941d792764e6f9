"""The content-addressed file store: bytes are kept once, under their SHA-256, and never changed.

Where they are kept is said by the settings (``storage``). Whatever is read is compared with its digest,
so nobody is ever handed bytes that have changed.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from ukur.store.storage import Disk, Storage, Unreachable

__all__ = ["Damaged", "Seen", "Unreachable", "bring", "examine", "export", "keep", "names", "opened", "read", "sound"]


class Damaged(OSError):
    """The bytes are there and are no longer those of their digest."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a file: ``state`` is "sound", "missing" or "changed"; ``size`` in bytes, 0 when it is missing."""

    state: str
    size: int = 0


def storage() -> Storage:
    """The place that the settings name."""
    if settings.S3 is None:
        return Disk(Path(settings.FILES))
    from ukur.store.storage_s3 import bucket

    return bucket(settings.S3)


def keep(data: bytes) -> str:
    """Store ``data`` durably and return its SHA-256 hex; storing the same bytes again costs nothing.

    Unreachable when the place does not take it: then nothing of it is there.
    """
    digest = hashlib.sha256(data).hexdigest()
    place = storage()
    if place.size(digest) != len(data):
        place.put(digest, io.BytesIO(data))
    return digest


def opened(digest: str) -> BinaryIO:
    """A stream of the bytes, which have been compared with ``digest``; the caller closes it.

    FileNotFoundError when they are gone, Damaged when they have changed, Unreachable when the place does not answer.
    """
    stream = storage().open(digest)
    try:
        if _digest(stream) != digest:
            raise Damaged(digest)
        stream.seek(0)
    except BaseException:
        stream.close()
        raise
    return stream


def read(digest: str) -> bytes:
    """The bytes of ``digest``; the same errors as :func:`opened`."""
    with storage().open(digest) as stream:
        data = stream.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise Damaged(digest)
    return data


def examine(digest: str) -> Seen:
    """Whether the bytes are there and still have their digest."""
    try:
        stream = storage().open(digest)
    except FileNotFoundError:
        return Seen("missing")
    with stream:
        state = "sound" if _digest(stream) == digest else "changed"
        return Seen(state, stream.tell())


def sound(digest: str) -> bool:
    """Whether the bytes are there and still have their digest."""
    return examine(digest).state == "sound"


def names(after: str = "") -> Iterator[str]:
    """The digests under which something is kept, in their order, beginning behind ``after``."""
    return storage().names(after)


def export(digest: str, path: Path) -> None:
    """Copy what is kept under ``digest`` as it is, be it damaged or not; FileNotFoundError when it is gone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with storage().open(digest) as stream, path.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1024 * 1024)


def bring(digest: str, path: Path) -> None:
    """Put a copy made by :func:`export` back under its digest, as it is."""
    place = storage()
    if place.size(digest) != path.stat().st_size:
        with path.open("rb") as stream:
            place.put(digest, stream)


def _digest(stream: BinaryIO) -> str:
    made = hashlib.sha256()
    for part in iter(lambda: stream.read(1024 * 1024), b""):
        made.update(part)
    return made.hexdigest()
