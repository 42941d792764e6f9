"""The content-addressed file store: bytes are kept once, under their SHA-256, and never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def _place(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest


def keep(data: bytes) -> str:
    """Store ``data`` durably and return its SHA-256 hex; storing the same bytes again costs nothing."""
    digest = hashlib.sha256(data).hexdigest()
    place = _place(digest)
    if place.exists():
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as scratch:
        scratch.write(data)
        scratch.flush()
        os.fsync(scratch.fileno())
    Path(scratch.name).rename(place)
    return digest


def read(digest: str) -> bytes:
    """The bytes of ``digest``; FileNotFoundError when they are gone."""
    return _place(digest).read_bytes()


def sound(digest: str) -> bool:
    """Whether the bytes are there and still have their digest."""
    place = _place(digest)
    return place.exists() and hashlib.sha256(place.read_bytes()).hexdigest() == digest
