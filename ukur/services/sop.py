"""Versions of procedures: read once, kept by digest, parsed once a process."""

from __future__ import annotations

from functools import lru_cache

from django.utils import timezone

from ukur.domain.sop import reader
from ukur.domain.sop.model import Sop
from ukur.store.models import SopVersion


def keep(text: str) -> SopVersion:
    """Keep this version (Unreadable when it is faulty); the same text again gives the same row."""
    sop = reader.read(text)
    found, _ = SopVersion.objects.get_or_create(
        digest=sop.digest,
        defaults={"name_key": sop.id, "name": sop.name, "text": text, "added_at": timezone.now()},
    )
    return found


@lru_cache(maxsize=256)
def _parsed(digest: str) -> Sop:
    return reader.read(SopVersion.objects.values_list("text", flat=True).get(digest=digest))


def by_digest(digest: str) -> Sop:
    """The parsed version; a version never changes, so it is read once in each process."""
    return _parsed(digest)
