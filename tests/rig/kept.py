"""Where a kept file lies, for tests that damage or lose it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from ukur.store.storage import Disk


def place(digest: str) -> Path:
    """The file of ``digest`` in the folder of the settings."""
    return Disk(Path(settings.FILES)).place(digest)


def flip(digest: str) -> None:
    """Change one bit of it, so that its length and time say nothing."""
    path = place(digest)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
