"""Where the bytes of files are kept: a folder of this machine, or a bucket that speaks S3 (``storage_s3``).

What both have in common is small on purpose. A name is the SHA-256 of the content, so nothing is ever overwritten;
whether content and name still belong together is asked by ``ukur.store.files``, not here.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from ukur.domain.errors import Refused, refusal

log = logging.getLogger("ukur.storage")
NAME = re.compile(r"[0-9a-f]{64}")


class Unreachable(Refused):
    """The place does not answer, or does not take anything more; nothing was changed, and it may be tried again."""

    def __init__(self, why: object) -> None:
        log.error("storage: %s", why)
        super().__init__(refusal("storage_unreachable"))


class Storage(Protocol):
    """What a place for files can do. Every method may raise :class:`Unreachable`."""

    def put(self, name: str, source: BinaryIO) -> None:
        """Keep the whole of ``source``; until it is whole and durable nobody sees anything of it."""

    def open(self, name: str) -> BinaryIO:
        """The bytes as a stream that can be read from any place of it; FileNotFoundError when they are not there."""

    def size(self, name: str) -> int | None:
        """How many bytes there are under that name; None: none at all."""

    def names(self, after: str = "") -> Iterator[str]:
        """The names that follow ``after``, in their order; unfinished ones have no name yet."""


class Disk:
    """Files in a folder, in 256 folders by the first two letters of their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def put(self, name: str, source: BinaryIO) -> None:
        place = self.place(name)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(source, place)
        except OSError as wrong:
            raise Unreachable(wrong) from wrong

    def open(self, name: str) -> BinaryIO:
        try:
            return self.place(name).open("rb")
        except FileNotFoundError:
            raise
        except OSError as wrong:
            raise Unreachable(wrong) from wrong

    def size(self, name: str) -> int | None:
        place = self.place(name)
        return place.stat().st_size if place.is_file() else None

    def names(self, after: str = "") -> Iterator[str]:
        if not self.folder.is_dir():
            return
        for part in sorted(one for one in os.listdir(self.folder) if one >= after[:2]):  # noqa: PTH208 - names alone
            inside = os.listdir(self.folder / part) if (self.folder / part).is_dir() else ()  # noqa: PTH208
            yield from sorted(one for one in inside if one > after and NAME.fullmatch(one))


def _write_whole(source: BinaryIO, place: Path) -> None:
    """A scratch file beside the place, on the disk before it gets its name; the name is on the disk afterwards."""
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as scratch:
        try:
            shutil.copyfileobj(source, scratch, 1024 * 1024)
            scratch.flush()
            os.fsync(scratch.fileno())
            Path(scratch.name).rename(place)
        except BaseException:
            Path(scratch.name).unlink(missing_ok=True)
            raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
