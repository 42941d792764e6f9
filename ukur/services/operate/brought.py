"""Cek Keaslian of a file that somebody brings: whole or damaged, known here or not. Nothing of it is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ukur.services.operate.apart import verify_apart
from ukur.services.queries.check import paper_of
from ukur.services.wording.authenticity import (
    DAMAGED,
    DAMAGED_KNOWN,
    EMPTY,
    NO_VERDICT,
    UNSIGNED_CLAIMS,
    UNSIGNED_UNKNOWN,
    WHOLE,
    WHOLE_OTHER,
    WHOLE_REPLACED,
    WHOLE_UNKNOWN,
    WHOLE_UNSIGNED,
)
from ukur.store.models import Paper


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What is said of a file that somebody brought: tone, sentence, advice; what is wrong; which paper it is."""

    tone: str
    title: str
    text: str
    faults: tuple[tuple[str, str], ...]
    sound: int
    known: str = ""
    token: str = ""


def check_file(path: Path) -> CheckedFile:
    """A stranger's PDF or package: whole or damaged, and known here or not. Nothing of it is kept."""
    if not path.stat().st_size:
        return CheckedFile(*EMPTY, (), 0)
    verdict = verify_apart(path)
    if verdict is None:
        return CheckedFile(*NO_VERDICT, (), 0)
    with path.open("rb") as stream:
        paper, same = paper_of(hashlib.file_digest(stream, "sha256").hexdigest(), verdict.code)
    # An unsigned paper proves nothing by itself, but the very bytes that are kept here do.
    faults = tuple((one.name, one.detail) for one in verdict.checks if not one.ok and (verdict.signed or not same))
    sound = sum(one.ok for one in verdict.checks)
    tone, title, text = _outcome(bool(faults), verdict.signed, paper, same)
    known = f"{paper.title}, {paper.run.title}" if paper else ""
    return CheckedFile(tone, title, text, faults, sound, known, paper.token if paper else "")


def _outcome(faulty: bool, signed: bool, paper: Paper | None, same: bool) -> tuple[str, str, str]:
    if faulty and not signed:
        return UNSIGNED_CLAIMS if paper else UNSIGNED_UNKNOWN
    if faulty:
        return DAMAGED_KNOWN if paper else DAMAGED
    if paper is None:
        return WHOLE_UNKNOWN
    if paper.replaced:
        return WHOLE_REPLACED
    if not same:
        return WHOLE_OTHER
    return WHOLE if paper.signed_file else WHOLE_UNSIGNED
